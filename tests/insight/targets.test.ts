import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startingRoles } from '../../shared/access/roles.ts';
import type { Figure, FigureOpened } from '../../shared/insight/figure.ts';
import { dialects } from '../databases.ts';
import type { Answered, Desk } from '../live/desk.ts';
import { type Code, Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';

/** The firm's day is the second of March. */
const MARCH = '2026-03-01';
const WHOLE = 31_000;
const QUERY = { measure: 'bookings', period: 'month_to_date', by: 'day', compare: 'target' } as const;
const ASK = '/api/figures/bookings?period=month_to_date&by=day&compare=target';

describe.each(dialects)('targets on %s', (dialect) => {
  let firm: Firm;
  let trade: Goods;
  beforeEach(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
    await firm.figures.kept.made();
  });
  afterEach(() => firm.close());

  const set = (code: Code, measure: string, amount: number, startsOn = MARCH) =>
    firm.do(code, 'target.set', { measure, startsOn, amount });
  const compared = ({ body }: Answered) => (body as Figure).compared;
  const rows = ({ body }: Answered) => (body as { rows?: readonly { measure: string }[] }).rows ?? [];

  test('[E1] a figure beside its target: what should be reached by now, and day by day', async () => {
    const exec = await firm.signIn('exec');
    expect(compared(await exec.get(ASK))).toBeNull();
    await set('exec', 'bookings', WHOLE);
    await set('exec', 'margin_share', 240_000);
    expect(compared(await exec.get(ASK))).toEqual({
      value: 2_000,
      period: { from: MARCH, to: '2026-03-02' },
      points: [MARCH, '2026-03-02'].map((key) => ({ key, label: null, value: 1_000, count: 0 })),
    });
    // A whole month that is not over yet is told as far as today.
    const month = await exec.get(`/api/figures/bookings?period=${MARCH}..2026-03-31&by=week&compare=target`);
    expect(compared(month)?.value).toBe(2_000);
    expect(compared(month)?.points.map(({ value }) => value)).toEqual([1_000, 1_000, null, null, null, null]);
    expect(compared(await exec.get('/api/figures/margin_share?period=today&compare=target'))?.value).toBe(240_000);
    // Days before the first target, a part of the house, and what stands now have none.
    expect(compared(await exec.get('/api/figures/bookings?period=last_7_days&compare=target'))).toBeNull();
    expect(compared(await exec.get('/api/figures/stock_value?compare=target'))).toBeNull();
    const tpe = firm.warehouses.get('TPE');
    expect(compared(await exec.get(`${ASK}&only=warehouseId:${tpe}`))).toBeNull();
    // Set anew, the month has the new one; removed, it has what the months before had.
    await set('exec', 'bookings', 2_800, '2026-02-01');
    const { id } = await set('boss', 'bookings', 2 * WHOLE);
    expect(compared(await exec.get(ASK))?.value).toBe(4_000);
    await firm.do('fin', 'target.remove', { id });
    expect(compared(await exec.get(ASK))?.value).toBe(181);
  });

  test('[E1] [P8] [P12] who may not see a measure never has its target, by no road', async () => {
    await set('exec', 'bookings', WHOLE);
    await set('exec', 'margin_share', 240_000);
    await set('fin', 'revenue', 77_000);
    const desks = new Map<Code, Desk>(
      await Promise.all(
        (['exec', 'boss', 'fin', 'clerk', 'rep', 'op', 'admin'] as const).map(
          async (code) => [code, await firm.signIn(code)] as const,
        ),
      ),
    );
    const listed: { [code: string]: readonly string[] } = {};
    for (const [code, desk] of desks) listed[code] = rows(await desk.list('targets')).map(({ measure }) => measure);
    const all = ['bookings', 'margin_share', 'revenue'];
    expect(listed).toEqual({
      exec: all,
      fin: all,
      boss: ['bookings', 'margin_share'],
      clerk: ['bookings', 'revenue'],
      rep: [],
      op: [],
      admin: [],
    });
    const asked = async (code: Code, measure: string) =>
      (await desks.get(code)?.get(`/api/figures/${measure}?period=today&compare=target`))?.body;
    expect(await asked('clerk', 'bookings')).toMatchObject({ compared: { value: 1_000 } });
    expect(await asked('clerk', 'margin_share')).toMatchObject({ refused: 'unknown_measure' });
    expect(await asked('boss', 'revenue')).toMatchObject({ refused: 'unknown_measure' });
    // Who sees the figure of their own rows is told of the house's target no more than if there were none.
    expect(await asked('rep', 'bookings')).toMatchObject({ compared: null });
    expect(await asked('rep', 'bookings_count')).toMatchObject({ compared: null });

    const refusal = async (code: Code, input: object) => {
      const answer = await desks.get(code)?.command('target.set', input);
      return (answer?.body as { refused: string } | undefined)?.refused;
    };
    const input = { measure: 'bookings', startsOn: MARCH, amount: 1 };
    for (const code of ['clerk', 'rep', 'op', 'admin'] as const)
      expect([code, await refusal(code, input)]).toEqual([code, 'not_permitted']);
    expect(await refusal('boss', { ...input, measure: 'revenue' })).toBe('target.no_such_measure');
    expect(await refusal('boss', { ...input, measure: 'no_such' })).toBe('target.no_such_measure');
    expect(await refusal('exec', { ...input, measure: 'stock_value' })).toBe('target.no_such_measure');
    expect(await refusal('exec', { ...input, startsOn: '2026-03-02' })).toBe('target.not_first_of_month');

    // A rule that opens targets does not open the figure, nor the target beside it.
    const rules = startingRoles.find(({ code }) => code === 'warehouse_operator')?.rules ?? [];
    const groups = ['basics', 'amounts'];
    await firm.company.system('role.save', {
      id: firm.roles.get('warehouse_operator'),
      rules: [...rules, { on: 'target', may: 'read', scope: 'all', when: null, groups }],
    });
    expect(await asked('op', 'bookings')).toMatchObject({ refused: 'unknown_measure' });
  });

  test('[E1] [LIVE21] a target that is set, changed or removed moves open figures, and only of those who have it', async () => {
    const [exec, clerk, rep] = [await firm.screen('exec'), await firm.screen('clerk'), await firm.screen('rep')];
    const opened = new Map<typeof exec, FigureOpened>();
    for (const screen of [exec, clerk, rep])
      opened.set(screen, (await screen.ask('figure.open', QUERY)) as FigureOpened);
    const told = (screen: typeof exec) =>
      screen.figures.filter(({ room }) => room === opened.get(screen)?.room).map(({ figure }) => figure.compared);
    const calm = async () => {
      await firm.settled();
      await firm.live.figures.flush();
      await Promise.all([exec, clerk, rep].map((screen) => screen.barrier()));
    };
    const { id } = await set('exec', 'bookings', WHOLE);
    await set('exec', 'margin_share', 240_000);
    await calm();
    for (const screen of [exec, clerk]) expect(told(screen).map((one) => one?.value)).toEqual([2_000]);
    await set('boss', 'bookings', 2 * WHOLE);
    await calm();
    expect(told(clerk).map((one) => one?.value)).toEqual([2_000, 4_000]);
    // A sale moves the figure, and the target stands beside it as before.
    await firm.do('rep', 'order.create', {
      customerId: trade.customers.rep?.[0],
      warehouseId: firm.warehouses.get('TPE'),
      lines: [{ productId: trade.products[0], quantity: 1 }],
      submit: true,
    });
    await calm();
    expect(told(clerk).at(-1)?.value).toBe(4_000);
    await firm.do('exec', 'target.remove', { id });
    await calm();
    expect(told(clerk).at(-1)).toBeNull();
    expect(told(exec).at(-1)).toBeNull();
    expect(told(rep)).toEqual([null]);
    expect(firm.faults).toEqual([]);
  });
});
