/**
 * The orders' grid of a hundred thousand orders in a headless Chromium: scrolled through, and typed at while fifty changes
 * a second arrive, in its search and on a line of an order that is being entered. Takes two minutes and a half.
 */
import { rm } from 'node:fs/promises';
import type { Bench } from './figure.ts';
import { typed } from './grid/keystroke.ts';
import { arriving, makeFirm } from './grid/orders.ts';
import { medianOf, openBrowser, startOn, tabOf } from './grid/screen.ts';
import { scrolled } from './grid/scroll.ts';

const ROUNDS = 3;
/** Changes a second. */
const RATE = 50;

const bench: Bench = {
  group: 'grid',
  figures: ['grid.scroll', 'grid.keystroke', 'grid.keystroke_entry'],
  run: async (report) => {
    const firm = await makeFirm();
    const running = await startOn(firm.small.folder);
    const browser = await openBrowser();
    try {
      const page = await tabOf(browser, running, firm.manager);
      const longest: number[] = [];
      for (let n = 0; n < ROUNDS; n++) longest.push(await scrolled(browser, page, running.address));
      console.error(`longest task, round by round: ${longest.map((ms) => ms.toFixed(1)).join(', ')} ms`);
      report({ name: 'grid.scroll', value: medianOf(longest), unit: 'ms', bar: { atMost: 50 } });

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
      await changes.end();
    } finally {
      await browser.close();
      await running.close();
      await rm(firm.small.folder, { recursive: true, force: true });
    }
  },
};

export default bench;
