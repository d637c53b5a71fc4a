import { type Day, daysBetween } from '../base/day.ts';
import { sum } from '../base/money.ts';

/** By days past due: not yet due (or due today), 1–30, 31–60, 61–90, more than 90. */
export const buckets = ['current', 'd1_30', 'd31_60', 'd61_90', 'd90_plus'] as const;

export type Bucket = (typeof buckets)[number];

/** The bucket of what was due on a day, read on another. */
export function bucketOf(dueDay: Day, asOf: Day): Bucket {
  const late = daysBetween(dueDay, asOf);
  if (late <= 0) return 'current';
  if (late <= 30) return 'd1_30';
  if (late <= 60) return 'd31_60';
  return late <= 90 ? 'd61_90' : 'd90_plus';
}

/** Open amounts by bucket, in minor units of one currency; the buckets add up to what is open, credits included. */
export function ageing(items: readonly { open: number; dueOn: Day }[], asOf: Day): Record<Bucket, number> {
  const of = (bucket: Bucket) =>
    sum(items.filter((item) => bucketOf(item.dueOn, asOf) === bucket).map((item) => item.open));
  return {
    current: of('current'),
    d1_30: of('d1_30'),
    d31_60: of('d31_60'),
    d61_90: of('d61_90'),
    d90_plus: of('d90_plus'),
  };
}
