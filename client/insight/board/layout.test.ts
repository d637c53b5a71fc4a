import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tilesFault } from '../../../shared/insight/board/board.tiles.ts';
import { closedUp, firstFree, inReading, moved, type Placed, reordered, resized, risen } from './layout.ts';

const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);
const steps = ['left', 'right', 'up', 'down'] as const;
const tile = (id: string, x: number, y: number, w: number, h: number): Placed => ({ id, x, y, w, h });
const placeOf = (tiles: readonly Placed[], id: string): string => {
  const { x, y, w, h } = tiles.find((one) => one.id === id) as Placed;
  return `${x},${y} ${w}x${h}`;
};
const faultOf = (tiles: readonly Placed[]) => tilesFault(tiles.map((one) => ({ ...one, shows: 'bookings' })));

const sizes = fc.record({ w: fc.integer({ min: 2, max: 12 }), h: fc.integer({ min: 2, max: 6 }) });
const boards = fc.array(sizes, { minLength: 1, maxLength: 12 }).map((all) => {
  const placed: Placed[] = [];
  for (const [at, size] of all.entries()) placed.push({ id: `t${at}`, ...size, ...firstFree(placed, size) });
  return risen(placed);
});
const deeds = fc.array(fc.tuple(fc.nat(11), fc.constantFrom(...steps), fc.constantFrom(moved, resized)), {
  maxLength: 20,
});

test('[E2] whatever the keys do, tiles stay on the board, none over another and none in the air', () => {
  fc.assert(
    fc.property(boards, deeds, (begin, all) => {
      let tiles = begin;
      for (const [at, step, deed] of all) {
        const before = tiles;
        const id = `t${at}`;
        tiles = deed(tiles, id, step);
        if (tiles === before) continue;
        // The tile itself has gone where it was sent, not only others around it.
        const find = (all: readonly Placed[]) => all.find((one) => one.id === id) as Placed;
        const [was, now] = [find(before), find(tiles)];
        const gone = { left: was.x - now.x, right: now.x - was.x, up: was.y - now.y, down: now.y - was.y };
        const grown = { left: was.w - now.w, right: now.w - was.w, up: was.h - now.h, down: now.h - was.h };
        expect((deed === moved ? gone : grown)[step]).toBeGreaterThan(0);
        expect(faultOf(tiles)).toBeNull();
        expect(tiles.map(({ id }) => id)).toEqual(begin.map(({ id }) => id));
        expect(risen(tiles)).toEqual(tiles);
      }
    }),
    { seed, numRuns: 300 },
  );
});

test('[E2] a step passes a neighbour of any height, and the step back brings both home', () => {
  const tiles = [tile('a', 0, 0, 6, 4), tile('b', 0, 4, 6, 2), tile('c', 6, 0, 6, 4)];
  const down = moved(tiles, 'a', 'down');
  expect([placeOf(down, 'a'), placeOf(down, 'b'), placeOf(down, 'c')]).toEqual(['0,2 6x4', '0,0 6x2', '6,0 6x4']);
  expect(moved(down, 'a', 'up')).toEqual(tiles);
  expect(placeOf(moved(down, 'a', 'right'), 'a')).toBe('1,2 6x4');
});

test('[E2] at the edge nothing moves, and nothing becomes smaller than can be read', () => {
  const tiles = [tile('a', 0, 0, 2, 2), tile('b', 2, 0, 10, 2)];
  for (const step of ['left', 'up', 'down'] as const) expect(moved(tiles, 'a', step)).toBe(tiles);
  for (const step of ['left', 'up'] as const) expect(resized(tiles, 'a', step)).toBe(tiles);
  expect(resized(tiles, 'b', 'right')).toBe(tiles);
  const wider = resized(tiles, 'a', 'right');
  expect([placeOf(wider, 'a'), placeOf(wider, 'b')]).toEqual(['0,0 3x2', '2,2 10x2']);
});

test('[E2] where tiles are absent the others close up, in the order in which they are read', () => {
  fc.assert(
    fc.property(boards, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (begin, there) => {
      const left = begin.filter((_, at) => there[at]);
      const closed = closedUp(left);
      expect(faultOf(closed)).toBeNull();
      expect(closed.map(({ w, h }) => [w, h])).toEqual(left.map(({ w, h }) => [w, h]));
      expect(risen(closed)).toEqual(closed);
    }),
    { seed, numRuns: 300 },
  );
  const row = [tile('a', 0, 0, 3, 2), tile('b', 3, 0, 3, 2), tile('c', 6, 0, 3, 2), tile('d', 0, 2, 12, 4)];
  const closed = closedUp(row.filter(({ id }) => id !== 'b'));
  expect(closed.map(({ id, x, y }) => [id, x, y])).toEqual([
    ['a', 0, 0],
    ['c', 3, 0],
    ['d', 0, 2],
  ]);
});

test('[E2] on a phone a tile goes one place up or down in what is read', () => {
  fc.assert(
    fc.property(boards, fc.nat(11), fc.constantFrom('up' as const, 'down' as const), (begin, at, step) => {
      const id = `t${at}`;
      const before = inReading(begin).map((one) => one.id);
      const now = reordered(begin, id, step);
      expect(faultOf(now)).toBeNull();
      const from = before.indexOf(id);
      const to = step === 'up' ? from - 1 : from + 1;
      if (from < 0 || to < 0 || to >= before.length) expect(now).toBe(begin);
      else {
        const wanted = [...before];
        [wanted[from], wanted[to]] = [wanted[to] as string, wanted[from] as string];
        expect(inReading(now).map((one) => one.id)).toEqual(wanted);
      }
    }),
    { seed, numRuns: 300 },
  );
});
