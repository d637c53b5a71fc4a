import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VIEWING_LASTS } from '../../shared/access/viewing/viewing.rules.ts';
import { type NounName, nounNamed, nounNames } from '../../shared/catalogue.ts';
import { type Row, seen, type Who } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { type Code, Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';
import type { Screen } from '../live/screen.ts';

const only = { refused: 'viewing_only' };
const rowsIn = (answer: { readonly body: unknown }): Row[] => (answer.body as { readonly rows?: Row[] }).rows ?? [];

describe.each(dialects)('[View as] an administrator on %s', (dialect) => {
  let firm: Firm;
  let trade: Goods;
  let desk: Desk;
  let screen: Screen;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
    desk = await firm.signIn('admin');
    screen = await firm.screen('admin', desk);
  });
  afterAll(() => firm.close());

  const begin = async (as: Code): Promise<string> => {
    const { body } = await desk.command('viewing.begin', { personId: firm.idOf(as) });
    return (body as { readonly answer: { readonly id: string } }).answer.id;
  };
  const me = async () => (await desk.get('/api/me')).body as { readonly [name: string]: unknown };
  const end = (id: string) => desk.command('viewing.end', { id });
  /** In plain words: what both see of it. */
  const both = (theirs: Who, own: Who, noun: NounName, row: Row): Row | null => {
    const [one, other] = [seen(theirs, noun, row), seen(own, noun, row)];
    if (!one || !other) return null;
    return { id: row.id, ...Object.fromEntries(Object.entries(one).filter(([name]) => name in other)) };
  };

  test.each(['rep', 'op', 'fin', 'boss', 'exec', 'both'] as const)(
    'looking as %s reads what both may read, of every noun, and the other session of theirs as before',
    async (as) => {
      const beside = await firm.signIn('admin');
      const id = await begin(as);
      const [theirs, own, tables] = [await firm.who(as), await firm.who('admin'), await firm.tables()];
      for (const noun of nounNames) {
        // The viewing's own row is there to be ended, and shows nothing of itself.
        if (nounNamed(noun).unlogged || noun === 'viewing') continue;
        const expected = (tables[noun] ?? []).flatMap((row) => both(theirs, own, noun, row) ?? []);
        const { plural } = nounNamed(noun);
        const told = rowsIn(await desk.list(plural, { limit: 500, sort: 'id' }));
        expect([noun, told.toSorted((a, b) => (a.id < b.id ? -1 : 1))]).toEqual([
          noun,
          expected.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        ]);
        const counted = await screen.ask('collection.count', { noun });
        expect([noun, counted]).toEqual([noun, { count: expected.length }]);
        const last = await screen.ask('collection.key', { noun, sort: [{ field: 'id' }], at: expected.length + 1 });
        expect([noun, last]).toEqual([noun, { key: null }]);
        const whole = (tables[noun] ?? []).filter((row) => seen(own, noun, row)).length;
        expect([noun, rowsIn(await beside.list(plural, { limit: 500 })).length]).toEqual([noun, Math.min(whole, 500)]);
      }
      expect(rowsIn(await desk.list('viewings'))).toEqual([{ id }]);
      await end(id);
    },
  );

  test('is told as whom, till when and what is masked, by names alone', async () => {
    const before = await me();
    expect(before.viewing).toBeUndefined();
    const id = await begin('fin');
    const told = await me();
    expect(told).toMatchObject({
      person: { id: firm.idOf('fin'), name: 'Fin Person-fin', email: 'fin@firm.example' },
      home: '/today',
      viewing: { id, kind: 'person', by: 'Admin Person-admin', until: firm.now + VIEWING_LASTS },
    });
    const { masked, may } = told.viewing as { masked: { [noun: string]: string[] }; may: string[] };
    expect(masked.order).toEqual(['amounts', 'billing', 'collect', 'cost', 'notes', 'terms']);
    expect(masked.receivable).toEqual(['amounts', 'basics', 'party']);
    expect(masked.saved_view).toEqual(['basics']);
    expect(may).toContain('order review');
    await end(id);
    expect(await me()).toEqual(before);
  });

  test('[LIVE24] reads nothing anew by the old rules: begun and ended, every screen of the session is reset and moved', async () => {
    const asked = { noun: 'order' as const, limit: 20, sort: [{ field: 'number' }] };
    const window = screen.open(asked);
    await firm.settled();
    const own = (await firm.rows('order')).length;
    const resets = screen.resets;
    const id = await begin('rep');
    await firm.settled();
    expect(screen.resets).toBe(resets + 1);
    const theirs = await firm.who('rep');
    const shown = (await firm.rows('order')).filter((row) => seen(theirs, 'order', row));
    expect(
      screen
        .rowsOf(window)
        .map((row) => row.id)
        .sort(),
    ).toEqual(shown.map((row) => row.id).sort());
    expect(shown.length).toBeLessThan(own);
    // Whose order changes meanwhile is heard of if it is theirs, and else not.
    const frames = screen.frames.length;
    await firm.do('rep2', 'order.hold', { id: trade.orders.at(-1), why: 'not theirs' }).catch(() => null);
    await firm.settled();
    for (const frame of screen.frames.slice(frames))
      for (const op of frame.ops) expect(shown.map((row) => row.id)).toContain(op.op === 'put' ? op.row.id : op.id);
    await end(id);
    await firm.settled();
    expect(screen.resets).toBe(resets + 2);
    expect(screen.rowsOf(window)).toHaveLength(Math.min(20, own));
    screen.feeds.close(window);
  });

  test('[LIVE24] comes back to a line that was cut as whom the session sees by then, and to no frames of before', async () => {
    const window = screen.open({ noun: 'order', limit: 500, sort: [{ field: 'number' }] });
    await firm.settled();
    const own = screen.rowsOf(window).length;
    const ids = () => screen.rowsOf(window).map((row) => row.id);
    screen.cut();
    const id = await begin('rep');
    await screen.back();
    await firm.settled();
    const theirs = await firm.who('rep');
    const shown = (await firm.rows('order')).filter((row) => seen(theirs, 'order', row)).map((row) => row.id);
    expect(ids().toSorted()).toEqual(shown.toSorted());
    expect(shown.length).toBeLessThan(own);
    screen.cut();
    await end(id);
    await screen.back();
    await firm.settled();
    expect(ids()).toHaveLength(own);
    screen.feeds.close(window);
  });

  test('changes nothing by any door, and the same command goes through once it is over', async () => {
    const id = await begin('boss');
    const before = firm.entries.length;
    const input = { name: 'A new team' };
    const commandId = firm.commandId();
    expect(await desk.command('team.create', input, commandId)).toMatchObject({ status: 403, body: only });
    expect(await screen.command('team.create', input, commandId)).toEqual(only);
    expect((await desk.command('viewing.begin', { personId: firm.idOf('rep') })).body).toEqual(only);
    expect(
      (await screen.command('order.cancel', { id: trade.orders[0], why: 'x' }, firm.commandId())) as object,
    ).toEqual(only);
    const person = firm.idOf('rep');
    const [session] = (await desk.get('/api/sessions')).body ? [desk.cookie.split('=')[1]?.split('.')[0]] : [];
    for (const [method, path] of [
      ['POST', '/api/imports'],
      ['POST', `/api/imports/${id}/preview`],
      ['POST', `/api/imports/${id}/run`],
      ['DELETE', `/api/imports/${id}`],
      ['POST', `/api/people/${person}/link`],
      ['DELETE', `/api/people/${person}/sessions`],
      ['DELETE', `/api/sessions/${session}`],
      ['POST', '/api/demo/live-day'],
      ['POST', '/api/company/own'],
    ] as const)
      expect([path, await desk.send(method, path, {})]).toMatchObject([path, { status: 403, body: only }]);
    expect(firm.entries.length).toBe(before);
    expect((await end(id)).status).toBe(200);
    expect((await desk.command('team.create', input, commandId)).status).toBe(200);
  });

  test('is written down: who looked as whom, since when and till when', async () => {
    const before = firm.entries.length;
    const id = await begin('exec');
    firm.pass(5_000);
    await end(id);
    const entries = firm.entries.slice(before);
    expect(entries.map(({ command, actorId }) => [command, actorId])).toEqual([
      ['viewing.begin', firm.idOf('admin')],
      ['viewing.end', firm.idOf('admin')],
    ]);
    expect(entries[1]?.after).toMatchObject({
      personId: firm.idOf('admin'),
      asPersonId: firm.idOf('exec'),
      status: 'ended',
      ended: 'self',
      endedAt: firm.now,
      since: firm.now - 5_000,
    });
    expect((await end(id)).body).toEqual({ refused: 'viewing.ended_already' });
  });

  test('ends by itself: after an hour, with the session, with the target, with the right to it', async () => {
    const endedBy = async (): Promise<unknown> => {
      await firm.viewings.sweep();
      return (await firm.rows('viewing')).at(-1)?.ended;
    };
    await begin('rep');
    firm.pass(VIEWING_LASTS - 1);
    expect(await endedBy()).toBeNull();
    firm.pass(1);
    expect(await endedBy()).toBe('time');
    expect((await me()).viewing).toBeUndefined();

    await begin('mate');
    await firm.do('admin', 'person.suspend', { id: firm.idOf('mate') });
    expect(await endedBy()).toBe('target');
    expect((await me()).viewing).toBeUndefined();
    expect((await desk.command('viewing.begin', { personId: firm.idOf('mate') })).body).toEqual({
      refused: 'person.not_in_state',
    });
    await firm.do('admin', 'person.activate', { id: firm.idOf('mate') });

    const other = await firm.signIn('admin');
    await other.command('viewing.begin', { personId: firm.idOf('rep') });
    await other.send('DELETE', '/api/session');
    expect(await endedBy()).toBe('session');
  });

  test('sees at once what the target loses, and what they themselves lose', async () => {
    const id = await begin('boss');
    const window = screen.open({ noun: 'customer', limit: 50, sort: [{ field: 'name' }] });
    await firm.settled();
    expect(screen.rowsOf(window).length).toBeGreaterThan(0);
    const rules = async (code: string) =>
      (await firm.rows('rule'))
        .filter(({ roleId }) => roleId === firm.roles.get(code))
        .map(({ on, may, scope, when, groups }) => ({ on, may, scope, when, groups }));
    const had = await rules('sales_manager');
    const without = had.filter(({ on }) => on !== 'customer');
    await firm.company.system('role.save', { id: firm.roles.get('sales_manager'), rules: without });
    await firm.settled();
    expect(screen.rowsOf(window)).toEqual([]);
    await firm.company.system('role.save', { id: firm.roles.get('sales_manager'), rules: had });
    const own = await rules('administrator');
    await firm.company.system('role.save', {
      id: firm.roles.get('administrator'),
      rules: own.filter(({ on, may }) => on !== 'customer' || may !== 'read'),
    });
    await firm.settled();
    expect(screen.rowsOf(window)).toEqual([]);
    await firm.company.system('role.save', { id: firm.roles.get('administrator'), rules: own });
    await firm.settled();
    expect(screen.rowsOf(window).length).toBeGreaterThan(0);
    screen.feeds.close(window);
    // Without the right to look as others it is over, and they are themselves again.
    await firm.company.system('role.save', {
      id: firm.roles.get('administrator'),
      rules: own.filter(({ on, may }) => on !== 'viewing' || may !== 'view_as'),
    });
    await firm.viewings.sweep();
    expect(await firm.rows('viewing').then((all) => all.find((row) => row.id === id)?.ended)).toBe('right');
    await firm.company.system('role.save', { id: firm.roles.get('administrator'), rules: own });
  });

  test('as a role is nobody: nothing is their own, no team, no warehouse', async () => {
    const as = async (code: string) => {
      const { body } = await desk.command('viewing.begin', { roleId: firm.roles.get(code) });
      return (body as { readonly answer: { readonly id: string } }).answer.id;
    };
    const rep = await as('sales_rep');
    expect(rowsIn(await desk.list('orders'))).toEqual([]);
    expect(rowsIn(await desk.list('products')).length).toBeGreaterThan(0);
    expect(await me()).toMatchObject({ viewing: { kind: 'role', name: 'Sales representative' }, person: { id: rep } });
    await end(rep);
    const op = await as('warehouse_operator');
    expect(rowsIn(await desk.list('orders'))).toEqual([]);
    await end(op);
    const boss = await as('sales_manager');
    expect(rowsIn(await desk.list('orders')).length).toBeGreaterThan(0);
    await end(boss);
  });

  test('is told why by the other’s rules, and where only their own stand in the way', async () => {
    const id = await begin('fin');
    const ask = async (query: string) => (await desk.get(`/api/why?${query}`)).body;
    const order = rowsIn(await desk.list('orders', { limit: 1 }))[0]?.id;
    expect(await ask(`noun=order&id=${order}&field=total`)).toMatchObject({ verdict: 'masked' });
    expect(await ask(`noun=order&id=${order}&field=number`)).toMatchObject({ verdict: 'granted' });
    expect(await ask('noun=invoice')).toMatchObject({ verdict: 'masked' });
    expect(await ask('noun=order&action=review')).toMatchObject({
      verdict: 'granted',
      of: [{ role: 'Finance manager' }],
    });
    expect(await ask('noun=pick&action=claim')).toMatchObject({ verdict: 'no_rule' });
    await end(id);
  });

  test('outlives a start of the server, and is nobody else’s to begin', async () => {
    const id = await begin('rep');
    await firm.restart();
    expect(await me()).toMatchObject({ viewing: { id } });
    await end(id);
    for (const code of ['boss', 'exec', 'rep'] as const) {
      const refused = await (await firm.signIn(code)).command('viewing.begin', { personId: firm.idOf('op') });
      expect(refused.body).toMatchObject({ refused: 'not_permitted' });
    }
  });
});
