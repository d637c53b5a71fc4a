import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { PATIENCE, stories } from './browser.ts';
import { emailOf, Firm, GASKET, PASSWORD, PEOPLE, receive, VALVE } from './firm.ts';
import { Line } from './line.ts';
import { lineOf, saves, types } from './sales.ts';

const SOON = { timeout: PATIENCE };

stories('two people on one order', () => {
  let firm: Firm;
  let orderId: string;
  let path: string;
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 500);
    await receive(firm, VALVE.sku, 'B-01', 500);
    const customer = await firm.does('seller', 'customer.create', {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    });
    firm.ids.set('Bay', String(customer.id));
  });
  beforeEach(async () => {
    const lines = [
      { productId: firm.id(GASKET.sku), quantity: 10 },
      { productId: firm.id(VALVE.sku), quantity: 4 },
    ];
    const made = await firm.does('seller', 'order.create', {
      customerId: firm.id('Bay'),
      warehouseId: firm.id('TPE'),
      lines,
      submit: true,
    });
    orderId = String(made.id);
    path = `/orders/${orderId}`;
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const stored = async () => (await firm.rows('order', { field: 'id', is: 'eq', value: orderId }))[0];

  test('[P13] different fields of one order: both are kept, and what I am typing is not touched', async () => {
    const seller = await firm.enter('seller', path);
    const manager = await firm.enter('salesManager', path);
    await manager.sees('Mei Lin');

    // The seller is in the middle of a note when the manager's address arrives.
    const note = seller.field('Notes');
    await note.click();
    await note.pressSequentially('Ring the bell');
    await types(manager.field('Delivery address'), '12 Quay Street');
    await types(manager.field('Quantity, GASKET-8'), '11');
    await saves(manager, 'As agreed on the phone');
    await expect.poll(() => seller.field('Delivery address').inputValue()).toBe('12 Quay Street');
    await expect.poll(() => seller.field('Quantity, GASKET-8').inputValue()).toBe('11');
    expect(await note.inputValue()).toBe('Ring the bell');
    expect(await note.evaluate((field) => document.activeElement === field)).toBe(true);
    await note.pressSequentially(' twice');
    expect(await seller.page.getByRole('alert').count(), 'nothing to choose between').toBe(0);
    await types(seller.field('Quantity, VALVE-20'), '3');
    await saves(seller);

    await expect.poll(() => manager.field('Notes').inputValue()).toBe('Ring the bell twice');
    await expect.poll(() => manager.field('Quantity, VALVE-20').inputValue()).toBe('3');
    expect(await stored()).toMatchObject({ notes: 'Ring the bell twice', deliveryStreet: '12 Quay Street' });
    const lines = await firm.rows('order_line', { field: 'orderId', is: 'eq', value: orderId });
    expect(Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity]))).toEqual({
      'GASKET-8': 11,
      'VALVE-20': 3,
    });
    // Both are in the timeline, each with their own name, field by field.
    const timeline = seller.region('Timeline');
    await seller.sees('As agreed on the phone', timeline);
    await seller.sees('12 Quay Street', timeline);
    await seller.sees('Ring the bell twice', timeline);
    expect([seller.loads, manager.loads]).toEqual([1, 1]);
  });

  test('[P13] the same field: the second is shown what the first wrote, and chooses', async () => {
    const seller = await firm.enter('seller', path);
    const manager = await firm.enter('salesManager', path);
    const note = seller.field('Notes');
    await note.fill('Mine');
    await types(manager.field('Notes'), 'Theirs');
    await saves(manager);

    // Not overwritten, and not overwriting: what was typed stands, theirs beside it, and nothing is saved until one has chosen.
    const choice = seller.page.getByRole('alert').filter({ hasText: 'Theirs' });
    await seller.sees('Kuo Chen changed it to', choice);
    expect(await note.inputValue()).toBe('Mine');
    expect(await seller.button('Save').isDisabled()).toBe(true);
    await seller.sees('Someone changed the same field: choose first.');
    await seller.presses('Keep mine', choice);
    await choice.waitFor({ state: 'detached' });
    await saves(seller);
    await expect.poll(() => manager.field('Notes').inputValue()).toBe('Mine');

    // The other way round, on a line: theirs is taken, and there is nothing left to save.
    const quantity = seller.field('Quantity, VALVE-20');
    await quantity.fill('7');
    await types(manager.field('Quantity, VALVE-20'), '5');
    await saves(manager);
    const onLine = lineOf(seller, 'VALVE-20').getByRole('alert');
    await onLine.waitFor();
    expect(await quantity.inputValue()).toBe('7');
    await seller.presses('Take theirs', onLine);
    await quantity.blur();
    await expect.poll(() => quantity.inputValue()).toBe('5');
    await seller.page.getByRole('region', { name: /not saved/ }).waitFor({ state: 'detached' });
    expect(await stored()).toMatchObject({ notes: 'Mine' });
    expect([seller.loads, manager.loads]).toEqual([1, 1]);
  });

  test('[P3] who is here, and in which field, is told to those who may read the field', async () => {
    const seller = await firm.enter('seller', path);
    const manager = await firm.enter('salesManager', path);
    const operator = await firm.enter('operator', path);
    await seller.sees('Kuo Chen');
    await seller.sees('Ming Tsai');
    await operator.sees('Mei Lin');

    await manager.field('Notes').focus();
    await seller.sees('Kuo Chen is editing Notes');
    await operator.sees('Kuo Chen is editing Notes');
    await manager.field('Unit price, VALVE-20').focus();
    await seller.sees('Kuo Chen is editing Unit price, VALVE-20');
    // The operator reads no price: the manager is here, and that is all.
    await operator.seesNoMore(/Kuo Chen is editing/);
    await operator.sees('Kuo Chen');
    await manager.field('Unit price, VALVE-20').blur();
    await seller.seesNoMore(/Kuo Chen is editing/);
    expect(await operator.everythingHeard()).not.toContain('unitPrice');

    // Who leaves is gone.
    await manager.goesTo('Orders');
    await seller.seesNoMore('Kuo Chen', seller.page.locator('main header'));
    await operator.context.close();
    firm.theatre.people.delete(operator);
    await seller.seesNoMore('Ming Tsai');
    expect([seller.loads, manager.loads]).toEqual([1, 1]);
  });

  test('[LIVE16] away and gone within seconds, on the order, on the customer and on the list', async () => {
    const seller = await firm.enter('seller', '/orders');
    const manager = await firm.enterAs(PEOPLE.salesManager.name, emailOf('salesManager'), PASSWORD, null);
    const line = await Line.of(manager);
    await manager.page.goto(`${firm.address}/orders`);
    const here = seller.page.getByRole('list', { name: 'Here now' });
    await seller.sees(/^Kuo Chen$/, here);
    // From the list into an order: the list says on which, and the row bears who.
    await manager.page.goto(`${firm.address}${path}`);
    await manager.field('Notes').waitFor();
    const [order] = await firm.rows('order', { field: 'id', is: 'eq', value: orderId });
    await seller.sees(`Kuo Chen on ${order?.number}`, here);
    const mark = () =>
      seller.page
        .locator(`.ag-row[row-id="${orderId}"] .face-title`)
        .first()
        .evaluate((cell) => getComputedStyle(cell, '::after').content);
    await expect.poll(mark).toContain('KC');
    await seller.page.goto(`${firm.address}${path}`);
    await manager.field('Notes').focus();
    await seller.sees('Kuo Chen is editing Notes');
    // Another tab before it: away at once, and editing nothing.
    const turns = (to: 'hidden' | 'visible') =>
      manager.page.evaluate((state) => {
        Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, to);
    await turns('hidden');
    await seller.page.getByText('Kuo Chen (away)').waitFor({ timeout: 5_000 });
    expect(await seller.page.getByText(/Kuo Chen is editing/).count()).toBe(0);
    await turns('visible');
    await seller.page.getByText('Kuo Chen is editing Notes').waitFor({ timeout: 5_000 });
    // The line is cut without a word: nobody says that he left.
    line.mute = true;
    await seller.page
      .locator('main header')
      .getByText('Kuo Chen')
      .first()
      .waitFor({ state: 'detached', timeout: 12_000 });
    line.mute = false;
    await seller.sees('Kuo Chen');

    await manager.page.goto(`${firm.address}/customers/${firm.id('Bay')}`);
    await seller.page.goto(`${firm.address}/customers/${firm.id('Bay')}`);
    await seller.sees('Kuo Chen', seller.page.locator('main header'));
    await turns('hidden');
    await seller.page.getByText('Kuo Chen (away)').waitFor({ timeout: 5_000 });
    await manager.page.close();
    await seller.page.getByText('Kuo Chen').first().waitFor({ state: 'detached', timeout: 5_000 });
  });

  test('[T1] [LIVE16] on the page where an order is entered too: who else is on it, in which field, on which line', async () => {
    const lines = [
      { productId: firm.id(GASKET.sku), quantity: 10 },
      { productId: firm.id(VALVE.sku), quantity: 4 },
    ];
    const draft = { customerId: firm.id('Bay'), warehouseId: firm.id('TPE'), lines };
    const { id } = await firm.does('seller', 'order.create', draft);
    const seller = await firm.enter('seller', `/orders/${id}/edit`);
    await seller.field('Notes').waitFor();
    const manager = await firm.enter('salesManager', `/orders/${id}/edit`);
    const head = seller.page.locator('main header');
    await seller.sees('Kuo Chen', head);
    await manager.sees('Mei Lin', manager.page.locator('main header'));
    await manager.field('Quantity, VALVE-20').focus();
    await seller.sees('Kuo Chen is editing Quantity, VALVE-20', head);
    // At the cell itself as well, as on the order's page, and there from the one page to the other.
    await seller.sees('Kuo Chen', lineOf(seller, 'VALVE-20'));
    await manager.page.goto(`${firm.address}/orders/${id}`);
    await manager.field('Notes').focus();
    await seller.sees('Kuo Chen is editing Notes', head);
    await manager.goesTo('Customers');
    await seller.seesNoMore('Kuo Chen', head);
    expect([seller.loads]).toEqual([1]);
  });

  test('[T1] [LIVE16] on the board of orders and the list of customers: who looks, and who is on which card and row', async () => {
    const board = await firm.enter('seller', '/orders?view=all&as=board');
    const [order] = await firm.rows('order', { field: 'id', is: 'eq', value: orderId });
    const card = board.page.locator(`[data-card="${orderId}"]`);
    await card.waitFor();
    const tall = (await card.boundingBox())?.height;
    const manager = await firm.enter('salesManager', path);
    await board.sees(`Kuo Chen on ${order?.number}`, board.page.getByRole('list', { name: 'Here now' }));
    await board.sees('KC', card);
    // It stands where there was room for it: nothing moves.
    expect((await card.boundingBox())?.height).toBe(tall);
    await manager.page.goto(`${firm.address}/customers/${firm.id('Bay')}`);
    await card.getByText('KC').waitFor({ state: 'detached' });

    await board.page.goto(`${firm.address}/customers`);
    const here = board.page.getByRole('list', { name: 'Here now' });
    await board.sees('Kuo Chen on Bay Plumbing', here);
    const mark = () =>
      board.page
        .locator(`.ag-row[row-id="${firm.id('Bay')}"] .face-title`)
        .first()
        .evaluate((cell) => getComputedStyle(cell, '::after').content);
    await expect.poll(mark, SOON).toContain('KC');
    await manager.page.goto(`${firm.address}/customers`);
    await board.sees(/^Kuo Chen$/, here);
    await expect.poll(mark, SOON).not.toContain('KC');
    // Nobody is told of themselves.
    expect(await here.getByText('Mei Lin').count()).toBe(0);
    // Who chooses rows for an action has not left the list.
    await manager.page.getByRole('checkbox').nth(1).check();
    await manager.page.waitForTimeout(2_500);
    await board.sees(/^Kuo Chen$/, here);
  });
});
