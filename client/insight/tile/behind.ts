/** The rows behind a figure, and the page that shows them: by the filter that the figure was summed with, so they add up. */
import type { RouteLocationRaw } from 'vue-router';
import type { Condition } from '../../../shared/base/condition.ts';
import { addDays, type Day, startOfDay } from '../../../shared/base/day.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import type { FigureQuery } from '../../../shared/insight/figure.ts';
import { daysOfKey, isTimeSplit, type Period, periodNamed } from '../../../shared/insight/measure.period.ts';
import { isInstant, isRatio, type Sum } from '../../../shared/insight/measure.ts';
import { measureNamed, sumNamed } from '../../../shared/insight/measures.ts';
import type { Filter } from '../../../shared/live/protocol.ts';

export type Now = { readonly today: Day; readonly zone: string };
export type Behind = { readonly noun: NounName; readonly where: Filter };

/** Of a ratio the rows that it is a share of; where it sets what stands now against a flow, those that stand now. */
const sumBehind = (name: string): Sum | null => {
  const measure = measureNamed(name);
  if (!measure) return null;
  if (!isRatio(measure)) return measure;
  const [first, second] = measure.over;
  return sumNamed(measure.days ? first : second);
};

const within = (sum: Sum, { from, to }: Period, zone: string): Condition[] => {
  if (sum.time === null) return [];
  if (!isInstant(sum))
    return [
      { field: sum.time, is: 'ge', value: from },
      { field: sum.time, is: 'le', value: to },
    ];
  return [
    { field: sum.time, is: 'ge', value: startOfDay(from, zone) },
    { field: sum.time, is: 'lt', value: startOfDay(addDays(to, 1), zone) },
  ];
};

const HOUR = 3_600_000;
/**
 * Rows that a figure, or one point of it (`key`; null for rows that have no value there), was summed over. Null where
 * there is no one filter for them: what lies beyond the largest.
 */
export const rowsBehind = (query: FigureQuery, now: Now, key?: string | null): Behind | null => {
  const sum = sumBehind(query.measure);
  if (!sum || key === 'rest') return null;
  const parts: Condition[] = sum.where ? [sum.where] : [];
  const asked = query.period ?? sum.usual ?? null;
  const period = asked === null ? null : typeof asked === 'string' ? periodNamed(asked, now.today) : asked;
  if (sum.past && sum.time) parts.push({ field: sum.time, is: 'lt', value: now.today });
  else if (period) {
    const split = query.by && key !== undefined && key !== null && isTimeSplit(query.by) ? query.by : null;
    if (split === 'hour' && sum.time) {
      const start = startOfDay(period.from, now.zone) + Number(key) * HOUR;
      parts.push({ field: sum.time, is: 'ge', value: start }, { field: sum.time, is: 'lt', value: start + HOUR });
    } else
      parts.push(...within(sum, split && split !== 'hour' ? daysOfKey(String(key), split, period) : period, now.zone));
  }
  if (query.only) parts.push({ field: query.only.dimension, is: 'in', value: query.only.values });
  if (key !== undefined && query.by && !isTimeSplit(query.by)) parts.push({ field: query.by, is: 'eq', value: key });
  // The list takes them apart again, one chip a field.
  const flat = parts.flatMap((one) => ('all' in one ? [...one.all] : [one]));
  return { noun: sum.noun, where: { all: flat } as Filter };
};

/** Lists that show a noun; the others have the page of rows. */
const lists: {
  readonly [noun: string]: { readonly route: string; readonly query?: { readonly [name: string]: string } };
} = {
  order: { route: 'orders' },
  invoice: { route: 'invoices' },
  receivable: { route: 'receivables', query: { as: 'list' } },
  receipt: { route: 'receipts' },
  shipment: { route: 'shipments' },
  stock: { route: 'stock' },
};

/** Where the rows stand, as an address that is the filter. */
export const pageOf = ({ noun, where }: Behind, measure: string): RouteLocationRaw => {
  const filter = JSON.stringify(where);
  const list = lists[noun];
  if (list) return { name: list.route, query: { ...list.query, filter } };
  return { name: 'rows', params: { measure }, query: { filter } };
};
