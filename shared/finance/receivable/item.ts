import type { Day } from '../../base/day.ts';
import type { RowOf } from '../../catalogue.ts';
import { bucketOf } from '../ageing.ts';

type Item = RowOf<'receivable'>;

/** How an item reads on a day once `open` minor units are left of it. Settled, it is neither late nor aged. */
export const itemReading = (
  item: Pick<Item, 'dueOn'>,
  open: number,
  day: Day,
): Pick<Item, 'open' | 'status' | 'bucket' | 'overdue'> =>
  open === 0
    ? { open, status: 'settled', bucket: 'current', overdue: false }
    : { open, status: 'open', bucket: bucketOf(item.dueOn, day), overdue: item.dueOn < day };

/** Earliest due first; ids make the order total. */
export const byDue = (a: Pick<Item, 'id' | 'dueOn'>, b: Pick<Item, 'id' | 'dueOn'>): number =>
  a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1;
