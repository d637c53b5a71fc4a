/**
 * The orders' grid of a hundred thousand orders in a headless Chromium: scrolled through, and typed at while fifty changes
 * a second arrive, in its search, on a line of an order that is being entered, and in the midst of two hundred of its lines, to which some
 * more are typed at a hand's pace.
 * The server makes way for the page, which its users have on a machine of their own. Takes five minutes.
 */
import { rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import type { Bench } from './figure.ts';
import { entered, pasted, typed } from './grid/keystroke.ts';
import { arriving, makeFirm } from './grid/orders.ts';
import { medianOf, openBrowser, SIZE, startOn, tabOf } from './grid/screen.ts';
import { type Held, scrolled } from './grid/scroll.ts';
import { unwatchedTab } from './grid/unwatched.ts';

const ROUNDS = 5;
/** Changes a second. */
const RATE = 50;
/** Lines of a long order. */
const LONG = 200;
/** Of the small company's products. */
const SKUS = Array.from({ length: 60 }, (_, n) => `SKU-${1000 + n}`);

const bench: Bench = {
  group: 'grid',
  figures: [
    'grid.scroll',
    'grid.scroll_work',
    'grid.keystroke',
    'grid.keystroke_entry',
    'entry.keystroke',
    'entry.line',
  ],
  run: async (report) => {
    const firm = await makeFirm();
    const running = await startOn(firm.small.folder);
    const browser = await openBrowser();
    setPriority(constants.priority.PRIORITY_LOW);
    try {
      const alone = await unwatchedTab(browser, running, firm.manager, SIZE);
      const rounds: Held[] = [];
      for (let n = 0; n < ROUNDS; n++) rounds.push(await scrolled(browser, alone, running.address));
      const each = rounds.map(({ longest, work }) => `${longest.toFixed(1)} (worked ${work.toFixed(1)})`);
      console.error(`longest task, round by round: ${each.join(', ')} ms`);
      const median = (of: keyof Held): number => medianOf(rounds.map((held) => held[of]));
      report({ name: 'grid.scroll', value: median('longest'), unit: 'ms', bar: { atMost: 50 } });
      report({ name: 'grid.scroll_work', value: median('work'), unit: 'ms', bar: { atMost: 50 } });

      await alone.close();

      const page = await tabOf(browser, running, firm.manager);
      const changes = arriving(running, firm, RATE);
      await page.goto(`${running.address}/orders?view=all`);
      await page
        .getByText(/^100,\d\d\d rows$/)
        .first()
        .waitFor();
      await page
        .getByRole('searchbox', { name: 'Search orders' })
        .or(page.getByPlaceholder('Search orders'))
        .first()
        .focus();
      report({ name: 'grid.keystroke', value: await typed(page, 'northgate 17'), unit: 'ms', bar: { atMost: 100 } });

      await page.goto(`${running.address}/orders/new`);
      await page.getByRole('combobox', { name: 'Customer' }).fill('Northgate Supply 7');
      await page.getByRole('option', { name: 'Northgate Supply 7' }).first().click();
      await page.getByRole('combobox', { name: 'Add a line' }).fill('SKU-1003');
      await page.getByRole('option', { name: 'SKU-1003' }).first().click();
      await page.getByLabel('Quantity, SKU-1003').first().focus();
      report({ name: 'grid.keystroke_entry', value: await typed(page, '1205'), unit: 'ms', bar: { atMost: 100 } });
      // The order grows to two hundred lines, and is typed at in the midst of them.
      await pasted(page, SKUS, LONG);
      await page
        .getByLabel('Quantity, ')
        .nth(LONG / 2)
        .focus();
      report({ name: 'entry.keystroke', value: await typed(page, '1205'), unit: 'ms', bar: { atMost: 100 } });
      const lines: number[] = [];
      for (const sku of SKUS.slice(10, 15)) lines.push(await entered(page, 12, sku));
      report({ name: 'entry.line', value: Math.max(...lines), unit: 'ms', bar: { atMost: 5_000 } });
      await changes.end();
    } finally {
      await browser.close();
      await running.close();
      await rm(firm.small.folder, { recursive: true, force: true });
    }
  },
};

export default bench;
