/** The page that shows the rows behind a figure: by the filter that the figure was summed with, so that they add up. */
import type { RouteLocationRaw } from 'vue-router';
import type { NounName } from '../../../shared/catalogue.ts';
import type { FigureQuery } from '../../../shared/insight/figure.ts';
import { rowsBehind } from '../../../shared/insight/measure.rows.ts';
import { measureNamed } from '../../../shared/insight/measures.ts';
import type { Filter } from '../../../shared/live/protocol.ts';

/** Not under the heading of a view that shows only some of them. */
const whole = { view: 'all' } as const;
/** Lists that show a noun; the others have the page of rows. */
const lists: {
  readonly [noun in NounName]?: { readonly route: string; readonly query?: { readonly [name: string]: string } };
} = {
  order: { route: 'orders', query: whole },
  invoice: { route: 'invoices', query: whole },
  receivable: { route: 'receivables', query: { as: 'list' } },
  receipt: { route: 'receipts', query: whole },
  shipment: { route: 'shipments', query: whole },
  stock: { route: 'stock' },
  stock_movement: { route: 'movements' },
};

/** "From the beginning of time" leaves no row out, and reads oddly. */
const isIdle = (one: Filter): boolean => 'field' in one && one.is === 'ge' && one.value === '0001-01-01';

/**
 * Where the rows of a figure stand, or of one of its points (`key`; null for rows without a value), as an address that is
 * the filter. Null where no filter says it: what lies beyond the largest.
 */
export const pageBehind = (
  query: FigureQuery,
  { today, zone }: { readonly today: string; readonly zone: string },
  key?: string | null,
): RouteLocationRaw | null => {
  const measure = measureNamed(query.measure);
  const found = measure && rowsBehind(measure, query, key, today, zone);
  if (!found) return null;
  const { noun, where } = found;
  const filter = JSON.stringify('all' in where ? { all: where.all.filter((one) => !isIdle(one)) } : where);
  const list = lists[noun];
  const { measure: figure } = query;
  if (list) return { name: list.route, query: { ...list.query, filter, figure } };
  return { name: 'rows', params: { measure: figure }, query: { filter, figure } };
};
