/** A row as the cells of a line of CSV: exactly what its reader sees of it. */
import type { Seen } from '../../shared/access/project.ts';
import { currencyDigits, isCurrency } from '../../shared/base/currency.ts';
import type { Field } from '../../shared/base/fields.ts';
import { PRICE_DIGITS } from '../../shared/base/money.ts';
import { fieldNamed, type NounName } from '../../shared/catalogue.ts';
import { harmless, plainDecimal } from '../../shared/exchange/csv/csv.write.ts';
import type { Labels } from './labels.ts';

export type Setting = {
  /** Null: bare names and codes, for programs. */
  readonly labels: Labels | null;
  /** IANA name of the zone in which instants are written. */
  readonly timeZone: string;
};

const PPM_DIGITS = 4;
const clocks = new Map<string, Intl.DateTimeFormat>();
/** '2026-03-02 09:00:00', which spreadsheets take for a time. */
const instantText = (instant: number, timeZone: string): string => {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(timeZone, clock);
  }
  return clock.format(instant);
};

const digitsOf = (currency: string | null): number =>
  currency !== null && isCurrency(currency) ? currencyDigits(currency) : 2;

/**
 * The text of one cell; empty where the field is not visible on the row, or empty. `currency` is the row's own. Numbers
 * are written by what they are; every text that others entered is made harmless.
 */
export const cellText = (
  noun: NounName,
  name: string,
  value: unknown,
  currency: string | null,
  { labels, timeZone }: Setting,
): string => {
  if (value === null || value === undefined) return '';
  const field: Field | undefined = fieldNamed(noun, name);
  if (typeof value === 'number') {
    switch (field?.kind) {
      case 'money':
        return plainDecimal(value, digitsOf(currency));
      case 'price':
        return plainDecimal(value, PRICE_DIGITS, digitsOf(currency));
      case 'ppm':
        return plainDecimal(value, PPM_DIGITS, 0);
      case 'instant':
        return instantText(value, timeZone);
      default:
        return String(value);
    }
  }
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return harmless(JSON.stringify(value));
  return harmless(field?.kind === 'enum' && labels ? labels.value(noun, name, value) : value);
};

export const titleOf = (noun: NounName, name: string, { labels }: Setting): string => {
  if (!labels) return name;
  const per = fieldNamed(noun, name)?.kind === 'ppm' ? ' (%)' : '';
  return harmless(labels.field(noun, name) + per);
};

export const cellsOf = (
  noun: NounName,
  names: readonly string[],
  row: Seen,
  currency: string | null,
  setting: Setting,
): string[] => names.map((name) => cellText(noun, name, row[name], currency, setting));
