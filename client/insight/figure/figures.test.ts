import { expect, test, vi } from 'vitest';
import type { Figure, FigureQuery } from '../../../shared/insight/figure.ts';
import { type FigureSeen, Figures } from './figures.ts';

const figure = (value: number): Figure => ({
  points: [],
  value,
  count: value,
  oldest: null,
  period: null,
  compared: null,
});
const query: FigureQuery = { measure: 'orders_open' };

/** A server whose answers are given by hand. */
const desk = () => {
  const asked: { event: string; payload: unknown; answer: (with_: unknown) => void; fail: () => void }[] = [];
  let line = true;
  const figures = new Figures({
    connected: () => line,
    ask: (event, payload) =>
      new Promise((resolve, reject) =>
        asked.push({ event, payload, answer: resolve, fail: () => reject(new Error()) }),
      ),
  });
  const seen: FigureSeen[] = [];
  return { figures, asked, seen, tell: (one: FigureSeen) => seen.push(one), cut: (now: boolean) => (line = !now) };
};
const turn = () => new Promise((done) => setTimeout(done, 0));

test('[E1] the same question is asked once, and left when nobody looks any more', async () => {
  const { figures, asked, seen, tell } = desk();
  const first = figures.open({ measure: 'a', by: 'day' }, tell);
  const second = figures.open({ by: 'day', measure: 'a' }, tell);
  expect(asked.map(({ event }) => event)).toEqual(['figure.open']);
  asked[0]?.answer({ room: 'r', n: 1, figure: figure(3) });
  await turn();
  expect(seen.at(-1)?.figure?.value).toBe(3);
  first();
  expect(asked).toHaveLength(1);
  second();
  expect(asked[1]).toMatchObject({ event: 'figure.close', payload: { room: 'r' } });
});

test('[E1] a word that overtakes the answer counts, one that is older than what is shown does not', async () => {
  const { figures, asked, seen, tell } = desk();
  figures.open(query, tell);
  figures.told({ room: 'r', n: 2, figure: figure(5) });
  asked[0]?.answer({ room: 'r', n: 1, figure: figure(4) });
  await turn();
  expect(seen.at(-1)).toMatchObject({ figure: { value: 5 }, moves: 0 });
  figures.told({ room: 'r', n: 1, figure: figure(4) });
  expect(seen.at(-1)?.figure?.value).toBe(5);
  figures.told({ room: 'r', n: 3, figure: figure(6) });
  expect(seen.at(-1)).toMatchObject({ figure: { value: 6 }, moves: 1 });
});

test('[E1] a wipe takes every figure away, and an answer from before it changes nothing', async () => {
  const { figures, asked, seen, tell } = desk();
  figures.open(query, tell);
  asked[0]?.answer({ room: 'r', n: 1, figure: figure(4) });
  await turn();
  figures.connected();
  figures.wipe();
  expect(seen.at(-1)).toEqual({ state: 'opening', figure: null, refusal: null, moves: 0 });
  asked[1]?.answer({ room: 's', n: 1, figure: figure(9) });
  figures.told({ room: 'r', n: 2, figure: figure(9) });
  await turn();
  expect(seen.at(-1)?.figure).toBeNull();
  figures.connected();
  asked.at(-1)?.answer({ refused: 'unknown_measure' });
  await turn();
  expect(seen.at(-1)).toMatchObject({ state: 'refused', figure: null });
});

test('[E1] after a cut the figure stays on the screen until it is told anew', async () => {
  const { figures, asked, seen, tell, cut } = desk();
  figures.open(query, tell);
  asked[0]?.answer({ room: 'r', n: 7, figure: figure(4) });
  await turn();
  cut(true);
  cut(false);
  figures.connected();
  expect(seen.at(-1)?.figure?.value).toBe(4);
  asked[1]?.answer({ room: 'q', n: 1, figure: figure(8) });
  await turn();
  expect(seen.at(-1)).toMatchObject({ figure: { value: 8 }, moves: 1 });
});

test('[E1] what was closed while its answer was on the way is left at the server too', async () => {
  const { figures, asked, seen, tell } = desk();
  const close = figures.open(query, tell);
  close();
  const before = seen.length;
  asked[0]?.answer({ room: 'r', n: 1, figure: figure(4) });
  await turn();
  expect(seen).toHaveLength(before);
  expect(asked[1]).toMatchObject({ event: 'figure.close', payload: { room: 'r' } });
});

test('[E1] one that could not be reckoned says so, and is asked for again by itself; one that is not there is not', async () => {
  vi.useFakeTimers();
  try {
    const { figures, asked, seen, tell } = desk();
    figures.open(query, tell);
    asked[0]?.answer({ refused: 'server.failed' });
    await vi.advanceTimersByTimeAsync(14_000);
    expect(seen.at(-1)).toMatchObject({ state: 'failed', figure: null });
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    asked[1]?.answer({ room: 'r', n: 1, figure: figure(4) });
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.at(-1)).toMatchObject({ state: 'ready', figure: { value: 4 } });
    figures.connected();
    asked[2]?.answer({ refused: 'unknown_measure' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen.at(-1)).toMatchObject({ state: 'refused' });
    expect(asked).toHaveLength(3);
  } finally {
    vi.useRealTimers();
  }
});
