/**
 * What a measure is. One declaration says which rows count, what each adds, on which day and under which values; SQL,
 * summaries, permission, charts, drill-down and the page about figures are all read from it.
 */
import { type Cells, type Condition, fieldsIn, holds } from '../base/condition.ts';
import type { Field } from '../base/fields.ts';
import { convert, extend, mulDivRound, safe } from '../base/money.ts';
import { fieldNamed, type NounName } from '../catalogue.ts';
import type { PeriodName } from './figure.ts';

export type Unit = 'money' | 'count' | 'quantity' | 'ppm' | 'days' | 'minutes';

/**
 * What one row adds: 1; a field, or several (money in the organisation's currency at the row's own rate); a price times
 * a quantity; or the whole minutes between two instants.
 */
export type Amount =
  | 'rows'
  | string
  | { readonly plus: readonly string[] }
  | { readonly price: string; readonly times: string; readonly negative?: true }
  | { readonly from: string; readonly until: string };

export type Dimension = {
  readonly field: string;
  /** So many values that no summary keeps them: asked anew, at most every few seconds. */
  readonly many?: true;
};

export type Sum = {
  readonly name: string;
  readonly noun: NounName;
  readonly of: Amount;
  readonly where: Condition | null;
  /** The day or instant by which a row belongs to a period; null for what stands now. */
  readonly time: string | null;
  /** Stands now, over the rows whose day has passed: what was promised before today. */
  readonly past?: true;
  readonly unit: Exclude<Unit, 'ppm'>;
  readonly dimensions: readonly Dimension[];
  /** Since when a row waits: the figure tells the oldest. */
  readonly waits?: string;
  /** The period that it has where none is asked for. */
  readonly usual?: PeriodName;
};

export type Ratio = {
  readonly name: string;
  /** Names of the two sums; value = scale × first ÷ second, rounded half away from zero. */
  readonly over: readonly [string, string];
  readonly unit: Unit;
  readonly scale: number;
  /** The second is summed over so many days up to today, whatever the period: for what stands now against a flow. */
  readonly days?: number;
};

export type Measure = Sum | Ratio;

export const isRatio = (measure: Measure): measure is Ratio => 'over' in measure;
export const sumOf = (sum: Sum): Sum => sum;
export const ratioOf = (ratio: Ratio): Ratio => ratio;

/** What a sum is made of: the organisation's currency and its zone, by which instants fall on days. */
export type Reckoning = { readonly currency: string; readonly zone: string };

const field = (noun: NounName, name: string): Field => {
  const found = fieldNamed(noun, name);
  if (!found) throw new Error(`${noun} has no field ${name}`);
  return found;
};

/** Is the amount in the row's own currency, to be converted by the row's rate? */
export const isConverted = ({ noun, of }: Sum): boolean =>
  plainNames(of).some((name) => field(noun, name).kind === 'money') && fieldNamed(noun, 'currency') !== undefined;

/** The fields of which a row adds the values as they are. */
export const plainNames = (of: Amount): readonly string[] => {
  if (of === 'rows') return [];
  if (typeof of === 'string') return [of];
  return 'plus' in of ? of.plus : [];
};
const namesIn = (of: Amount): readonly string[] => {
  if (typeof of === 'string' || 'plus' in of) return plainNames(of);
  return 'price' in of ? [of.price, of.times] : [of.from, of.until];
};

/** Every field that the figure of a sum gives something away about: a row counts where all of them show. */
export const restsOn = (sum: Sum): readonly string[] => [
  ...new Set([
    ...namesIn(sum.of),
    ...(isConverted(sum) ? ['currency', 'rate'] : []),
    ...(sum.where ? fieldsIn(sum.where) : []),
    ...(sum.time ? [sum.time] : []),
    ...(sum.waits ? [sum.waits] : []),
  ]),
];

/** The permission groups that a sum rests on. */
export const groupsOf = (sum: Sum): readonly string[] => [
  ...new Set(restsOn(sum).map((name) => field(sum.noun, name).group)),
];

export const counts = (sum: Sum, row: Cells): boolean =>
  (sum.where === null || holds(sum.where, row)) && (sum.time === null || row[sum.time] !== null);

const cell = (row: Cells, name: string): number => Number(row[name] ?? 0);

/** What a row that counts adds: minor units of the organisation's currency, base units, whole minutes, or 1. */
export const amountOf = (sum: Sum, row: Cells, currency: string): number => {
  const { of } = sum;
  if (of === 'rows') return 1;
  if (typeof of === 'string' || 'plus' in of) {
    const own = !isConverted(sum) || row.currency === currency;
    let amount = 0;
    for (const name of plainNames(of)) {
      const one = cell(row, name);
      amount += own ? one : convert(one, cell(row, 'rate'), String(row.currency), currency);
    }
    return amount;
  }
  if ('price' in of) {
    const made = extend(cell(row, of.price), cell(row, of.times), currency);
    return of.negative ? 0 - made : made;
  }
  // Never −0, which no database knows.
  return Math.trunc((cell(row, of.until) - cell(row, of.from)) / 60_000) + 0;
};

/** What two sums of a ratio come to, rounded half away from zero; null over nothing. */
export const ratioAt = ({ scale }: Ratio, first: number, second: number): number | null =>
  second === 0 ? null : safe(mulDivRound(BigInt(first), BigInt(scale), BigInt(second)));

/** Is the time of a sum an instant, to be read in the organisation's zone, or a day already? */
export const isInstant = (sum: Sum): boolean => sum.time !== null && field(sum.noun, sum.time).kind === 'instant';

export const dimensionOf = (sum: Sum, name: string): Dimension | undefined =>
  sum.dimensions.find((one) => one.field === name);
