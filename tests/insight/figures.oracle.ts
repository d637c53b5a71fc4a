/**
 * What a person's figure should be, said a second time in plain lines: their rows by the oracle of reads, added up one
 * by one. Of the product only the declarations of measures are used.
 */
import { isRatio, type Measure, type Sum } from '../../shared/insight/measure.ts';
import { sumNamed } from '../../shared/insight/measures.ts';
import { declared, fieldsFor, listFor, type Row, type Who } from '../agreement/oracle.ts';

export type Tables = { readonly [noun: string]: readonly Row[] };
export type Plain = { readonly value: number | null; readonly count: number };
export type Narrow = {
  readonly from?: string;
  readonly to?: string;
  readonly by?: string;
  readonly key?: string | null;
  readonly only?: readonly { readonly dimension: string; readonly values: readonly string[] }[];
};

const BASE = 'USD';
const EIGHT_HOURS = 28_800_000;
/** The trial's firm is in Taipei, eight hours ahead all year. */
export const dayOfTaipei = (instant: number): string => new Date(instant + EIGHT_HOURS).toISOString().slice(0, 10);

/** Fields that must show on a row for it to count. */
const needed = ({ of, where, time, waits, noun }: Sum): Set<string> => {
  const names = new Set<string>();
  if (typeof of === 'string') {
    if (of !== 'rows') names.add(of);
  } else if ('plus' in of) for (const name of of.plus) names.add(name);
  else if ('price' in of) names.add(of.price).add(of.times);
  else names.add(of.from).add(of.until);
  const money = [...names].some((name) => declared(noun)[name]?.kind === 'money');
  if (money && declared(noun).currency) names.add('currency').add('rate');
  const walk = (one: unknown): void => {
    const { all, any, not, field } = one as { all?: unknown[]; any?: unknown[]; not?: unknown; field?: string };
    for (const part of all ?? any ?? []) walk(part);
    if (not) walk(not);
    if (field) names.add(field);
  };
  if (where) walk(where);
  if (time) names.add(time);
  if (waits) names.add(waits);
  return names;
};

const away = (n: bigint, d: bigint): bigint => {
  const half = (2n * (n < 0n ? -n : n) + d) / (2n * d);
  return n < 0n ? -half : half;
};
const digits = (currency: unknown): bigint => (currency === 'TWD' || currency === 'JPY' ? 0n : 2n);

const adds = ({ of }: Sum, row: Row): bigint => {
  const n = (name: string): bigint => BigInt(Number(row[name] ?? 0));
  const inBase = (amount: bigint): bigint =>
    row.currency === undefined || row.currency === BASE
      ? amount
      : away(amount * n('rate') * 10n ** 2n, 10n ** (6n + digits(row.currency)));
  if (of === 'rows') return 1n;
  if (typeof of === 'string') return declaredMoney(row, of) ? inBase(n(of)) : n(of);
  if ('plus' in of) return of.plus.reduce((all, name) => all + inBase(n(name)), 0n);
  if ('price' in of) {
    const made = away(n(of.price) * n(of.times) * 100n, 1_000_000n);
    return of.negative ? -made : made;
  }
  return BigInt(Math.floor((Number(row[of.until]) - Number(row[of.from])) / 60_000));
};
const declaredMoney = (row: Row, name: string): boolean => row.currency !== undefined && name !== 'pieces';

const dayOf = (sum: Sum, row: Row): string | null => {
  const at = sum.time === null ? null : (row[sum.time] ?? null);
  if (at === null) return null;
  return typeof at === 'number' ? dayOfTaipei(at) : String(at);
};

/** The rows of one sum that this person's list shows, with all that the sum rests on. */
export const rowsOf = (
  who: Who,
  tables: Tables,
  sum: Sum,
  today: string,
  narrow: Narrow,
  also: ReadonlySet<string>,
) => {
  const all = tables[sum.noun] ?? [];
  const names = new Set([...needed(sum), ...also]);
  for (const { dimension } of narrow.only ?? []) names.add(dimension);
  if (narrow.by && narrow.key !== undefined && !['day', 'month'].includes(narrow.by)) names.add(narrow.by);
  return listFor(who, sum.noun, all, { where: sum.where }).filter((row) => {
    if (![...names].every((name) => name in row)) return false;
    if (sum.time !== null) {
      const day = dayOf(sum, row);
      if (day === null) return false;
      if (sum.past ? day >= today : (narrow.from && day < narrow.from) || (narrow.to && day > narrow.to)) return false;
      if (narrow.key !== undefined && narrow.by === 'day' && day !== narrow.key) return false;
      if (narrow.key !== undefined && narrow.by === 'month' && day.slice(0, 7) !== narrow.key?.slice(0, 7))
        return false;
    }
    for (const { dimension, values } of narrow.only ?? [])
      if (!values.includes(String(row[dimension] ?? '\0'))) return false;
    if (narrow.key === undefined || !narrow.by || ['day', 'month'].includes(narrow.by)) return true;
    return (row[narrow.by] ?? null) === narrow.key;
  });
};

