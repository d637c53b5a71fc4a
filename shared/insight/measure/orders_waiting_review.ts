import { sumOf } from '../measure.ts';

/** Orders that Finance is to review, as they stand now; they wait since the hold was opened. */
export const ordersWaitingReview = sumOf({
  name: 'orders_waiting_review',
  noun: 'hold',
  of: 'rows',
  where: {
    all: [
      { field: 'status', is: 'eq', value: 'open' },
      { field: 'kind', is: 'eq', value: 'review' },
    ],
  },
  time: null,
  unit: 'count',
  dimensions: [{ field: 'warehouseId' }, { field: 'sellerId' }],
  waits: 'openedAt',
});
