import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startingRoles } from '../../shared/access/roles.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { type Dialect, dialects } from '../databases.ts';
import { type Code, Firm } from './firm.ts';
import { type Goods, goods } from './goods.ts';
import type { Screen } from './screen.ts';
import { expectedIn, questionsFor, titleOf } from './windows.ts';

/** ms from the answer to the change until the last word of what it took away. */
const AT_MOST = 1_000;
type Packet = { readonly at: number; readonly text: string; readonly resets: number };

describe.each(dialects)('revocation on %s', (dialect: Dialect) => {
  let firm: Firm;
  let trade: Goods;
  beforeEach(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
  });
  afterEach(() => firm.close());

  const rulesOf = (code: string): readonly Rule[] => startingRoles.find((role) => role.code === code)?.rules ?? [];
  const save = (role: string, rules: readonly Rule[]) =>
    firm.do('admin', 'role.save', { id: firm.roles.get(role), rules });
  const without = (group: string): readonly Rule[] =>
    rulesOf('sales_rep').map((rule) =>
      rule.may === 'read' ? { ...rule, groups: rule.groups.filter((one) => one !== group) } : rule,
    );

  const open = async (code: Code, desk?: Screen['desk']): Promise<{ screen: Screen; packets: Packet[] }> => {
    const screen = await firm.screen(code, desk);
    const packets: Packet[] = [];
    screen.heard = (text) => packets.push({ at: performance.now(), text, resets: screen.resets });
    for (const question of questionsFor(await firm.who(code))) screen.open(question);
    await firm.settled();
    return { screen, packets };
  };
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

  /** From now on whoever asks for a person's rights gets them as they were, and late. Answers how to stop it. */
  const slowly = (ms: number): (() => void) => {
    const { people } = firm.company;
    const { actor } = people;
    people.actor = async (id) => {
      const found = await actor(id);
      await sleep(ms);
      return found;
    };
    return () => {
      people.actor = actor;
    };
  };

  test('[P11] [LIVE12] while new rights are still being read, nothing leaves by the old ones', async () => {
    const { packets } = await open('rep');
    const swift = slowly(150);
    await save('sales_rep', without('amounts'));
    const changed = packets.length;
    const order = (await firm.rows('order')).find(({ id }) => id === trade.orders[3]);
    await firm.company.system('order.update', {
      id: order?.id,
      set: { discount: { from: order?.discount, to: 7_000 } },
    });
    await sleep(120);
    expect(packets.slice(changed).filter(({ text }) => text.includes('"frame"'))).toEqual([]);
    await sleep(300);
    swift();
    await firm.settled();
    expect(packets.slice(changed).some(({ text }) => text.includes('"reset"'))).toBe(true);
    expect(packets.slice(changed).filter(({ text }) => /"(total|net)":/.test(text))).toEqual([]);
  });

  test('[P11] [LIVE12] what was read by http before a change is not answered after it', async () => {
    const desk = await firm.signIn('rep');
    const { store } = firm.company;
    const read = store.read.bind(store);
    for (const path of [
      '/api/orders?limit=500',
      `/api/orders/${trade.orders[3]}`,
      `/api/orders/${trade.orders[3]}/timeline`,
    ]) {
      await save('sales_rep', rulesOf('sales_rep'));
      await firm.settled();
      expect((await desk.get(path)).text).toMatch(/"(total|field":"total)"/);
      let go = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        go = resolve;
      });
      let caught: (value: unknown) => void = () => undefined;
      const reached = new Promise((resolve) => {
        caught = resolve;
      });
      // Rows with amounts are in hand, and have not left yet.
      store.read = async (work) => {
        const found = await read(work);
        if (caught && JSON.stringify(found)?.includes('total')) {
          caught(null);
          await held;
        }
        return found;
      };
      const answer = desk.get(path);
      await reached;
      store.read = read;
      await save('sales_rep', without('amounts'));
      go();
      const { status, text } = await answer;
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toMatch(/"(total|net)":|"field":"total"/);
    }
  });

  test('[P11] [LIVE1] rights and session that were read before a change let nobody in after it', async () => {
    const [rep, clerk] = [await firm.signIn('rep'), await firm.signIn('clerk')];
    const swift = slowly(400);
    const entering = firm.screen('rep', rep);
    const gone = firm.screen('clerk', clerk).then(
      (screen) => screen,
      () => null,
    );
    await sleep(60);
    // Whoever asks from here on is answered at once; those who asked before still wait.
    swift();
    await Promise.all([save('sales_rep', without('amounts')), clerk.send('DELETE', '/api/session')]);
    const [screen, never] = await Promise.all([entering, gone]);
    await firm.settled();
    const opened = (await screen.ask('collection.open', { noun: 'order', limit: 500 })) as { rows: object[] };
    expect([opened.rows.length > 0, opened.rows.some((row) => 'total' in row)]).toEqual([true, false]);
    expect(never?.connected ?? false).toBe(false);
  });

  test('[P11] [LIVE1] whoever comes in at the very moment is judged by what holds afterwards', async () => {
    const desk = await firm.signIn('rep');
    for (let round = 0; round < 6; round++) {
      const entering = [0, 1, 2].map(
        () =>
          new Promise<Screen | null>((resolve) =>
            setTimeout(() => void firm.screen('rep', desk).then(resolve, () => resolve(null)), round * 2),
          ),
      );
      await save('sales_rep', round % 2 ? rulesOf('sales_rep') : without('amounts'));
      const screens = await Promise.all(entering);
      await firm.settled();
      for (const screen of screens) {
        const opened = (await screen?.ask('collection.open', { noun: 'order', limit: 500 })) as { rows: object[] };
        expect([round, opened.rows.some((row) => 'total' in row)]).toEqual([round, round % 2 === 1]);
        screen?.leave();
      }
    }
    for (let round = 0; round < 4; round++) {
      const fresh = await firm.signIn('clerk');
      const entering = [0, 1, 2].map(
        () =>
          new Promise<Screen | null>((resolve) =>
            setTimeout(() => void firm.screen('clerk', fresh).then(resolve, () => resolve(null)), round * 2),
          ),
      );
      await fresh.send('DELETE', '/api/session');
      const screens = await Promise.all(entering);
      await sleep(60);
      expect(screens.filter((screen) => screen?.connected)).toEqual([]);
    }
  });
});
