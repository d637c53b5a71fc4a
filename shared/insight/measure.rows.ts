/** The rows behind a figure, as a list's filter: their list adds up to it. */
import type { Condition } from '../base/condition.ts';
import { addDays, type Day, startOfDay } from '../base/day.ts';
import type { NounName } from '../catalogue.ts';
import type { Filter } from '../live/protocol.ts';
import type { FigureQuery, PeriodName } from './figure.ts';
import { daysOfKey, isTimeSplit, type Period, periodNamed } from './measure.period.ts';
import { isInstant, isRatio, type Measure, type Sum } from './measure.ts';
import { sumsOf } from './measures.ts';

/** Before any day that a row could have. */
const BEGINNING: Day = '0001-01-01';

/** Is it summed over a period, or does it stand now? */
export const isFlow = (measure: Measure): boolean =>
  sumsOf(measure).every((sum) => sum.time !== null && !sum.past) && !(isRatio(measure) && measure.days !== undefined);

/** The period of a question and its name; null where the measure stands now. */
export const periodOf = (
  measure: Measure,
  asked: FigureQuery['period'],
  today: Day,
): { readonly period: Period; readonly name: PeriodName | null } | null => {
  if (!isFlow(measure)) return null;
  if (asked && typeof asked !== 'string') return { period: { from: asked.from, to: asked.to }, name: null };
  const name = asked ?? sumsOf(measure)[0]?.usual ?? 'last_28_days';
  return { period: periodNamed(name, today), name };
};

/** The days that one sum of a measure is over, whatever its own: those past, or the last so many for a ratio's second. */
export const ownPeriod = (measure: Measure, at: number, asked: Period | null, today: Day): Period | null => {
  const sum = sumsOf(measure)[at] as Sum;
  if (sum.past) return { from: BEGINNING, to: addDays(today, -1) };
  if (isRatio(measure) && measure.days !== undefined && at === 1)
    return { from: addDays(today, 1 - measure.days), to: today };
  return sum.time === null ? null : asked;
};

/** The rows of a period, by the noun's own field. */
export const within = (sum: Sum, { from, to }: Period, zone: string): Condition => {
  const field = sum.time as string;
  const instants = isInstant(sum);
  return {
    all: [
      { field, is: 'ge', value: instants ? startOfDay(from, zone) : from },
      instants ? { field, is: 'lt', value: startOfDay(addDays(to, 1), zone) } : { field, is: 'le', value: to },
    ],
  };
};

/** The sums of a measure whose rows stand in the list behind it: of what stands now against a flow, the first alone. */
export const sumsBehind = (measure: Measure): readonly Sum[] => {
  const sums = sumsOf(measure);
  return isRatio(measure) && measure.days !== undefined ? sums.slice(0, 1) : sums;
};

const ofKey = (sum: Sum, by: string, key: string | null, period: Period | null, zone: string): Condition => {
  if (!isTimeSplit(by)) return { field: by, is: 'eq', value: key };
  if (!period || key === null) return { all: [] };
  if (by !== 'hour') return within(sum, daysOfKey(key, by, period), zone);
  const from = startOfDay(period.from, zone) + Number(key) * 3_600_000;
  return {
    all: [
      { field: sum.time as string, is: 'ge', value: from },
      { field: sum.time as string, is: 'lt', value: from + 3_600_000 },
    ],
  };
};

/**
 * The filter of the rows behind a figure, or behind one of its points where `key` is given (as the point has it; null
 * for rows without a value). Of a ratio: what it is a share of, or what stands now. Null where no filter says it: the
 * point `rest`.
 */
export const rowsBehind = (
  measure: Measure,
  query: Pick<FigureQuery, 'period' | 'by' | 'only'>,
  key: string | null | undefined,
  today: Day,
  zone: string,
): { readonly noun: NounName; readonly where: Filter } | null => {
  if (key === 'rest') return null;
  const at = isRatio(measure) && measure.days === undefined ? 1 : 0;
  const sum = sumsOf(measure)[at] as Sum;
  const period = ownPeriod(measure, at, periodOf(measure, query.period, today)?.period ?? null, today);
  const parts: Condition[] = [];
  if (sum.where) parts.push(...('all' in sum.where ? sum.where.all : [sum.where]));
  if (key !== undefined && query.by) parts.push(ofKey(sum, query.by, key, period, zone));
  if (period && !(key !== undefined && key !== null && query.by && isTimeSplit(query.by)))
    parts.push(within(sum, period, zone));
  for (const { dimension, values } of query.only ?? []) parts.push({ field: dimension, is: 'in', value: values });
  const flat = parts.flatMap((part) => ('all' in part ? part.all : [part]));
  return { noun: sum.noun, where: { all: flat } as Filter };
};
