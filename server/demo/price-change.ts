import { addDays, type Day, endOfMonth } from '../../shared/base/day.ts';
import type { Goods } from './goods.ts';
import type { Stage } from './stage.ts';

/** A rise that begins with the next month and can still be taken back. */
export const enterPriceChange = async (
  stage: Stage,
  at: number,
  managerId: string,
  { lists }: Goods,
  today: Day,
): Promise<void> => {
  await stage.must(managerId, at, 'price_change.make', {
    priceListId: lists.get('STD'),
    which: { field: 'category', is: 'eq', value: 'Gifts' },
    percent: 40_000,
    step: 5_000_000,
    least: 'move',
    validFrom: addDays(endOfMonth(today), 1),
    note: 'Gift season 禮品旺季',
  });
};
