/** Scrolling the grid from its first row to its last, and how long the page's main thread was held at once. */
import type { Browser, Page } from 'playwright-core';
import { ENTERED } from './orders.ts';

/** Numbers of the first and of the last row. */
const NEWEST = `SO-${String(ENTERED).padStart(6, '0')}`;
const OLDEST = 'SN-000001';
/** Seconds at the wheel from the top, then dragging to the end, then at the wheel upwards. */
const WHEEL = 6;
const DRAG = 12;
/** px a frame, as a quick hand turns the wheel. */
const TURN = 100;

type Event = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string };
};

/** The longest task of any page's main thread, ms. */
const longestTask = (trace: Buffer): number => {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { readonly traceEvents: readonly Event[] };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && name === 'ThreadControllerImpl::RunTask' && main.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error('the trace holds no task of a page');
  return Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000;
};

/** Row number of a row that is shown, read from the oldest order's own number. */
const shows = (page: Page, number: string): Promise<unknown> =>
  page.locator('.ag-row').getByText(number, { exact: true }).first().waitFor();

/** What a hand does, in the page's own frames; `share` of the way at each, or `turn` px. */
const scroll = (page: Page, seconds: number, turn: number | null): Promise<void> =>
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

/** ms of the longest task on the way to the end of the list and some way back. */
export const scrolled = async (browser: Browser, page: Page, address: string): Promise<number> => {
  // From elsewhere: who comes to the same page again is shown where they were.
  await page.goto('about:blank');
  await page.goto(`${address}/orders?view=all`);
  await shows(page, NEWEST);
  await page
    .getByText(/^100,\d\d\d rows$/)
    .first()
    .waitFor();
  await page.evaluate(() => document.fonts.ready);
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await scroll(page, WHEEL, TURN);
  await scroll(page, DRAG, null);
  await shows(page, OLDEST);
  await scroll(page, WHEEL, -TURN);
  const longest = longestTask(await browser.stopTracing());
  return longest;
};
