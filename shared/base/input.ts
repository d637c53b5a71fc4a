/** The parts that command inputs are made of: limits are stated here once and enforced by both doors. */
import * as v from 'valibot';
import { countries } from './country.ts';
import { isDay } from './day.ts';
import { isDerived } from './id.ts';

export const idInput = v.pipe(v.string(), v.regex(/^[0-9a-z-]{8,60}$/i));
/**
 * The id that a client chooses for a new row. Derived ids are the import's alone: by choosing one, somebody would learn
 * whether a document of that number is here, or take its place before it comes.
 */
export const newIdInput = v.pipe(
  idInput,
  v.check((id) => !isDerived(id)),
);
export const textInput = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
export const optionalText = (max: number) =>
  v.nullable(
    v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(max),
      v.transform((text) => text || null),
    ),
  );
/** An e-mail address, or none. */
export const optionalEmail = v.nullable(
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(200),
    v.regex(/^([^\s@]+@[^\s@]+\.[^\s@]+)?$/),
    v.transform((text) => text || null),
  ),
);
export const quantityInput = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000));
export const signedQuantity = v.pipe(v.number(), v.integer(), v.minValue(-1_000_000_000), v.maxValue(1_000_000_000));
export const moneyInput = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** At 6 decimals of the currency. */
export const PRICE_AT_MOST = 9_000_000_000_000_000;
export const priceInput = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(PRICE_AT_MOST));
export const ppmInput = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
export const dayInput = v.pipe(v.string(), v.check(isDay));
export const currencyInput = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));
/** Two letters of ISO 3166-1. */
export const countryInput = v.picklist(countries);
export const reasonInput = optionalText(500);

/** An edit of a field carries the value that it was made from: the same field changed meanwhile is shown, not overwritten. */
export const editOf = <S extends v.GenericSchema>(value: S) => v.strictObject({ from: v.unknown(), to: value });
