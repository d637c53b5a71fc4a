import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../databases.ts';
import { Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';
import type { Screen } from '../live/screen.ts';

type Opened = {
  readonly room: string;
  readonly epoch: string;
  readonly n: number;
  readonly rows?: readonly { readonly id: string }[];
  readonly frames?: readonly object[];
};

describe.each(dialects)('what a room said before, on %s', (dialect) => {
  let firm: Firm;
  let trade: Goods;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
  });
  afterAll(() => firm.close());

  const open = (screen: Screen, have?: object): Promise<Opened> =>
    screen.ask('collection.open', { noun: 'order', limit: 1, ...(have ? { have } : {}) }) as Promise<Opened>;
  const setRoles = async (code: 'mate' | 'clerk', role: string): Promise<void> => {
    const person = (await firm.rows('person')).find(({ id }) => id === firm.idOf(code));
    const roleIds = { from: person?.roleIds, to: [firm.roles.get(role)] };
    await firm.do('admin', 'person.update', { id: person?.id, set: { roleIds } });
    await firm.settled();
  };
  /** An order that Finance sees for a moment: it is held up, and sent back to its seller. */
  const passing = async (): Promise<string> => {
    const { id = '' } = await firm.do('rep', 'order.create', {
      customerId: trade.customers.rep?.[0],
      lines: [{ productId: trade.products[0], quantity: 3, discount: 900_000 }],
      deliveryStreet: '1 Harbour Road',
      submit: true,
    });
    await firm.settled();
    await firm.do('boss', 'order.return', { id, reason: 'too cheap' });
    await firm.settled();
    return id;
  };

  test('[P3] [LIVE9] who is given a role later does not catch up on what its room said before', async () => {
    const clerk = await firm.screen('clerk');
    const { room, epoch, n } = await open(clerk);
    const id = await passing();
    // Whoever was there all the time catches up on it, and knows it already.
    expect(JSON.stringify(await open(clerk, { room, epoch, n }))).toContain(id);
    await setRoles('mate', 'finance_clerk');
    const mate = await firm.screen('mate');
    const first = await open(mate);
    expect([first.room, first.epoch]).toEqual([room, epoch]);
    for (const from of [0, n, first.n - 1]) {
      const answer = await open(mate, { room, epoch, n: from });
      expect([from, 'frames' in answer, JSON.stringify(answer).includes(id)]).toEqual([from, false, false]);
    }
    expect(await open(mate, { room, epoch, n: first.n })).toEqual({ room, epoch, n: first.n, frames: [] });
    clerk.leave();
    mate.leave();
  });

  test('[P11] [LIVE9] what passed while a role was taken away is not caught up on once it is given back', async () => {
    await setRoles('mate', 'finance_clerk');
    const stays = await firm.screen('mate');
    await open(stays);
    const clerk = await firm.screen('clerk');
    const tab = await firm.screen('clerk', clerk.desk);
    const { room, epoch, n } = await open(clerk);
    await open(tab);
    for (const away of [true, false]) {
      if (away) clerk.cut();
      await setRoles('clerk', 'wall');
      const id = await passing();
      await setRoles('clerk', 'finance_clerk');
      if (away) await clerk.back();
      const answer = await open(clerk, { room, epoch, n });
      expect([away, answer.room, 'frames' in answer, JSON.stringify(answer).includes(id)]).toEqual([
        away,
        room,
        false,
        false,
      ]);
    }
    for (const screen of [stays, clerk, tab]) screen.leave();
  });
});
