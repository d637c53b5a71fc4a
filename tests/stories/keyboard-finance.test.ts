import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HAND, stories } from './browser.ts';
import { Firm, GASKET, receive, VALVE } from './firm.ts';
import { hasFocus } from './focus.ts';
import { press, tabsBackOrOn, tabsTo } from './keys.ts';

const SOON = { timeout: 20_000 };

stories('Finance, imports, roles, prices and boards with the keyboard alone', () => {
  let firm: Firm;
  let bay = '';
  const order = async (sku: string, quantity: number): Promise<{ readonly id: string; readonly number: string }> => {
    const lines = [{ productId: firm.id(sku), quantity }];
    const input = { customerId: bay, warehouseId: firm.id('TPE'), lines, submit: true };
    const id = String((await firm.does('seller', 'order.create', input)).id);
    const [row] = await firm.rows('order', { field: 'id', is: 'eq', value: id });
    return { id, number: row?.number ?? '' };
  };
  const invoiced = async (quantity: number): Promise<void> => {
    const { id: orderId } = await order(GASKET.sku, quantity);
    const picks = await firm.rows('pick', { field: 'orderId', is: 'eq', value: orderId });
    const pickIds = picks.map(({ id }) => id);
    await firm.does('operator', 'pick.claim', { ids: pickIds });
    for (const { id, quantity: picked } of picks) await firm.does('operator', 'pick.confirm', { id, picked });
    const { packageId } = await firm.does('operator', 'order.pack', { orderId, pickIds });
    await firm.does('operator', 'order.ship', { orderId, packageIds: [packageId] });
    await firm.does('clerk', 'order.invoice', { orderId });
  };
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 2_000);
    await receive(firm, VALVE.sku, 'B-01', 2_000);
    const card = { name: 'Bay Plumbing', country: 'TW', priceListId: firm.id('STD') };
    const addresses = [{ kind: 'delivery', street: '8 Wharf Road' }];
    bay = String((await firm.does('seller', 'customer.create', { ...card, addresses })).id);
    for (const quantity of [3, 4]) await invoiced(quantity);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  test('[F1] [K1] the terms are a key away, arrows choose among them, and what is begun stays with its order', async () => {
    // Each above what Finance looks at.
    const [first, second] = [await order(VALVE.sku, 40), await order(VALVE.sku, 50)];
    const clerk = await firm.enter('clerk', '/review');
    const panel = (number: string) => clerk.page.getByRole('complementary', { name: number });
    await clerk.sees('Why it waits', panel(first.number));
    await press(clerk, 't');
    await hasFocus(panel(first.number).getByRole('combobox', { name: 'Payment terms' }));
    await press(clerk, 'Tab');
    await hasFocus(panel(first.number).getByRole('radio', { name: 'Net terms' }));
    await press(clerk, 'ArrowDown');
    // Among the terms, not on to the next order.
    await hasFocus(panel(first.number).getByRole('radio', { checked: true }));
    await panel(first.number).getByRole('radio', { name: 'Net terms', checked: false }).waitFor();
    const chosen = await panel(first.number).getByRole('radio', { checked: true }).inputValue();
    const note = panel(first.number).getByRole('textbox', { name: 'Note' });
    await tabsTo(clerk, note, 8);
    await clerk.page.keyboard.type('They asked for it', HAND);
    await press(clerk, 'Escape', 'j');
    await clerk.sees('Why it waits', panel(second.number));
    expect(await panel(second.number).getByRole('textbox', { name: 'Note' }).inputValue()).toBe('');
    await panel(second.number).getByRole('radio', { name: 'Net terms', checked: true }).waitFor();
    await press(clerk, 'k');
    await clerk.sees('Why it waits', panel(first.number));
    expect(await note.inputValue()).toBe('They asked for it');
    expect(await panel(first.number).getByRole('radio', { checked: true }).inputValue()).toBe(chosen);

    // Looked up, and back to what is worked off.
    await press(clerk, 'Enter');
    await clerk.page.waitForURL(`**/orders/${first.id}`);
    await clerk.page.getByRole('heading', { level: 1, name: first.number }).waitFor();
    await press(clerk, 'Escape');
    await clerk.page.waitForURL(/\/review\?order=/);
    await clerk.sees('Why it waits', panel(first.number));

    // Without a reason it says what it wants, there where one types.
    await press(clerk, 'r');
    const reason = clerk.page.getByRole('dialog').getByRole('textbox', { name: 'Reason' });
    await hasFocus(reason);
    await press(clerk, 'Control+Enter');
    await clerk.sees('Say why.', clerk.page.getByRole('dialog'));
    await hasFocus(reason);
    await clerk.page.keyboard.type('Wrong price', HAND);
    await press(clerk, 'Control+Enter');
    await clerk.sees(`${first.number} returned to its seller`);
    // What cannot be done is said, by key as well.
    await clerk.sees('Why it waits', panel(second.number));
    await press(clerk, 't', 'Tab', 'Tab', 'Control+a');
    await clerk.page.keyboard.type('9999', HAND);
    await press(clerk, 'Escape', 'a');
    await clerk.sees('Mend the settlement terms first.', clerk.page.locator('section[aria-live=polite].fixed'));
    expect((await firm.rows('order', { field: 'id', is: 'eq', value: second.id }))[0]?.status).toBe('submitted');
  });

  test('[F5] [K1] a receipt says by key what it lacks, goes there, and is kept while one looks elsewhere', async () => {
    const manager = await firm.enter('financeManager', '/receipts');
    await manager.page.getByRole('heading', { level: 1, name: 'Receipts' }).waitFor();
    await press(manager, 'n');
    const find = manager.page.getByRole('combobox', { name: 'Customer' });
    await hasFocus(find);
    await press(manager, 'Control+Enter');
    await manager.sees('Say who paid.');
    await hasFocus(find);
    await manager.page.keyboard.type('Bay', HAND);
    await manager.page.getByRole('option', { name: /Bay Plumbing/ }).waitFor();
    await press(manager, 'Enter');
    const received = manager.page.getByRole('textbox', { name: 'Received', exact: true });
    await hasFocus(received);
    await press(manager, 'Control+Enter');
    await manager.sees('Enter how much came in.');
    await hasFocus(received);
    await manager.page.keyboard.type('4000', HAND);
    await manager.sees('All of it is allocated.');
    await press(manager, 'Enter');
    const first = manager.page.getByRole('textbox', { name: /^Allocate to/ }).first();
    await hasFocus(first);
    await press(manager, 'Control+a');
    await manager.page.keyboard.type('1500', HAND);
    await press(manager, 'Escape', 'Escape');
    await manager.page.waitForURL(/\/receipts$/);
    await manager.page.getByRole('heading', { level: 1, name: 'Receipts' }).waitFor();
    await press(manager, 'n');
    await hasFocus(received);
    expect(await received.inputValue()).toBe('4,000');
    await expect.poll(() => first.inputValue(), SOON).toBe('1,500');
    await press(manager, 'Control+Enter');
    await manager.sees(/^RC-\S+ recorded/);
    await hasFocus(find);

    const [receipt] = await firm.rows('receipt', { field: 'customerId', is: 'eq', value: bay });
    await manager.page.goto(`${firm.address}/receipts/${receipt?.id}`);
    await manager.button('Reverse').waitFor();
    await press(manager, 'Control+k');
    await hasFocus(manager.page.getByRole('combobox', { name: 'Search and commands' }));
    await manager.page.keyboard.type('rever', HAND);
    await manager.page.getByRole('option', { name: /^Reverse/, selected: true }).waitFor();
    await press(manager, 'Enter');
    const why = manager.page.getByRole('dialog').getByRole('textbox', { name: 'Reason' });
    await hasFocus(why);
    await press(manager, 'Control+Enter');
    await manager.sees('Say why.', manager.page.getByRole('dialog'));
    await hasFocus(why);
    await manager.page.keyboard.type('The cheque bounced', HAND);
    await press(manager, 'Control+Enter');
    await manager.sees(/reversed$/);
    // The button that it was called from has gone; Tab does not begin at the menu.
    await hasFocus(manager.page.locator('#content'));
  });

  test('[F6] [K1] from an age to the customer and back; a limit is set and one goes on where it was begun', async () => {
    const manager = await firm.enter('financeManager', '/receivables');
    const bar = manager.page.getByRole('button', { name: /Bay Plumbing/ });
    await bar.waitFor();
    // A tab that one was on has no claim on Enter once one walks the customers.
    await manager.page
      .getByRole('button', { name: /^Overdue/ })
      .first()
      .focus();
    await press(manager, 'j');
    await hasFocus(bar);
    await press(manager, 'Enter');
    const card = manager.page.getByRole('link', { name: 'Customer', exact: true });
    await tabsTo(manager, card, 3);
    const limit = manager.button('Set limit');
    await tabsTo(manager, limit, 12);
    await press(manager, 'Enter');
    await hasFocus(manager.field('Credit limit'));
    await manager.page.keyboard.type('90000', HAND);
    await press(manager, 'Enter');
    await manager.sees('Credit limit of Bay Plumbing set');
    await hasFocus(limit);
    await card.focus();
    await press(manager, 'Enter');
    await manager.page.waitForURL(`**/customers/${bay}`);
    await manager.page.getByRole('heading', { level: 1, name: 'Bay Plumbing' }).waitFor();
    await press(manager, 'Escape');
    await manager.page.waitForURL(/\/receivables/);
    await bar.waitFor();
    expect(manager.loads).toBe(1);
  });

  test('[T5] [K1] a line of a role is walked to, changed and saved by key, and Escape leaves the page', async () => {
    const administrator = await firm.enter('administrator', '/roles');
    await administrator.page.getByRole('link', { name: 'Finance clerk' }).waitFor();
    await press(administrator, 'Control+k');
    await hasFocus(administrator.page.getByRole('combobox', { name: 'Search and commands' }));
    await press(administrator, 'Escape');
    await administrator.page.goto(`${firm.address}/roles`);
    await administrator.page.getByRole('link', { name: 'Finance clerk' }).waitFor();
    await press(administrator, 'j', 'j', 'j', 'Enter');
    await administrator.page.waitForURL(/\/roles\/.+/);
    const line = administrator.page.getByRole('button', { expanded: true, name: /^Sales orders/ });
    await administrator.button(/^Sales orders/).waitFor();
    await press(administrator, 'j', 'Enter');
    // Tab goes on from the line that opened.
    await hasFocus(line);
    await press(administrator, 'Tab');
    const box = administrator.page.locator('[role=checkbox]:focus');
    await box.waitFor();
    await press(administrator, 'Space', 'Control+s');
    const dialog = administrator.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save for all' }).waitFor();
    await press(administrator, 'Control+Enter');
    await administrator.sees(/saved$/);
    await dialog.waitFor({ state: 'detached' });
    await hasFocus(box);
    await press(administrator, 'Escape');
    await line.waitFor({ state: 'detached' });
    await press(administrator, 'Escape');
    await administrator.page.waitForURL(/\/roles$/);
  });

  test('[IMP12] [K1] a table is chosen and its columns set by key, and Ctrl+Enter says what still stands against it', async () => {
    const manager = await firm.enter('salesManager', '/imports?of=customers');
    await manager.button('Choose a file').waitFor();
    await manager.settles();
    const text = 'Id,Firm,Land,Tariff\nK-1,Kettle Trading,TW,STD\nK-2,Stone Lane,XX,STD\n';
    const file = { name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    const chooser = manager.page.waitForEvent('filechooser');
    // The browser has to know by then that its own window of files is not wanted.
    await manager.settles();
    await press(manager, 'n');
    await (await chooser).setFiles(file);
    const column = (name: string) => manager.page.getByRole('combobox', { name: new RegExp(`^${name}`) });
    // At the first thing that has to be said.
    await hasFocus(column('Customer no.'));
    await press(manager, 'Control+Enter');
    await manager.sees('Choose the column of “Customer no.”', manager.page.locator('section[aria-live=polite].fixed'));
    for (const [name, title] of [
      ['Customer no.', 'I'],
      ['Name', 'F'],
      ['Country', 'L'],
      ['Price list', 'T'],
    ] as const) {
      await tabsBackOrOn(manager, column(name), 8);
      await press(manager, 'Enter');
      await manager.page.getByRole('listbox').waitFor();
      await press(manager, title, 'Enter');
      await hasFocus(column(name));
    }
    const leave = manager.page.getByRole('checkbox', { name: /^Leave out the 1 row/ });
    await leave.waitFor();
    await press(manager, 'Control+Enter');
    await manager.sees(
      '1 row cannot be taken. Correct the file',
      manager.page.locator('section[aria-live=polite].fixed'),
    );
    expect(await firm.rows('customer', { field: 'name', is: 'eq', value: 'Kettle Trading' })).toEqual([]);
  });

  test('[S7] [K1] prices that are not shown yet are not changed, and what was typed is there again', async () => {
    const manager = await firm.enter('salesManager', '/prices');
    await manager.page.getByRole('heading', { level: 1, name: 'Prices' }).waitFor();
    await press(manager, 'n');
    const percent = manager.field('%');
    await hasFocus(percent);
    // Nothing to do yet: that is said, and the browser does not offer to keep the page as a file.
    const [prevented] = await Promise.all([
      manager.page.evaluate(
        () =>
          new Promise((done) =>
            window.addEventListener('keydown', (event) => event.key === 's' && done(event.defaultPrevented)),
          ),
      ),
      press(manager, 'Control+s'),
    ]);
    expect(prevented).toBe(true);
    const notices = manager.page.locator('section[aria-live=polite].fixed');
    await manager.sees('Say by how much', notices);
    let show = (): void => undefined;
    const held = new Promise<void>((done) => {
      show = done;
    });
    await manager.page.route('**/api/price-changes/preview', async (route) => {
      await held;
      await route.continue();
    });
    await manager.page.keyboard.type('5', HAND);
    await press(manager, 'Control+s');
    await manager.sees('Reckoning …', notices);
    show();
    await manager.button(/3 prices/).waitFor();
    expect(await firm.rows('price_change', { field: 'status', is: 'eq', value: 'standing' })).toEqual([]);
    await press(manager, 'Escape', 'Escape');
    await manager.page.waitForURL(/\/prices$/);
    await manager.page.getByRole('heading', { level: 1, name: 'Prices' }).waitFor();
    await press(manager, 'n');
    await hasFocus(percent);
    expect(await percent.inputValue()).toBe('5');
    await manager.button(/3 prices/).waitFor();
    await press(manager, 'Control+s');
    await manager.sees('3 prices changed');
    await manager.page.waitForURL(/\/prices\/changes$/);
    await press(manager, 'Escape');
    await manager.page.waitForURL(/\/prices$/);
  });

  test('[E2] [K1] a board is named by Ctrl+Enter, and taking its last tile away leaves one where the next is added', async () => {
    const seller = await firm.enter('seller', '/boards');
    await seller.page.getByRole('heading', { level: 1 }).first().waitFor();
    await press(seller, 'n');
    await hasFocus(seller.field('Name'));
    await seller.page.keyboard.type('Mine', HAND);
    await press(seller, 'Control+Enter');
    await seller.page.waitForURL(/\/boards\/.+edit=1/);
    const search = seller.field('Find a figure');
    await hasFocus(search);
    await press(seller, 'Tab', 'Enter');
    const tile = seller.page.locator('[data-edit]');
    await tile.waitFor();
    await tile.focus();
    await press(seller, 'Delete');
    await tile.waitFor({ state: 'detached' });
    await hasFocus(seller.page.locator('#board-add'));
  });
});
