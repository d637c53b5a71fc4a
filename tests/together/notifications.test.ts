import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KEPT_DAYS, READ_KEPT_DAYS } from '../../shared/together/notification/notification.fields.ts';
import { notify } from '../../shared/together/notification/notify.ts';
import type { Row } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { CODES, type Code, Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';

const DAY = 24 * 3_600_000;
const FREED = new Set(['order_confirmed', 'order_released']);
const rowsIn = ({ body }: { readonly body: unknown }): Row[] => (body as { readonly rows: Row[] }).rows;

test('[T1] who acts is not told, nobody twice, nobody who is nobody, and at most fifty', () => {
  let made = 0;
  const moment = { now: 7, newId: () => `new-${++made}`, actor: { id: 'me' } };
  const told = (to: readonly (string | null)[]) =>
    notify({ to, kind: 'mentioned', noun: 'order', id: 'o', part: 'c' }, moment).map((change) =>
      change.op === 'insert' && change.noun === 'notification' ? change.set.personId : null,
    );
  expect(told(['me', 'ann', 'ann', null, '', 'system', 'bob'])).toEqual(['ann', 'bob']);
  expect(told(Array.from({ length: 80 }, (_, i) => `p${i}`))).toHaveLength(50);
});

describe.each(dialects)('notifications on %s', (dialect) => {
  let firm: Firm;
  let trade: Goods;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
  });
  afterAll(() => firm.close());

  const inbox = async (desk: Desk): Promise<Row[]> => rowsIn(await desk.list('notifications', { sort: '-at' }));
  const orderOf = (n: number): string => trade.orders[n] as string;

  test('[T2] what is told is written with what caused it, and is its person’s alone', async () => {
    const [rep, rep2, boss] = [await firm.signIn('rep'), await firm.signIn('rep2'), await firm.signIn('boss')];
    const before = (await inbox(rep)).length;
    firm.pass(1_000);
    await firm.do('boss', 'order.hold', { id: orderOf(3), why: 'secret word 4711' });
    const [told] = await inbox(rep);
    expect(told).toMatchObject({
      personId: firm.idOf('rep'),
      kind: 'order_held',
      aboutNoun: 'order',
      aboutId: orderOf(3),
      byId: firm.idOf('boss'),
      readAt: null,
    });
    expect((await inbox(rep)).length).toBe(before + 1);
    // References only: nothing of the row, and nothing that was said of it.
    expect(Object.keys(told ?? {}).sort()).toEqual(
      ['aboutId', 'aboutNoun', 'at', 'byId', 'id', 'kind', 'partId', 'personId', 'readAt'].sort(),
    );
    expect(JSON.stringify(told)).not.toContain('4711');
    for (const desk of [rep2, boss])
      expect([desk.code, (await inbox(desk)).filter(({ id }) => id === told?.id)]).toEqual([desk.code, []]);
    const entries = firm.entries.filter(({ rowId }) => rowId === told?.id);
    expect(entries.map(({ commandId }) => commandId)).toEqual(
      firm.entries
        .filter(({ noun, command }) => noun === 'hold' && command === 'order.hold')
        .slice(-1)
        .map(({ commandId }) => commandId),
    );
  });

  test('[T3] with the right to read its row it is gone, live and by every door, and comes back with it', async () => {
    const desk = await firm.signIn('rep');
    const screen = await firm.screen('rep', desk);
    const opening = screen.open({
      noun: 'notification',
      where: null,
      search: null,
      sort: [{ field: 'at', down: true }],
    });
    await firm.settled();
    const customer = trade.customers.rep?.find((id) => id !== undefined) as string;
    const mine = (await firm.rows('order')).filter((row) => row.customerId === customer).map(({ id }) => id);
    const about = (rows: readonly Row[]) => rows.filter(({ aboutId }) => mine.includes(String(aboutId))).length;
    const open = (await firm.rows('order')).find(
      (row) =>
        row.customerId === customer && ['submitted', 'confirmed'].includes(String(row.status)) && row.openHolds === 0,
    );
    await firm.do('boss', 'order.hold', { id: open?.id, why: 'wait' });
    await firm.settled();
    const before = about(screen.rowsOf(opening));
    expect(before).toBeGreaterThan(0);
    await firm.do('boss', 'customer.reassign', { ids: [customer], toSellerId: firm.idOf('rep2') });
    await firm.settled();
    const seenNow = (rows: readonly Row[]) => rows.filter(({ aboutId }) => aboutId === open?.id).length;
    expect(seenNow(screen.rowsOf(opening))).toBe(0);
    expect(seenNow(await inbox(desk))).toBe(0);
    const gone = (await firm.rows('notification')).find(
      ({ aboutId, personId }) => aboutId === open?.id && personId === firm.idOf('rep'),
    );
    expect((await desk.get(`/api/notifications/${gone?.id}`)).status).toBe(404);
    expect((await desk.command('notification.read', { ids: [gone?.id] })).body).toMatchObject({ refused: 'missing' });
    expect(
      await screen.ask('collection.count', {
        noun: 'notification',
        where: { field: 'aboutId', is: 'eq', value: open?.id },
      }),
    ).toEqual({ count: 0 });
    // The new seller was told of the customer, and of nothing that was said to the old one.
    const theirs = rowsIn(await (await firm.signIn('rep2')).list('notifications', { limit: 500 }));
    expect(theirs.filter(({ aboutId }) => aboutId === customer).map(({ kind }) => kind)).toEqual(['customer_assigned']);
    expect(seenNow(theirs)).toBe(0);
    await firm.do('boss', 'customer.reassign', { ids: [customer], toSellerId: firm.idOf('rep') });
    await firm.settled();
    expect(seenNow(screen.rowsOf(opening))).toBeGreaterThan(0);
  });

  test('[T3] what rules look at is the host’s own at all times', async () => {
    const tables = await firm.tables();
    for (const row of tables.notification ?? []) {
      const host = tables[String(row.aboutNoun)]?.find(({ id }) => id === row.aboutId);
      expect([row.id, row.sellerId, row.teamId, row.hostStatus]).toEqual([
        row.id,
        host?.sellerId ?? null,
        host?.teamId ?? null,
        host?.status ?? null,
      ]);
      if (row.aboutNoun !== 'order') continue;
      expect([row.id, row.warehouseId, row.hostConfirmedAt]).toEqual([row.id, host?.warehouseId, host?.confirmedAt]);
    }
  });

  test('[T4] read on one device is read on the other, and unread again; all at once what came until then', async () => {
    const [desk, phone] = [await firm.screen('rep'), await firm.screen('rep')];
    const question = {
      noun: 'notification',
      where: { field: 'readAt', is: 'eq', value: null },
      search: null,
      sort: [{ field: 'at', down: true }],
    } as const;
    const [one, other] = [desk.open(question), phone.open(question)];
    await firm.settled();
    const [first] = desk.rowsOf(one);
    const before = desk.rowsOf(one).length;
    await phone.command('notification.read', { ids: [first?.id] }, 'read-on-the-phone-1');
    await firm.settled();
    expect(desk.rowsOf(one)).toHaveLength(before - 1);
    await desk.command('notification.read', { ids: [first?.id], read: false }, 'unread-at-the-desk-1');
    await firm.settled();
    expect(phone.rowsOf(other)).toHaveLength(before);
    const upTo = firm.now;
    firm.pass(1_000);
    await firm.do('boss', 'order.cancel', { id: orderOf(4), why: 'lost' });
    await desk.command('notification.read_all', { upTo }, 'read-all-until-then-1');
    await firm.settled();
    expect(phone.rowsOf(other).map(({ kind }) => kind)).toEqual(['order_cancelled']);
    // Nobody marks what is another's.
    const rep2 = await firm.signIn('rep2');
    expect((await rep2.command('notification.read', { ids: [first?.id] })).body).toMatchObject({ refused: 'missing' });
  });

  test('[T1] [S4] what asks for a decision is read once it is closed: taken back, decided, or void by an edit', async () => {
    const line = { productId: trade.products[0], quantity: 2 };
    const customerId = trade.customers.rep?.at(-1);
    const warehouseId = firm.warehouses.get('TPE');
    const { id: orderId } = await firm.do('rep', 'order.create', {
      customerId,
      warehouseId,
      lines: [line],
      submit: true,
    });
    const asked = async () =>
      (await firm.rows('notification'))
        .filter(({ kind, aboutId }) => kind === 'change_requested' && aboutId === orderId)
        .map(({ personId, partId, readAt }) => ({ personId, partId, readAt }));
    const ask = async (from: number, to: number) =>
      (await firm.do('rep', 'order.request_change', { id: orderId, set: { discount: { from, to } }, why: 'loyal' })).id;
    const endings = [
      ['taken back', (id) => firm.do('rep', 'change_request.withdraw', { id })],
      ['refused', (id) => firm.do('boss', 'change_request.decide', { id, accept: 'none', why: 'too much' })],
      ['void', () => firm.do('rep', 'order.update', { id: orderId, set: { discount: { from: 0, to: 10_000 } } })],
    ] as const satisfies readonly (readonly [string, (id: string) => Promise<object>])[];
    for (const [how, ends] of endings) {
      const id = String(await ask(0, 300_000));
      const waits = (await asked()).filter(({ partId }) => partId === id);
      expect([how, waits.length > 0, waits.every(({ readAt }) => readAt === null)]).toEqual([how, true, true]);
      firm.pass(1_000);
      await ends(id);
      const over = (await asked()).filter(({ partId }) => partId === id);
      expect([how, over.length, over.every(({ readAt }) => readAt === firm.now)]).toEqual([how, waits.length, true]);
    }
    // Another matter of the same order still waits.
    await ask(10_000, 310_000);
    expect((await asked()).filter(({ readAt }) => readAt === null).length).toBeGreaterThan(0);
  });

  test('[T1] [S2] [S5] the seller, and who submitted in their place, hear when nothing holds an order any more', async () => {
    const customerId = trade.customers.rep?.at(0);
    const warehouseId = firm.warehouses.get('TPE');
    const enter = async (quantity: number, discount: number): Promise<string> => {
      const lines = [{ productId: trade.products[0], quantity, discount }];
      return String((await firm.do('rep', 'order.create', { customerId, warehouseId, lines })).id);
    };
    const holdsOf = async (orderId: string) =>
      (await firm.rows('hold')).filter((row) => row.orderId === orderId && row.status === 'open');
    const statusOf = async (orderId: string) => (await firm.rows('order')).find(({ id }) => id === orderId)?.status;
    const told = async (orderId: string) => {
      const codes = new Map(CODES.map((code) => [firm.idOf(code), code]));
      return (await firm.rows('notification'))
        .filter(({ aboutId, kind }) => aboutId === orderId && FREED.has(String(kind)))
        .map(({ personId, kind, byId }) => `${codes.get(String(personId))} ${kind} by ${codes.get(String(byId))}`)
        .sort();
    };
    const release = (code: Code, id: unknown) => firm.do(code, 'hold.release', { id, why: 'looked at' });

    // More than anybody is told until the last of what holds it is lifted.
    const both = await enter(8_000, 300_000);
    await firm.do('boss', 'order.submit', { id: both });
    const held = await holdsOf(both);
    expect(held.map(({ kind }) => kind).sort()).toEqual(['credit', 'discount', 'review']);
    for (const { id, kind } of held.filter((one) => one.kind !== 'review')) {
      await firm.company.system('hold.release', { id, why: `${kind} is fine` });
      expect(await told(both)).toEqual([]);
    }
    await release('clerk', (await holdsOf(both))[0]?.id);
    expect(await statusOf(both)).toBe('confirmed');
    expect(await told(both)).toEqual(['boss order_confirmed by clerk', 'rep order_confirmed by clerk']);
    await firm.do('boss', 'order.cancel', { id: both, why: 'a trial' });

    // What one brings about oneself is no news, nor an order that nothing held.
    const own = await enter(1, 100_000);
    await firm.do('rep', 'order.submit', { id: own });
    const [line] = (await firm.rows('order_line')).filter((row) => row.orderId === own);
    const change = [{ id: line?.id, discount: { from: 100_000, to: 0 } }];
    await firm.do('rep', 'order.update', { id: own, change });
    expect([await statusOf(own), await told(own)]).toEqual(['confirmed', []]);
    // Another's edit lifts what holds it.
    const cheap = await enter(1, 100_000);
    await firm.do('rep', 'order.submit', { id: cheap });
    expect([await statusOf(cheap), await told(cheap)]).toEqual(['submitted', []]);
    const [dear] = (await firm.rows('order_line')).filter((row) => row.orderId === cheap);
    await firm.do('boss', 'order.update', {
      id: cheap,
      change: [{ id: dear?.id, discount: { from: 100_000, to: 0 } }],
    });
    expect([await statusOf(cheap), await told(cheap)]).toEqual(['confirmed', ['rep order_confirmed by boss']]);
    const free = await enter(1, 0);
    await firm.do('boss', 'order.submit', { id: free });
    expect([await statusOf(free), await told(free)]).toEqual(['confirmed', []]);

    // Held once it was confirmed, and let go.
    await firm.do('boss', 'order.hold', { id: own, why: 'wait' });
    await release('fin', (await holdsOf(own))[0]?.id);
    expect(await told(own)).toEqual(['rep order_released by fin']);

    // The money is there.
    const prepaid = await enter(1, 100_000);
    await firm.do('rep', 'order.submit', { id: prepaid });
    firm.pass(1_000);
    await firm.do('fin', 'order.review', { id: prepaid, settlement: 'prepayment', prepaymentShare: 1_000_000 });
    await release('boss', (await holdsOf(prepaid)).find(({ kind }) => kind === 'discount')?.id);
    expect([await statusOf(prepaid), await told(prepaid)]).toEqual(['submitted', []]);
    const total = Number((await firm.rows('order')).find(({ id }) => id === prepaid)?.total);
    await firm.do('clerk', 'receipt.record', {
      customerId,
      receivedOn: '2026-03-02',
      received: total,
      currency: 'USD',
      method: 'transfer',
      allocations: [{ orderId: prepaid, allocated: total }],
    });
    expect([await statusOf(prepaid), await told(prepaid)]).toEqual(['confirmed', ['rep order_confirmed by clerk']]);
  });

  test('[T5] read ones go after thirty days, all after ninety', async () => {
    const rep = await firm.signIn('rep');
    const [fresh] = await inbox(rep);
    firm.pass((READ_KEPT_DAYS + 1) * DAY);
    while ((await firm.company.system('notification.lapse', {})).more === 1);
    const left = await firm.rows('notification');
    expect(left.filter(({ readAt }) => readAt !== null)).toEqual([]);
    expect(left.map(({ id }) => id)).toContain(fresh?.id);
    firm.pass((KEPT_DAYS - READ_KEPT_DAYS) * DAY);
    while ((await firm.company.system('notification.lapse', {})).more === 1);
    expect(await firm.rows('notification')).toEqual([]);
  });
});
