/** Roads by which a figure could say more than its reader may know: what moves it, and by whose rules it is answered. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendExpired } from '../../server/access/expiry.ts';
import type { Figure, FigureOpened } from '../../shared/insight/figure.ts';
import { type Dialect, dialects } from '../databases.ts';
import { Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';
import { rulesOf, saveRole, without } from '../live/narrowing.ts';
import type { Screen } from '../live/screen.ts';

const WIDE = { from: '2026-01-17', to: '2026-05-09' };
const PATH = `/api/figures/bookings?period=${WIDE.from}..${WIDE.to}&by=customerId`;

describe.each(dialects)('what a figure gives away on %s', (dialect: Dialect) => {
  let firm: Firm;
  let trade: Goods;
  beforeEach(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
    await firm.figures.kept.made();
  });
  afterEach(() => firm.close());

  const calm = async (...screens: Screen[]): Promise<void> => {
    await firm.settled();
    await firm.live.figures.flush();
    await Promise.all(screens.map((screen) => screen.barrier()));
  };
  const told = (screen: Screen, { room }: FigureOpened): readonly Figure[] =>
    screen.figures.filter((one) => one.room === room).map(({ figure }) => figure);
  const rename = async (id: string | undefined, to: string): Promise<void> => {
    const row = (await firm.rows('customer')).find((one) => one.id === id);
    await firm.do('boss', 'customer.update', { id, set: { name: { from: row?.name, to } } });
  };

  test('[P11] [LIVE12] a figure that was asked for by http before a change of rights is not answered after it', async () => {
    const desk = await firm.signIn('rep');
    const { store } = firm.company;
    const aside = store.aside.bind(store);
    for (const suspended of [false, true]) {
      await saveRole(firm, 'sales_rep', rulesOf('sales_rep'));
      await firm.settled();
      const top = suspended ? 3 : 2;
      let go = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        go = resolve;
      });
      let caught = (): void => undefined;
      const reached = new Promise<void>((resolve) => {
        caught = resolve;
      });
      // Amounts are in hand, and have not left yet.
      store.aside = async (...asked) => {
        const found = await aside(...asked);
        if (/SUM/.test(asked[0])) {
          caught();
          await held;
        }
        return found;
      };
      const answer = desk.get(`${PATH}&top=${top}`);
      await reached;
      store.aside = aside;
      if (suspended) await firm.do('admin', 'person.suspend', { id: firm.idOf('rep') });
      else await saveRole(firm, 'sales_rep', without('amounts'));
      go();
      const { status, body } = await answer;
      expect([suspended, status, body]).toEqual(
        suspended ? [true, 401, { refused: 'signed_out' }] : [false, 404, { refused: 'unknown_measure' }],
      );
    }
  });

  test('[P3] [LIVE13] whoever stays beyond the end of their session is sent away, and hears nothing more', async () => {
    const [rep, exec] = [await firm.screen('rep'), await firm.screen('exec')];
    const query = { measure: 'bookings_count', period: WIDE };
    for (const screen of [rep, exec]) await screen.ask('figure.open', query);
    firm.pass(13 * 86_400_000);
    await exec.desk.get('/api/me');
    await sendExpired(firm.company, firm.live);
    expect([rep.byes, exec.byes]).toEqual([0, 0]);
    firm.pass(2 * 86_400_000);
    expect((await rep.desk.get('/api/me')).status).toBe(401);
    await sendExpired(firm.company, firm.live);
    await rep.gone();
    await firm.do('boss', 'order.hold', { id: trade.orders[9], why: 'wait' });
    await firm.do('both', 'order.create', {
      customerId: trade.customers.both?.[0],
      warehouseId: firm.warehouses.get('KHH'),
      lines: [{ productId: trade.products[0], quantity: 1 }],
      submit: true,
    });
    await calm(exec);
    expect([rep.byes, rep.figures.length, exec.byes, exec.figures.length]).toEqual([1, 0, 0, 1]);
  });

  test('[P4] [LIVE22] what a row out of sight is called moves no figure, and a name goes with the row', async () => {
    // All orders, with their amounts; of customers their own alone.
    const rules = rulesOf('sales_rep').map((rule) => (rule.on === 'order' ? { ...rule, scope: 'all' as const } : rule));
    await saveRole(firm, 'sales_rep', rules);
    const screen = await firm.screen('rep');
    const boss = await firm.screen('boss');
    const query = { measure: 'bookings', period: WIDE, by: 'customerId' };
    const own = (await screen.ask('figure.open', query)) as FigureOpened;
    const whole = (await boss.ask('figure.open', query)) as FigureOpened;
    const [mine, other] = trade.customers.rep as [string, string];
    const called = (figure: Figure | undefined, id: string) => figure?.points.find(({ key }) => key === id)?.label;
    expect(called(own.figure, mine)).toContain('Ltd');
    expect(own.figure.points.length).toBe(whole.figure.points.length);

    await firm.do('boss', 'customer.reassign', { ids: [mine], toSellerId: firm.idOf('rep2') });
    await calm(screen, boss);
    const before = told(screen, own).length;
    expect([before, called(told(screen, own).at(-1), mine)]).toEqual([1, null]);
    await rename(mine, 'A name that is nobody’s business');
    await calm(screen, boss);
    expect(called(told(boss, whole).at(-1), mine)).toBe('A name that is nobody’s business');
    expect(told(screen, own).length).toBe(before);
    await rename(other, 'Renamed in sight');
    await calm(screen, boss);
    expect(
      told(screen, own)
        .map((figure) => called(figure, other))
        .at(-1),
    ).toBe('Renamed in sight');
    await firm.do('boss', 'customer.reassign', { ids: [mine], toSellerId: firm.idOf('rep') });
    await calm(screen, boss);
    expect(called(told(screen, own).at(-1), mine)).toBe('A name that is nobody’s business');
  });
});
