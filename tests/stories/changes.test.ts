import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Person, PHONE, stories } from './browser.ts';
import { Firm, GASKET, receive, VALVE } from './firm.ts';
import { hasFocus } from './focus.ts';
import { judgedInBoth } from './judging.ts';
import { types } from './sales.ts';

const money = (minor: unknown): string => Number(minor).toLocaleString('en');

stories('changes that somebody else decides', () => {
  let firm: Firm;
  let orderId: string;
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
    const input = { customerId: firm.id('Bay'), warehouseId: firm.id('TPE'), lines, submit: true };
    orderId = String((await firm.does('seller', 'order.create', input)).id);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const stored = async () => (await firm.rows('order', { field: 'id', is: 'eq', value: orderId }))[0];
  const linesNow = async () => {
    const lines = await firm.rows('order_line', { field: 'orderId', is: 'eq', value: orderId });
    return Object.fromEntries(lines.map(({ sku, discount }) => [sku, discount]));
  };
  /** The seller gives more than they may on both lines, is told so, and asks. */
  const asks = async (seller: Person): Promise<void> => {
    await types(seller.field('Discount, GASKET-8'), '20');
    await types(seller.field('Discount, VALVE-20'), '12');
    await seller.page.keyboard.press('Control+s');
    await seller.sees('This change is not yours to make alone');
    await seller.page.keyboard.press('Control+s');
    const dialog = seller.page.getByRole('dialog');
    await dialog.getByText('discount beyond authority').waitFor();
    // Without a word why one is back in the field that wants it.
    const why = dialog.getByLabel('Why (shown to the approver)');
    await dialog.getByRole('button', { name: 'Ask for approval' }).click();
    await dialog.getByText('Say why.').waitFor();
    await expect.poll(() => why.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await why.getAttribute('aria-invalid')).toBe('true');
    await why.fill('They take the rest of the season');
    await dialog.getByRole('button', { name: 'Ask for approval' }).click();
    await dialog.waitFor({ state: 'detached' });
    await seller.region('Change request').getByText('You asked for a change').waitFor();
  };

  test('[S4] a discount beyond the seller’s authority is asked for, seen live, and accepted in part by keys', async () => {
    const manager = await firm.enter('salesManager', '/approvals');
    await manager.sees('Nothing waits for your decision');
    const seller = await firm.enter('seller', `/orders/${orderId}`);
    await asks(seller);
    expect(await linesNow()).toEqual({ 'GASKET-8': 0, 'VALVE-20': 0 });

    // It is in the manager's inbox without a reload, with the difference and what it does.
    const { page } = manager;
    await manager.sees('Mei Lin asks for a change');
    await manager.sees('They take the rest of the season');
    await manager
      .region('What it does now')
      .getByText(/^Total: /)
      .waitFor();
    await expect
      .poll(() =>
        page
          .getByRole('link', { name: /^Approvals/ })
          .first()
          .textContent(),
      )
      .toMatch(/1/);
    expect(await judgedInBoth(manager.page, 'the order and its requests')).toEqual([]);

    // Only the first line: to leave one out takes a word.
    await page.getByRole('checkbox', { name: /VALVE-20/ }).press('Space');
    await manager.button('Accept 1 of 2').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await manager.sees('Say why you refuse.');
    await page.getByLabel('Answer').fill('Not on valves');
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await manager.sees('Nothing waits for your decision');
    expect(await linesNow()).toEqual({ 'GASKET-8': 200_000, 'VALVE-20': 0 });
    expect(await stored()).toMatchObject({ status: 'confirmed', openHolds: 0 });

    await seller.region('Change request').waitFor({ state: 'detached' });
    await expect.poll(() => seller.field('Discount, GASKET-8').inputValue()).toMatch(/^20/);
    await seller.sees('Partly accepted');
    await seller.sees('Not on valves');
    expect([seller.loads, manager.loads]).toEqual([1, 1]);
  });

  test('[S4] the order is changed meanwhile: the request is void before the manager’s eyes, on a phone as well', async () => {
    const seller = await firm.enter('seller', `/orders/${orderId}`);
    const manager = await firm.enter('salesManager', `/orders/${orderId}`, PHONE);
    await asks(seller);
    const card = manager.region('Change request');
    await card.getByText('Mei Lin asks for a change').waitFor();
    await card.getByText(/^Total: /).waitFor();
    expect(await judgedInBoth(manager.page, 'the order and its requests')).toEqual([]);
    // A thumb leaves a line out by its words.
    const row = card.getByRole('listitem').filter({ hasText: VALVE.sku });
    const box = await row.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    await manager.page.touchscreen.tap((box?.x ?? 0) + (box?.width ?? 0) - 20, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    await manager.button('Accept 1 of 2', card).waitFor();
    const [line] = await firm.rows('order_line', {
      all: [
        { field: 'orderId', is: 'eq', value: orderId },
        { field: 'sku', is: 'eq', value: VALVE.sku },
      ],
    });
    await firm.does('seller', 'order.update', {
      id: orderId,
      change: [{ id: line?.id, quantity: { from: 4, to: 5 } }],
    });
    await card.waitFor({ state: 'detached' });
    await seller.region('Change request').waitFor({ state: 'detached' });
    expect(await linesNow()).toEqual({ 'GASKET-8': 0, 'VALVE-20': 0 });
  });

  test('[S4] [F1] whoever decides sees the amount last agreed to beside what the order comes to', async () => {
    await firm.company.system('setting.set', { key: 'change.amount', value: 2_000 });
    const lineOf = async (sku: string) =>
      (await firm.rows('order_line', { field: 'orderId', is: 'eq', value: orderId })).find((row) => row.sku === sku)
        ?.id;
    const agreed = money((await stored())?.total);
    await firm.does('seller', 'order.request_change', {
      id: orderId,
      change: [{ id: await lineOf(GASKET.sku), quantity: { from: 10, to: 20 } }],
      why: 'They take more',
    });
    const [asked] = await firm.rows('change_request', { field: 'orderId', is: 'eq', value: orderId });
    expect(asked?.beyond).toEqual(['amount']);
    const said = `Last agreed to ${agreed} would become ${money(asked?.totalTo)}`;
    const manager = await firm.enter('salesManager', '/approvals');
    await manager.sees(/grows above the amount last agreed to/);
    await manager.sees(said);
    const seller = await firm.enter('seller', `/orders/${orderId}`);
    await seller.sees(said, seller.region('Change request'));
    await manager.page.keyboard.press('a');
    await manager.sees('Nothing waits for your decision');

    // Within what the seller adds alone, of an order that Finance is to look at.
    const lines = [{ productId: firm.id(GASKET.sku), quantity: 200 }];
    const input = { customerId: firm.id('Bay'), warehouseId: firm.id('TPE'), lines, submit: true };
    orderId = String((await firm.does('seller', 'order.create', input)).id);
    const before = money((await stored())?.total);
    const clerk = await firm.enter('clerk', `/review?order=${orderId}`);
    await clerk.sees('Why it waits');
    await clerk.seesNoMore('Last agreed to');
    const change = [{ id: await lineOf(GASKET.sku), quantity: { from: 200, to: 201 } }];
    await firm.does('seller', 'order.update', { id: orderId, change });
    await clerk.page.getByText('Last agreed to').locator('xpath=..').getByText(before).waitFor();
    await firm.company.system('setting.set', { key: 'change.amount', value: null });
  });

  test('[S4] who asked cannot decide, and takes the request back; the manager refuses another with a reason by keys', async () => {
    const seller = await firm.enter('seller', `/orders/${orderId}`);
    await asks(seller);
    const card = seller.region('Change request');
    expect(await card.getByRole('button', { name: 'Accept' }).count()).toBe(0);
    await seller.presses('Withdraw', card);
    await card.waitFor({ state: 'detached' });
    await asks(seller);
    const manager = await firm.enter('salesManager', '/approvals');
    await manager.sees('Mei Lin asks for a change');
    await manager.page.keyboard.press('r');
    await manager.page.keyboard.type('Five per cent is the most');
    await manager.page.keyboard.press('Control+Enter');
    await manager.sees('Nothing waits for your decision');
    await card.waitFor({ state: 'detached' });
    await seller.sees('Five per cent is the most');
    expect(await linesNow()).toEqual({ 'GASKET-8': 0, 'VALVE-20': 0 });
  });

  test('[S5] to cancel says first what it does to stock and credit, and then does it', async () => {
    const seller = await firm.enter('seller', `/orders/${orderId}`);
    await seller.presses('More actions');
    await seller.page.getByRole('menuitem', { name: 'Cancel order' }).click();
    const dialog = seller.page.getByRole('dialog');
    await dialog.getByText('14 return to stock at once').waitFor();
    await dialog.getByText('Order: Confirmed → Cancelled').waitFor();
    expect(await judgedInBoth(seller.page, 'the order and its requests')).toEqual([]);
    // Confirmed without a reason it says what it waits for, where it is typed.
    await dialog.getByRole('button', { name: 'Cancel order' }).click();
    await dialog.getByText('Say why.').waitFor();
    const said = dialog.getByRole('textbox', { name: 'Reason' }).last();
    await hasFocus(said);
    expect(await stored()).toMatchObject({ status: 'confirmed' });
    await said.fill('The site is closed');
    await dialog.getByRole('button', { name: 'Cancel order' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await stored()).toMatchObject({ status: 'cancelled' });
  });

  test('[S5] a hold says what it does, and one put on by mistake is taken back at once', async () => {
    const seller = await firm.enter('seller', `/orders/${orderId}`);
    await seller.presses('More actions');
    await seller.page.getByRole('menuitem', { name: 'Hold' }).click();
    const dialog = seller.page.getByRole('dialog');
    await dialog.getByText('Held by: manual hold').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The wrong order');
    await dialog.getByRole('button', { name: 'Hold' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(async () => (await stored())?.openHolds).toBe(1);
    await seller.sees('The wrong order');
    await seller.presses('Undo');
    await expect.poll(async () => (await stored())?.openHolds).toBe(0);
    expect(await stored()).toMatchObject({ status: 'confirmed' });
  });
});
