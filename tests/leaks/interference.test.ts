import { afterEach, describe, expect, test, vi } from 'vitest';
import { nounNamed, nounNames } from '../../shared/catalogue.ts';
import type { Measure } from '../../shared/insight/measure.ts';
import { measureNamed, measures, sumsOf } from '../../shared/insight/measures.ts';
import { dialects } from '../databases.ts';
import { type Deed, drawDeed } from '../live/deeds.ts';
import { diceOf } from '../live/dice.ts';
import { type Code, Firm } from '../live/firm.ts';
import { goods, type Hidden, SELLERS } from '../live/goods.ts';
import { questionsFor } from '../live/windows.ts';

/**
 * Non-interference: the same days are lived twice, and only what a role may not see differs. Everything that the role
 * receives must then be the same: frames, their number and order, rows, counts, sizes.
 */
const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);
/** What is random each time: names of rooms and sessions. They have one length, so that sizes stay comparable. */
const KEYS = /"(?:room|epoch)":"[\w-]+"|"id":"[0-9a-f]{24}"/g;

/** Ids are counted here, so that rows that are locked or sorted by their ids stand in one order on both days. */
const ids = vi.hoisted(() => ({ made: 0 }));
vi.mock('../../shared/base/id.ts', async (original) => ({
  ...(await original<typeof import('../../shared/base/id.ts')>()),
  uuid7: () => `00000000-0000-7000-8000-${String(++ids.made).padStart(12, '0')}`,
}));

/** Random names by the order in which they appear. */
const normal = (texts: readonly string[]): string[] => {
  const seen = new Map<string, string>();
  return texts.map((text) =>
    text.replace(KEYS, (key) => {
      const known = seen.get(key) ?? `#${seen.size}`;
      seen.set(key, known);
      return known;
    }),
  );
};

const WIDE = { from: '2026-01-17', to: '2026-05-09' };

let firm: Firm | null = null;
afterEach(async () => {
  await firm?.close();
  firm = null;
});

/** What each open figure was told, one after another; which of two comes first is a matter of time. */
const byFigure = (texts: readonly string[]): string[] => {
  const rooms = new Map<string, string[]>();
  for (const text of texts) {
    const [room = ''] = text.match(/"room":"[\w-]+"/) ?? [];
    rooms.set(room, [...(rooms.get(room) ?? []), text.replace(KEYS, '#')]);
  }
  return [...rooms.values()].map((told) => told.join('\n')).sort();
};

/** One step, one frame: which changes meet in one is a matter of time, not of what is hidden. */
const still = async (target: Firm): Promise<void> => {
  await target.settled();
  await target.live.figures.flush();
  await target.settled();
};

type Observed = {
  readonly frames: Map<Code, string[]>;
  readonly figures: Map<Code, string[]>;
  readonly reads: Map<Code, string[]>;
};
type Day = { readonly hidden: Hidden; readonly extra?: (firm: Firm, step: number) => Promise<void> };

