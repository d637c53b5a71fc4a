import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';
import { rulesOf, saveRole, without } from '../live/narrowing.ts';

/** As the page writes a draft down: what was typed, and what it was typed over. */
const written = (parts: object = {}): string =>
  JSON.stringify({
    form: 1,
    at: 7,
    freshId: 'fresh-0001',
    customerId: null,
    header: [['externalNumber', { from: null, to: 'PO-7' }]],
    lines: [],
    added: [],
    removed: [],
    texts: [],
    ...parts,
  });
type Told = { readonly title?: string; readonly content: string | null };

describe.each(dialects)('what was entered and not saved, on %s', (dialect) => {
  let firm: Firm;
  let trade: Goods;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
  });
  afterAll(() => firm.close());

  const keep = (desk: Desk, orderId: string, customerId: string | null, content = written({ customerId })) =>
    desk.command('order_draft.keep', { orderId, customerId, lineCount: 1, content }, firm.commandId());
  const toldOf = async (desk: Desk, orderId: string) =>
    (await desk.get(`/api/drafts/order?id=${orderId}`)).body as Told;
  /** Everything that is told of drafts, as text. */
  const allTold = async (desk: Desk, orderId: string): Promise<string> =>
    (await desk.get('/api/drafts')).text + (await desk.get(`/api/drafts/order?id=${orderId}`)).text;
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
      written({ customerId: gone }),
      written(),
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

  test('[S2] [S6] [P11] what was typed over a field that is not read any more is not told, nor a name that is not', async () => {
    const desk = await firm.signIn('rep2');
    const [order] = (await firm.rows('order')).filter((row) => row.sellerId === firm.idOf('rep2'));
    const [line] = (await firm.rows('order_line')).filter((row) => row.orderId === order?.id);
    const customer = (await firm.rows('customer')).find((row) => row.id === order?.customerId);
    const [product] = (await firm.rows('product')).filter((row) => row.id === trade.products[1]);
    const added = {
      id: 'line-new-1',
      productId: product?.id,
      sku: 'OLD-SKU',
      name: 'Old name',
      specification: null,
      baseUnit: 'PCS',
      nature: 'goods',
      taxCode: 'T5',
      quantity: 2,
      unit: 'PCS',
      unitFactor: 1,
      unitPrice: 8_642_000_000,
      discount: 13_579,
      free: false,
      freeAs: null,
    };
    const over = (field: string, from: unknown, to: unknown) => [field, { from, to }];
    const content = written({
      header: [
        over('externalNumber', null, 'PO-7'),
        over('consignee', 'CANARY-C', 'Typed C'),
        over('notes', 'CANARY-N', 'Typed N'),
        over('discount', 24_681, 0),
      ],
      lines: [
        [line?.id, [over('quantity', 5, 6), over('unitPrice', 97_531_000_000, 1_000_000)]],
        ['line-that-is-not-there', [over('quantity', 7_777_777, 6)]],
      ],
      added: [added, { ...added, id: 'line-new-2', productId: 'product-nowhere', sku: 'CANARY-P' }],
      texts: [
        [' externalNumber', 'half'],
        [' consignee', 'CANARY-H'],
        [`${line?.id} unitPrice`, 'CANARY-L'],
        ['line-new-1 unitPrice', 'CANARY-A'],
      ],
    });
    const orderId = String(order?.id);
    expect((await keep(desk, orderId, null, content)).status).toBe(200);
    const wide = await toldOf(desk, orderId);
    expect(wide.title).toBe(`${order?.number} ${customer?.name}`);
    const { header, texts } = JSON.parse(content);
    expect(JSON.parse(wide.content ?? '')).toMatchObject({
      header,
      lines: [[line?.id, [over('quantity', 5, 6), over('unitPrice', 97_531_000_000, 1_000_000)]]],
      added: [{ ...added, sku: product?.sku, name: `${product?.name} ${product?.localName}` }],
      texts,
    });
    expect(wide.content).not.toMatch(/OLD-SKU|Old name|CANARY-P|7777777/);

    const groups = new Set(['amounts', 'delivery', 'notes']);
    const narrow = rulesOf('sales_rep')
      .filter((rule) => rule.on !== 'customer')
      .map((rule) => ({ ...rule, groups: rule.groups.filter((group) => !groups.has(group)) }));
    await saveRole(firm, 'sales_rep', narrow);
    const told = await toldOf(desk, orderId);
    expect(told.title).toBe(order?.number);
    expect(JSON.parse(told.content ?? '')).toMatchObject({
      header: [over('externalNumber', null, 'PO-7')],
      lines: [[line?.id, [over('quantity', 5, 6)]]],
      added: [{ ...added, sku: product?.sku, name: expect.any(String), unitPrice: null, discount: 0 }],
      texts: [[' externalNumber', 'half']],
    });
    const text = await allTold(desk, orderId);
    expect(text).not.toMatch(/CANARY|Typed|24681|97531|8642|13579/);
    expect(text).not.toContain(customer?.name);
    // The page goes on with what it was told and keeps that, with one thing more.
    const now = JSON.parse(told.content ?? '');
    const more = { ...now, removed: ['line-taken-out'] };
    expect((await keep(desk, orderId, null, JSON.stringify(more))).status).toBe(200);
    expect(JSON.parse((await toldOf(desk, orderId)).content ?? '')).toEqual(more);
    expect(await allTold(desk, orderId)).not.toMatch(/CANARY|Typed|24681|97531|8642|13579/);
    await saveRole(firm, 'sales_rep', rulesOf('sales_rep'));
    const back = JSON.parse((await toldOf(desk, orderId)).content ?? '');
    const all = JSON.parse(wide.content ?? '');
    for (const part of ['header', 'texts'] as const)
      expect(new Map(back[part]), part).toEqual(new Map(all[part] as [string, unknown][]));
    expect(back).toMatchObject({ lines: all.lines, added: all.added, removed: ['line-taken-out'] });
    expect(back.withheld).toEqual(all.withheld);
  });

  test('[S2] [S6] [P11] for an order that is not at the server what its customer has is read anew, or is not there', async () => {
    const desk = await firm.signIn('rep2');
    const [first, second] = trade.customers.rep2 as readonly [string, string];
    const stands = async (id: string | null) =>
      (await firm.rows('customer')).find((row) => row.id === id)?.consignee ?? null;
    expect(await stands(first)).toMatch(/^Consignee/);
    const header = [['consignee', { from: 'CANARY-X', to: 'Typed' }]];
    const over = async (): Promise<unknown> => JSON.parse((await toldOf(desk, '')).content ?? '{}').header;
    // Typed over what one customer has, and kept for another, or for none.
    for (const customerId of [first, second, null]) {
      await keep(desk, '', customerId, written({ customerId, header }));
      expect(await over()).toEqual([['consignee', { from: await stands(customerId), to: 'Typed' }]]);
    }
    await keep(desk, '', first, written({ customerId: first, header }));
    await saveRole(firm, 'sales_rep', without('delivery'));
    expect(await allTold(desk, '')).not.toMatch(/CANARY|Typed|Consignee/);
    await saveRole(firm, 'sales_rep', rulesOf('sales_rep'));
  });
});
