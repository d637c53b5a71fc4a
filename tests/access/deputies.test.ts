import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSchedule, turnDays } from '../../server/system/schedule.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { Why } from '../../shared/access/why.ts';
import type { Happening } from '../../shared/audit/happening.ts';
import { addDays, dayOf } from '../../shared/base/day.ts';
import type { Row } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { type Code, Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';
import { rulesOf, saveRole } from '../live/narrowing.ts';

const DAY = 86_400_000;
const ZONE = 'Asia/Taipei';
type Refused = { readonly refused?: string; readonly field?: string };

describe.each(dialects)('deputies on %s', (dialect) => {
  let firm: Firm;
  let trade: Goods;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
  });
  afterAll(() => firm.close());

  const today = () => dayOf(firm.now, ZONE);
  /** The next day, with all that it brings. */
  const pass = async (days = 1): Promise<void> => {
    firm.pass(days * DAY);
    await turnDays(firm.company);
    await firm.settled();
  };
  const refusal = async (code: Code, name: string, input: object): Promise<Refused> => {
    const desk = await firm.signIn(code);
    return (await desk.command(name, input)).body as Refused;
  };
  const nameInput = (absent: Code, deputy: Code, from = 0, to = from) => ({
    absentId: firm.idOf(absent),
    deputyId: firm.idOf(deputy),
    startsOn: addDays(today(), from),
    endsOn: addDays(today(), to),
    reason: 'On leave',
  });
  const name = async (by: Code, absent: Code, deputy: Code, from = 0, to = from): Promise<string> =>
    (await firm.do(by, 'deputy.name', nameInput(absent, deputy, from, to))).id as string;
  const end = async (by: Code, id: string): Promise<void> => {
    await firm.do(by, 'deputy.end', { id });
    await firm.settled();
  };
  const row = async (noun: 'change_request' | 'hold' | 'deputy' | 'order' | 'order_line', id: string): Promise<Row> =>
    (await firm.rows(noun)).find((one) => one.id === id) as Row;
  const rowsIn = async (desk: Desk, plural: string): Promise<readonly Row[]> =>
    ((await desk.list(plural, { limit: 500 })).body as { readonly rows?: Row[] }).rows ?? [];

  /** A confirmed order of this seller with a request for more discount than they may give. */
  const asked = async (seller: 'rep' | 'rep2', by: Code = seller): Promise<{ orderId: string; id: string }> => {
    const { id: orderId } = await firm.do(seller, 'order.create', {
      customerId: trade.customers[seller]?.[0],
      warehouseId: firm.warehouses.get('TPE'),
      lines: [{ productId: trade.products[1], quantity: 1 }],
      submit: true,
    });
    const line = (await firm.rows('order_line')).find((one) => one.orderId === orderId) as Row;
    const { id } = await firm.do(by, 'order.request_change', {
      id: orderId,
      why: 'they insist',
      change: [{ id: line.id, discount: { from: line.discount, to: 250_000 } }],
    });
    return { orderId: orderId as string, id: id as string };
  };

  test('[S4] [T-deputy] within the days and no others a deputy sees on every road what waits, and decides it as "B for A"', async () => {
    const one = await asked('rep');
    const desk = await firm.signIn('rep2');
    const screen = await firm.screen('rep2', desk);
    const window = screen.open({ noun: 'change_request', limit: 50, sort: [{ field: 'askedAt' }] });
    await firm.settled();
    const shown = () => screen.rowsOf(window).map(({ id }) => id);
    const id = await name('boss', 'boss', 'rep2', 1, 2);
    await firm.settled();
    expect((await row('deputy', id)).status).toBe('planned');
    expect(shown()).not.toContain(one.id);
    expect(await desk.command('change_request.decide', { id: one.id, accept: 'all' })).toMatchObject({ status: 403 });

    await pass();
    expect((await row('deputy', id)).status).toBe('standing');
    expect(shown()).toContain(one.id);
    expect((await rowsIn(desk, 'change_requests')).map((found) => found.id)).toContain(one.id);
    const edits = (await rowsIn(desk, 'change_edits')).filter((edit) => edit.requestId === one.id);
    expect(edits).toMatchObject([{ discountFrom: 0, discountTo: 250_000 }]);
    const file = await desk.get('/api/change_requests/export?format=csv');
    const mine = await row('change_request', one.id);
    if (file.status === 200) expect(file.text).toContain(String(mine.orderNumber));
    // What is needed for deciding, and no more: the order itself is another seller's.
    expect((await desk.get(`/api/orders/${one.orderId}`)).status).toBe(404);
    expect((await desk.get(`/api/change_requests/${one.id}`)).body).toMatchObject({ totalTo: mine.totalTo });
    const why = (await desk.get(`/api/why?noun=change_request&id=${one.id}&action=decide`)).body as Why;
    expect(why).toMatchObject({ verdict: 'granted' });
    expect(why.of).toMatchObject([{ holds: true, for: { name: 'Boss Person-boss', until: addDays(today(), 1) } }]);
    const { standsIn } = (await desk.get('/api/me')).body as { standsIn: { name: string; until: string }[] };
    expect(standsIn).toMatchObject([{ name: 'Boss Person-boss', until: addDays(today(), 1) }]);

    expect((await desk.command('change_request.decide', { id: one.id, accept: 'all' })).status).toBe(200);
    await firm.settled();
    expect(await row('change_request', one.id)).toMatchObject({
      status: 'accepted',
      deciderId: firm.idOf('rep2'),
      deciderName: 'Rep2 Person-rep2',
      deciderForName: 'Boss Person-boss',
    });
    expect(shown()).not.toContain(one.id);
    expect((await rowsIn(desk, 'change_edits')).filter((edit) => edit.requestId === one.id)).toEqual([]);
    const rep = await firm.signIn('rep');
    const { happenings } = (await rep.get(`/api/orders/${one.orderId}/timeline`)).body as { happenings: Happening[] };
    expect(happenings.find(({ command }) => command === 'change_request.decide')).toMatchObject({
      who: 'Rep2 Person-rep2',
      for: 'Boss Person-boss',
    });
    const [entry] = await firm.company.store.read((query) =>
      query.all('SELECT "actorId", "forId", "forName" FROM "change_log" WHERE "command" = ? ORDER BY "position" DESC', [
        'change_request.decide',
      ]),
    );
    expect(entry).toEqual({ actorId: firm.idOf('rep2'), forId: firm.idOf('boss'), forName: 'Boss Person-boss' });

    const late = await asked('rep');
    await firm.settled();
    expect(shown()).toContain(late.id);
    await pass(2);
    expect((await row('deputy', id)).status).toBe('over');
    expect(shown()).not.toContain(late.id);
    expect(await desk.command('change_request.decide', { id: late.id, accept: 'all' })).toMatchObject({ status: 403 });
    expect((await desk.get(`/api/why?noun=change_request&action=decide`)).body).toEqual({ verdict: 'no_rule', of: [] });
    screen.leave();
  });

  test('[S4] [P12] neither who asks as a deputy nor who asks of theirs decides it; there is no chain', async () => {
    const id = await name('boss', 'boss', 'rep2', 0, 3);
    await firm.settled();
    const own = await asked('rep2');
    const bosses = await asked('rep', 'boss');
    const desk = await firm.signIn('rep2');
    expect((await desk.command('change_request.decide', { id: own.id, accept: 'all' })).body).toMatchObject({
      refused: 'not_permitted',
    });
    // What the absent one asked for is not theirs to agree to by another's hand: it does not even show.
    expect((await desk.command('change_request.decide', { id: bosses.id, accept: 'all' })).body).toMatchObject({
      refused: 'missing',
    });
    expect((await rowsIn(desk, 'change_requests')).map((one) => one.id)).not.toContain(bosses.id);
    expect(await refusal('admin', 'deputy.name', nameInput('op', 'mate'))).toMatchObject({
      refused: 'deputy.nothing_to_decide',
      field: 'absentId',
    });
    // A deputy's deputy gets what the deputy may do by rules of their own, and nothing of what they do for another.
    const chain = await name('rep2', 'rep2', 'mate', 0, 0);
    await firm.settled();
    expect((await row('deputy', chain)).status).toBe('standing');
    const [other, mate] = [await asked('rep2', 'rep2'), await firm.signIn('mate')];
    expect((await rowsIn(mate, 'change_requests')).map((one) => one.id)).not.toContain(other.id);
    expect((await mate.command('change_request.decide', { id: other.id, accept: 'all' })).status).toBe(403);
    await end('rep2', chain);
    await end('boss', id);
  });

  test('[P11] [S4] it is never more than the absent one may at that moment, and ends where they do', async () => {
    const id = await name('boss', 'boss', 'rep2', 0, 3);
    const one = await asked('rep');
    const desk = await firm.signIn('rep2');
    const screen = await firm.screen('rep2', desk);
    const window = screen.open({ noun: 'change_request', limit: 50, sort: [{ field: 'askedAt' }] });
    await firm.settled();
    const shown = () => screen.rowsOf(window).find((found) => found.id === one.id);
    expect(shown()).toHaveProperty('totalTo');
    const narrowed = rulesOf('sales_manager').map((rule) =>
      rule.on === 'change_request' && rule.may === 'read'
        ? { ...rule, groups: rule.groups.filter((group) => group !== 'amounts') }
        : rule,
    );
    await saveRole(firm, 'sales_manager', narrowed);
    await firm.settled();
    expect(shown()).toBeDefined();
    expect(shown()).not.toHaveProperty('totalTo');
    await saveRole(
      firm,
      'sales_manager',
      rulesOf('sales_manager').filter((rule) => rule.may !== 'decide'),
    );
    await firm.settled();
    expect(shown()).toBeUndefined();
    expect((await desk.command('change_request.decide', { id: one.id, accept: 'all' })).status).toBe(403);
    await saveRole(firm, 'sales_manager', rulesOf('sales_manager'));
    await firm.settled();
    expect(shown()).toBeDefined();
    await firm.do('admin', 'person.suspend', { id: firm.idOf('boss') });
    await firm.settled();
    expect(shown()).toBeUndefined();
    await firm.do('admin', 'person.activate', { id: firm.idOf('boss') });
    await firm.settled();
    expect(shown()).toBeDefined();
    await end('rep2', id);
    expect(shown()).toBeUndefined();
    screen.leave();
  });

  test('[S4] [P12] for another one proposes: a second person agrees, and nobody names or confirms themselves', async () => {
    const notPermitted = { refused: 'not_permitted', with: { noun: 'deputy', action: 'name' } };
    expect(await refusal('rep', 'deputy.name', nameInput('boss', 'rep2'))).toMatchObject({ refused: 'not_permitted' });
    expect(await refusal('fin', 'deputy.name', nameInput('boss', 'clerk'))).toMatchObject({ refused: 'not_permitted' });
    expect(await refusal('boss', 'deputy.name', nameInput('boss', 'boss'))).toMatchObject({
      refused: 'deputy.oneself',
    });
    expect(await refusal('admin', 'deputy.name', nameInput('boss', 'admin'))).toMatchObject({
      refused: 'deputy.by_deputy',
    });
    expect(await refusal('boss', 'deputy.name', nameInput('boss', 'rep2', 3, 1))).toMatchObject({
      refused: 'deputy.days',
      field: 'endsOn',
    });
    expect(await refusal('boss', 'deputy.name', nameInput('boss', 'rep2', -3, -1))).toMatchObject({
      refused: 'deputy.past',
    });
    const id = await name('admin', 'boss', 'rep2', 0, 3);
    await firm.settled();
    expect(await row('deputy', id)).toMatchObject({ status: 'proposed', namedByName: 'Admin Person-admin' });
    // It is announced: to both of them, and to nobody who is neither and could not agree.
    const told = async (code: Code) =>
      (await rowsIn(await firm.signIn(code), 'notifications'))
        .filter((one) => one.aboutNoun === 'deputy' && one.aboutId === id)
        .map(({ kind }) => kind);
    expect([await told('boss'), await told('rep2'), await told('fin'), await told('admin')]).toEqual([
      ['deputy_proposed'],
      ['deputy_proposed'],
      [],
      [],
    ]);
    const one = await asked('rep');
    const desk = await firm.signIn('rep2');
    expect((await desk.get(`/api/change_requests/${one.id}`)).status).toBe(404);
    expect(await refusal('admin', 'deputy.confirm', { id })).toMatchObject({ refused: 'deputy.second_person' });
    expect(await refusal('rep2', 'deputy.confirm', { id })).toMatchObject({ refused: 'deputy.second_person' });
    expect(await refusal('fin', 'deputy.confirm', { id })).toMatchObject({ refused: 'missing' });
    expect(await refusal('boss', 'deputy.name', nameInput('boss', 'rep', 1, 1))).toMatchObject({
      refused: 'deputy.taken',
    });
    await firm.do('boss', 'deputy.confirm', { id });
    await firm.settled();
    expect(await row('deputy', id)).toMatchObject({ status: 'standing', confirmedByName: 'Boss Person-boss' });
    expect([await told('rep2'), await told('admin')].map((kinds) => kinds.includes('deputy_named'))).toEqual([
      true,
      true,
    ]);
    expect((await desk.get(`/api/change_requests/${one.id}`)).status).toBe(200);
    // Who may not name for them learns neither by whom they are stood in for nor on which days, foreseen or done.
    const prying = await firm.signIn('rep');
    for (const road of ['', '/preview'])
      for (const from of [0, 9]) {
        const answer = await prying.command(`deputy.name${road}`, nameInput('boss', 'mate', from));
        expect(answer.body).toEqual(notPermitted);
      }
    expect(await refusal('rep', 'deputy.name', nameInput('clerk', 'boss', 1))).toEqual(notPermitted);
    // Who is away themselves is nobody's deputy on that day.
    expect(await refusal('fin', 'deputy.name', nameInput('fin', 'boss', 2, 5))).toMatchObject({
      refused: 'deputy.away',
      field: 'deputyId',
    });
    await end('admin', id);
    expect((await desk.get(`/api/change_requests/${one.id}`)).status).toBe(404);
  });

  test('[P11] of requests that the absent one may not decide by their figures no edits are lent', async () => {
    const one = await asked('rep');
    const id = await name('boss', 'boss', 'rep2', 0, 1);
    await firm.settled();
    const desk = await firm.signIn('rep2');
    const edits = async () =>
      (await rowsIn(desk, 'change_edits')).filter(({ requestId }) => requestId === one.id).length;
    expect(await edits()).toBe(1);
    const small = rulesOf('sales_manager').map(
      (rule): Rule =>
        rule.may === 'decide' ? { ...rule, when: { field: 'totalTo', is: 'lt', value: 1_000_000_000 } } : rule,
    );
    await saveRole(firm, 'sales_manager', small);
    await firm.settled();
    expect((await desk.get(`/api/change_requests/${one.id}`)).status).toBe(200);
    expect(await edits()).toBe(0);
    await saveRole(firm, 'sales_manager', rulesOf('sales_manager'));
    await end('boss', id);
  });

  test('[S5] [P11] an order that nothing of what is lent holds is not sent back', async () => {
    const id = await name('fin', 'fin', 'rep2', 0, 1);
    await firm.settled();
    const enter = async (customerId: string | undefined, discount: number): Promise<string> =>
      (
        await firm.do('rep', 'order.create', {
          customerId,
          warehouseId: firm.warehouses.get('TPE'),
          lines: [{ productId: trade.products[1], quantity: 1, discount }],
          submit: true,
        })
      ).id as string;
    const kindsOf = async (orderId: string) =>
      (await firm.rows('hold')).filter((one) => one.orderId === orderId).map(({ kind }) => kind);
    const given = await enter(trade.customers.rep?.[0], 300_000);
    expect(await kindsOf(given)).toEqual(['discount']);
    const desk = await firm.signIn('rep2');
    expect((await desk.command('order.return', { id: given, reason: 'no' })).body).toMatchObject({
      refused: 'not_permitted',
    });
    expect((await row('order', given)).status).toBe('submitted');
    const customerId = trade.customers.rep?.[1] as string;
    const customer = (await firm.rows('customer')).find((one) => one.id === customerId) as Row;
    await firm.company.system('customer.update', {
      id: customerId,
      set: { creditLimit: { from: customer.creditLimit, to: 1 } },
    });
    const over = await enter(customerId, 0);
    expect(await kindsOf(over)).toEqual(['credit']);
    expect((await desk.command('order.return', { id: over, reason: 'no' })).status).toBe(200);
    expect((await row('order', over)).status).toBe('draft');
    await end('fin', id);
  });

  test('[S5] a hold is lifted, or its order sent back, for who is away; not what one brought about oneself', async () => {
    const id = await name('fin', 'fin', 'clerk', 0, 1);
    const over = async (): Promise<{ orderId: string; holdId: string }> => {
      const customerId = trade.customers.rep?.[1] as string;
      const customer = (await firm.rows('customer')).find((one) => one.id === customerId) as Row;
      await firm.company.system('customer.update', {
        id: customerId,
        set: { creditLimit: { from: customer.creditLimit, to: 1 } },
      });
      const { id: orderId } = await firm.do('rep', 'order.create', {
        customerId,
        warehouseId: firm.warehouses.get('TPE'),
        lines: [{ productId: trade.products[1], quantity: 1 }],
        submit: true,
      });
      const hold = (await firm.rows('hold')).find((one) => one.orderId === orderId && one.kind === 'credit') as Row;
      return { orderId: orderId as string, holdId: hold.id };
    };
    const [first, second] = [await over(), await over()];
    const clerk = await firm.signIn('clerk');
    expect((await clerk.command('hold.release', { id: first.holdId, why: 'they paid by phone' })).status).toBe(200);
    expect(await row('hold', first.holdId)).toMatchObject({
      status: 'released',
      closedName: 'Clerk Person-clerk',
      closedForName: 'Fin Person-fin',
    });
    expect((await clerk.command('order.return', { id: second.orderId, reason: 'not this month' })).status).toBe(200);
    expect(await row('order', second.orderId)).toMatchObject({ status: 'draft' });
    await end('fin', id);

    // A seller who stands in for Finance does not lift what holds an order of theirs.
    const reps = await name('fin', 'fin', 'rep', 0, 1);
    const third = await over();
    const rep = await firm.signIn('rep');
    expect((await rep.command('hold.release', { id: third.holdId })).body).toMatchObject({ refused: 'not_permitted' });
    await end('fin', reps);
    expect((await clerk.command('hold.release', { id: third.holdId })).status).toBe(403);
  });

  test('[P11] with the last midnight the rights are gone within a second, on open screens too, and so they begin', async () => {
    const id = await name('boss', 'boss', 'rep2', 1, 1);
    const one = await asked('rep');
    const desk = await firm.signIn('rep2');
    const screen = await firm.screen('rep2', desk);
    const window = screen.open({ noun: 'change_request', limit: 50, sort: [{ field: 'askedAt' }] });
    await firm.settled();
    const shown = () => screen.rowsOf(window).some((found) => found.id === one.id);
    const midnight = () => Date.parse(`${addDays(today(), 1)}T00:00:00+08:00`);
    // The firm's clock runs from here on: half a second to midnight, then a whole day later the same again.
    const run = async (until: () => boolean): Promise<number> => {
      firm.pass(midnight() - firm.now - 500);
      const schedule = startSchedule(firm.company, (error) => firm.faults.push(error));
      const turnsAt = performance.now() + 500;
      let last = performance.now();
      while (!until() && performance.now() < turnsAt + 4_000) {
        await sleep(5);
        const passed = Math.floor(performance.now() - last);
        firm.pass(passed);
        last += passed;
      }
      await schedule.stop();
      return performance.now() - turnsAt;
    };
    expect(await run(shown)).toBeLessThan(1_000);
    expect((await row('deputy', id)).status).toBe('standing');
    const past = await run(() => !shown());
    expect(past).toBeGreaterThan(-20);
    expect(past).toBeLessThan(1_000);
    expect((await row('deputy', id)).status).toBe('over');
    screen.leave();
  });

  test('[P11] nobody stands in beyond the last day, though nothing has turned it yet', async () => {
    const id = await name('boss', 'boss', 'rep2', 0, 0);
    const one = await asked('rep');
    const desk = await firm.signIn('rep2');
    await firm.settled();
    expect((await desk.get(`/api/change_requests/${one.id}`)).status).toBe(200);
    firm.pass(DAY);
    expect((await row('deputy', id)).status).toBe('standing');
    expect((await desk.get(`/api/change_requests/${one.id}`)).status).toBe(404);
    expect((await desk.command('change_request.decide', { id: one.id, accept: 'all' })).status).toBe(403);
    await turnDays(firm.company);
  });
});
