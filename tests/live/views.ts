import type { Firm } from './firm.ts';

/** Views of orders that the sales manager shares with three roles: by a day, which all of them see, and by what only some do. */
export const shareViews = async (firm: Firm): Promise<void> => {
  const shares = ['sales_rep', 'warehouse_operator', 'executive'].map((code) => ({
    kind: 'role',
    id: firm.roles.get(code),
  }));
  for (const [field, value] of [
    ['promisedOn', '2026-03-09'],
    ['total', 73_182_947],
    ['margin', 73_182_949],
  ] as const) {
    const query = `filter=${encodeURIComponent(JSON.stringify({ field, is: 'ge', value }))}`;
    const view = { on: 'order', name: `canary-word of ${field} ${value}`, query };
    const { id } = await firm.do('boss', 'saved_view.save', view);
    await firm.do('boss', 'saved_view.share', { id, shares });
  }
};
