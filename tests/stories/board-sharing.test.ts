import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { boardOf, lefts, make, shown, tile, tilesOn, trading } from './boards.ts';
import { stories } from './browser.ts';
import { type Firm, PEOPLE } from './firm.ts';

/** Longest wait for what another has done to be on the screen, ms. */
const AT_ONCE = 1_000;

stories('boards that others have, too', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await trading();
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  test('[E2] a shared board shows each role its own tiles, closes up, and follows its owner without a reload', async () => {
    const id = await make(firm, 'executive', 'The house', [
      tile('bookings', 0, 0),
      tile('picks_waiting', 3, 0),
      tile('bookings_margin', 6, 0),
      tile('orders_late', 9, 0),
    ]);
    const operator = await firm.enter('operator', '/boards');
    await operator.settles();
    const executive = await firm.enter('executive', `/boards/${id}`);
    await executive.presses('Share');
    await executive.page.getByRole('button', { name: 'Add a role or a colleague' }).click();
    await executive.page.getByRole('option', { name: 'Warehouse operator' }).click();
    // Taken out and named once more: the field keeps nobody by itself.
    await executive.presses('No longer share with Warehouse operator');
    await executive.page.getByRole('button', { name: 'Add a role or a colleague' }).click();
    await executive.page.getByRole('option', { name: 'Warehouse operator' }).click();
    expect(await executive.page.getByRole('button', { name: 'Add a role or a colleague' }).textContent()).toContain(
      'Add',
    );
    await executive.presses('Share', executive.page.getByRole('dialog'));
    await executive.sees('The house is shared');

    // It has come to the list of the other by itself.
    await operator.page.getByRole('link', { name: 'The house' }).click();
    await operator.page.waitForURL(/\/boards\/./);
    await tilesOn(operator).first().waitFor();
    expect(await shown(operator)).toEqual(['picks_waiting', 'orders_late']);
    const [first = 0, second = 0] = await lefts(operator);
    expect(second - first).toBeLessThan(400);
    expect(await operator.button('Arrange').count()).toBe(0);
    await operator.sees(`by ${PEOPLE.executive.name}`);

    // The owner saves another arrangement.
    await executive.presses('Arrange');
    await executive.page.getByRole('article', { name: /Column 4, row 1/ }).focus();
    await executive.page.keyboard.press('Delete');
    await executive.presses('Save');
    await executive.sees('The house saved');
    const began = Date.now();
    await operator.page.locator('[data-tile=picks_waiting]').waitFor({ state: 'detached' });
    expect(Date.now() - began).toBeLessThan(AT_ONCE);
    expect(await shown(operator)).toEqual(['orders_late']);
    // No figure of a measure that is not theirs has been on the way.
    expect(await operator.everythingHeard()).not.toMatch(/"measure":"bookings/);

    await firm.does('executive', 'board.share', { id, shares: [] });
    await operator.sees('There is no such board');
    expect([operator.loads, executive.loads]).toEqual([1, 1]);
  });

  test('[E2] a filter for the whole board stands in the address, reaches what knows it and says where not', async () => {
    const id = await make(firm, 'executive', 'Filtered', [tile('bookings', 0, 0), tile('receivable_open', 3, 0)]);
    const executive = await firm.enter(
      'executive',
      `/boards/${id}?period=last_7_days&sellerId=${firm.people.get('other')}`,
    );
    const bookings = executive.page.locator('[data-tile=bookings]');
    await bookings.getByText('0', { exact: true }).waitFor();
    await executive.presses('Reset');
    await bookings.getByText('37,110').waitFor();
    expect(executive.page.url()).not.toContain('period');
    await executive.page.getByRole('combobox', { name: 'Period' }).click();
    await executive.page.getByRole('option', { name: 'Last 12 weeks' }).click();
    await executive.page.waitForURL(/period=last_12_weeks/);
    await executive.presses('Keep for this board');
    await executive.page.waitForURL((url) => !url.search.includes('period'));
    expect((await boardOf(firm, id)).filter).toEqual({ period: 'last_12_weeks', compare: null, only: null });
    expect(await executive.page.getByRole('combobox', { name: 'Period' }).textContent()).toContain('Last 12 weeks');
  });

  test('[E2] a board is narrowed by what its tiles have in common, and a tile that does not know it says so', async () => {
    const tiles = [tile('bookings', 0, 0), tile('bookings_count', 3, 0), tile('receivable_open', 6, 0)];
    const id = await make(firm, 'executive', 'In common', tiles);
    const executive = await firm.enter('executive', `/boards/${id}`);
    const { page } = executive;
    const shows = (of: string, text: string) =>
      page.locator(`[data-tile=${of}]`).getByText(text, { exact: true }).waitFor();
    await shows('bookings_count', '1');
    await executive.presses('More filters');
    const offered = await page.getByRole('menuitem').allTextContents();
    // One tile alone knows by how old a debt is: that is no filter of the board.
    expect(offered).toEqual(['Customer', 'Settlement method']);
    await page.getByRole('menuitem', { name: 'Settlement method' }).click();
    await page.getByRole('option', { name: 'Cash on delivery' }).click();
    await page.keyboard.press('Escape');
    await page.waitForURL(/settlement=cash_on_delivery/);
    await shows('bookings_count', '0');
    await page
      .locator('[data-tile=receivable_open]')
      .getByRole('img', { name: /not kept by settlement method/ })
      .waitFor();
    await page.reload();
    await shows('bookings_count', '0');
    await page.getByRole('button', { name: 'Settlement method: Cash on delivery' }).waitFor();
    await executive.presses('Reset');
    await shows('bookings_count', '1');
  });

  test('[E2] a role loses amounts and its open board closes up within a second, and opens again', async () => {
    const id = await make(firm, 'seller', 'Mine', [tile('bookings', 0, 0), tile('bookings_count', 3, 0)]);
    const seller = await firm.enter('seller', `/boards/${id}`);
    await tilesOn(seller).nth(1).waitFor();
    expect(await shown(seller)).toEqual(['bookings', 'bookings_count']);
    const [edge = 0] = await lefts(seller);
    const roleId = firm.id('sales_rep');
    const stored = await firm.rows('rule', { field: 'roleId', is: 'eq', value: roleId });
    const save = (without: string | null) =>
      firm.does('administrator', 'role.save', {
        id: roleId,
        rules: stored.map(({ on, may, scope, when, groups }) => {
          const kept = (groups as string[]).filter((group) => may !== 'read' || group !== without);
          return { on, may, scope, when, groups: kept };
        }),
      });
    // The page itself says when the tile went: the test's own steps take time, too.
    await seller.page.evaluate(() => {
      new MutationObserver(() => {
        if (document.querySelector('[data-tile=bookings_count]') && !document.querySelector('[data-tile=bookings]'))
          document.documentElement.dataset.closed ??= String(Date.now());
      }).observe(document.body, { childList: true, subtree: true });
    });
    const before = seller.heard.length;
    await save('amounts');
    const began = Date.now();
    await seller.page.waitForFunction(() => document.documentElement.dataset.closed !== undefined);
    expect(Number(await seller.page.evaluate(() => document.documentElement.dataset.closed)) - began).toBeLessThan(
      AT_ONCE,
    );
    await tilesOn(seller).first().waitFor();
    expect([await shown(seller), await lefts(seller)]).toEqual([['bookings_count'], [edge]]);
    await seller.everythingHeard();
    expect(seller.heard.slice(before).join('\n')).not.toContain('3711000');
    await save(null);
    await seller.page.locator('[data-tile=bookings]').getByText('37,110').waitFor();
    expect([await shown(seller), seller.loads]).toEqual([['bookings', 'bookings_count'], 1]);
  });
});
