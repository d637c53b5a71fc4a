import { sumOf } from '../measure.ts';

/** Holds opened on orders, on the day on which they were, whatever became of them. */
export const holdsOpened = sumOf({
  name: 'holds_opened',
  noun: 'hold',
  of: 'rows',
  where: null,
  time: 'openedAt',
  unit: 'count',
  dimensions: [{ field: 'kind' }, { field: 'releasedBy' }, { field: 'warehouseId' }, { field: 'sellerId' }],
});
