import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../shared/live/protocol.ts';
import { dialects } from '../databases.ts';
import { type Deed, drawDeed } from './deeds.ts';
import { diceOf } from './dice.ts';
import { CODES, type Code, Firm } from './firm.ts';
import { type Goods, goods } from './goods.ts';
import type { Screen } from './screen.ts';

const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);
type Told = Pick<Extract<Answer, { ok: true }>, 'ok' | 'answer'> | { readonly refused: string };
/** What a repeat has to say again; the rows are read anew. */
const gist = (answer: unknown): Told => {
  const told = answer as Answer;
  return 'ok' in told ? { ok: true, answer: told.answer } : told;
};

describe.each(dialects)('commands on %s', (dialect) => {
  let firm: Firm;
  let trade: Goods;
  const screens = new Map<Code, Screen>();
  beforeAll(async () => {
    console.log(`commands on ${dialect}: CROSSDOCK_SEED=${seed}`);
    firm = await Firm.open(dialect);
    trade = await goods(firm);
    for (const code of CODES) screens.set(code, await firm.screen(code));
  });
  afterAll(() => firm.close());

  test('[P5] sent twice, dropped, out of order and by both doors at once, each command is done once and answers alike', async () => {
    const dice = diceOf(seed);
    for (let round = 0; round < 6; round++) {
      const deeds: (Deed & { readonly id: string })[] = [];
      for (let i = 0; i < 8; i++)
        deeds.push({ ...(await drawDeed({ firm, goods: trade, dice })), id: firm.commandId() });
      const before = firm.entries.length;
      const answers = new Map<string, Told[]>();
      const send = async ({ by, name, input, id }: Deed & { readonly id: string }, door: number): Promise<void> => {
        const screen = screens.get(by) as Screen;
        const answer = await (door === 0
          ? screen.ask('command', { name, id, input })
          : screen.desk.command(name, input, id).then(({ body }) => body)
        ).catch(() => null);
        // What was cut off before its answer came is sent again: that is what the outbox does.
        if (answer !== null) answers.set(id, [...(answers.get(id) ?? []), gist(answer)]);
      };
      const sends = dice.shuffled(
        deeds.flatMap((deed) => [0, 1, 0].slice(0, 1 + dice.below(3)).map((door) => () => send(deed, door))),
      );
      const cut = dice.one(deeds)?.by as Code;
      const running = sends.map((one) => one());
      if (round % 2) (screens.get(cut) as Screen).cut();
      await Promise.all(running);
      if (round % 2) await (screens.get(cut) as Screen).back();
      await Promise.all(deeds.map((deed) => send(deed, 1)));
      await firm.settled();
      const done = firm.entries.slice(before);
      for (const { id, name } of deeds) {
        const told = answers.get(id) ?? [];
        expect([name, told.length > 0]).toEqual([name, true]);
        for (const one of told) expect([name, one]).toEqual([name, told[0]]);
        const rows = done.filter(({ commandId }) => commandId === id).map(({ noun, rowId }) => `${noun} ${rowId}`);
        // One command touches a row once: a second time would be a second entry.
        expect([name, new Set(rows).size]).toEqual([name, rows.length]);
        expect([name, rows.length > 0]).toEqual([name, 'ok' in (told[0] as object) && rows.length > 0]);
      }
      expect(new Set(done.map(({ commandId }) => commandId)).size).toBeLessThanOrEqual(deeds.length);
      const ids = deeds.map(({ id }) => id);
      expect(done.filter(({ commandId }) => !ids.includes(commandId))).toEqual([]);
    }
  });

  /** One that is still this seller's, after all that was handed on, or a new one. */
  const customerOf = async (code: Code): Promise<string> => {
    const own = (await firm.rows('customer')).find(({ sellerId }) => sellerId === firm.idOf(code));
    if (own) return own.id;
    const card = { name: 'Newcomer', country: 'TW', priceListId: trade.list, sellerId: firm.idOf(code) };
    return String((await firm.company.system('customer.create', card)).id);
  };

  test('[P5] an id that comes back with something else in it is an error, and does nothing', async () => {
    const desk = (screens.get('rep') as Screen).desk;
    const input = {
      customerId: await customerOf('rep'),
      warehouseId: firm.warehouses.get('TPE'),
      lines: [{ productId: trade.products[0], quantity: 1 }],
    };
    const id = 'one-id-two-contents';
    const first = await desk.command('order.create', input, id);
    expect(first.status).toBe(200);
    const before = firm.entries.length;
    for (const [name, other] of [
      ['order.create', { ...input, lines: [{ productId: trade.products[0], quantity: 2 }] }],
      ['order.cancel', { id: trade.orders[0], why: 'x' }],
    ] as const) {
      expect((await desk.command(name, other, id)).body).toEqual({ refused: 'same_id_other_content' });
      expect(await (screens.get('rep') as Screen).ask('command', { name, id, input: other })).toEqual({
        refused: 'same_id_other_content',
      });
    }
    expect(firm.entries.length).toBe(before);
    expect(gist((await desk.command('order.create', input, id)).body)).toEqual(gist(first.body));
    // A refusal is an answer too: the repeat is not tried again.
    const refused = await desk.command(
      'order.cancel',
      { id: trade.orders[0], why: 'shipped already' },
      'refused-once-0001',
    );
    expect(refused.status).not.toBe(200);
    expect(
      (await desk.command('order.cancel', { id: trade.orders[0], why: 'shipped already' }, 'refused-once-0001')).body,
    ).toEqual(refused.body);
  });

  test('[P5] an answer that is asked again is read by the rights of now', async () => {
    const { desk } = screens.get('rep2') as Screen;
    const input = {
      customerId: await customerOf('rep2'),
      warehouseId: firm.warehouses.get('KHH'),
      lines: [{ productId: trade.products[1], quantity: 3 }],
    };
    const first = await desk.command('order.create', input, 'asked-again-later');
    expect(first.text).toContain('"total"');
    const rules = (await firm.rows('rule')).filter((rule) => rule.roleId === firm.roles.get('sales_rep'));
    const narrow = rules.map(({ on, may, scope, when, groups }) => ({
      on,
      may,
      scope,
      when,
      groups: may === 'read' ? (groups as string[]).filter((group) => group !== 'amounts') : groups,
    }));
    await firm.do('admin', 'role.save', { id: firm.roles.get('sales_rep'), rules: narrow });
    const again = await desk.command('order.create', input, 'asked-again-later');
    expect(gist(again.body)).toEqual(gist(first.body));
    expect(again.text).not.toContain('"total"');
    await firm.settled();
  });
});
