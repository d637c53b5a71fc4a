import * as v from 'valibot';
import { languages } from '../../access/person/person.fields.ts';
import { moneyInput, optionalText, ppmInput, priceInput, textInput } from '../../base/input.ts';
import { isCurrency } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';

const currency = v.pipe(v.string(), v.check(isCurrency));
/** Zones found good: settings are read with every command, and asking the platform costs half a millisecond. */
const goodZones = new Set<string>();
const isZone = (zone: string): boolean => {
  if (goodZones.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    goodZones.add(zone);
    return true;
  } catch {
    return false;
  }
};
const timeZone = v.pipe(v.string(), v.maxLength(60), v.check(isZone));
const settingOf = <S extends v.GenericSchema>(schema: S, value: v.InferOutput<S>) => ({ schema, value });

/** Every setting there is: its form, and what holds until someone sets it. */
export const settings = {
  organisation: settingOf(
    v.strictObject({ name: textInput(120), currency, timeZone, language: v.picklist(languages) }),
    { name: 'Crossdock', currency: 'TWD', timeZone: 'Asia/Taipei', language: 'en' },
  ),
  /** What stands at the head of every printed document under the organisation's name, and at its foot. Public: customers read it. */
  letterhead: settingOf(
    v.strictObject({
      street: optionalText(240),
      phone: optionalText(40),
      email: optionalText(200),
      taxNumber: optionalText(20),
      closing: optionalText(1000),
    }),
    { street: null, phone: null, email: null, taxNumber: null, closing: null },
  ),
  /** Orders above it are reviewed by Finance: minor units of the organisation's currency, null for never. */
  'review.amount': settingOf(v.nullable(moneyInput), 500_000),
  /** A submitted order that grows by more is changed by request alone: minor units of the organisation's currency, null for never. */
  'change.amount': settingOf(v.nullable(moneyInput), null),
  /** Days in which a change that was asked for can be decided, the day of asking not counted. */
  'change.days': settingOf(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90)), 7),
  /** `demo`: the demonstration company, with its public accounts. `own`: a real one, for good. */
  'company.kind': settingOf(v.picklist(['none', 'demo', 'own']), 'none'),
  /** What is being made and not there yet: found at a start, it was interrupted and begins anew. */
  'company.making': settingOf(v.nullable(v.picklist(['demo'])), null),
  /** The actor in the background of a demonstration: whether it works, and how many seconds it takes for one thing. */
  'demo.live_day': settingOf(
    v.strictObject({ on: v.boolean(), pace: v.pipe(v.number(), v.minValue(0.2), v.maxValue(600)) }),
    { on: true, pace: 6 },
  ),
  /** Days for which an offer is valid unless its seller says otherwise, the day of offering not counted. */
  'quote.days': settingOf(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)), 30),
  'tax.rounding': settingOf(v.picklist(['document', 'line']), 'document'),
  /** Share of the credit limit from which a customer reads as near it, ppm. */
  'credit.near': settingOf(ppmInput, 800_000),
  /** Credit limit of a new customer, minor units of the customer's currency; null sets none. */
  'credit.initial': settingOf(v.nullable(moneyInput), null),
  /** Of the organisation's currency for one of another, at 6 decimals. */
  rates: settingOf(v.record(currency, v.pipe(priceInput, v.minValue(1))), {}),
} as const;

export type SettingKey = keyof typeof settings;
export type Settings = { readonly [key in SettingKey]: v.InferOutput<(typeof settings)[key]['schema']> };
export const settingKeys = Object.keys(settings) as SettingKey[];

/** All settings, from the stored rows and the defaults. A stored value that no longer fits its form counts as not set. */
export const settingsFrom = (rows: readonly Pick<RowOf<'setting'>, 'key' | 'value'>[]): Settings => {
  const stored = new Map(rows.map(({ key, value }) => [key, value]));
  const read = settingKeys.map((key) => {
    const { schema, value } = settings[key];
    const parsed = stored.has(key) ? v.safeParse(schema as v.GenericSchema, stored.get(key)) : null;
    return [key, parsed?.success ? parsed.output : value];
  });
  return Object.fromEntries(read) as Settings;
};
