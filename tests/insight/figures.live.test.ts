import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startingRoles } from '../../shared/access/roles.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { FIGURE_LIMITS, type Figure, type FigureOpened, type FigureQuery } from '../../shared/insight/figure.ts';
import { type Dialect, dialects } from '../databases.ts';
import { Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';
import type { Screen } from '../live/screen.ts';

const WIDE = { from: '2026-01-17', to: '2026-05-09' };
const ask = (measure: string, more: Partial<FigureQuery> = {}): FigureQuery => ({ measure, period: WIDE, ...more });

describe.each(dialects)('open figures on %s', (dialect: Dialect) => {
  let firm: Firm;
  let trade: Goods;
  beforeEach(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
    await firm.figures.kept.made();
  });
  afterEach(() => firm.close());

  const open = async (screen: Screen, query: FigureQuery): Promise<FigureOpened> => {
    const answer = (await screen.ask('figure.open', query)) as FigureOpened | { refused: string };
    if ('refused' in answer) throw new Error(`${query.measure}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const calm = async (...screens: Screen[]): Promise<void> => {
    await firm.settled();
    await firm.live.figures.flush();
    await Promise.all(screens.map((screen) => screen.barrier()));
  };
  const told = (screen: Screen, { room }: FigureOpened): readonly Figure[] =>
    screen.figures.filter((one) => one.room === room).map(({ figure }) => figure);
  const sell = (code: 'rep' | 'rep2', quantity: number, house = 'TPE') =>
    firm.do(code, 'order.create', {
      customerId: trade.customers[code]?.[0],
      warehouseId: firm.warehouses.get(house),
      lines: [{ productId: trade.products[0], quantity }],
      submit: true,
    });
  const rulesOf = (code: string): readonly Rule[] => startingRoles.find((role) => role.code === code)?.rules ?? [];

  test('[E1] [LIVE21] a sale moves the figures of those who see it, one message for a room, and nobody else hears', async () => {
    const [rep, mate, rep2, exec, fin] = await Promise.all(
      (['rep', 'mate', 'rep2', 'exec', 'fin'] as const).map((code) => firm.screen(code)),
    );
    const all = [rep, mate, rep2, exec, fin] as Screen[];
    const opened = await Promise.all(all.map((screen) => open(screen, ask('bookings', { by: 'day' }))));
    const [own, , others, everything, finance] = opened as [
      FigureOpened,
      FigureOpened,
      FigureOpened,
      FigureOpened,
      FigureOpened,
    ];
    expect(own.room).not.toBe(others.room);
    expect(finance.figure).toEqual(everything.figure);
    await sell('rep', 3);
    await calm(...all);
    expect(told(rep as Screen, own)).toHaveLength(1);
    expect(told(exec as Screen, everything)).toHaveLength(1);
    expect([mate, rep2].map((screen) => (screen as Screen).figures.length)).toEqual([0, 0]);
    const moved = Number(told(rep as Screen, own)[0]?.value) - Number(own.figure.value);
    expect(moved).toBeGreaterThan(0);
    expect(Number(told(exec as Screen, everything)[0]?.value) - Number(everything.figure.value)).toBe(moved);
    expect((rep as Screen).figures[0]).toMatchObject({ room: own.room, n: own.n + 1 });
  });

  test('[LIVE21] who sees the same and asks the same is in one room; a figure that was closed is told no more', async () => {
    const one = await firm.screen('exec');
    const two = await firm.screen('exec');
    const a = await open(one, ask('bookings'));
    const b = await open(two, ask('bookings'));
    expect(b.room).toBe(a.room);
    expect(await one.ask('figure.close', { room: a.room })).toEqual({ ok: true });
    await sell('rep', 2);
    await calm(one, two);
    expect([told(one, a).length, told(two, b).length]).toEqual([0, 1]);
  });

  test('[P3] [E1] a measure of which nothing may be seen is one that does not exist, by socket and by REST', async () => {
    for (const code of ['wall', 'op', 'admin'] as const) {
      const screen = await firm.screen(code);
      const missing = await screen.ask('figure.open', ask('no_such_measure'));
      expect(missing).toEqual({ refused: 'unknown_measure' });
      for (const name of [
        'bookings',
        'bookings_margin',
        'revenue',
        'receivable_open',
        'average_order',
        'stock_value',
        'line_bookings',
      ])
        expect([code, name, await screen.ask('figure.open', ask(name))]).toEqual([code, name, missing]);
      const [hidden, absent] = [
        await screen.desk.get('/api/figures/bookings'),
        await screen.desk.get('/api/figures/bookinks'),
      ];
      expect([hidden.status, hidden.text]).toEqual([404, absent.text]);
      expect(absent.status).toBe(404);
    }
    const wall = await firm.screen('wall');
    const described = (await wall.desk.get('/api/openapi.json')).text;
    expect(described).toContain('"orders_open"');
    for (const name of ['bookings', 'revenue', 'stock_value']) expect(described).not.toContain(`"${name}"`);
    const dimension = { refused: 'unknown_dimension', field: 'by' };
    expect(await wall.ask('figure.open', ask('orders_open', { by: 'billing' }))).toEqual(dimension);
    expect(await wall.ask('figure.open', ask('orders_open', { by: 'bilking' }))).toEqual(dimension);
    // Names belong to those who may read them.
    const sellers = await open(wall, ask('bookings_count', { by: 'sellerId' }));
    expect(sellers.figure.points.length).toBeGreaterThan(1);
    expect(sellers.figure.points.map(({ label }) => label)).toEqual(sellers.figure.points.map(() => null));
    const exec = await firm.screen('exec');
    const named = await open(exec, ask('bookings_count', { by: 'sellerId' }));
    expect(named.figure.points.every(({ label }) => label?.includes('Person-'))).toBe(true);
  });

  test('[E1] [LIVE21] a ranking tells both names of a customer, and the local one anew when it is given', async () => {
    const exec = await firm.screen('exec');
    const opened = await open(exec, ask('bookings', { by: 'customerId' }));
    const [id = ''] = trade.customers.rep ?? [];
    const named = (figure: Figure | undefined) => figure?.points.find(({ key }) => key === id);
    const row = (await firm.rows('customer')).find((one) => one.id === id);
    const calls = (to: string | null, from = row?.localName ?? null) =>
      firm.do('rep', 'customer.update', { id, set: { localName: { from, to } } });
    expect(named(opened.figure)?.label).toBe(row?.name);
    await calls('紅磚網路商店');
    await calm(exec);
    expect(named(told(exec, opened).at(-1))).toMatchObject({ label: row?.name, local: '紅磚網路商店' });
    await calls(null, '紅磚網路商店');
    await calm(exec);
    expect(named(told(exec, opened).at(-1))).not.toHaveProperty('local');
  });

  test('[P4] [LIVE21] changes of what somebody may not see are silence, whatever they do to others’ figures', async () => {
    const wall = await firm.screen('wall');
    const queries = [
      ask('orders_open', { by: 'status' }),
      ask('bookings_count', { by: 'day' }),
      ask('lines_open'),
      ask('holds_open'),
    ];
    for (const query of queries) await open(wall, query);
    const boss = await firm.screen('boss');
    const margin = await open(boss, ask('orders_open_value'));
    const order = (await firm.rows('order')).find(({ id }) => id === trade.orders[3]);
    for (const to of [10_000, 20_000])
      await firm.company.system('order.update', {
        id: order?.id,
        set: {
          discount: { from: to === 10_000 ? order?.discount : 10_000, to },
          notes: { from: to === 10_000 ? order?.notes : 'n10000', to: `n${to}` },
        },
      });
    await calm(wall, boss);
    expect(wall.figures).toEqual([]);
    expect(told(boss, margin).length).toBeGreaterThan(0);
  });

  test('[P12] [E1] what somebody sees without its amounts moves their counts and not their sums', async () => {
    const screen = await firm.screen('both');
    const sums = await open(screen, ask('bookings'));
    const counts = await open(screen, ask('bookings_count'));
    // A warehouse's order by another seller: seen, and not its amounts.
    await sell('rep2', 2, 'KHH');
    await calm(screen);
    expect(told(screen, counts).map(({ value }) => value)).toEqual([Number(counts.figure.value) + 1]);
    expect(told(screen, sums)).toEqual([]);
  });

  test('[P11] [E1] [LIVE22] a role that loses amounts loses their figures within a second, while sales go on', async () => {
    const screen = await firm.screen('rep');
    const amounts = await open(screen, ask('bookings'));
    const counts = await open(screen, ask('bookings_count'));
    let on = true;
    const selling = (async () => {
      while (on) {
        await sell('rep', 1);
        await sleep(20);
      }
    })();
    await sleep(600);
    expect(told(screen, amounts).length).toBeGreaterThan(0);
    const rules = rulesOf('sales_rep').map((rule) =>
      rule.may === 'read' ? { ...rule, groups: rule.groups.filter((one) => one !== 'amounts') } : rule,
    );
    await firm.do('admin', 'role.save', { id: firm.roles.get('sales_rep'), rules });
    while (screen.resets === 0) await sleep(2);
    const before = screen.figures.length;
    expect(await screen.ask('figure.open', ask('bookings'))).toEqual({ refused: 'unknown_measure' });
    const again = await open(screen, ask('bookings_count'));
    expect(again.room).not.toBe(counts.room);
    await sleep(900);
    on = false;
    await selling;
    await calm(screen);
    const after = screen.figures.slice(before);
    expect(after.filter(({ room }) => room !== again.room)).toEqual([]);
    expect(after.length).toBeGreaterThan(0);
    const fresh = (await screen.desk.get(`/api/figures/bookings_count?period=${WIDE.from}..${WIDE.to}`)).body as Figure;
    expect(after.at(-1)?.figure.value).toBe(fresh.value);
  });

  test('[LIVE21] however fast the changes come, a figure is told four times a second at most, and rightly at the end', async () => {
    const screen = await firm.screen('exec');
    const kept = await open(screen, ask('bookings_count'));
    const anew = await open(screen, ask('bookings', { by: 'customerId', top: 3 }));
    const began = performance.now();
    for (let i = 0; i < 40; i++) await sell('rep', 1 + (i % 3));
    await sleep(300);
    const quarters = (performance.now() - began) / 250;
    expect(told(screen, kept).length).toBeLessThanOrEqual(quarters + 1);
    expect(told(screen, anew).length).toBeLessThanOrEqual(quarters + 1);
    await calm(screen);
    expect(told(screen, kept).at(-1)?.value).toBe(Number(kept.figure.value) + 40);
    const whole = (await open(screen, ask('bookings'))).figure;
    const last = told(screen, anew).at(-1) as Figure;
    expect(last.value).toBe(whole.value);
    expect(last.points.map(({ key }) => key)).toEqual([
      expect.any(String),
      expect.any(String),
      expect.any(String),
      'rest',
    ]);
    expect(last.points.reduce((all, one) => all + Number(one.value), 0)).toBe(whole.value);
  });

  test('[LIVE21] [P2] a figure that is opened while changes come counts each of them once', async () => {
    const screen = await firm.screen('exec');
    const opened: { query: FigureQuery; answer: FigureOpened }[] = [];
    const sales: Promise<unknown>[] = [];
    for (let i = 0; i < 30; i++) {
      const period = { from: `2026-02-${10 + (i % 15)}`, to: `2026-04-${10 + (i % 15)}` };
      const query = ask(i % 3 === 0 ? 'bookings' : 'bookings_count', {
        period,
        by: (['day', 'customerId', null, 'sellerId'] as const)[i % 4] ?? null,
      });
      sales.push(sell('rep', 1 + (i % 2)), sell('rep2', 1));
      opened.push({ query, answer: await open(screen, query) });
    }
    await Promise.all(sales);
    await calm(screen);
    for (const { query, answer } of opened) {
      const asked = new URLSearchParams({ period: `2026-02-01..2026-04-30`, ...(query.by ? { by: query.by } : {}) });
      const fresh = (await screen.desk.get(`/api/figures/${query.measure}?${asked}`)).body as Figure;
      const shown = told(screen, answer).at(-1) ?? answer.figure;
      expect([query, shown.value, shown.count]).toEqual([query, fresh.value, fresh.count]);
    }
  });

  test('[LIVE21] a day that turns moves what is late, without anybody’s doing', async () => {
    const screen = await firm.screen('exec');
    const late = await open(screen, ask('orders_late'));
    expect(late.figure.value).toBe(0);
    firm.pass(12 * 86_400_000);
    await firm.company.system('day.turned', { day: '2026-03-14' });
    await calm(screen);
    expect(Number(told(screen, late).at(-1)?.value)).toBeGreaterThan(0);
  });

  test('[LIVE18] no more figures at once than the limit, and no question of another form', async () => {
    const screen = await firm.screen('exec');
    const queries = Array.from({ length: FIGURE_LIMITS.open + 1 }, (_, i) =>
      ask('bookings_count', { period: { from: '2026-01-01', to: `2026-0${1 + (i % 4)}-${10 + Math.floor(i / 4)}` } }),
    );
    const answers = [];
    for (const query of queries) answers.push(await screen.ask('figure.open', query));
    expect(answers.slice(0, -1).every((answer) => 'room' in (answer as object))).toBe(true);
    expect(answers.at(-1)).toEqual({ refused: 'too_many_figures' });
    await screen.ask('figure.close', { room: (answers[0] as FigureOpened).room });
    expect(await screen.ask('figure.open', queries.at(-1))).toHaveProperty('room');
    await screen.ask('figure.close', { room: (answers[1] as FigureOpened).room });
    const wrong = [
      { measure: 'bookings', period: { from: '2026-03-02', to: '2026-03-01' } },
      { measure: 'bookings', period: { from: '2020-01-01', to: '2026-03-01' } },
      { measure: 'bookings', period: { from: '2026-02-31', to: '2026-03-01' } },
      { measure: 'bookings', period: WIDE, by: 'hour' },
      { measure: 'bookings', top: 0 },
      { measure: 'bookings', extra: 1 },
      { measure: 'bookings_count', only: [{ dimension: 'sellerId', values: ['\0'] }] },
      null,
      'bookings',
    ];
    for (const query of wrong)
      expect([query, await screen.ask('figure.open', query)]).toEqual([
        query,
        expect.objectContaining({ refused: 'input.invalid' }),
      ]);
  });
});
