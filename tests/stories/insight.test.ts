import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DESK, type Person, PHONE, stories } from './browser.ts';
import { Firm, GASKET, receive, VALVE } from './firm.ts';
import { judgedInBoth } from './judging.ts';
import { entersOrder, submits } from './sales.ts';

const CUSTOMER = 'Bay Plumbing';
const numberIn = (text: string): number => Number(text.replaceAll(/[^\d.−-]/g, '').replace('−', '-'));

stories('the shared picture', () => {
  let firm: Firm;
  let customerId: string;
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 450);
    await receive(firm, VALVE.sku, 'B-01', 80);
    const { id } = await firm.does('seller', 'customer.create', {
      name: CUSTOMER,
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    });
    customerId = String(id);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const places = async (sku: string, quantity: number): Promise<void> => {
    const lines = [{ productId: firm.id(sku), quantity }];
    const order = { customerId, warehouseId: firm.id('TPE'), lines, submit: true };
    await firm.does('seller', 'order.create', order);
  };
  const tile = ({ page }: Person, id: string) => page.locator(`[data-tile="${id}"]`);
  const stage = ({ page }: Person, key: string) => page.locator(`[data-stage="${key}"]`);
  /** The large number of a tile, as it stands; what is beside it is left out. */
  const shown = async (person: Person, id: string): Promise<number> =>
    numberIn((await tile(person, id).locator('p [class*=nowrap]').first().textContent()) ?? '');
  const becomes = (person: Person, id: string, value: number) =>
    expect.poll(() => shown(person, id), { timeout: 10_000 }).toBe(value);

  test('[E1] before anything happened the pages say so, and offer what a company begins with', async () => {
    const [seller, administrator] = await Promise.all([
      firm.enter('seller', '/today'),
      firm.enter('administrator', '/today'),
    ]);
    const latest = (person: Person) => person.region('Latest');
    await seller.button('New order', latest(seller)).waitFor();
    await administrator.button(/^Invite/, latest(administrator)).waitFor();
    await seller.page.goto(`${firm.address}/board`);
    await seller.sees(/^Nothing has happened yet/);
    await seller.sees('Nothing in this period', tile(seller, 'bookings_trend'));
    await seller.page.goto(`${firm.address}/today`);
    await seller.presses('New order', latest(seller));
    await seller.page.waitForURL(/\/orders\/new/);
  });

  test('[E1] an order that one enters moves the figures on another’s screen, without a reload', async () => {
    const manager = await firm.enter('salesManager');
    const director = await firm.enter('executive', '/', PHONE);
    await manager.page.waitForURL(/\/today$/);
    await director.page.waitForURL(/\/board$/);
    await becomes(manager, 'orders_today', 0);
    await becomes(director, 'bookings', 0);

    const seller = await firm.enter('seller');
    await seller.page.waitForURL(/\/today$/);
    await entersOrder(seller, { customer: CUSTOMER, lines: [{ sku: GASKET.sku, quantity: 10 }] });
    const number = await submits(seller);
    const net = 10 * GASKET.price;

    await becomes(manager, 'orders_today', 1);
    await becomes(manager, 'booked_today', net);
    await becomes(director, 'bookings', net);
    await becomes(director, 'bookings_count', 1);
    // It stands at its stage, and among the latest, with its customer.
    await expect.poll(() => stage(manager, 'reserved').textContent(), { timeout: 10_000 }).toMatch(/1$/);
    await manager.sees(number, manager.region('Latest'));
    await manager.sees(CUSTOMER, manager.region('Latest'));
    // A mark is laid over the tile, so that nothing moves for it.
    await tile(manager, 'orders_today').locator('.face-flash').waitFor({ state: 'attached' });

    await firm.does('seller', 'order.cancel', {
      id: (await firm.rows('order', { field: 'number', is: 'eq', value: number }))[0]?.id,
      why: 'Ordered twice',
    });
    await becomes(manager, 'booked_today', 0);
    await becomes(director, 'bookings', 0);
    expect([manager.loads, director.loads, seller.loads]).toEqual([1, 1, 1]);
  });

  test('[E1] a tile opens the rows behind it, and they add up', async () => {
    await places(GASKET.sku, 7);
    await places(VALVE.sku, 3);
    const placed = await firm.rows('order', { field: 'status', is: 'in', value: ['submitted', 'confirmed'] });
    const sum = placed.reduce((all, { net }) => all + net, 0);
    const manager = await firm.enter('salesManager', '/board');
    await becomes(manager, 'bookings', sum);

    await tile(manager, 'bookings').getByRole('link', { name: 'Bookings' }).click();
    await manager.page.waitForURL(/\/orders\?/);
    await manager.sees(`${placed.length} rows`);
    const filter = new URL(manager.page.url()).searchParams.get('filter') ?? '';
    const answer = await manager.context.request.get(
      `${firm.address}/api/orders?limit=500&filter=${encodeURIComponent(filter)}`,
    );
    const { rows } = (await answer.json()) as { rows: { net: number }[] };
    expect(rows.reduce((all, { net }) => all + net, 0)).toBe(sum);
    // The days of the figure are said in words, and can be taken away.
    await manager.sees(/^Submitted/);
    // What they add up to stands at the foot, by the figure's name, beside the column that it adds up, and moves with them.
    const foot = manager.region('What these rows add up to');
    const adds = (value: number) =>
      expect
        .poll(async () => numberIn((await foot.getByRole('status').textContent()) ?? ''), { timeout: 10_000 })
        .toBe(value);
    await adds(sum);
    await manager.page.getByRole('columnheader', { name: 'Net' }).waitFor();
    await manager.presses('Bookings', foot);
    await manager.sees('Net of each row, added up.');
    await manager.page.keyboard.press('Escape');
    await places(VALVE.sku, 1);
    await adds(sum + VALVE.price);
    await manager.sees(`${placed.length + 1} rows`, foot);
    // Narrowed by hand it is the sum of what is left; left away it stays away.
    await manager.field('Search orders').fill(String(placed[0]?.number));
    await adds(placed[0]?.net ?? 0);
    await manager.presses('Leave the sum away', foot);
    await foot.waitFor({ state: 'detached' });
    expect(manager.page.url()).not.toContain('figure=');
    await manager.page.goto(`${firm.address}/board`);
    await becomes(manager, 'bookings', sum + VALVE.price);

    // The bar of one customer opens that customer's orders; lines that no desk lists have a page of their own.
    await tile(manager, 'top_customers')
      .getByRole('link', { name: new RegExp(CUSTOMER) })
      .click();
    await manager.page.waitForURL(/customerId/);
    await manager.sees(`${placed.length + 1} rows`);
    await adds(sum + VALVE.price);
    await manager.page.goBack();
    await tile(manager, 'top_products')
      .getByRole('link', { name: new RegExp(GASKET.name) })
      .click();
    await manager.page.waitForURL(/\/figures\/line_bookings\?/);
    await manager.sees('Rows behind Bookings by line');
    await manager.sees('1 row');
    await adds(7 * GASKET.price);
    // Behind a share stand both of its sums.
    await manager.page.goto(`${firm.address}/board`);
    await tile(manager, 'average_order').getByRole('link', { name: 'Average order' }).click();
    await manager.page.waitForURL(/figure=average_order/);
    await adds(Math.round((sum + VALVE.price) / (placed.length + 1)));
  });

  test('[E1] by keyboard: a tile’s rows, its table, its meaning, and the points of a picture', async () => {
    const manager = await firm.enter('salesManager', '/board');
    const { page } = manager;
    await becomes(
      manager,
      'bookings_count',
      (await firm.rows('order', { field: 'status', is: 'eq', value: 'confirmed' })).length,
    );
    const name = tile(manager, 'bookings_trend').getByRole('link', { name: 'Bookings, over time' });
    await name.focus();
    await manager.sees(/^Net value of the orders placed/);
    await page.keyboard.press('Escape');

    // The last point of the picture is today; its rows are those of today.
    const picture = tile(manager, 'bookings_trend').getByRole('application');
    await picture.focus();
    await page.keyboard.press('End');
    await expect
      .poll(() => tile(manager, 'bookings_trend').locator('[aria-live=polite]').textContent())
      .toMatch(/^\w+ \d+: [\d,]+$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/orders\?/);
    await page.goBack();
    await page.keyboard.press('Tab');
    const legend = tile(manager, 'bookings_trend').getByRole('button', { name: 'Period before' });
    await legend.press('Enter');
    expect(await legend.getAttribute('aria-pressed')).toBe('false');

    const menu = tile(manager, 'bookings_trend').getByRole('button', { name: 'Bookings, over time: more' });
    await menu.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'As a table' }).press('Enter');
    const table = tile(manager, 'bookings_trend').getByRole('table', { name: 'Bookings, over time' });
    await table.waitFor();
    expect(await table.locator('tbody tr').count()).toBe(28);

    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      (async () => {
        await menu.focus();
        await page.keyboard.press('Enter');
        await page.getByRole('menuitem', { name: 'Save as CSV' }).press('Enter');
      })(),
    ]);
    const text = await readFile(await csv.path(), 'utf8');
    expect(text.split('\r\n')[0]).toBe('\uFEFFWhich,Bookings TWD,Period before,Rows');
    expect(text.trim().split('\r\n')).toHaveLength(29);
    const [png] = await Promise.all([
      page.waitForEvent('download'),
      (async () => {
        await menu.focus();
        await page.keyboard.press('Enter');
        await page.getByRole('menuitem', { name: 'Save as PNG' }).press('Enter');
      })(),
    ]);
    expect((await readFile(await png.path())).subarray(1, 4).toString()).toBe('PNG');
  });

  test('[E1] above a board stands what moved it last, on a desk and a phone, and leads there', async () => {
    const [desk, phone] = await Promise.all([
      firm.enter('salesManager', '/board'),
      firm.enter('executive', '/board', PHONE),
    ]);
    await Promise.all([desk.settles(), phone.settles()]);
    await places(VALVE.sku, 1);
    const number =
      (await firm.rows('order', { field: 'status', is: 'ne', value: 'draft' }))
        .map((one) => one.number)
        .sort()
        .at(-1) ?? '';
    for (const person of [desk, phone]) {
      const line = person.page.locator('[data-latest]').filter({ visible: true });
      await line.getByRole('link', { name: number }).waitFor();
      expect(await line.count()).toBe(1);
    }
    await phone.page.locator('[data-latest] a').click();
    await phone.page.waitForURL(/\/orders\/[^?]+$/);
    await phone.sees(number);
  });

  test('[E1] by keyboard into the rows behind a figure and into one of them, and back to where one stood', async () => {
    await places(VALVE.sku, 1);
    const manager = await firm.enter('salesManager', '/board', { viewport: { width: 1440, height: 600 } });
    const { page } = manager;
    const [{ number = '' } = {}] = (await firm.rows('order', { field: 'status', is: 'eq', value: 'confirmed' })).slice(
      -1,
    );
    await manager.settles();
    const name = tile(manager, 'average_order').getByRole('link', { name: 'Average order' });
    await name.scrollIntoViewIfNeeded();
    await name.focus();
    const height = async (): Promise<number> => Math.round((await name.boundingBox())?.y ?? -1);
    const stood = await height();
    expect(
      await page
        .locator('main .overflow-y-auto')
        .first()
        .evaluate(({ scrollTop }) => scrollTop),
    ).toBeGreaterThan(100);

    await page.keyboard.press('Enter');
    await page.waitForURL(/\/orders\?.*figure=average_order/);
    await manager.sees(number);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/orders\/[^?]+$/);
    // Focus went with the row; it is on the page that came, and not before the menu.
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/orders\?.*figure=average_order/);
    await manager.sees(number);
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/board$/);
    await expect.poll(() => name.evaluate((link) => link === document.activeElement)).toBe(true);
    expect(await height()).toBe(stood);

    // Who came to the list by itself is not led away from it.
    await page.goto(`${firm.address}/orders`);
    await manager.sees(number);
    await page.keyboard.press('Escape');
    expect(new URL(page.url()).pathname).toBe('/orders');
  });

  test('[E1] period and comparison stand in the address', async () => {
    const director = await firm.enter('executive', '/board?period=year_to_date&compare=year');
    await director.settles();
    const chosen = director.page.getByRole('combobox', { name: 'Period' });
    expect(await chosen.textContent()).toContain('This year');
    await chosen.click();
    await director.page.getByRole('option', { name: 'Last 7 days' }).click();
    await director.page.waitForURL(/period=last_7_days&compare=year/);
    await director.page.getByRole('combobox', { name: 'Compared with' }).click();
    await director.page.getByRole('option', { name: 'Period before' }).click();
    await director.page.waitForURL(/\/board\?period=last_7_days$/);
    const { length } = await firm.rows('order', { field: 'status', is: 'eq', value: 'confirmed' });
    await becomes(director, 'bookings_count', length);
  });

  test('[E1] cut off, a figure stays as it was; back again, it is as it has become', async () => {
    const manager = await firm.enter('salesManager', '/today');
    const { length } = await firm.rows('order', { field: 'status', is: 'eq', value: 'confirmed' });
    await becomes(manager, 'orders_today', length);
    manager.forgives(/ERR_INTERNET_DISCONNECTED|WebSocket/);
    await manager.context.setOffline(true);
    await manager.sees(/Offline/);
    await places(VALVE.sku, 2);
    expect(await shown(manager, 'orders_today')).toBe(length);
    await manager.context.setOffline(false);
    await becomes(manager, 'orders_today', length + 1);
    expect(manager.loads).toBe(1);
  });

  test('[E1] who sees no amounts has no figure of money, and no place is held for one', async () => {
    const operator = await firm.enter('operator', '/today');
    const manager = await firm.enter('salesManager', '/today');
    await Promise.all([operator.settles(), manager.settles()]);
    const ids = ({ page }: Person) =>
      page.locator('[data-tile]').evaluateAll((all) => all.map((one) => one.getAttribute('data-tile')));
    expect(await ids(manager)).toContain('booked_today');
    const seen = await ids(operator);
    expect(seen).toContain('picks_waiting');
    for (const id of ['booked_today', 'invoiced_today', 'received_today', 'receivable_ageing', 'receipts_unallocated'])
      expect(seen).not.toContain(id);
    expect(await operator.everythingHeard()).not.toMatch(/bookings|revenue|receivable_open/);
    // Nor does a row of the page have a gap: each row's tiles reach from its left to its right.
    const gaps = await operator.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main [data-tile]')]
        .filter((one) => one.offsetWidth < 80)
        .map((one) => one.dataset.tile),
    );
    expect(gaps).toEqual([]);
    await operator.page.goto(`${firm.address}/board`);
    await operator.settles();
    expect(await ids(operator)).not.toContain('bookings');
    expect(await ids(operator)).toContain('orders_funnel');
  });

  test('[E1] a role that loses its amounts loses the tiles of an open board at once', async () => {
    const manager = await firm.enter('salesManager', '/board');
    await tile(manager, 'bookings').waitFor();
    const id = firm.id('sales_manager');
    const before = await firm.rows('rule', { field: 'roleId', is: 'eq', value: id });
    const rules = (without: string | null) =>
      before.map(({ on, may, scope, when, groups }) => ({
        on,
        may,
        scope,
        when,
        groups: (groups as string[]).filter((group) => group !== without),
      }));
    await firm.does('administrator', 'role.save', { id, rules: rules('amounts'), from: before.map((one) => one.id) });
    await tile(manager, 'bookings').waitFor({ state: 'detached', timeout: 2_000 });
    await tile(manager, 'orders_funnel').waitFor();
    const now = await firm.rows('rule', { field: 'roleId', is: 'eq', value: id });
    await firm.does('administrator', 'role.save', { id, rules: rules(null), from: now.map((one) => one.id) });
    await tile(manager, 'bookings').waitFor();
    expect(manager.loads).toBe(1);
  });

  test('[E1] [S5] orders cancelled together count under the reason that is chosen for them', async () => {
    await places(VALVE.sku, 1);
    await places(VALVE.sku, 1);
    const manager = await firm.enter('salesManager', '/orders?sort=-submittedAt');
    await manager.page.getByRole('row').filter({ hasText: CUSTOMER }).nth(1).waitFor();
    // The first is the one for all of them.
    for (const at of [1, 2]) await manager.page.getByRole('checkbox').nth(at).click();
    await manager.presses('Cancel');
    const dialog = manager.page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Why' }).selectOption({ label: 'Price or terms' });
    await manager.field('Reason', dialog).fill('Another supplier was cheaper');
    await manager.presses('Cancel order', dialog);
    await dialog.waitFor({ state: 'detached' });
    const cancelled = await firm.rows('order', { field: 'cancelReason', is: 'eq', value: 'price' });
    expect(cancelled).toHaveLength(2);
    await manager.page.goto(`${firm.address}/board`);
    await manager.sees('Price or terms', tile(manager, 'cancellations_reasons'));
  });

  test('[E1] [A11Y1] axe finds nothing on the dashboard and the board, on a desk and a phone, light and dark', async () => {
    const found: string[] = [];
    const judge = async (options: typeof DESK, path: string): Promise<void> => {
      const person = await firm.enter('executive', path, options);
      await person.settles();
      found.push(...(await judgedInBoth(person.page, path, { all: true })));
    };
    for (const options of [DESK, PHONE]) for (const path of ['/today', '/board']) await judge(options, path);
    expect(found).toEqual([]);
  });
});
