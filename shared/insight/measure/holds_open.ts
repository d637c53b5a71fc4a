import { sumOf } from '../measure.ts';

/** Holds that stand on orders now; they wait since they were opened. */
export const holdsOpen = sumOf({
  name: 'holds_open',
  noun: 'hold',
  of: 'rows',
  where: { field: 'status', is: 'eq', value: 'open' },
  time: null,
  unit: 'count',
  dimensions: [{ field: 'kind' }, { field: 'releasedBy' }, { field: 'warehouseId' }, { field: 'sellerId' }],
  waits: 'openedAt',
});
