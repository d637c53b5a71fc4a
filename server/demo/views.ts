import type { Filter } from '../../shared/live/protocol.ts';
import type { Cast } from './people.ts';
import type { Stage } from './stage.ts';

const waiting: Filter = {
  all: [
    { field: 'status', is: 'eq', value: 'submitted' },
    { field: 'openHolds', is: 'gt', value: 0 },
  ],
};
const dueSoon: Filter = {
  all: [
    { field: 'status', is: 'in', value: ['submitted', 'confirmed'] },
    { field: 'promisedOn', is: 'ge', value: '@today' },
    { field: 'promisedOn', is: 'le', value: '@today+6' },
    { field: 'fulfilment', is: 'not_in', value: ['shipped', 'delivered'] },
  ],
};

/** Views of the orders that the sales manager keeps for the team. */
export const enterViews = async ({ must }: Stage, at: number, { salesManager, roles }: Cast): Promise<void> => {
  const views = [
    ['Waiting for release 待解除保留', waiting, 'submittedAt', ['sales_rep']],
    ['Due within a week 一週內交貨', dueSoon, 'promisedOn', ['sales_rep', 'executive']],
  ] as const;
  for (const [name, filter, sort, readers] of views) {
    const query = new URLSearchParams({ filter: JSON.stringify(filter), sort }).toString();
    const id = await must(salesManager, at, 'saved_view.save', { on: 'order', name, query });
    const shares = readers.map((role) => ({ kind: 'role', id: roles.get(role) }));
    await must(salesManager, at, 'saved_view.share', { id, shares });
  }
};
