import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addDays, dayOf } from '../../shared/base/day.ts';
import { HAND, type Person, stories } from './browser.ts';
import { Firm, GASKET, receive, VALVE } from './firm.ts';

/** The decision's panel, and the order that it is about. */
const panelOf = (person: Person, number: string) => person.page.getByRole('complementary', { name: number });
/** The box in which a receipt begins has the keyboard. */
const asked = (person: Person) => person.page.locator('[role=combobox]:focus').waitFor();
const press = async (person: Person, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) {
    await person.page.keyboard.press(key);
    await person.page.waitForTimeout(HAND.delay);
  }
};

stories('Finance at its desk', () => {
  let firm: Firm;
  const customer = async (name: string, creditLimit: number | null = null): Promise<string> => {
    const card = {
      name,
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    };
    const { id } = await firm.does('seller', 'customer.create', card);
    const set = { creditLimit: { from: null, to: creditLimit } };
    if (creditLimit !== null) await firm.does('financeManager', 'customer.update', { id, set });
    return String(id);
  };
  const order = async (customerId: string, sku: string, quantity: number): Promise<{ id: string; number: string }> => {
    const lines = [{ productId: firm.id(sku), quantity }];
    const entered = { customerId, warehouseId: firm.id('TPE'), lines, submit: true };
    const id = String((await firm.does('seller', 'order.create', entered)).id);
    const [row] = await firm.rows('order', { field: 'id', is: 'eq', value: id });
    return { id, number: row?.number ?? '' };
  };
  const ship = async (orderId: string): Promise<void> => {
    const picks = await firm.rows('pick', { field: 'orderId', is: 'eq', value: orderId });
    const pickIds = picks.map(({ id }) => id);
    await firm.does('operator', 'pick.claim', { ids: pickIds });
    for (const { id, quantity } of picks) await firm.does('operator', 'pick.confirm', { id, picked: quantity });
    const { packageId } = await firm.does('operator', 'order.pack', { orderId, pickIds });
    await firm.does('operator', 'order.ship', { orderId, packageIds: [packageId] });
  };
  const stored = async (id: string) => (await firm.rows('order', { field: 'id', is: 'eq', value: id }))[0];

  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 2_000);
    await receive(firm, VALVE.sku, 'B-01', 2_000);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  test('[F1] [F5] the queue is worked by keys alone, and the other desk sees it move', async () => {
    const bay = await customer('Bay Plumbing');
    const tight = await customer('Tight Tools', 1_000);
    const [clerk, manager] = [await firm.enter('clerk', '/review'), await firm.enter('financeManager', '/review')];
    await clerk.sees('Nothing waits for you');
    await manager.sees('Nothing waits for you');
    // 100 × 1,237, 40 × 3,419 and 50 × 3,419, each above what Finance looks at; one piece is beyond the limit of Tight.
    const first = await order(bay, GASKET.sku, 100);
    const second = await order(bay, VALVE.sku, 40);
    const third = await order(bay, VALVE.sku, 50);
    const over = await order(tight, GASKET.sku, 1);

    const seller = await firm.enter('seller', '/inbox');
    const confirmed = (number: string) =>
      seller.sees(
        'lifted the last hold on the order: it is confirmed',
        seller.page.getByRole('listitem').filter({ hasText: number }),
      );

    // The oldest is taken up by itself; the credit of Tight is no clerk's to decide.
    await clerk.sees('Why it waits', panelOf(clerk, first.number));
    await clerk.sees('129,885', panelOf(clerk, first.number));
    await clerk.page.getByRole('button', { name: 'Waits for others 1' }).waitFor();
    await manager.page.getByRole('button', { name: 'To decide 4' }).waitFor();
    await press(clerk, 'a');
    await clerk.sees(`${first.number} approved, confirmed and its stock reserved`);
    expect(await stored(first.id)).toMatchObject({ status: 'confirmed', reviewed: true });
    await confirmed(first.number);

    // The next by itself; its terms become a prepayment of thirty per cent, which holds it until the money is there.
    const panel = panelOf(clerk, second.number);
    await clerk.sees('Why it waits', panel);
    await panel.getByRole('radio', { name: 'Net terms' }).focus();
    await press(clerk, 'ArrowRight', 'Tab', 'Control+a');
    await clerk.page.keyboard.type('30');
    await clerk.sees('43,079', panel);
    await press(clerk, 'Escape', 'a');
    await clerk.sees(`${second.number} approved; another hold still stands`);
    expect(await stored(second.id)).toMatchObject({ settlement: 'prepayment', prepaymentShare: 300_000 });

    await clerk.sees('Why it waits', panelOf(clerk, third.number));
    await press(clerk, 'r');
    await clerk.page.keyboard.type('Price is wrong');
    await press(clerk, 'Control+Enter');
    await clerk.sees(`${third.number} returned to its seller`);
    expect(await stored(third.id)).toMatchObject({ status: 'draft' });
    await clerk.sees('Nothing waits for you');

    // The manager has seen it all go, and decides what is left: a higher limit first.
    await manager.page.getByRole('button', { name: 'To decide 1' }).waitFor();
    await manager.sees('over credit limit', panelOf(manager, over.number));
    await manager.presses('Set limit');
    await manager.field('Credit limit').fill('5000');
    await manager.page.keyboard.press('Enter');
    await manager.sees('1,299 of 5,000', panelOf(manager, over.number));
    await press(manager, 'a');
    await manager.sees(`${over.number} approved, confirmed and its stock reserved`);

    // The prepayment comes: exactly its amount, so it is proposed for exactly that order.
    await press(clerk, 'g', 'e');
    await clerk.page.waitForURL(/\/receipts/);
    await press(clerk, 'n');
    await asked(clerk);
    await clerk.page.keyboard.type('Bay');
    await press(clerk, 'Enter');
    await clerk.page.keyboard.type('43079');
    await clerk.sees('All of it is allocated.');
    await press(clerk, 'Control+Enter');
    await clerk.sees(/^RC-\S+ recorded/);
    expect(await stored(second.id)).toMatchObject({ status: 'confirmed', paidTotal: 43_079, openHolds: 0 });
    await confirmed(second.number);
    expect([clerk.loads, manager.loads, seller.loads]).toEqual([1, 1, 1]);
  });

  test('[F3] what left is invoiced together; what another has invoiced meanwhile is named', async () => {
    const harbour = await customer('Harbour Pumps');
    const orders = [];
    for (const quantity of [3, 4, 5]) orders.push(await order(harbour, GASKET.sku, quantity));
    for (const { id } of orders) await ship(id);
    const clerk = await firm.enter('clerk', '/invoicing');
    for (const { number } of orders) await clerk.sees(number);
    await clerk.page.locator('.ag-row').first().waitFor();
    await press(clerk, 'j', 'x', 'j', 'x', 'j', 'x');
    await clerk.sees('3 selected');
    await press(clerk, 'i');
    const dialog = clerk.page.getByRole('dialog');
    await clerk.sees(/An invoice that is issued cannot be changed/, dialog);
    // 3, 4 and 5 × 1,237 with 5 % tax, each invoice rounded by itself.
    await clerk.sees('15,586', dialog);
    await firm.does('financeManager', 'order.invoice', { orderId: orders[1]?.id });
    await press(clerk, 'Control+Enter');
    await clerk.sees('2 invoices issued');
    await clerk.sees('1 order was not invoiced');
    await clerk.sees(orders[1]?.number ?? '', clerk.page.getByRole('alert'));
    await clerk.sees('Everything shipped is invoiced already', clerk.page.getByRole('alert'));
    const made = await firm.rows('invoice', { field: 'customerId', is: 'eq', value: harbour });
    expect(made.map(({ net }) => net).sort((a, b) => a - b)).toEqual([3_711, 4_948, 6_185]);
    expect(new Set(made.map(({ number }) => number)).size).toBe(3);

    // The document as it was issued, in Chinese with its amount in formal numerals.
    const invoice = made.find(({ net }) => net === 3_711);
    await clerk.page.goto(`${firm.address}/invoices/${invoice?.id}`);
    await clerk.sees('3,897', clerk.page.getByRole('article'));
    await clerk.page.evaluate(() => localStorage.setItem('crossdock.language', 'zh-TW'));
    await clerk.page.reload();
    await clerk.sees('TWD 參仟捌佰玖拾柒元整', clerk.page.getByRole('article'));
    await clerk.page.emulateMedia({ media: 'print' });
    expect(await clerk.page.locator('#app').isVisible()).toBe(false);
    await clerk.sees('參仟捌佰玖拾柒元整', clerk.page.locator('.print-sheet'));
  });

  test('[F5] [F6] ten invoices by one receipt, taken back whole; ages add up for who sees amounts, and are counted for who does not', async () => {
    const quay = await customer('Quay Supplies');
    const sizes = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20];
    for (const quantity of sizes) {
      const { id } = await order(quay, GASKET.sku, quantity);
      await ship(id);
      await firm.does('clerk', 'order.invoice', { orderId: id });
    }
    const items = await firm.rows('receivable', { field: 'customerId', is: 'eq', value: quay });
    const total = items.reduce((all, { open }) => all + open, 0);
    const seller = await firm.enter('seller', '/receivables');
    const executive = await firm.enter('executive', '/receivables');
    const clerk = await firm.enter('clerk', '/receipts/new');
    await seller.sees('Quay Supplies');
    const bar = (person: Person) => person.page.getByRole('button', { name: /Quay Supplies/ });
    await executive.sees(total.toLocaleString('en'), bar(executive));
    await seller.sees('10 items', bar(seller));

    // By keys: who, how much, what is proposed; one figure less by hand, proposed anew, recorded.
    await asked(clerk);
    await clerk.page.keyboard.type('Quay');
    await press(clerk, 'Enter');
    await clerk.page.keyboard.type(String(total));
    await clerk.sees('Allocated to 10 items');
    await clerk.sees('All of it is allocated.');
    await press(clerk, 'Enter', 'ArrowDown', 'Space');
    await clerk.sees('Allocated to 9 items');
    await clerk.sees(/What remains is the customer’s credit/);
    await press(clerk, 'Alt+p');
    await clerk.sees('Allocated to 10 items');
    await press(clerk, 'Control+Enter');
    await clerk.sees(/^RC-\S+ recorded, 10 items/);
    const [receipt] = await firm.rows('receipt', { field: 'customerId', is: 'eq', value: quay });
    expect(receipt).toMatchObject({ received: total, unallocated: 0, status: 'allocated' });
    expect(await firm.rows('allocation', { field: 'customerId', is: 'eq', value: quay })).toHaveLength(10);
    await executive.seesNoMore('Quay Supplies');
    await seller.seesNoMore('Quay Supplies');

    // The bank takes it back: only the manager may, and says why.
    const manager = await firm.enter('financeManager', `/receipts/${receipt?.id}`);
    await manager.presses('Reverse');
    await manager.page.keyboard.type('The cheque bounced');
    await press(manager, 'Control+Enter');
    await manager.sees(/reversed$/);
    await executive.sees(total.toLocaleString('en'), bar(executive));

    // Time passes: the items age, and their ages add up to what is open.
    await firm.company.system('day.turned', { day: addDays(dayOf(Date.now(), 'Asia/Taipei'), 75) });
    const open = await firm.rows('receivable', { field: 'status', is: 'eq', value: 'open' });
    const late = open.filter(({ bucket }) => bucket === 'd31_60');
    expect(late.length).toBeGreaterThanOrEqual(10);
    const all = open.reduce((sum, item) => sum + item.open, 0);
    await executive.sees(all.toLocaleString('en'), executive.region('Outstanding'));
    const age = executive.region('Outstanding').getByRole('button', { name: /31–60 days/ });
    await executive.sees(late.reduce((sum, item) => sum + item.open, 0).toLocaleString('en'), age);
    await age.click();
    await bar(executive).click();
    await executive.sees(items[0]?.invoiceNumber ?? '');
    const counted = seller.region('Outstanding').getByRole('button', { name: /31–60 days/ });
    await seller.sees(String(late.length), counted);
    const heard = await seller.everythingHeard();
    expect(heard).toContain('Quay Supplies');
    for (const amount of [total, ...items.map((item) => item.original)])
      expect(new RegExp(`\\D${amount}\\D`).test(heard), String(amount)).toBe(false);
    expect([clerk.loads, seller.loads, executive.loads, manager.loads]).toEqual([1, 1, 1, 1]);
  });
});
