import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { drawnPicture } from '../../server/demo/pictures.ts';
import { PHONE, stories } from './browser.ts';
import { ELBOW, Firm, GASKET, receive, VALVE } from './firm.ts';
import { judged } from './judging.ts';
import { beginsOrder } from './sales.ts';

/** Waits until this is what stands chosen. */
const chosen = (select: Locator, text: string): Promise<void> =>
  select.locator('option:checked', { hasText: text }).waitFor({ state: 'attached' });

stories('what is kept of products and prices', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 500);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const pricesOf = async (sku: string) =>
    (await firm.rows('price', { field: 'productId', is: 'eq', value: firm.id(sku) }))
      .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
      .map(({ unitPrice }) => unitPrice / 1_000_000);

  test('[S8] prices are raised together from a day on, seen before they are written, and taken back', async () => {
    const manager = await firm.enter('salesManager', '/prices');
    const watcher = await firm.enter('seller', '/prices/changes');
    await manager.presses('Change prices');
    await manager.field('%').fill('10');
    const row = (sku: string) => manager.page.getByRole('row').filter({ hasText: sku });
    await row(GASKET.sku).getByText('1,361').waitFor();
    await row(VALVE.sku).getByText('3,761').waitFor();
    await row(ELBOW.sku).getByText('64').waitFor();
    // To the next ten: what one sees is what the server would write.
    await manager.field('Rounded to').fill('10');
    await manager.field('Rounding').selectOption('Up');
    await row(GASKET.sku).getByText('1,370').waitFor();
    expect(await pricesOf(GASKET.sku)).toEqual([GASKET.price]);
    // Off the button that stands where the last one stood: a pointer over it pales it.
    await manager.page.mouse.move(700, 800);
    expect(await judged(manager.page, 'changes of prices')).toEqual([]);
    await manager.presses('Change 3 prices');
    await manager.sees('3 prices changed');
    expect(await pricesOf(GASKET.sku)).toEqual([GASKET.price, 1_370]);
    // A colleague who may not change them sees it come, and cannot take it back.
    await watcher.sees('+10 %');
    expect(await watcher.button('Take back').count()).toBe(0);
    expect(await watcher.button('Change prices').count()).toBe(0);
    await manager.presses('Take back');
    const dialog = manager.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Take back' }).click();
    await watcher.sees('Taken back');
    expect(await pricesOf(GASKET.sku)).toEqual([GASKET.price]);
    expect(await judged(manager.page, 'changes of prices')).toEqual([]);
  });

  test('[S8] nobody writes what the preview did not say, and it works on a phone', async () => {
    const manager = await firm.enter('salesManager', '/prices/changes/new', PHONE);
    manager.forgives(/409/);
    await manager.field('%').fill('-5');
    await manager.sees('1,175');
    await firm.does('salesManager', 'price.set', {
      priceListId: firm.id('STD'),
      productId: firm.id(GASKET.sku),
      unitPrice: 2_000_000_000,
    });
    await manager.presses('Change 3 prices');
    await manager.sees('A price has changed since');
    await manager.sees('1,900');
    const width = await manager.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await manager.presses('Change 3 prices');
    await manager.sees('3 prices changed');
  });

  test('[S8] a reason is added in three languages, chosen where it is asked for, and stays once it was', async () => {
    const customer = await firm.does('seller', 'customer.create', {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    });
    const lines = [{ productId: firm.id(GASKET.sku), quantity: 1 }];
    const input = { customerId: customer.id, warehouseId: firm.id('TPE'), lines, submit: true };
    const { id } = await firm.does('seller', 'order.create', input);
    const manager = await firm.enter('salesManager', '/choices');
    await manager.page.getByRole('button', { name: /^Reasons to hold/ }).click();
    await manager.presses('Add');
    const dialog = manager.page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Buyer on holiday');
    await dialog.getByLabel('Name, 繁體中文').fill('採購休假');
    expect(await judged(manager.page, 'a new choice')).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await manager.page.getByRole('cell', { name: 'Buyer on holiday', exact: true }).waitFor();
    const seller = await firm.enter('seller', `/orders/${id}`);
    await seller.presses('More actions');
    await seller.page.getByRole('menuitem', { name: 'Hold' }).click();
    const asks = seller.page.getByRole('dialog');
    await asks.getByLabel('Usual reasons').selectOption('Buyer on holiday');
    await asks.getByRole('button', { name: 'Hold' }).click();
    await asks.waitFor({ state: 'detached' });
    const [hold] = await firm.rows('hold', { field: 'orderId', is: 'eq', value: String(id) });
    expect(hold).toMatchObject({ reason: 'Buyer on holiday' });
    expect(hold?.reasonId).not.toBeNull();
    // Chosen once, it can be put out of use, and no more deleted.
    await manager.button('Delete Buyer on holiday').waitFor({ state: 'detached' });
    await manager.page.getByRole('switch', { name: 'In use: Buyer on holiday' }).click();
    await expect
      .poll(async () => (await firm.rows('choice', { field: 'code', is: 'eq', value: 'BUYER-ON-HOLIDAY' }))[0]?.active)
      .toBe(false);
  });

  test('[S8] a picture is given from a file, made small by the browser, and seen where the product is looked for', async () => {
    const manager = await firm.enter('salesManager', `/products/${firm.id(VALVE.sku)}`);
    const colleague = await firm.enter('operator', `/products/${firm.id(VALVE.sku)}`);
    const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer });
    const box = manager.page.getByLabel('Picture from a file');
    await box.setInputFiles(file('valve.png', Buffer.from('<svg><script>alert(1)</script></svg>')));
    await manager.sees('That is no picture that can be shown.');
    await box.setInputFiles(file('valve.png', drawnPicture(2_000, 2)));
    const shown = (page: typeof manager.page) => page.getByRole('img', { name: VALVE.name });
    for (const person of [manager, colleague]) {
      await shown(person.page).waitFor();
      await expect.poll(() => shown(person.page).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1_200);
    }
    expect(await colleague.button('Remove').count()).toBe(0);
    expect(await judged(manager.page, 'a product with a picture')).toEqual([]);
    const seller = await firm.enter('seller', '/orders');
    await seller.button('New order').waitFor();
    await beginsOrder(seller, 'Bay Plumbing');
    await seller.page.getByRole('combobox', { name: 'Add a line' }).fill(VALVE.sku);
    const thumb = seller.page.getByRole('option', { name: VALVE.sku }).locator('img');
    await expect.poll(() => thumb.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(128);
    await manager.presses('Remove');
    await shown(colleague.page).waitFor({ state: 'detached' });
    expect(await firm.rows('product_picture', { all: [] })).toEqual([]);
  });

  test('[S8] a variant is told by its attributes, seen beside the others, and found by family and value', async () => {
    for (const [sku, length] of [
      ['HB-8-40', '40 mm'],
      ['HB-8-60', '60 mm'],
    ] as const) {
      const traits = [{ name: 'Length', value: length }];
      const made = { sku, name: `Bolt ${sku}`, baseUnit: 'PC', taxCode: 'STD', family: 'Hex bolt', traits };
      firm.ids.set(sku, String((await firm.does('salesManager', 'product.create', made)).id));
    }
    const manager = await firm.enter('salesManager', `/products/${firm.id('HB-8-60')}`);
    await manager.presses('Change attributes');
    await manager.presses('Another attribute');
    await manager.page.getByPlaceholder('Attribute').last().fill('Thread');
    await manager.page.getByPlaceholder('Value').last().fill('M8');
    await manager.region('Attributes').getByRole('button', { name: 'Save' }).click();
    const family = manager.page.getByRole('heading', { name: 'Variants of Hex bolt' });
    await family.waitFor();
    await manager.page.getByRole('columnheader', { name: 'Thread' }).waitFor();
    await manager.page.getByRole('cell', { name: '40 mm' }).waitFor();
    expect(await judged(manager.page, 'a variant')).toEqual([]);
    const seller = await firm.enter('seller', '/orders');
    await seller.button('New order').waitFor();
    await beginsOrder(seller, 'Bay Plumbing');
    await seller.page.getByRole('combobox', { name: 'Add a line' }).fill('hex bolt 60');
    await seller.page.getByRole('option', { name: 'HB-8-60' }).waitFor();
    expect(await seller.page.getByRole('listbox').getByRole('option').count()).toBe(1);
    await manager.page.getByRole('link', { name: 'HB-8-40' }).click();
    await manager.page.getByRole('heading', { level: 1, name: 'HB-8-40' }).waitFor();
  });

  test('[S8] a price list is made, seen at once by others, and what new customers begin with', async () => {
    const manager = await firm.enter('salesManager', '/prices');
    await manager.presses('Price lists');
    const watcher = await firm.enter('administrator', '/trade');
    const entry = await firm.enter('seller', '/customers/new');
    const list = entry.field('Price list');
    await chosen(list, 'Standard · TWD');
    await manager.page
      .getByRole('row', { name: /Standard/ })
      .getByText('for new customers')
      .waitFor();
    await manager.presses('Add');
    const dialog = manager.page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Dealer');
    await dialog.getByLabel('Name, 繁體中文').fill('經銷');
    await dialog.getByLabel('Prices', { exact: true }).selectOption('With tax');
    expect(await judged(manager.page, 'a new price list')).toEqual([]);
    await manager.page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const dealer = (person: typeof manager) => person.page.getByRole('row', { name: /Dealer/ });
    for (const person of [manager, watcher]) await dealer(person).getByRole('cell', { name: 'With tax' }).waitFor();
    // From here on new customers begin with it; what somebody enters just now does too.
    await manager.presses('Change Dealer');
    await dialog.getByLabel('New customers begin with this list').click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dealer(watcher).getByText('for new customers').waitFor();
    await chosen(list, 'Dealer · TWD');
    await entry.field('Name').fill('Quay Hardware');
    await entry.page.getByLabel('Country').selectOption('TW');
    await entry.presses('Save');
    await entry.page.waitForURL(/\/customers\/(?!new)/);
    await dealer(manager).getByRole('link', { name: 'Customers: Dealer, 1' }).waitFor();
    // The list that new customers begin with stays in use, and says why.
    manager.forgives(/409/);
    await manager.page.getByRole('switch', { name: 'In use: Dealer' }).click();
    await manager.sees('Let them begin with another first');
    await manager.presses('Change Standard');
    await dialog.getByText('Prices stand on this list').waitFor();
    await expect.poll(() => dialog.getByLabel('Currency').isDisabled()).toBe(true);
    await dialog.getByLabel('New customers begin with this list').click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await manager.page.getByRole('switch', { name: 'In use: Dealer' }).click();
    // Who has it keeps it; nobody else is offered it.
    await chosen(list, 'Dealer · TWD');
    await entry.page.goto(`${firm.address}/customers/new`);
    await chosen(list, 'Standard · TWD');
    await expect.poll(() => list.locator('option', { hasText: 'Dealer' }).count()).toBe(0);
    expect(await manager.button('Delete Dealer').count()).toBe(0);
    expect(await judged(manager.page, 'price lists')).toEqual([]);
    // Whoever keeps none of it has no such page, nor a way to it.
    expect(await entry.page.getByRole('link', { name: 'Price lists and terms' }).count()).toBe(0);
    await entry.page.goto(`${firm.address}/trade`);
    await entry.sees('There is no such page');
  });

  test('[S8] a rate that moves is that of lines entered from then on, on a phone as well', async () => {
    const { id: customerId } = await firm.does('seller', 'customer.create', {
      name: 'Cove Supplies',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '3 Cove Lane' }],
    });
    const lines = [{ productId: firm.id(VALVE.sku), quantity: 1 }];
    const order = async () =>
      String((await firm.does('seller', 'order.create', { customerId, warehouseId: firm.id('TPE'), lines })).id);
    const rateOf = async (orderId: string) =>
      (await firm.rows('order_line', { field: 'orderId', is: 'eq', value: orderId })).map(({ taxRate }) => taxRate);
    const before = await order();
    const manager = await firm.enter('financeManager', '/trade/tax-codes', PHONE);
    await manager.presses('Change Standard');
    const dialog = manager.page.getByRole('dialog');
    await dialog.getByText('lines that stand keep their rate').waitFor();
    await dialog.getByLabel('Rate').fill('120');
    await dialog.getByText('The rate is from 0 to 100').waitFor();
    await dialog.getByLabel('Rate').fill('8');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await manager.sees('8 %');
    expect([await rateOf(before), await rateOf(await order())]).toEqual([[50_000], [80_000]]);
    expect(await manager.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await judged(manager.page, 'tax codes')).toEqual([]);
  });

  test('[S8] payment terms are chosen by their name, and what was agreed stays', async () => {
    const manager = await firm.enter('financeManager', '/trade/payment-terms');
    await manager.sees('Net 30 days');
    await manager.page.keyboard.press('n');
    const dialog = manager.page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Half now, half later');
    await dialog.getByLabel('Settlement method').selectOption('Prepayment');
    await dialog.getByLabel('Prepayment share').fill('50');
    await dialog.getByLabel('Terms (days)').fill('14');
    expect(await judged(manager.page, 'new payment terms')).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await manager.sees('Prepayment 50 %, the rest net 14 days');
    // A new customer takes them by their name, and all three fields with it.
    const seller = await firm.enter('seller', '/customers/new');
    const terms = seller.page.getByLabel('Payment terms', { exact: true });
    await chosen(terms, 'Net 30 days');
    await seller.field('Name').fill('Pier Tools');
    await seller.page.getByLabel('Country').selectOption('TW');
    await terms.selectOption('Half now, half later');
    await expect.poll(() => seller.field('Terms (days)').inputValue()).toBe('14');
    await seller.field('Terms (days)').fill('15');
    await chosen(terms, 'Agreed on their own');
    await terms.selectOption('Half now, half later');
    expect(await judged(seller.page, 'a new customer with payment terms')).toEqual([]);
    await seller.presses('Save');
    await seller.page.waitForURL(/\/customers\/(?!new)/);
    const agreed = { settlement: 'prepayment', termsDays: 14, prepaymentShare: 500_000 };
    const [customer] = await firm.rows('customer', { field: 'name', is: 'eq', value: 'Pier Tools' });
    expect(customer).toMatchObject(agreed);
    await manager.page.getByRole('link', { name: 'Customers: Half now, half later, 1' }).waitFor();
    const lines = [{ productId: firm.id(GASKET.sku), quantity: 1 }];
    const input = { customerId: customer?.id, warehouseId: firm.id('TPE'), lines };
    const { id } = await firm.does('seller', 'order.create', input);
    await seller.page.goto(`${firm.address}/orders/${id}`);
    await seller.sees('Half now, half later');
    // Another name is theirs at once; other values are for those who choose them from now on.
    await manager.presses('Change Half now, half later');
    await dialog.getByLabel('Name', { exact: true }).fill('Deposit of half');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await seller.sees('Deposit of half');
    await manager.presses('Change Deposit of half');
    await dialog.getByLabel('Prepayment share').fill('40');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await seller.seesNoMore('Deposit of half');
    expect((await firm.rows('customer', { field: 'id', is: 'eq', value: customer?.id ?? '' }))[0]).toMatchObject(
      agreed,
    );
    expect((await firm.rows('order', { field: 'id', is: 'eq', value: String(id) }))[0]).toMatchObject(agreed);
    expect(await judged(manager.page, 'payment terms')).toEqual([]);
    await manager.presses('Delete Deposit of half');
    await dialog.getByText('Customers and orders keep what they have').waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await manager.seesNoMore('Deposit of half');
  });

  test('[S8] Finance takes an order’s terms from those that are kept', async () => {
    const { id: customerId } = await firm.does('seller', 'customer.create', {
      name: 'Mole Marine',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '5 Mole End' }],
    });
    const lines = [{ productId: firm.id(VALVE.sku), quantity: 40 }];
    const input = { customerId, warehouseId: firm.id('TPE'), lines, submit: true };
    const { id } = await firm.does('seller', 'order.create', input);
    const clerk = await firm.enter('clerk', '/review');
    await clerk.sees('Mole Marine');
    const terms = clerk.page.getByLabel('Payment terms', { exact: true });
    await chosen(terms, 'Net 30 days');
    await terms.selectOption('30 % deposit');
    await expect.poll(() => clerk.field('Prepayment share').inputValue()).toBe('30');
    expect(await judged(clerk.page, 'review with payment terms')).toEqual([]);
    await clerk.presses('Approve');
    await expect
      .poll(async () => (await firm.rows('order', { field: 'id', is: 'eq', value: String(id) }))[0])
      .toMatchObject({ settlement: 'prepayment', prepaymentShare: 300_000, reviewed: true });
  });

  test('[S8] many orders are held for one of the company’s reasons', async () => {
    const { id: customerId } = await firm.does('seller', 'customer.create', {
      name: 'Buoy Brothers',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '9 Buoy Row' }],
    });
    const lines = [{ productId: firm.id(GASKET.sku), quantity: 1 }];
    const input = { customerId, warehouseId: firm.id('TPE'), lines, submit: true };
    for (let n = 0; n < 2; n++) await firm.does('seller', 'order.create', input);
    const held = { field: 'customerId', is: 'eq', value: String(customerId) } as const;
    const filter = encodeURIComponent(JSON.stringify(held));
    const manager = await firm.enter('salesManager', `/orders?view=all&filter=${filter}`);
    await manager.sees('Buoy Brothers');
    await manager.page.getByRole('checkbox').first().click();
    await manager.presses('Hold');
    const dialog = manager.page.getByRole('dialog');
    await dialog.getByLabel('Usual reasons').selectOption('Customer asked to wait');
    expect(await judged(manager.page, 'orders to hold')).toEqual([]);
    await dialog.getByRole('button', { name: 'Hold' }).click();
    await dialog.waitFor({ state: 'detached' });
    const holds = await firm.rows('hold', { field: 'reason', is: 'eq', value: 'Customer asked to wait' });
    expect(holds).toHaveLength(2);
    expect(holds.map(({ reasonId }) => reasonId)).not.toContain(null);
  });
});
