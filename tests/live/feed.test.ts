import { describe, expect, test } from 'vitest';
import { Feeds, type Opening, type Question } from '../../client/live/feed.ts';
import type { Operation, Seen } from '../../shared/access/project.ts';
import { applyFrame, type Window } from '../../shared/live/apply.ts';
import type { Frame, Opened } from '../../shared/live/protocol.ts';

const byNumber: Question = { noun: 'order', sort: [{ field: 'number' }], limit: 3 };
const row = (id: string, cells: object = {}): Seen => ({ id, number: id, status: 'open', ...cells });
const put = (...rows: Seen[]): Operation[] => rows.map((one) => ({ op: 'put', row: one }));
const drop = (...ids: string[]): Operation[] => ids.map((id) => ({ op: 'drop', id }));
const frame = (n: number, ops: Operation[], room = 'room', epoch = 'one'): Frame => ({ room, epoch, n, ops });
const snapshot = (n: number, rows: Seen[], more = false, room = 'room', epoch = 'one'): Opened => ({
  room,
  epoch,
  n,
  rows,
  more,
});
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A server by hand: questions wait until the test answers them, in any order. */
const wire = () => {
  const asked: { event: string; payload: unknown; answer(with_: unknown): Promise<void>; lose(): Promise<void> }[] = [];
  const pauses: (() => void)[] = [];
  let connected = true;
  const feeds = new Feeds(
    {
      connected: () => connected,
      ask: (event, payload) =>
        new Promise((resolve, reject) => {
          if (!connected) return void reject(new Error('not connected'));
          asked.push({
            event,
            payload,
            answer: async (with_) => {
              resolve(with_);
              await breathe();
            },
            lose: async () => {
              reject(new Error('connection lost'));
              await breathe();
            },
          });
        }),
    },
    () => new Promise((resolve) => pauses.push(resolve)),
  );
  const pass = async () => {
    pauses.shift()?.();
    await breathe();
  };
  const next = () => {
    const one = asked.shift();
    if (!one) throw new Error('nothing was asked');
    return one;
  };
  return { feeds, asked, next, pass, line: (is: boolean) => (connected = is) };
};
const ids = (opening: Opening): string[] => opening.window.rows.map(({ id }) => id);
const window = (rows: Seen[], more: boolean, limit = 3): Window => ({
  rows,
  more,
  limit,
  where: { field: 'status', is: 'eq', value: 'open' },
  sort: [{ field: 'number' }],
  searched: false,
});

describe('[LIVE10] a window', () => {
  test('takes a row between its first and last, or behind the last of a list that ends here', () => {
    const ends = window([row('b'), row('d')], false);
    expect(applyFrame(ends, { ops: put(row('c'), row('e')) }).window).toMatchObject({
      rows: [{ id: 'b' }, { id: 'c' }, { id: 'd' }],
      more: true,
    });
    const goesOn = window([row('b'), row('d'), row('f')], true);
    expect(applyFrame(goesOn, { ops: put(row('g')) }).window).toBe(goesOn);
  });

  test('lets go of a row that no longer matches, is dropped, or moves beyond its end, and asks for the next', () => {
    const full = window([row('b'), row('d'), row('f')], true);
    for (const ops of [put(row('d', { status: 'done' })), drop('d'), put(row('d', { number: 'z' }))]) {
      const { window: left, refill } = applyFrame(full, { ops });
      expect([left.rows.map(({ id }) => id), refill]).toEqual([['b', 'f'], true]);
    }
    expect(applyFrame(window([row('b'), row('d')], false), { ops: drop('d') })).toMatchObject({
      refill: false,
      window: { rows: [{ id: 'b' }] },
    });
  });

  test('does not judge by a cell that is not shown, negated or not', () => {
    const where = { not: { field: 'total', is: 'gt', value: 5 } } as const;
    const shown = { ...window([], false), where };
    expect(
      applyFrame(shown, { ops: put(row('a'), row('b', { total: 5 }), row('c', { total: 6 })) }).window.rows,
    ).toMatchObject([{ id: 'b' }]);
  });

  test('asks anew where free text decides, also about a row that it shows', () => {
    const found = { ...window([row('b')], false), searched: true };
    expect(applyFrame(found, { ops: put(row('c')) })).toMatchObject({ ask: true, window: { rows: [{ id: 'b' }] } });
    expect(applyFrame(found, { ops: put(row('b', { number: 'bb' })) })).toMatchObject({ ask: true });
  });
});

