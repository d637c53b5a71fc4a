import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';

describe.each(dialects)('what was entered and not saved, on %s', (dialect) => {
  let firm: Firm;
  let trade: Goods;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
  });
  afterAll(() => firm.close());

  const keep = (desk: Desk, orderId: string, customerId: string | null) =>
    desk.command(
      'order_draft.keep',
      { orderId, customerId, title: `For ${orderId}`, lineCount: 1, content: '{"typed":1}' },
      firm.commandId(),
    );
  const told = async (desk: Desk) => {
    const { rows } = (await desk.get('/api/drafts')).body as { rows: readonly { orderId: string }[] };
    const one = async (id: string) =>
      ((await desk.get(`/api/drafts/order?id=${id}`)).body as { content: string | null }).content;
    return { listed: rows.map(({ orderId }) => orderId).sort(), one };
  };

  test('[S2] [S6] [P11] what was entered for a customer that is handed over is not told any more, nor the customer’s name', async () => {
    const desk = await firm.signIn('rep');
    const [gone, kept] = trade.customers.rep as readonly [string, string];
    const [order] = (await firm.rows('order')).filter(
      (row) => row.sellerId === firm.idOf('rep') && row.customerId === gone,
    );
    const created = await desk.command(
      'order.create',
      {
        customerId: gone,
        warehouseId: firm.warehouses.get('TPE'),
        lines: [{ productId: trade.products[0], quantity: 1 }],
      },
      firm.commandId(),
    );
    const orderId = String(order?.id ?? (created.body as { answer: { id: string } }).answer.id);
    expect((await keep(desk, orderId, null)).status).toBe(200);
    expect((await keep(desk, '', gone)).status).toBe(200);
    const before = await told(desk);
    expect([before.listed, await before.one(''), await before.one(orderId)]).toEqual([
      ['', orderId],
      '{"typed":1}',
      '{"typed":1}',
    ]);
    await firm.do('boss', 'customer.reassign', { ids: [gone], toSellerId: firm.idOf('mate') });
    const after = await told(desk);
    expect([after.listed, await after.one(''), await after.one(orderId)]).toEqual([[], null, null]);
    expect((await keep(desk, '', gone)).body).toMatchObject({ refused: 'missing', field: 'customerId' });
    // For whom is still theirs it goes on, and so it does before a customer is chosen.
    expect((await keep(desk, '', kept)).status).toBe(200);
    expect((await told(desk)).listed).toEqual(['']);
    expect((await keep(desk, '', null)).status).toBe(200);
    expect((await told(desk)).listed).toEqual(['']);
  });
});
