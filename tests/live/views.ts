import type { Firm } from './firm.ts';

/**
 * Views of orders that the sales manager shares with three roles: by a day, which all of them see, by what only some do, and by words
 * that may stand in what only some read.
 */
export const shareViews = async (firm: Firm): Promise<void> => {
  const shares = ['sales_rep', 'warehouse_operator', 'executive'].map((code) => ({
    kind: 'role',
    id: firm.roles.get(code),
  }));
  const share = async (name: string, query: string): Promise<void> => {
    const { id } = await firm.do('boss', 'saved_view.save', { on: 'order', name, query });
    await firm.do('boss', 'saved_view.share', { id, shares });
  };
  for (const [field, value] of [
    ['promisedOn', '2026-03-09'],
    ['total', 73_182_947],
    ['margin', 73_182_949],
  ] as const) {
    const query = `filter=${encodeURIComponent(JSON.stringify({ field, is: 'ge', value }))}`;
    await share(`canary-word of ${field} ${value}`, query);
  }
  await share('canary-word of a search', 'q=canary-sought');
};
