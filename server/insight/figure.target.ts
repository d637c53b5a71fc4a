import { isRefusal } from '../../shared/base/decision.ts';
import type { Figure } from '../../shared/insight/figure.ts';
import { daysOfKey, keysOf, type Period } from '../../shared/insight/measure.period.ts';
import type { Measure } from '../../shared/insight/measure.ts';
import { TARGETS_AT_MOST } from '../../shared/insight/target/target.rules.ts';
import { type TargetStep, targetOver } from '../../shared/insight/target/target.share.ts';
import { read } from '../read/read.ts';
import type { Plan } from './figure.plan.ts';
import type { FigureMeans, See } from './figure.ts';

/** The targets of a measure that this reader may see, each with its month and its amount. */
export const targetsOf = async (
  { store, seal }: FigureMeans,
  see: See,
  { name }: Measure,
): Promise<readonly TargetStep[]> => {
  const where = { field: 'measure', is: 'eq', value: name } as const;
  const page = await store.read((query) => read(query, seal, see('target'), { where, limit: TARGETS_AT_MOST }));
  if (isRefusal(page)) return [];
  return page.rows.flatMap(({ startsOn, amount }) =>
    typeof startsOn === 'string' && typeof amount === 'number' ? [{ from: startsOn, amount }] : [],
  );
};

/** What should be reached over the days that are told, and at each point of time; null where there is no target for them. */
export const targetOf = (
  { measure, split, period: whole }: Plan,
  period: Period,
  steps: readonly TargetStep[],
): Figure['compared'] => {
  const value = targetOver(measure, steps, period);
  if (value === null || !whole) return null;
  // A month is shared out by days: of an hour nothing is said.
  const time = split && 'time' in split && split.time !== 'hour' ? split.time : null;
  const points = time
    ? keysOf(whole, time).map((key) => ({
        key,
        label: null,
        value: targetOver(measure, steps, daysOfKey(key, time, period)),
        count: 0,
      }))
    : [];
  return { points, value, period };
};
