import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { encode, insertSql } from '../../server/store/tables.ts';
import type { Person } from './browser.ts';
import { stories } from './browser.ts';
import { Firm, GASKET, receive } from './firm.ts';

/** Copies of one order, many more than a window holds: as many before it in the list as behind it. */
const COPIES = 1_600;
const ROW = 36;

stories('a list longer than any window', () => {
  let firm: Firm;
  let customerId: string;
  const order = () =>
    firm.does('seller', 'order.create', {
      customerId,
      warehouseId: firm.id('TPE'),
      lines: [{ productId: firm.id(GASKET.sku), quantity: 1 }],
    });
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 500);
    const customer = await firm.does('seller', 'customer.create', {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    });
    customerId = String(customer.id);
    const { id } = await order();
    const [one] = await firm.rows('order', { field: 'id', is: 'eq', value: String(id) });
    await firm.company.store.write(async (connection) => {
      for (let n = 1; n <= COPIES; n++) {
        const number = `${n <= COPIES / 2 ? 'A' : 'Z'}-${String(n).padStart(5, '0')}`;
        const row = { ...one, version: 1, id: `${String(id)}-${n}`, number };
        await connection.run(insertSql('order'), encode('order', row, firm.company.seal));
      }
    });
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const UP = '/orders?view=all&sort=number';
  const DOWN = '/orders?view=all&sort=-number';
  const row = (person: Person, number: string): Locator =>
    person.page
      .locator('.ag-row')
      .filter({ has: person.page.getByText(number, { exact: true }) })
      .first();
  const numbered = (n: number): string => `${n <= COPIES / 2 ? 'A' : 'Z'}-${String(n).padStart(5, '0')}`;
  const top = async (one: Locator): Promise<number> => Math.round((await one.boundingBox())?.y ?? Number.NaN);
  const scrollTo = (person: Person, of: number): Promise<unknown> =>
    person.page.locator('.ag-grid-viewport').evaluate((box, y) => {
      box.scrollTop = y;
    }, of * ROW);
  const rowNumber = async (one: Locator): Promise<number> => Number(await one.getAttribute('aria-rowindex'));
  const total = async (): Promise<number> => (await firm.rows('order', { all: [] })).length;

  test('[S3] the whole list is scrolled through to its end, and each row says which of all it is', async () => {
    const manager = await firm.enter('salesManager', UP);
    await row(manager, numbered(1)).waitFor();
    const all = await total();
    const grid = manager.page.locator('[role=grid],[role=treegrid]').first();
    await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe(String(all + 1));
    for (const n of [400, 700]) {
      await scrollTo(manager, n);
      await row(manager, numbered(n + 5)).waitFor();
      await expect.poll(() => rowNumber(row(manager, numbered(n + 5)))).toBe(n + 6);
    }
    await scrollTo(manager, all);
    await row(manager, numbered(COPIES)).waitFor();
    await expect.poll(() => rowNumber(row(manager, numbered(COPIES)))).toBe(all + 1);
    expect(await grid.getAttribute('aria-rowcount')).toBe(String(all + 1));
    await scrollTo(manager, 0);
    await row(manager, numbered(1)).waitFor();
  });

  test('[K1] End, Home and the page keys leap through it, and the cursor walks on from there', async () => {
    const manager = await firm.enter('salesManager', UP);
    const { page } = manager;
    await row(manager, numbered(1)).waitFor();
    await manager.sees(`${(await total()).toLocaleString('en-GB')} rows`);
    const focused = (number: string) => row(manager, number).and(page.locator(':focus-within')).waitFor();
    await page.keyboard.press('End');
    await focused(numbered(COPIES));
    await page.keyboard.press('k');
    await focused(numbered(COPIES - 1));
    await page.keyboard.press('ArrowUp');
    await focused(numbered(COPIES - 2));
    await page.keyboard.press('Home');
    await focused(numbered(1));
    await page.keyboard.press('j');
    await focused(numbered(2));
    await page.keyboard.press('PageDown');
    const at = async (): Promise<number> => (await rowNumber(page.locator('.ag-row:focus-within').first())) - 1;
    await expect.poll(at).toBeGreaterThan(15);
    await page.keyboard.press('PageUp');
    await expect.poll(at).toBe(2);
  });

  test('[S3] who opens a row far down comes back to where they were', async () => {
    const manager = await firm.enter('salesManager', UP);
    await row(manager, numbered(1)).waitFor();
    await scrollTo(manager, 700);
    const one = row(manager, numbered(710));
    await one.waitFor();
    // Until nothing moves any more.
    await expect.poll(() => rowNumber(one)).toBe(711);
    const y = await top(one);
    await one.getByText(numbered(710)).click();
    await manager.page.waitForURL(/\/orders\/[^?]+$/);
    await manager.page.goBack();
    await row(manager, numbered(710)).waitFor();
    await expect.poll(() => top(row(manager, numbered(710)))).toBe(y);
    await manager.page.reload();
    await row(manager, numbered(710)).waitFor();
    await expect.poll(() => top(row(manager, numbered(710)))).toBe(y);
  });

  test('[S3] what arrives above or leaves below does not move what one reads, and what is chosen stays so', async () => {
    const manager = await firm.enter('salesManager', DOWN);
    await row(manager, numbered(COPIES)).waitFor();
    await manager.page.keyboard.press('j');
    await manager.page.keyboard.press('x');
    await manager.sees('1 selected');
    // The real orders lie in the middle: SO- sorts between A- and Z-.
    const [{ number, id } = { number: '', id: '' }] = (
      await firm.rows('order', { field: 'number', is: 'ge', value: 'SO' })
    ).filter((one) => one.number < 'SP');
    await scrollTo(manager, COPIES / 2 - 5);
    const below = row(manager, numbered(COPIES / 2));
    await below.waitFor();
    await row(manager, String(number)).waitFor();
    const y = await top(below);
    await order();
    await expect.poll(() => top(row(manager, numbered(COPIES / 2))), { timeout: 20_000 }).toBe(y);
    // It came in above what is read; or waits to be shown.
    await firm.does('salesManager', 'order.cancel', { id, why: 'Ordered twice', reason: 'customer' });
    await row(manager, String(number)).getByText('Cancelled').waitFor();
    expect(await top(row(manager, numbered(COPIES / 2)))).toBe(y);
    await manager.sees('1 selected');
    await scrollTo(manager, 0);
    await row(manager, numbered(COPIES)).waitFor();
    expect(await row(manager, numbered(COPIES)).getAttribute('aria-selected')).toBe('true');
  });

  test('[LIVE26] what comes in above while one reads far down is announced, and leads to the top', async () => {
    const manager = await firm.enter('salesManager', UP);
    const { page } = manager;
    await row(manager, numbered(1)).waitFor();
    await scrollTo(manager, 1_300);
    // The real orders lie in the middle, between A- and Z-.
    const read = row(manager, numbered(1_300));
    await read.waitFor();
    await expect.poll(() => page.getByRole('button', { name: /above/ }).count()).toBe(0);
    const y = await top(read);
    await order();
    await order();
    const news = page.getByRole('button', { name: '2 new rows above: go to the top' });
    await news.waitFor();
    expect(await top(read)).toBe(y);
    await news.click();
    await row(manager, numbered(1)).and(page.locator(':focus-within')).waitFor();
    await news.waitFor({ state: 'detached' });
  });

  test('[S3] a row that leaves makes room for the next, far down as at the top', async () => {
    const filter = encodeURIComponent(JSON.stringify({ field: 'status', is: 'ne', value: 'cancelled' }));
    const made = await order();
    const [{ number } = { number: '' }] = await firm.rows('order', { field: 'id', is: 'eq', value: String(made.id) });
    const manager = await firm.enter('salesManager', `${DOWN}&filter=${filter}`);
    await row(manager, numbered(COPIES)).waitFor();
    await scrollTo(manager, COPIES / 2 - 5);
    const leaving = row(manager, String(number));
    await leaving.waitFor();
    const above = row(manager, numbered(COPIES / 2 + 1));
    const y = await top(above);
    const next = await top(leaving);
    await firm.does('salesManager', 'order.cancel', { id: made.id, why: 'Ordered twice', reason: 'customer' });
    await leaving.waitFor({ state: 'detached' });
    expect(await top(row(manager, numbered(COPIES / 2 + 1)))).toBe(y);
    await expect
      .poll(async () =>
        (
          await manager.page
            .locator('.ag-row')
            .evaluateAll((rows) => rows.map((one) => Math.round(one.getBoundingClientRect().y)))
        ).includes(next),
      )
      .toBe(true);
  });

  test('[S3] another order of the list begins at its top', async () => {
    const manager = await firm.enter('salesManager', UP);
    await row(manager, numbered(1)).waitFor();
    await scrollTo(manager, 1_200);
    await row(manager, numbered(1_205)).waitFor();
    await manager.page.getByRole('columnheader', { name: 'Order', exact: true }).click();
    await row(manager, numbered(COPIES)).waitFor();
    await expect.poll(() => manager.page.locator('.ag-grid-viewport').evaluate((box) => box.scrollTop)).toBe(0);
  });
});
