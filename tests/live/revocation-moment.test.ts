import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Rule } from '../../shared/access/rule.ts';
import { type Dialect, dialects } from '../databases.ts';
import { Firm } from './firm.ts';
import { type Goods, goods } from './goods.ts';
import { listening, rulesOf, saveRole, without } from './narrowing.ts';
import type { Screen } from './screen.ts';

describe.each(dialects)('the moment of a revocation on %s', (dialect: Dialect) => {
  let firm: Firm;
  let trade: Goods;
  beforeEach(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
  });
  afterEach(() => firm.close());

  const save = (role: string, rules: readonly Rule[]) => saveRole(firm, role, rules);

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
    const { packets } = await listening(firm, 'rep');
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
