/** Scrolling the grid from its first row to its last, and how long the page's main thread was held at once. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { ENTERED } from './orders.ts';
import type { Unwatched } from './unwatched.ts';

/** Numbers of the first and of the last row. */
const NEWEST = `SO-${String(ENTERED).padStart(6, '0')}`;
const OLDEST = 'SN-000001';
/** Seconds at the wheel from the top, by its events and frame by frame, then dragging to the end, then at the wheel upwards. */
const WHEEL = 6;
const DRAG = 12;
/** px a frame, as a quick hand turns the wheel. */
const TURN = 100;
/** ms from leap to leap: long enough for the rows to come. */
const REST = 250;

type Event = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  /** Of the time from the beginning to the end, what the thread itself worked, µs. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
};

/** The longest task of any page's main thread, ms: by the clock, and what of it the thread worked, whoever else has the cores. */
export type Held = { readonly longest: number; readonly work: number };

const heldBy = (trace: Buffer): Held => {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { readonly traceEvents: readonly Event[] };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && name === 'ThreadControllerImpl::RunTask' && main.has(`${pid} ${tid}`),
  );
  const worked = tasks.flatMap(({ tdur }) => tdur ?? []);
  if (worked.length === 0) throw new Error('the trace holds no task of a page, or not what it worked');
  return { longest: Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000, work: Math.max(...worked) / 1000 };
};

/** A row that is shown, by its order's number. */
const shows = (page: Unwatched, number: string): Promise<void> =>
  page.until(
    (text) => [...document.querySelectorAll('.ag-row *')].some((element) => element.textContent?.trim() === text),
    number,
  );

/** The whole list is told of. */
const countsAll = (page: Unwatched): Promise<void> =>
  page.until(() => /\b100,\d\d\d rows\b/.test(document.body.innerText), null);

/** What a hand does, in the page's own frames; `share` of the way at each, or `turn` px. */
const scroll = (page: Unwatched, seconds: number, turn: number | null): Promise<void> =>
  page.evaluate(
    ([ms, step]) =>
      new Promise<void>((resolve) => {
        const box = document.querySelector('.ag-grid-viewport') as HTMLElement;
        const began = performance.now();
        const from = box.scrollTop;
        const frame = (): void => {
          const gone = Math.min(1, (performance.now() - began) / ms);
          if (step === null) box.scrollTop = from + (box.scrollHeight - box.clientHeight - from) * gone;
          else box.scrollTop += step;
          if (gone < 1) requestAnimationFrame(frame);
          else resolve();
        };
        requestAnimationFrame(frame);
      }),
    [seconds * 1000, turn] as const,
  );

/** Leaps as a click beside the scrollbar's thumb makes them: a screen at a time, and far along the list. */
const leap = (page: Unwatched, rest: number): Promise<void> =>
  page.evaluate(
    async ([shares, ms]) => {
      const box = document.querySelector('.ag-grid-viewport') as HTMLElement;
      for (const share of shares) {
        box.scrollTop = (box.scrollHeight - box.clientHeight) * share;
        await new Promise((resolve) => setTimeout(resolve, ms));
        for (let screens = 0; screens < 3; screens++) {
          box.scrollTop += box.clientHeight;
          await new Promise((resolve) => setTimeout(resolve, ms));
        }
      }
    },
    [[0.5, 0.2, 0.8, 0.35, 0.65, 0.05], rest] as const,
  );

/** The keys that leap: a screen at a time, and from one end of the list to the other. */
const KEYS = [
  'PageDown',
  'PageDown',
  'PageDown',
  'End',
  'PageUp',
  'PageUp',
  'Home',
  'PageDown',
  'End',
  'Home',
] as const;
/** The browser's numbers of them. */
const CODES = { PageUp: 33, PageDown: 34, End: 35, Home: 36 } as const;
const leapByKeys = async (page: Unwatched, rest: number): Promise<void> => {
  for (const key of KEYS) {
    await page.press(key, CODES[key]);
    await pause(rest);
  }
};

/** The wheel itself, by the browser's own events: it scrolls beside the main thread, which hears of it afterwards. */
const wheel = async (page: Unwatched, seconds: number, turn: number): Promise<void> => {
  await page.hover();
  const began = performance.now();
  while (performance.now() - began < seconds * 1000) await page.wheel(turn);
};

/** The longest task on the way to the end of the list, some way back, and on leaps along it by hand and by keys. */
export const scrolled = async (browser: Browser, page: Unwatched, address: string): Promise<Held> => {
  // From elsewhere: who comes to the same page again is shown where they were.
  await page.goto('about:blank');
  await page.goto(`${address}/orders?view=all`);
  await shows(page, NEWEST);
  await countsAll(page);
  await page.evaluate(async () => void (await document.fonts.ready), null);
  await browser.startTracing(undefined, { categories: ['toplevel', '__metadata'] });
  await wheel(page, WHEEL, TURN);
  await scroll(page, WHEEL, TURN);
  await scroll(page, DRAG, null);
  await shows(page, OLDEST);
  await scroll(page, WHEEL, -TURN);
  await leap(page, REST);
  await leapByKeys(page, REST);
  return heldBy(await browser.stopTracing());
};