const summed = (rows: readonly Row[], sum: Sum): { value: bigint; count: number } => ({
  value: rows.reduce((all, row) => all + adds(sum, row), 0n),
  count: rows.length,
});

const earlier = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

export const plainFigure = (who: Who, tables: Tables, measure: Measure, today: string, narrow: Narrow): Plain => {
  if (!isRatio(measure)) {
    const { value, count } = summed(rowsOf(who, tables, measure, today, narrow, new Set()), measure);
    return { value: Number(value), count };
  }
  const [first, second] = measure.over.map(sumNamed) as [Sum, Sum];
  const both = first.noun === second.noun ? new Set([...needed(first), ...needed(second)]) : new Set<string>();
  const a = summed(rowsOf(who, tables, first, today, narrow, both), first);
  const over = measure.days ? { ...narrow, from: earlier(today, measure.days - 1), to: today } : narrow;
  const b = summed(rowsOf(who, tables, second, today, over, both), second);
  if (b.value === 0n) return { value: null, count: b.count };
  const sign = b.value < 0n ? -1n : 1n;
  return { value: Number(away(a.value * BigInt(measure.scale) * sign, b.value * sign)), count: b.count };
};

/** Since when the oldest of the rows waits. */
export const plainOldest = (who: Who, tables: Tables, sum: Sum, today: string, narrow: Narrow): number | null => {
  if (!sum.waits) return null;
  const waits = rowsOf(who, tables, sum, today, narrow, new Set()).map((row) => Number(row[sum.waits as string]));
  return waits.length === 0 ? null : Math.min(...waits);
};

/** Can the rules of this person show, on rows of their own making, every field that the measure rests on? */
export const mayEverSee = (who: Who, measure: Measure): boolean => {
  const sums = isRatio(measure) ? measure.over.map(sumNamed) : [measure];
  return sums.every((sum) => {
    const reading = who.sentences.filter(
      ({ on, may, scope }) =>
        on === sum.noun &&
        may === 'read' &&
        !(scope === 'team' && who.teamId === null) &&
        !(scope === 'warehouse' && who.warehouses.length === 0),
    );
    const groups = new Set(reading.flatMap((one) => one.groups));
    return reading.length > 0 && [...needed(sum)].every((name) => groups.has(declared(sum.noun)[name]?.group ?? ''));
  });
};

export const sees = (who: Who, noun: string, row: Row): boolean => fieldsFor(who, noun, row) !== null;

const daysIn = (month: string): number =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();

/** What the house's target asks for by now over these days, day by day in plain words; null where a day has none. */
export const plainTarget = (
  who: Who,
  tables: Tables,
  measure: Measure,
  today: string,
  { from, to }: { readonly from: string; readonly to: string },
): number | null => {
  const shown = listFor(who, 'target', tables.target ?? [], { where: null }).filter(
    (row) => row.measure === measure.name && typeof row.amount === 'number' && typeof row.startsOn === 'string',
  );
  const last = from <= today && today < to ? today : to;
  /** Days of each month that the period has, with those before it. */
  const months = new Map<string, { first: number; days: number }>();
  for (let day = from; day <= last; day = earlier(day, -1)) {
    const month = day.slice(0, 7);
    const known = months.get(month);
    if (known) known.days++;
    else months.set(month, { first: Number(day.slice(8)) - 1, days: 1 });
  }
  let total = 0n;
  let weighed = 0n;
  let length = 0n;
  for (const [month, { first, days }] of months) {
    const [step] = shown
      .filter(({ startsOn }) => String(startsOn).slice(0, 7) <= month)
      .sort((a, b) => (String(a.startsOn) < String(b.startsOn) ? 1 : -1));
    if (!step) return null;
    const amount = BigInt(Number(step.amount));
    const upTo = (n: number): bigint => away(amount * BigInt(n), BigInt(daysIn(month)));
    total += upTo(first + days) - upTo(first);
    weighed += amount * BigInt(days);
    length += BigInt(days);
  }
  return Number(isRatio(measure) ? away(weighed, length) : total);
};
