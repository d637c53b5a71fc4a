import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Rule } from '../../shared/access/rule.ts';
import { type Dialect, dialects } from '../databases.ts';
import { type Code, Firm } from './firm.ts';
import { type Goods, goods } from './goods.ts';
import { listening, type Packet, rulesOf, saveRole, without } from './narrowing.ts';
import type { Screen } from './screen.ts';
import { expectedIn, titleOf } from './windows.ts';

/** ms from the answer to the change until the last word of what it took away. */
const AT_MOST = 1_000;

describe.each(dialects)('revocation on %s', (dialect: Dialect) => {
  let firm: Firm;
  let trade: Goods;
  beforeEach(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
  });
  afterEach(() => firm.close());

  const save = (role: string, rules: readonly Rule[]) => saveRole(firm, role, rules);
  const open = (code: Code, desk?: Screen['desk']) => listening(firm, code, desk);
  const compare = async (screen: Screen, code: Code): Promise<void> => {
    const who = await firm.who(code);
    const tables = await firm.tables();
    for (const opening of screen.windows)
      expect([titleOf(screen, opening), opening.window.rows]).toEqual([
        titleOf(screen, opening),
        expectedIn(who, tables, opening) ?? [],
      ]);
  };
  /** Changes of amounts of the seller's orders, one after another, until told to stop. */
  const stream = (): (() => Promise<void>) => {
    let on = true;
    const running = (async () => {
      for (let i = 0; on; i++) {
        const order = (await firm.rows('order')).find(({ id }) => id === trade.orders[3]);
        const discount = { from: order?.discount, to: 1_000 + i };
        await firm.company.system('order.update', { id: order?.id, set: { discount } });
        await sleep(3);
      }
    })();
    return async () => {
      on = false;
      await running;
    };
  };
  const lastAfter = (packets: readonly Packet[], from: number, forbidden: RegExp): number =>
    Math.max(0, ...packets.filter(({ at, text }) => at >= from && forbidden.test(text)).map(({ at }) => at - from));

  test('[P11] [LIVE12] a narrowed role empties open screens at once, while changes keep coming; a widened one fills them', async () => {
    const { screen, packets } = await open('rep');
    const twin = await open('rep', screen.desk);
    const stop = stream();
    await sleep(150);
    expect(packets.some(({ text }) => text.includes('"frame"') && /"total":\d/.test(text))).toBe(true);
    let wiped: number | null = null;
    const wipe = screen.feeds.wipe.bind(screen.feeds);
    screen.feeds.wipe = () => {
      wipe();
      wiped = screen.windows.reduce((rows, { window }) => rows + window.rows.length, 0);
    };
    await save('sales_rep', without('amounts'));
    const changed = performance.now();
    await sleep(300);
    await stop();
    await firm.settled();
    for (const one of [packets, twin.packets]) {
      expect(lastAfter(one, changed, /"(total|net)":\d/)).toBeLessThan(AT_MOST);
      // Nothing of it after the word that it is over, not even an answer that was under way.
      expect(one.filter(({ resets, text }) => resets > 0 && /"(total|net)":/.test(text))).toEqual([]);
    }
    expect([screen.resets, twin.screen.resets, wiped]).toEqual([1, 1, 0]);
    await compare(screen, 'rep');
    await save('sales_rep', rulesOf('sales_rep'));
    const back = performance.now();
    while (!packets.some(({ at, text }) => at > back && /"total":\d/.test(text))) await sleep(5);
    expect(performance.now() - back).toBeLessThan(AT_MOST);
    await firm.settled();
    await compare(screen, 'rep');
    await compare(twin.screen, 'rep');
  });

  test('[P11] [LIVE12] questions and commands that are under way when the role narrows answer by the new one', async () => {
    const { screen, packets } = await open('rep');
    const asked: Promise<unknown>[] = [];
    const ask = (times: number): void => {
      for (let i = 0; i < times; i++) {
        asked.push(
          screen.ask('collection.open', { noun: 'order', limit: 500 }),
          screen.ask('collection.open', { noun: 'order_line', limit: 500 }),
        );
        asked.push(
          screen.ask('command', {
            name: 'order.hold',
            id: firm.commandId(),
            input: { id: trade.orders[4], why: `w${i}` },
          }),
        );
      }
    };
    ask(8);
    const change = save('sales_rep', without('amounts'));
    ask(8);
    await change;
    ask(8);
    await Promise.all(asked);
    await firm.settled();
    expect(screen.resets).toBe(1);
    expect(packets.filter(({ resets, text }) => resets > 0 && /"(total|net)":/.test(text))).toEqual([]);
    expect(packets.some(({ resets, text }) => resets > 0 && text.includes('"sellerId"'))).toBe(true);
  });

  test('[P11] [LIVE12] while a page is away its role narrows: nothing of what it missed comes by catching up', async () => {
    const { screen, packets } = await open('rep');
    screen.cut();
    const stop = stream();
    await sleep(60);
    await save('sales_rep', without('amounts'));
    await sleep(60);
    await stop();
    packets.length = 0;
    screen.opened.length = 0;
    await screen.back();
    screen.heard = (text) => packets.push({ at: performance.now(), text, resets: screen.resets });
    await firm.settled();
    expect(packets.filter(({ text }) => /"(total|net)":/.test(text))).toEqual([]);
    await compare(screen, 'rep');
    expect(screen.windows.every(({ window }) => window.rows.every((row) => !('total' in row)))).toBe(true);
  });

  test('[P11] [LIVE13] a suspended person’s pages are told, emptied and closed, and their session is over for good', async () => {
    const { screen, packets } = await open('rep');
    const stop = stream();
    await sleep(60);
    const id = firm.idOf('rep');
    await firm.do('admin', 'person.suspend', { id });
    const suspended = performance.now();
    await screen.gone();
    expect(performance.now() - suspended).toBeLessThan(AT_MOST);
    await sleep(80);
    await stop();
    expect([screen.byes, lastAfter(packets, suspended, /"frame"/) < AT_MOST]).toEqual([1, true]);
    expect(screen.windows.every(({ window }) => window.rows.length === 0)).toBe(true);
    expect((await screen.desk.get('/api/orders')).status).toBe(401);
    expect((await screen.desk.command('order.cancel', { id: trade.orders[3], why: 'x' })).status).toBe(401);
    await expect(screen.back()).rejects.toThrow();
    await firm.do('admin', 'person.activate', { id });
    await firm.settled();
    expect((await screen.desk.get('/api/orders')).status).toBe(401);
    expect((await (await firm.signIn('rep')).get('/api/orders')).status).toBe(200);
  });

  test('[P11] [LIVE13] an ended session closes its own pages and no other’s, whoever ends it', async () => {
    const here = await open('rep');
    const there = await open('rep');
    const tab = await open('rep', there.screen.desk);
    const sessions = (await here.screen.desk.get('/api/sessions')).body as { rows: { id: string; current: boolean }[] };
    const other = sessions.rows.find(({ current }) => !current);
    expect((await here.screen.desk.send('DELETE', `/api/sessions/${other?.id}`)).status).toBe(204);
    await Promise.all([there.screen.gone(), tab.screen.gone()]);
    expect([here.screen.connected, there.screen.byes, tab.screen.byes]).toEqual([true, 1, 1]);
    expect((await there.screen.desk.get('/api/me')).status).toBe(401);
    const admin = await firm.signIn('admin');
    expect((await admin.send('DELETE', `/api/people/${firm.idOf('rep')}/sessions`)).status).toBe(204);
    await here.screen.gone();
    expect([here.screen.byes, here.screen.windows.every(({ window }) => window.rows.length === 0)]).toEqual([1, true]);
    expect((await here.screen.desk.get('/api/me')).status).toBe(401);
    const boss = await open('boss');
    expect((await boss.screen.desk.send('DELETE', '/api/session')).status).toBe(204);
    await boss.screen.gone();
    expect(boss.screen.byes).toBe(1);
  });

  test('[P11] [LIVE12] another warehouse, another team: other rows, within the second', async () => {
    const { screen, packets } = await open('op');
    const [TPE, KHH] = [firm.warehouses.get('TPE') as string, firm.warehouses.get('KHH') as string];
    expect(screen.windows.some(({ window }) => window.rows.some((row) => row.warehouseId === TPE))).toBe(true);
    const set = { warehouseIds: { from: [TPE], to: [KHH] } };
    await firm.do('admin', 'person.update', { id: firm.idOf('op'), set });
    const moved = performance.now();
    await firm.settled();
    expect(performance.now() - moved).toBeLessThan(AT_MOST);
    await compare(screen, 'op');
    const later = packets.length;
    await firm.do('boss', 'order.update', {
      id: trade.orders[4],
      set: { notes: { from: 'Note plain on order 4', to: 'elsewhere now' } },
    });
    await firm.settled();
    expect(packets.slice(later).filter(({ text }) => text.includes(TPE))).toEqual([]);

    const { id } = await firm.do('admin', 'role.create', { code: 'team_reader', name: 'Team reader', home: '/orders' });
    const rules = [{ on: 'order', may: 'read', scope: 'team', when: null, groups: ['basics', 'amounts'] }];
    await firm.do('admin', 'role.save', { id, rules });
    const person = (await firm.rows('person')).find((row) => row.id === firm.idOf('mate'));
    await firm.do('admin', 'person.update', { id: person?.id, set: { roleIds: { from: person?.roleIds, to: [id] } } });
    const mate = await open('mate');
    const teams = (): unknown[] => [
      ...new Set(mate.screen.windows.flatMap(({ window }) => window.rows.map((row) => row.teamId))),
    ];
    expect(teams()).toEqual(['team-north']);
    await firm.do('admin', 'person.update', {
      id: person?.id,
      set: { teamId: { from: 'team-north', to: 'team-south' } },
    });
    await firm.settled();
    expect(teams()).toEqual(['team-south']);
    await firm.do('admin', 'person.update', { id: person?.id, set: { teamId: { from: 'team-south', to: null } } });
    await firm.settled();
    expect(teams()).toEqual([]);
  });

  test('[P11] [LIVE12] a role that grants nothing is missed all the same, by what was shared with it', async () => {
    const { id } = await firm.do('admin', 'role.create', { code: 'committee', name: 'Committee', home: '/orders' });
    const [rep] = (await firm.rows('role')).filter(({ code }) => code === 'sales_rep');
    const person = (await firm.rows('person')).find((row) => row.id === firm.idOf('mate'));
    const set = (from: unknown, to: unknown) =>
      firm.do('admin', 'person.update', { id: person?.id, set: { roleIds: { from, to } } });
    await set(person?.roleIds, [rep?.id, id]);
    const shared = {
      boardId: 'board-0001',
      ownerId: firm.idOf('boss'),
      withId: id,
      name: 'Plans',
      tiles: [],
      filter: null,
    };
    await firm.put('board_share', shared, 'share-0001');
    const mate = await firm.screen('mate');
    const boards = mate.open({ noun: 'board_share', where: null, search: null, sort: [{ field: 'name' }], limit: 50 });
    await firm.settled();
    expect(mate.rowsOf(boards).map(({ name }) => name)).toEqual(['Plans']);
    await set([rep?.id, id], [rep?.id]);
    await firm.settled();
    expect([mate.resets, mate.rowsOf(boards)]).toEqual([1, []]);
  });
});
