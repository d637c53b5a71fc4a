/** What is chosen before a file is run, and remembered for the next with the same header. */
import * as v from 'valibot';
import { languages } from '../../access/person/person.fields.ts';
import { isCurrency } from '../../base/currency.ts';
import { idInput, priceInput } from '../../base/input.ts';
import { delimiters } from '../csv/csv.read.ts';
import { requiredTargets, targets } from './import.columns.ts';
import { dateOrders } from './import.time.ts';

export const encodings = ['utf-8', 'utf-16le', 'windows-1252', 'big5', 'gb18030'] as const;
export type Encoding = (typeof encodings)[number];
export const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const column = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(500)));
export const choicesInput = v.strictObject({
  /** In which customers without a name are called something. */
  language: v.picklist(languages),
  encoding: v.picklist(encodings),
  delimiter: v.picklist(delimiters),
  columns: v.strictObject(
    Object.fromEntries(targets.map((target) => [target, column])) as {
      [target in (typeof targets)[number]]: typeof column;
    },
  ),
  dateOrder: v.picklist(dateOrders),
  timeZone: v.pipe(v.string(), v.maxLength(60), v.check(isTimeZone)),
  currency: v.pipe(v.string(), v.check(isCurrency)),
  /** Of the organisation's currency for one of the file's, at 6 decimals; null until somebody says it. */
  rate: v.nullable(v.pipe(priceInput, v.minValue(1))),
  /** `history`: over and done, without stock or receivable. `drafts`: to be worked on here. */
  as: v.picklist(['history', 'drafts']),
  sellerId: idInput,
  warehouseId: v.nullable(idInput),
  /** SKUs that are charges (postage, fees), not goods; compared as they are written. */
  charges: v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(500)),
  /** Orders that cannot be taken are left out; else, and where it is not said, nothing is written while there is one. */
  leaveOut: v.optional(v.boolean(), false),
});
export type ImportChoices = v.InferOutput<typeof choicesInput>;

const codes = new Set([
  'POST',
  'DOT',
  'M',
  'BANK CHARGES',
  'AMAZONFEE',
  'C2',
  'D',
  'S',
  'B',
  'CRUK',
  'ADJUST',
  'ADJUST2',
]);
const spoken =
  /^(dotcom )?postage$|^carriage$|^freight$|^shipping( fee)?$|^delivery charge$|^bank charges?$|^(amazon )?fee$|gift voucher|^運費$|^运费$|^手續費$|^手续费$|禮券|礼券/i;

/** Is this a charge by the code or the name that sellers usually give one? A proposal, shown before the run. */
export const looksLikeCharge = (sku: string, name: string): boolean =>
  codes.has(sku.toUpperCase()) || /^gift_/i.test(sku) || spoken.test(name.trim());

/** What still has to be chosen before a run. */
export const missingIn = (choices: ImportChoices): string[] => [
  ...requiredTargets.filter((target) => choices.columns[target] === null).map((target) => `column_${target}`),
  ...(choices.rate === null ? ['rate'] : []),
  ...(choices.warehouseId === null ? ['warehouse'] : []),
];
