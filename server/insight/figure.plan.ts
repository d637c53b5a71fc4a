/** What a question about a figure comes to: sums over periods, split and narrowed; or the refusal that names what is wrong. */
import type { View } from '../../shared/access/project.ts';
import { type Day, daysBetween, isDay } from '../../shared/base/day.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { isStorable } from '../../shared/base/text.ts';
import { fieldNamed, isNoun, type NounName } from '../../shared/catalogue.ts';
import { FIGURE_LIMITS, type FigureQuery } from '../../shared/insight/figure.ts';
import {
  comparedPeriod,
  isTimeSplit,
  keysOf,
  type Period,
  type TimeSplit,
} from '../../shared/insight/measure.period.ts';
import { ownPeriod, periodOf } from '../../shared/insight/measure.rows.ts';
import { dimensionOf, isInstant, type Measure, restsOn, type Sum } from '../../shared/insight/measure.ts';
import { measureNamed, sumsOf } from '../../shared/insight/measures.ts';
import { reachedBy } from '../../shared/insight/target/target.share.ts';

export type Split = { readonly time: TimeSplit } | { readonly field: string } | null;
export type Only = { readonly field: string; readonly values: readonly string[] };
/** One sum to be asked for. `rests`: every field that must show on a row for it to count. */
export type Part = {
  readonly sum: Sum;
  readonly period: Period | null;
  readonly split: Split;
  /** Every one of them must hold; each field is named once. */
  readonly only: readonly Only[];
  readonly rests: readonly string[];
};
export type Plan = {
  readonly measure: Measure;
  readonly split: Split;
  readonly top: number | null;
  /** The days that it is over, as the answer says them; null for what stands now. */
  readonly period: Period | null;
  readonly parts: readonly Part[];
  readonly compared: { readonly period: Period; readonly parts: readonly Part[] } | null;
  /** The days of which the house's target is told beside it; null where none is asked for, or none for this reader. */
  readonly target: Period | null;
  /** Nouns whose rows the answer is made of, and the one that names its points. */
  readonly nouns: readonly NounName[];
  readonly labels: NounName | null;
};

const unknown: Refusal = { refused: 'unknown_measure' };
const wrong = (field: string): Refusal => ({ refused: 'input.invalid', field });

/** A dimension that the reader never sees is one that does not exist. */
const dimensionFault = (sums: readonly Sum[], see: (noun: NounName) => View, name: string): boolean =>
  sums.some((sum) => !dimensionOf(sum, name) || !see(sum.noun).ever(name));

const readsTargets = (see: (noun: NounName) => View): boolean =>
  see('target').grants.length > 0 && ['measure', 'startsOn', 'amount'].every((name) => see('target').ever(name));

export const planOf = (query: FigureQuery, today: Day, see: (noun: NounName) => View): Plan | Refusal => {
  const measure = measureNamed(query.measure);
  if (!measure) return unknown;
  const sums = sumsOf(measure);
  if (sums.some((sum) => see(sum.noun).grants.length === 0 || !restsOn(sum).every((name) => see(sum.noun).ever(name))))
    return unknown;
  const over = periodOf(measure, query.period, today);
  const period = over?.period ?? null;
  if (period) {
    if (!isDay(period.from) || !isDay(period.to) || period.from > period.to) return wrong('period');
    if (daysBetween(period.from, period.to) >= FIGURE_LIMITS.days) return wrong('period');
  }

  const by = query.by ?? null;
  let split: Split = null;
  if (by !== null && isTimeSplit(by)) {
    if (!period) return { refused: 'unknown_dimension', field: 'by' };
    if (by === 'hour' && (period.from !== period.to || !sums.every(isInstant))) return wrong('by');
    if (keysOf(period, by).length > FIGURE_LIMITS.points) return wrong('by');
    split = { time: by };
  } else if (by !== null) {
    if (dimensionFault(sums, see, by)) return { refused: 'unknown_dimension', field: 'by' };
    split = { field: by };
  }
  const only: Only[] = [];
  for (const { dimension: field, values } of query.only ?? []) {
    if (dimensionFault(sums, see, field)) return { refused: 'unknown_dimension', field: 'only' };
    if (!values.every(isStorable) || only.some((one) => one.field === field)) return wrong('only');
    only.push({ field, values: [...new Set(values)].sort() });
  }
  const used = [...(split && 'field' in split ? [split.field] : []), ...only.map(({ field }) => field)];
  /** The two of a ratio count the same rows: each rests on what both rest on, where they are of one noun. */
  const restsOf = (sum: Sum): readonly string[] => [
    ...new Set([...sums.filter((one) => one.noun === sum.noun).flatMap(restsOn), ...used]),
  ];
  const partsOver = (asked: Period | null): readonly Part[] =>
    sums.map((sum, at) => ({ sum, period: ownPeriod(measure, at, asked, today), split, only, rests: restsOf(sum) }));
  const against = period ? (query.compare ?? null) : null;
  const before = period && against && against !== 'target' ? comparedPeriod(period, over?.name ?? null, against) : null;
  // A target is the whole house's: it says nothing about a part of it.
  const target =
    period && against === 'target' && only.length === 0 && readsTargets(see) ? reachedBy(period, today) : null;
  const ref = split && 'field' in split ? fieldNamed((sums[0] as Sum).noun, split.field)?.of : undefined;
  return {
    measure,
    split,
    top: query.top ?? null,
    period,
    parts: partsOver(period),
    compared: before && { period: before, parts: partsOver(before) },
    target,
    nouns: [...new Set([...sums.map((sum) => sum.noun), ...(target ? ['target' as const] : [])])],
    labels: ref && isNoun(ref) ? ref : null,
  };
};