/** Lives the days: the same people do the same with the same rows. `extra` does what only others see, in between. */
const live = async (
  dialect: 'sqlite' | 'postgres',
  codes: readonly Code[],
  { hidden, extra }: Day,
): Promise<Observed> => {
  ids.made = 0;
  firm = await Firm.open(dialect);
  const trade = await goods(firm, hidden);
  const frames = new Map<Code, string[]>();
  const figures = new Map<Code, string[]>();
  const reads = new Map<Code, string[]>();
  const screens = [];
  for (const code of codes) {
    const screen = await firm.screen(code);
    const heard: string[] = [];
    frames.set(code, heard);
    const moved: string[] = [];
    figures.set(code, moved);
    for (const question of questionsFor(await firm.who(code))) {
      screen.open(question);
      await firm.settled();
    }
    // Figures too: what they add up to, and when they move.
    for (const { name } of measures.slice(0, 50)) {
      const by = code.length % 2 ? null : (sumsOf(measureNamed(name) as Measure)[0]?.dimensions[0]?.field ?? null);
      await screen.ask('figure.open', { measure: name, period: WIDE, by });
    }
    screen.heard = (text) => {
      if (text.includes('"figure"')) moved.push(text);
      else if (text.includes('"frame"') || text.includes('"presence"') || text.includes('"reset"')) heard.push(text);
    };
    screens.push(screen);
  }
  // Dice may leave somebody out for a whole day; who sees sellers' orders has heard of one from here on.
  for (const by of SELLERS) {
    const lines = [{ productId: trade.products[0], quantity: 1 }];
    const warehouseId = firm.warehouses.get('TPE');
    await firm.do(by, 'order.create', { customerId: trade.customers[by]?.[0], warehouseId, lines, submit: true });
    await still(firm);
  }
  const dice = diceOf(seed);
  for (let step = 0; step < (dialect === 'sqlite' ? 24 : 12); step++) {
    const deed: Deed = await drawDeed({ firm, goods: trade, dice });
    // Amounts decide about money: what they hold up or pay is not the same day any more.
    const lifeless =
      /^(receipt|price|customer|contact|address)\./.test(deed.name) ||
      JSON.stringify(deed.input).includes('deliveryStreet');
    if (!lifeless) await firm.do(deed.by, deed.name, deed.input).catch(() => null);
    await extra?.(firm, step);
    firm.pass(1_000);
    await still(firm);
  }
  for (const screen of screens) {
    const code = screen.desk.code as Code;
    const told: string[] = [];
    for (const noun of nounNames) {
      if (noun === 'rule' || noun === 'export_log') continue;
      const { plural } = nounNamed(noun);
      for (const asked of [
        { limit: 500 },
        { limit: 3 },
        { search: 'Note', limit: 50 },
        { search: 'SKU-701', limit: 50 },
        { sort: '-total', limit: 5 },
      ])
        told.push((await screen.desk.list(plural, asked)).text);
      told.push(JSON.stringify(await screen.ask('collection.count', { noun })));
      for (const { name: measure } of measures)
        told.push(JSON.stringify(await screen.ask('collection.sum', { noun, measure })));
      for (const at of [1, 3]) told.push(JSON.stringify(await screen.ask('collection.key', { noun, at })));
    }
    for (const measure of measures)
      for (const by of [null, ...(sumsOf(measure)[0]?.dimensions.map(({ field }) => field) ?? [])]) {
        const period = `${WIDE.from}..${WIDE.to}`;
        const asked = new URLSearchParams({ period, ...(by ? { by } : {}), compare: 'previous' });
        told.push((await screen.desk.get(`/api/figures/${measure.name}?${asked}`)).text);
      }
    for (const order of await firm.rows('order'))
      told.push((await screen.desk.get(`/api/orders/${order.id}/timeline`)).text);
    told.push((await screen.desk.get('/api/openapi.json')).text);
    reads.set(code, told);
  }
  await firm.close();
  firm = null;
  return { frames, figures, reads };
};

const same = async (dialect: 'sqlite' | 'postgres', codes: readonly Code[], one: Day, other: Day): Promise<void> => {
  const first = await live(dialect, codes, one);
  const second = await live(dialect, codes, other);
  for (const code of codes) {
    const a = normal(first.frames.get(code) ?? []);
    const b = normal(second.frames.get(code) ?? []);
    expect([code, a.length > 0]).toEqual([code, true]);
    expect([code, b.length]).toEqual([code, a.length]);
    for (const [i, frame] of a.entries()) expect([code, i, b[i]]).toEqual([code, i, frame]);
    expect([code, byFigure(second.figures.get(code) ?? [])]).toEqual([code, byFigure(first.figures.get(code) ?? [])]);
    const reads = normal(first.reads.get(code) ?? []);
    const again = normal(second.reads.get(code) ?? []);
    for (const [i, text] of reads.entries()) expect([code, i, again[i]]).toEqual([code, i, text]);
  }
};

describe.each(dialects)(`non-interference on %s: seed ${seed}`, (dialect) => {
  test('[P4] a warehouse, a wall and an administrator observe the same, whatever the amounts, costs and limits are', async () => {
    // What the driver collects is the warehouse's to see, and so is a hold.
    const codes = ['op', 'hall', 'wall', 'admin'] as const;
    const plain = { consequences: false } as const;
    await same(dialect, codes, { hidden: { ...plain } }, { hidden: { ...plain, money: 1.37 } });
  });

  test('[P4] an executive and a wall observe the same, whatever the addresses, contacts and notes are', async () => {
    const words = async (target: Firm, step: number): Promise<void> => {
      const order = (await target.rows('order')).find(({ status }) => status === 'confirmed');
      const to = `${order?.notes ?? ''}`.slice(0, 100) + step;
      await target.company
        .system(
          'order.update',
          { id: order?.id, set: { deliveryStreet: { from: order?.deliveryStreet, to } } },
          `extra-change-${step}`,
        )
        .catch(() => null);
    };
    await same(dialect, ['exec', 'wall'], { hidden: {} }, { hidden: { words: 'elsewhere' }, extra: words });
  });

  test('[P4] a seller observes the same, whatever other sellers’ customers are called and however often they change', async () => {
    const busy = async (target: Firm, step: number): Promise<void> => {
      const [customer] = (await target.rows('customer')).filter(({ sellerId }) => sellerId === target.idOf('rep2'));
      const set = { notes: { from: customer?.notes, to: `busy ${step}` } };
      await target.company.system('customer.update', { id: customer?.id, set }, `extra-change-${step}`);
    };
    await same(dialect, ['rep', 'mate'], { hidden: {} }, { hidden: { names: 'Holding' }, extra: busy });
  });
});
