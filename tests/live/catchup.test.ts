import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Opening } from '../../client/live/feed.ts';
import type { Row, Who } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import type { Deed } from './deeds.ts';
import { drawDeed } from './deeds.ts';
import { diceOf } from './dice.ts';
import { Firm } from './firm.ts';
import { type Goods, goods } from './goods.ts';
import type { Screen } from './screen.ts';
import { expectedIn, questionsFor, titleOf } from './windows.ts';

const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);

describe.each(dialects)('catching up on %s', (dialect) => {
  let firm: Firm;
  let trade: Goods;
  beforeAll(async () => {
    console.log(`catching up on ${dialect}: CROSSDOCK_SEED=${seed}`);
    firm = await Firm.open(dialect);
    trade = await goods(firm);
  });
  afterAll(() => firm.close());

  /** A page of the person with all windows; `emptied` names windows that were shown empty after they had been full. */
  const page = async (code: 'boss' | 'both' | 'op'): Promise<{ screen: Screen; emptied: string[] }> => {
    const screen = await firm.screen(code);
    const emptied: string[] = [];
    for (const question of questionsFor(await firm.who(code))) {
      let full = false;
      const opening: Opening = screen.open(question, () => {
        const rows = opening.window.rows.length;
        // A narrow window may well have nothing left to show; a whole list of orders never has.
        if (full && rows === 0 && question.limit === 500) emptied.push(titleOf(screen, opening));
        if (rows > 2) full = true;
      });
    }
    return { screen, emptied };
  };
  const compare = async (screen: Screen, code: 'boss' | 'both' | 'op'): Promise<void> => {
    const tables: { readonly [noun: string]: Row[] } = await firm.tables();
    const who: Who = await firm.who(code);
    for (const opening of screen.windows) {
      const expected = expectedIn(who, tables, opening);
      if (!isDeepStrictEqual(opening.window.rows, expected))
        expect([titleOf(screen, opening), opening.window.rows]).toEqual([titleOf(screen, opening), expected]);
    }
  };
  const work = async (dice: ReturnType<typeof diceOf>, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      const deed: Deed = await drawDeed({ firm, goods: trade, dice });
      await firm.do(deed.by, deed.name, deed.input).catch(() => null);
      firm.pass(100);
    }
  };

  test('[P6] [LIVE9] cut after any frame, a page catches up by the frames that it missed: no gap, no repeat, nothing emptied', async () => {
    const dice = diceOf(seed);
    const cuts = 6;
    const pages = [];
    for (let i = 0; i < cuts; i++) pages.push(await page(i % 2 ? 'both' : 'boss'));
    await firm.settled();
    // The k-th page loses its line right after the k-th of its frames, before the rest of the same moment arrives.
    for (const [k, { screen }] of pages.entries()) {
      let heard = 0;
      screen.pass = () => {
        heard++;
        if (heard === k * 3 + 1) queueMicrotask(() => screen.cut());
        return true;
      };
    }
    for (let i = 0; i < 4; i++) {
      await work(dice, 6);
      await firm.settled();
    }
    for (const { screen } of pages) if (screen.connected) screen.cut();
    await work(dice, 4);
    for (const [k, { screen, emptied }] of pages.entries()) {
      const rooms = new Map(screen.frames.map((frame) => [frame.room, frame.n]));
      screen.opened.length = 0;
      const before = screen.frames.length;
      await screen.back();
      await firm.settled();
      await compare(screen, k % 2 ? 'both' : 'boss');
      expect(emptied).toEqual([]);
      const answers = screen.opened.filter((answer) => !('refused' in answer));
      const caughtUp = answers.filter((answer) => 'frames' in answer);
      expect(caughtUp.length).toBeGreaterThan(5);
      // Every frame since the last one, each once and in order; what came by the line afterwards goes on from there.
      for (const answer of caughtUp) {
        if (!('frames' in answer)) continue;
        const known = rooms.get(answer.room);
        const ns = answer.frames.map(({ n }) => n);
        if (known !== undefined) expect(ns).toEqual(Array.from({ length: answer.n - known }, (_, i) => known + 1 + i));
        const later = screen.frames.slice(before).filter(({ room }) => room === answer.room);
        for (const frame of later) expect(frame.n).toBeGreaterThan(answer.n);
      }
    }
  });

  test('[P6] [LIVE9] past retention a page takes the rows anew, and shows the old ones until they are there', async () => {
    const dice = diceOf(seed + 1);
    const { screen, emptied } = await page('op');
    const other = await page('boss');
    await firm.settled();
    screen.cut();
    await work(dice, 5);
    await firm.settled();
    // Two minutes in an empty room, and it is forgotten.
    firm.pass(121_000);
    firm.live.rooms.sweep(firm.now);
    await work(dice, 5);
    screen.opened.length = 0;
    await screen.back();
    await firm.settled();
    await compare(screen, 'op');
    expect(emptied).toEqual([]);
    // Rooms in which others stayed kept their frames: a picker shares none of orders or picks.
    const forgotten = [...screen.rooms].filter(([, noun]) => noun === 'order' || noun === 'pick').map(([room]) => room);
    expect(screen.opened.some((answer) => 'frames' in answer && forgotten.includes(answer.room))).toBe(false);
    // What happens from now on arrives: the page does not count by the forgotten room's numbers.
    await work(dice, 6);
    await firm.settled();
    await compare(screen, 'op');
    await compare(other.screen, 'boss');
    // A room that somebody stayed in keeps its frames, but not for ever.
    other.screen.cut();
    const stayed = await page('boss');
    await firm.settled();
    const [order] = (await firm.rows('order')).filter(({ status }) => status === 'confirmed');
    let notes = order?.notes;
    for (let i = 0; i < 401; i++) {
      const to = `Note ${i}`;
      await firm.company.system('order.update', { id: order?.id, set: { notes: { from: notes, to } } });
      notes = to;
      firm.live.rooms.flush();
    }
    other.screen.opened.length = 0;
    await other.screen.back();
    await firm.settled();
    const orders = [...other.screen.rooms].filter(([, noun]) => noun === 'order').map(([room]) => room);
    const answers = other.screen.opened.filter((answer) => 'room' in answer && orders.includes(answer.room));
    expect([answers.length > 0, answers.some((answer) => 'frames' in answer)]).toEqual([true, false]);
    await compare(other.screen, 'boss');
    await compare(stayed.screen, 'boss');
    expect([...other.emptied, ...stayed.emptied]).toEqual([]);
  });

  test('[P6] [LIVE15] the server restarts under an open page: a new epoch, the same rows, nothing emptied', async () => {
    const dice = diceOf(seed + 2);
    const pages = [await page('boss'), await page('both'), await page('op')];
    const codes = ['boss', 'both', 'op'] as const;
    await firm.settled();
    const epoch = firm.live.rooms.epoch;
    await firm.restart();
    expect(firm.live.rooms.epoch).not.toBe(epoch);
    for (const { screen } of pages) {
      await screen.gone();
      expect([screen.connected, screen.byes, screen.lost]).toEqual([false, 0, 'transport close']);
      screen.opened.length = 0;
    }
    await work(dice, 5);
    // They come back while others go on working.
    await Promise.all([...pages.map(({ screen }) => screen.back()), work(dice, 8)]);
    await work(dice, 3);
    await firm.settled();
    for (const [i, { screen, emptied }] of pages.entries()) {
      await compare(screen, codes[i] as 'boss');
      expect(emptied).toEqual([]);
      expect(screen.opened.some((answer) => 'frames' in answer)).toBe(false);
    }
  });

  test('[LIVE8] what changes while a snapshot is on its way is in it or comes after it', async () => {
    const { store } = firm.company;
    const { read, beside } = store;
    const confirmed = (await firm.rows('order')).filter(({ status }) => status === 'confirmed').slice(0, 3);
    const notes = new Map(confirmed.map(({ id, notes: known }) => [id, known]));
    // Rows are read at once and arrive late: frames close in between.
    const late =
      (way: typeof read): typeof read =>
      async (reading) => {
        const found = await way.call(store, reading);
        await sleep(260);
        return found as Awaited<ReturnType<typeof reading>>;
      };
    store.read = late(read);
    store.beside = late(beside);
    const pages = await Promise.all([page('boss'), page('op'), page('both')]);
    for (let i = 0; i < 9; i++) {
      const { id } = confirmed[i % confirmed.length] as Row;
      const to = `while it was read ${i}`;
      await firm.company.system('order.update', { id, set: { notes: { from: notes.get(id), to } } });
      notes.set(id, to);
      await sleep(20);
    }
    Object.assign(store, { read, beside });
    await firm.settled();
    await compare((pages[0] as (typeof pages)[0]).screen, 'boss');
    await compare((pages[1] as (typeof pages)[0]).screen, 'op');
    await compare((pages[2] as (typeof pages)[0]).screen, 'both');
  });

  test('[LIVE14] a page that falls behind is cut off and catches up; nobody else waits for it', async () => {
    const slow = await page('boss');
    const swift = await page('boss');
    await firm.settled();
    slow.screen.stall();
    const [order] = (await firm.rows('order')).filter(({ status }) => status === 'confirmed');
    let notes = order?.notes;
    for (let i = 0; i < 60; i++) {
      const to = `${'long note '.repeat(150)}${i}`;
      await firm.company.system('order.update', { id: order?.id, set: { notes: { from: notes, to } } });
      notes = to;
      firm.live.rooms.flush();
      if (i % 10 === 9) await swift.screen.barrier();
    }
    await compare(swift.screen, 'boss');
    firm.live.cutSlow();
    expect(slow.screen.server(firm)).toBe(true);
    for (let i = 0; i < 900; i++) {
      firm.live.io.emit('alive', 'x'.repeat(20_000));
      if (i % 50 === 49) await swift.screen.barrier();
    }
    firm.live.cutSlow();
    expect([slow.screen.server(firm), swift.screen.connected]).toEqual([false, true]);
    slow.screen.leave();
    await slow.screen.back();
    await firm.settled();
    await compare(slow.screen, 'boss');
    expect(slow.emptied).toEqual([]);
  });
});