describe('a feed', () => {
  test('[LIVE8] a frame that overtakes its snapshot is applied to it, and one that the snapshot holds is not', async () => {
    const { feeds, next } = wire();
    const opening = feeds.open(byNumber, () => undefined);
    feeds.frame(frame(4, put(row('b', { number: 'b4' }))));
    feeds.frame(frame(5, drop('a')));
    await next().answer(snapshot(4, [row('a'), row('b', { number: 'b5' })]));
    expect(opening.window.rows).toMatchObject([{ id: 'b', number: 'b5' }]);
    feeds.frame(frame(5, put(row('a'))));
    expect(ids(opening)).toEqual(['b']);
  });

  test('[LIVE8] after a restart the frames of the new room wait for their snapshot while the old rows stand', async () => {
    const { feeds, next } = wire();
    const opening = feeds.open(byNumber, () => undefined);
    await next().answer(snapshot(7, [row('a')]));
    void feeds.connected();
    await next().answer(snapshot(0, [row('a')], false, 'other', 'two'));
    feeds.frame(frame(1, put(row('b')), 'other', 'two'));
    expect(ids(opening)).toEqual(['a']);
    await next().answer(snapshot(0, [row('a')], false, 'other', 'two'));
    expect(ids(opening)).toEqual(['a', 'b']);
    feeds.frame(frame(2, drop('a'), 'other', 'two'));
    expect(ids(opening)).toEqual(['b']);
  });

  test('[LIVE9] it comes back with what it has, takes the frames since, and asks again what was cut off', async () => {
    const { feeds, next, asked, line } = wire();
    const opening = feeds.open(byNumber, () => undefined);
    const second = feeds.open({ ...byNumber, limit: 1 }, () => undefined);
    await next().answer(snapshot(2, [row('a'), row('b'), row('c')], true));
    await next().answer(snapshot(2, [row('a')], true));
    feeds.frame(frame(3, drop('b')));
    expect(ids(opening)).toEqual(['a', 'c']);
    line(false);
    await next().lose();
    line(true);
    void feeds.connected();
    const back = next();
    expect(back.payload).toMatchObject({ have: { room: 'room', epoch: 'one', n: 3 } });
    await back.answer({ room: 'room', epoch: 'one', n: 4, frames: [frame(4, put(row('bb')))] });
    expect([ids(opening), ids(second)]).toEqual([['a', 'bb', 'c'], ['a']]);
    // The question that filled the window up was lost with the line.
    await next().answer(snapshot(4, [row('a'), row('bb'), row('c')], true));
    expect([ids(opening), asked.length]).toEqual([['a', 'bb', 'c'], 0]);
  });

  test('[LIVE9] a number that is missing makes it take the rows anew, and meanwhile nothing is emptied', async () => {
    const { feeds, next } = wire();
    const opening = feeds.open(byNumber, () => undefined);
    await next().answer(snapshot(1, [row('a')]));
    feeds.frame(frame(3, put(row('c'))));
    expect(ids(opening)).toEqual(['a']);
    await next().answer(snapshot(3, [row('a'), row('b'), row('c')]));
    expect(ids(opening)).toEqual(['a', 'b', 'c']);
    feeds.frame(frame(2, drop('a')));
    feeds.frame(frame(4, drop('a'), 'room', 'another epoch'));
    expect(ids(opening)).toEqual(['a', 'b', 'c']);
  });

  test('[LIVE11] rows of an answer show at once, but not over a frame that came after the command was sent', async () => {
    const { feeds, next, asked } = wire();
    const opening = feeds.open(byNumber, () => undefined);
    await next().answer(snapshot(1, [row('a'), row('b'), row('c')], true));
    const since = feeds.mark();
    feeds.frame(frame(2, put(row('a', { number: 'a2' }))));
    feeds.answered(
      [
        { noun: 'order', id: 'a', row: row('a', { number: 'a1' }) },
        { noun: 'order', id: 'b', row: row('b', { status: 'x' }) },
      ],
      since,
    );
    expect(opening.window.rows).toMatchObject([{ number: 'a2' }, { status: 'x' }, {}]);
    // What leaves by an answer leaves a place, which is asked for like one that a frame leaves.
    feeds.answered([{ noun: 'order', id: 'c', row: null }], feeds.mark());
    expect([ids(opening), asked.length]).toEqual([['a', 'b'], 1]);
  });

  test('[LIVE9] a window that is closed while the others catch up is not asked for any more', async () => {
    const { feeds, next, asked } = wire();
    const first = feeds.open(byNumber, () => undefined);
    await next().answer(snapshot(1, [row('a')]));
    const second = feeds.open({ ...byNumber, limit: 2 }, () => undefined);
    await next().answer(snapshot(1, [row('a')]));
    const done = feeds.connected();
    feeds.close(second);
    await next().answer(snapshot(5, [row('a')]));
    await done;
    expect(asked.map(({ payload }) => (payload as { limit?: number }).limit)).toEqual([first.window.limit]);
  });

  test('[LIVE12] a wipe empties every window at once, and no answer from before fills it', async () => {
    const { feeds, next } = wire();
    const told: number[] = [];
    const opening: Opening = feeds.open(byNumber, () => told.push(opening.window.rows.length));
    await next().answer(snapshot(1, [row('a')]));
    void feeds.refresh(opening);
    const old = next();
    feeds.wipe();
    expect([ids(opening), opening.state, told.at(-1)]).toEqual([[], 'opening', 0]);
    await old.answer(snapshot(1, [row('a', { total: 5 })]));
    feeds.frame(frame(2, put(row('a', { total: 6 }))));
    expect(ids(opening)).toEqual([]);
    void feeds.connected();
    await next().answer(snapshot(0, [row('z')], false, 'narrow'));
    expect(ids(opening)).toEqual(['z']);
  });

  test('[LIVE17] however many frames ask for a searched window, it is asked at once, then once a pause', async () => {
    const { feeds, next, asked, pass } = wire();
    const opening = feeds.open({ ...byNumber, search: 'x' }, () => undefined);
    await next().answer(snapshot(1, [row('a')]));
    for (let n = 2; n < 9; n++) feeds.frame(frame(n, put(row(`b${n}`))));
    expect(asked.length).toBe(1);
    await next().answer(snapshot(5, [row('a'), row('b3')]));
    expect([ids(opening), asked.length]).toEqual([['a', 'b3'], 0]);
    await pass();
    await next().answer(snapshot(8, [row('a'), row('b3'), row('b7')]));
    expect([ids(opening), asked.length]).toEqual([['a', 'b3', 'b7'], 0]);
    await pass();
    feeds.frame(frame(9, put(row('b9'))));
    expect(asked.length).toBe(1);
  });

  test('[LIVE17] one question of a window is under way at a time, also when a pause ends before the answer', async () => {
    const { feeds, next, asked, pass } = wire();
    const opening = feeds.open({ ...byNumber, search: 'x' }, () => undefined);
    await next().answer(snapshot(1, [row('a')]));
    for (const n of [2, 3]) feeds.frame(frame(n, put(row(`b${n}`))));
    await pass();
    expect(asked.length).toBe(1);
    await next().answer(snapshot(2, [row('a'), row('b2')]));
    await next().answer(snapshot(3, [row('a'), row('b3')]));
    expect([ids(opening), asked.length]).toEqual([['a', 'b3'], 0]);
  });

  test('[LIVE17] nothing is asked for a searched window that was closed in its pause', async () => {
    const { feeds, next, asked, pass } = wire();
    const opening = feeds.open({ ...byNumber, search: 'x' }, () => undefined);
    feeds.open(byNumber, () => undefined);
    await next().answer(snapshot(1, [row('a')]));
    await next().answer(snapshot(1, [row('a')]));
    for (const n of [2, 3]) feeds.frame(frame(n, put(row(`b${n}`))));
    await next().answer(snapshot(2, [row('a')]));
    feeds.close(opening);
    await pass();
    expect(asked).toEqual([]);
  });

  test('[LIVE23] a window that moves keeps its rows until those are there, and none of them counts as changed', async () => {
    const { feeds, next } = wire();
    const told: string[][] = [];
    const opening = feeds.open(byNumber, (changed) => told.push([...changed]));
    await next().answer(snapshot(1, [row('a'), row('b'), row('c')], true));
    const where = { field: 'number', is: 'gt', value: 'b' } as const;
    const further: Question = { ...byNumber, from: { where, above: 2 }, limit: 3 };
    const moved = feeds.move(opening, further);
    expect(ids(opening)).toEqual(['a', 'b', 'c']);
    expect(opening.shown?.from?.above).toBeUndefined();
    // The former window is followed meanwhile.
    feeds.frame(frame(2, drop('a')));
    expect(ids(opening)).toEqual(['b', 'c']);
    const question = next();
    expect(question.payload).toMatchObject({ where, limit: 3 });
    await question.answer(snapshot(2, [row('c'), row('d'), row('e')], true));
    // The drop asked for the window to be filled: by then it is asked where it went to.
    const refill = next();
    expect(refill.payload).toMatchObject({ where });
    await refill.answer(snapshot(2, [row('c'), row('d'), row('e')], true));
    await moved;
    expect([ids(opening), opening.shown?.from?.above]).toEqual([['c', 'd', 'e'], 2]);
    expect(told.slice(2)).toEqual([[], []]);
    feeds.frame(frame(3, put(row('a'), row('d', { status: 'done' }))));
    expect(ids(opening)).toEqual(['c', 'd', 'e']);
    expect(told.at(-1)).toContain('d');
  });

  test('[LIVE23] an answer from where a window is no more is not shown, and rules that changed empty it where it is', async () => {
    const { feeds, next, asked } = wire();
    const opening = feeds.open(byNumber, () => undefined);
    await next().answer(snapshot(1, [row('a')], true));
    const at = (value: string, above: number): Question => ({
      ...byNumber,
      from: { where: { field: 'number', is: 'gt', value }, above },
    });
    const first = feeds.move(opening, at('m', 40));
    void feeds.move(opening, at('s', 80));
    await next().answer(snapshot(1, [row('n')], true));
    expect(ids(opening)).toEqual(['a']);
    await next().answer(snapshot(1, [row('t')], false));
    await first;
    expect([ids(opening), opening.shown?.from?.above]).toEqual([['t'], 80]);
    feeds.wipe();
    expect([ids(opening), opening.shown]).toEqual([[], null]);
    await feeds.connected();
    expect(asked[0]?.payload).toMatchObject({ where: { value: 's' } });
  });

  test('a row is one object in all windows that show it, and a closed feed leaves its room', async () => {
    const { feeds, next } = wire();
    const one = feeds.open(byNumber, () => undefined);
    const other = feeds.open({ ...byNumber, limit: 2 }, () => undefined);
    await next().answer(snapshot(1, [row('a'), row('b')]));
    await next().answer(snapshot(1, [row('a'), row('b')]));
    expect(other.window.rows[0]).toBe(one.window.rows[0]);
    feeds.close(one);
    feeds.close(other);
    expect(next()).toMatchObject({ event: 'collection.close', payload: { noun: 'order' } });
    feeds.frame(frame(2, drop('a')));
    expect(ids(one)).toEqual(['a', 'b']);
  });
});

