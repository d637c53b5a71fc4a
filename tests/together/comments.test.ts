import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMENT_TEXT, MENTIONED_AT_MOST, mentionOf, quoteOf } from '../../shared/together/comment/comment.text.ts';
import type { Row } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { type Code, Firm } from '../live/firm.ts';
import { goods } from '../live/goods.ts';

const rowsIn = ({ body }: { readonly body: unknown }): Row[] => (body as { readonly rows: Row[] }).rows;

describe.each(dialects)('comments on %s', (dialect) => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    await goods(firm);
  });
  afterAll(() => firm.close());

  /** A confirmed order of `rep`, which the warehouse sees too. */
  const orderOfRep = async (): Promise<Row> => {
    const mine = (await firm.rows('order')).filter(
      ({ sellerId, status }) => sellerId === firm.idOf('rep') && status === 'confirmed',
    );
    return mine[0] as Row;
  };
  const about = (row: Row) => ({ aboutNoun: 'order', aboutId: row.id }) as const;
  const told = async (code: Code): Promise<Row[]> =>
    rowsIn(await (await firm.signIn(code)).list('notifications', { sort: '-at' }));
  const said = async (desk: Desk, row: Row): Promise<Row[]> =>
    rowsIn(
      await desk.list('comments', { filter: { field: 'aboutId', is: 'eq', value: row.id }, sort: '-at', limit: 500 }),
    );

  test('[T7] what is said of a row shows to who sees the row, live, and tells whom it names and whose row it is', async () => {
    const order = await orderOfRep();
    const rep = await firm.signIn('rep');
    const screen = await firm.screen('rep', rep);
    const window = screen.open({
      noun: 'comment',
      where: { field: 'aboutId', is: 'eq', value: order.id },
      search: null,
      sort: [{ field: 'at', down: true }],
    });
    await firm.settled();
    firm.pass(1_000);
    const text = `Pallet 4711, ask ${mentionOf(firm.idOf('hall'))}`;
    await firm.do('clerk', 'comment.write', { ...about(order), text });
    await firm.settled();
    const [shown] = screen.rowsOf(window);
    expect(shown).toMatchObject({ authorId: firm.idOf('clerk'), text, editedAt: null });
    expect(Object.keys(shown ?? {}).sort()).toEqual(
      ['aboutId', 'aboutNoun', 'at', 'authorId', 'editedAt', 'id', 'text'].sort(),
    );
    // Another seller sees neither the order nor what is said of it.
    for (const code of ['rep2', 'op', 'op2', 'exec'] as const) {
      const sees = (await (await firm.signIn(code)).get(`/api/orders/${order.id}`)).status === 200;
      expect([code, (await said(await firm.signIn(code), order)).length]).toEqual([code, sees ? 1 : 0]);
    }
    expect((await told('hall'))[0]).toMatchObject({ kind: 'mentioned', aboutId: order.id, partId: shown?.id });
    expect((await told('rep'))[0]).toMatchObject({ kind: 'commented', aboutId: order.id, partId: shown?.id });
    // References alone: nothing that was said stands in what is told.
    for (const code of ['hall', 'rep'] as const) expect(JSON.stringify(await told(code))).not.toContain('4711');
  });

  test('[T7] only who may read the row can be named, and one who is not there is refused the same', async () => {
    const order = await orderOfRep();
    const boss = await firm.signIn('boss');
    const ask = async (id: string) =>
      (await boss.command('comment.write', { ...about(order), text: `See ${mentionOf(id)}` })).body;
    const stranger = { refused: 'comment.not_for', field: 'text' };
    expect(await ask(firm.idOf('rep2'))).toMatchObject({ ...stranger, with: { person: firm.idOf('rep2') } });
    expect(await ask('nobody-at-all')).toMatchObject({ ...stranger, with: { person: 'nobody-at-all' } });
    const readers = (await boss.get(`/api/orders/${order.id}/readers`)).body as {
      readonly readers: readonly { readonly id: string; readonly name: string }[];
    };
    const ids = readers.readers.map(({ id }) => id);
    // Whoever gets the order by its address, and nobody else.
    for (const code of ['rep', 'rep2', 'mate', 'boss', 'clerk', 'op', 'op2', 'hall', 'exec', 'admin'] as const) {
      const sees = (await (await firm.signIn(code)).get(`/api/orders/${order.id}`)).status === 200;
      expect([code, ids.includes(firm.idOf(code))]).toEqual([code, sees]);
    }
    const rep2 = await firm.signIn('rep2');
    expect((await rep2.get(`/api/orders/${order.id}/readers`)).body).toEqual({ refused: 'missing' });
    expect((await rep2.get('/api/orders/none-such-row/readers')).body).toEqual({ refused: 'missing' });
  });

  test('[T7] on a row out of sight nothing can be said, as on one that is not there', async () => {
    const order = await orderOfRep();
    const rep2 = await firm.signIn('rep2');
    const ask = async (id: string) =>
      (await rep2.command('comment.write', { aboutNoun: 'order', aboutId: id, text: 'Hello' })).body;
    expect(await ask(order.id)).toEqual(await ask('none-such-row'));
    expect(await ask(order.id)).toMatchObject({ refused: 'missing' });
  });

  test('[T8] a quoted value is a reference: who may not read it could not quote it, and never gets it with the text', async () => {
    const order = await orderOfRep();
    const operator = await firm.signIn('op');
    const text = `The total is ${quoteOf('total')}`;
    expect((await operator.command('comment.write', { ...about(order), text })).body).toMatchObject({
      refused: 'comment.unknown_field',
      with: { name: 'total' },
    });
    expect((await operator.command('comment.write', { ...about(order), text: quoteOf('nothing') })).body).toMatchObject(
      { refused: 'comment.unknown_field', with: { name: 'nothing' } },
    );
    firm.pass(1_000);
    await firm.do('clerk', 'comment.write', { ...about(order), text });
    const [one] = await said(operator, order);
    expect(one?.text).toBe(text);
    expect(JSON.stringify(one)).not.toContain(String(order.total));
  });

  test('[T9] one’s own can be mended and taken back, with what was told of it; another’s cannot', async () => {
    const order = await orderOfRep();
    const [rep, boss] = [await firm.signIn('rep'), await firm.signIn('boss')];
    firm.pass(1_000);
    const made = await firm.do('rep', 'comment.write', {
      ...about(order),
      text: `First ${mentionOf(firm.idOf('boss'))}`,
    });
    const id = String(made.id);
    const first = `First ${mentionOf(firm.idOf('boss'))}`;
    const edit = (from: string, to: string) => ({ id, set: { text: { from, to } } });
    expect((await boss.command('comment.update', edit(first, 'Mine now'))).body).toMatchObject({
      refused: 'not_permitted',
    });
    expect((await boss.command('comment.remove', { id })).body).toMatchObject({ refused: 'not_permitted' });
    firm.pass(1_000);
    const before = (await told('boss')).length;
    const second = `Second ${mentionOf(firm.idOf('boss'))} ${mentionOf(firm.idOf('clerk'))}`;
    await firm.do('rep', 'comment.update', edit(first, second));
    expect((await said(boss, order))[0]).toMatchObject({ id, text: second, editedAt: firm.now });
    // Who was named already is not told again.
    expect((await told('boss')).length).toBe(before);
    expect((await told('clerk'))[0]).toMatchObject({ kind: 'mentioned', partId: id });
    // Made from what does not stand any more.
    expect((await rep.command('comment.update', edit(first, 'Third'))).body).toMatchObject({
      refused: 'changed_meanwhile',
    });
    await firm.do('rep', 'comment.remove', { id });
    expect((await said(boss, order)).map((row) => row.id)).not.toContain(id);
    expect((await firm.rows('notification')).filter(({ partId }) => partId === id)).toEqual([]);
  });

  test('[T9] too long, empty, or naming too many is refused by name', async () => {
    const order = await orderOfRep();
    const rep = await firm.signIn('rep');
    const ask = async (text: string) => (await rep.command('comment.write', { ...about(order), text })).body;
    expect(await ask('   ')).toMatchObject({ refused: 'input.invalid', field: 'text' });
    expect(await ask('x'.repeat(COMMENT_TEXT + 1))).toMatchObject({
      refused: 'input.invalid',
      field: 'text',
      with: { limit: COMMENT_TEXT },
    });
    const crowd = Array.from({ length: MENTIONED_AT_MOST + 1 }, (_, n) => mentionOf(`person-${n}`)).join(' ');
    expect(await ask(crowd)).toMatchObject({
      refused: 'comment.too_many_named',
      with: { limit: MENTIONED_AT_MOST },
    });
  });

  test('[T10] what is said goes with its row to whom it is handed over, and is out of sight of who had it', async () => {
    const order = await orderOfRep();
    const [rep, rep2] = [await firm.signIn('rep'), await firm.signIn('rep2')];
    const before = (await said(rep, order)).length;
    expect(before).toBeGreaterThan(0);
    const customer = String(order.customerId);
    await firm.do('boss', 'customer.reassign', { ids: [customer], toSellerId: firm.idOf('rep2') });
    const own = (await rep2.get(`/api/orders/${order.id}`)).status === 200;
    expect([(await said(rep, order)).length, (await said(rep2, order)).length]).toEqual(
      own ? [0, before] : [before, 0],
    );
    await firm.do('boss', 'customer.reassign', { ids: [customer], toSellerId: firm.idOf('rep') });
    expect((await said(rep, order)).length).toBe(before);
  });
});