test('[LIVE9] a window that was asked anew before the others had caught up does not pass them over', async () => {
  const { feeds, next } = wire();
  const ahead = feeds.open(byNumber, () => undefined);
  const behind = feeds.open({ ...byNumber, where: { field: 'status', is: 'eq', value: 'open' } }, () => undefined);
  await next().answer(snapshot(0, [row('1')]));
  await next().answer(snapshot(0, [row('1')]));
  // Back after a while: the answer to a kept command has one window ask for more before the catching up has begun.
  void feeds.refresh(ahead);
  await next().answer(snapshot(2, [row('1'), row('2'), row('3')]));
  const caughtUp = feeds.connected();
  const asked = next();
  expect(asked.payload).toMatchObject({ have: { n: 0 } });
  await asked.answer({ room: 'room', epoch: 'one', n: 2, frames: [frame(1, put(row('2'))), frame(2, put(row('3')))] });
  await caughtUp;
  expect([ids(ahead), ids(behind)]).toEqual([
    ['1', '2', '3'],
    ['1', '2', '3'],
  ]);
  // And if a frame of now overtakes it, who is behind takes the rows anew.
  void feeds.refresh(ahead);
  await next().answer(snapshot(4, [row('1'), row('2'), row('3')]));
  feeds.frame(frame(5, drop('1')));
  await next().answer(snapshot(5, [row('2'), row('3')]));
  expect([ids(ahead), ids(behind)]).toEqual([
    ['2', '3'],
    ['2', '3'],
  ]);
});

test('[LIVE12] rights that became others while it was away: no window keeps the rows of the former room', async () => {
  const { feeds, next, asked, line } = wire();
  const first = feeds.open(byNumber, () => undefined);
  await next().answer(snapshot(2, [row('a'), row('b')]));
  const second = feeds.open({ ...byNumber, limit: 2 }, () => undefined);
  await next().answer(snapshot(2, [row('a'), row('b')]));
  line(false);
  line(true);
  // Before it is said that the line stands, an answer has this one asked anew, in the room of the rights of now.
  void feeds.refresh(second);
  await next().answer(snapshot(0, [row('b')], false, 'other'));
  const anew = next();
  expect(anew.payload).toMatchObject({ limit: 3 });
  // A frame of that room is none for rows of the former.
  feeds.frame(frame(1, put(row('c')), 'other'));
  expect([ids(first), ids(second)]).toEqual([
    ['a', 'b'],
    ['b', 'c'],
  ]);
  await anew.answer(snapshot(1, [row('b'), row('c')], false, 'other'));
  expect(ids(first)).toEqual(['b', 'c']);
  // And a connection does not take it for caught up meanwhile.
  expect(asked).toEqual([]);
});
