import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addDays, dayOf } from '../../shared/base/day.ts';
import { type Person, PHONE, stories } from './browser.ts';
import { approves, invoices, receives, returns } from './finance.ts';
import { ELBOW, emailOf, Firm, GASKET, PASSWORD, PEOPLE, receive, VALVE } from './firm.ts';
import { does, entersOrder, lineOf, saves, submits, types } from './sales.ts';
import { packsAll, picksShort, ships, startsPicking } from './warehouse.ts';

/** Figures of an amount as they would stand in a frame or an answer, by themselves or grouped. */
const amountsIn = (heard: string, amounts: readonly number[]): string[] =>
  amounts.flatMap((amount) => {
    const forms = [String(amount), amount.toLocaleString('en'), String(amount * 1_000_000), amount.toFixed(2)];
    return forms.filter((form) => new RegExp(`(?<![\\w.])${form.replace('.', '\\.')}(?![\\w])`).test(heard));
  });

stories('an order from entry to cash', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 450);
    await receive(firm, VALVE.sku, 'B-01', 80);
    await receive(firm, ELBOW.sku, 'C-01', 100);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const onHand = async (sku: string): Promise<number | undefined> =>
    (await firm.rows('stock', { field: 'sku', is: 'eq', value: sku }))[0]?.onHand;

  test('[S1] [S2] [F1] [W4] [W5] [W6] [F3] [F5] each step by whose step it is, on everybody’s screen at once, without a reload', async () => {
    // The seller signs in by hand, the others stand at their desks already.
    const seller = await firm.theatre.person(PEOPLE.seller.name);
    await seller.page.goto(`${firm.address}/sign-in`);
    await seller.field('E-mail').fill(emailOf('seller'));
    await seller.field('Password').fill(PASSWORD);
    await seller.presses('Sign in');
    await seller.page.waitForURL(/\/today/);
    const clerk = await firm.enter('clerk', '/review');
    const operator = await firm.enter('operator', '/picking', PHONE);
    const manager = await firm.enter('warehouseManager', '/stock');
    const everyone: readonly Person[] = [seller, clerk, operator, manager];
    await clerk.sees('Nothing waits for you');
    await operator.sees('Nothing to pick');

    // A customer, and an order: searched for, scanned by the box, a price and a discount of one's own.
    await seller.goesTo('Customers');
    await seller.presses('New customer');
    await seller.field('Name').fill('Bay Plumbing');
    await seller.field('Country').selectOption('TW');
    await types(seller.field('Street'), '8 Wharf Road');
    await seller.presses('Save');
    await seller.page.waitForURL(/\/customers\/(?!new)/);
    const promised = addDays(dayOf(Date.now(), 'Asia/Taipei'), 3);
    await entersOrder(seller, {
      customer: 'Bay Plumbing',
      lines: [
        { sku: GASKET.sku, quantity: 400, price: '1240', discount: '5' },
        { sku: VALVE.sku, quantity: 120 },
        { sku: ELBOW.sku, scan: ELBOW.box, quantity: 3, unit: 'BOX' },
      ],
      promisedOn: promised,
    });
    // Live availability beside the line, and what it is short of.
    await seller.sees('40 short', lineOf(seller, VALVE.sku));
    const amounts = seller.region('Amounts');
    // 400 × 1,240 − 5 % + 120 × 3,419 + 36 × 58 = 883,568, and 5 % tax.
    await seller.sees('44,178', amounts);
    await seller.sees('927,746', amounts);
    const number = await submits(seller);
    await seller.sees('Submitted and held:');
    await seller.sees(/awaiting Finance review/);

    // The clerk sees it come, sets the terms and releases it.
    await approves(clerk, number, { settlement: 'Net terms', days: 45 });
    await clerk.sees(`${number} approved, confirmed and its stock reserved`);
    await clerk.sees('Nothing waits for you');
    await seller.sees('Confirmed');
    await seller.sees('Net 45 days');
    await seller.seesNoMore(/Held:/);
    await seller.seesNoMore('Submitted and held:');
    await seller.sees(/Reserved/, lineOf(seller, GASKET.sku));
    await seller.sees(/Back-ordered/, lineOf(seller, VALVE.sku));
    await seller.sees('40 short', lineOf(seller, VALVE.sku));

    // The warehouse picks it on a phone: what is wrong is refused, what is short says why.
    await startsPicking(operator, number);
    await seller.sees(/Picking/, lineOf(seller, GASKET.sku));
    await operator.sees('A-01');
    await operator.scans(VALVE.barcode);
    await operator.sees('Wrong product');
    await operator.presses('Carry on');
    await operator.scans('4719999999999');
    await operator.sees('4719999999999 is not GASKET-8. Check the shelf and scan again.');
    await operator.presses('Carry on');
    await picksShort(operator, 396, 'Damaged');
    await operator.sees('396 × GASKET-8 from A-01');
    await operator.sees('B-01');
    await operator.presses('Picked all 80');
    await operator.sees('80 × VALVE-20 from B-01');
    for (let box = 0; box < 3; box++) await operator.scans(ELBOW.box);
    await operator.sees('Everything here is picked');
    await seller.sees('4 short', lineOf(seller, GASKET.sku));
    await packsAll(operator);
    await seller.sees(/Packed/, lineOf(seller, ELBOW.sku));
    expect(await onHand(GASKET.sku)).toBe(450);
    const note = await ships(operator, 'Black Cat', 'BC-7719');
    await seller.sees(/Shipped/, lineOf(seller, ELBOW.sku));
    await seller.sees(note, seller.region('Documents'));
    await seller.sees('BC-7719');

    // Stock has left the ledger, under the eyes of the warehouse manager.
    const stockOf = (sku: string) => manager.page.getByRole('row').filter({ hasText: sku });
    await manager.sees('54', stockOf(GASKET.sku));
    await manager.sees('64', stockOf(ELBOW.sku));
    expect([await onHand(GASKET.sku), await onHand(VALVE.sku), await onHand(ELBOW.sku)]).toEqual([54, 0, 64]);

    // What left is invoiced, the rest given up by its seller, the money taken in.
    const invoice = await invoices(clerk, note);
    await seller.sees(invoice, seller.region('Documents'));
    await does(seller, 'Short-close', 'The customer buys the rest elsewhere');
    await clerk.sees('779,201');
    const owed = await firm.enter('executive', '/receivables');
    await owed.sees('779,201');
    await receives(clerk, '500000');
    await owed.sees('279,201');
    await seller.sees('Part paid');
    await receives(clerk, '279201', invoice);
    await seller.sees('Completed');
    await seller.sees('Paid');
    await owed.seesNoMore('279,201');

    // The whole way stands in the order's timeline.
    const timeline = seller.region('Timeline');
    for (const [who, what] of [
      ['Ya Wang', 'Approved amount and terms'],
      ['Ming Tsai', 'Shipped'],
      ['Ya Wang', 'Invoiced what left'],
      ['Mei Lin', 'Closed the order short'],
      ['Ya Wang', 'Recorded a receipt'],
    ])
      await timeline.getByRole('listitem').filter({ hasText: who }).filter({ hasText: what }).first().waitFor();
    await seller.sees('Damaged', timeline);

    // No amount of all this has come near the warehouse.
    const money = [1_240, 3_419, 471_200, 410_280, 883_568, 44_178, 927_746, 466_488, 742_096, 37_105, 779_201];
    const picked = await operator.everythingHeard();
    const counted = await manager.everythingHeard();
    expect([picked.includes(number), picked.includes('GASKET-8'), counted.includes('"onHand":54')]).toEqual([
      true,
      true,
      true,
    ]);
    expect(amountsIn(picked, money)).toEqual([]);
    expect(amountsIn(counted, money)).toEqual([]);
    expect(amountsIn(await clerk.everythingHeard(), money), 'and where they are, they are found').toContain('927746');
    expect([...everyone, owed].map(({ loads }) => loads)).toEqual([1, 1, 1, 1, 1]);
  });

  test('[S4] [S5] [F1] returned, changed, held, released, cancelled: each with its reason, before the eyes of the others', async () => {
    const customer = await firm.does('seller', 'customer.create', {
      name: 'Hill Heating',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '4 Hill Lane' }],
    });
    const lines = [{ productId: firm.id(ELBOW.sku), quantity: 40, unitPrice: 2_600_000_000 }];
    const made = await firm.does('seller', 'order.create', {
      customerId: customer.id,
      warehouseId: firm.id('TPE'),
      lines,
      submit: true,
    });
    const path = `/orders/${made.id}`;
    const [order] = await firm.rows('order', { field: 'id', is: 'eq', value: String(made.id) });
    const number = String(order?.number);
    const seller = await firm.enter('seller', path);
    const clerk = await firm.enter('clerk', '/review');
    const operator = await firm.enter('operator', '/picking', PHONE);
    const timeline = seller.region('Timeline');

    // Finance sends it back with a reason; the seller changes it and submits anew.
    await seller.sees(/Held: awaiting Finance review/);
    await returns(clerk, number, 'Ask for a deposit first');
    await seller.sees('Draft');
    await seller.sees('Reason: Ask for a deposit first', timeline);
    await types(seller.field('Quantity, ELBOW-15'), '30');
    await types(seller.field('Unit price, ELBOW-15'), '58');
    await seller.presses('Submit');
    await seller.sees('Confirmed. All of it is reserved.');
    await seller.sees('Reserved', lineOf(seller, ELBOW.sku));
    await operator.sees(number);

    // A submitted order is changed field by field, with a word why; the warehouse asks for as many.
    await operator.page.getByRole('list', { name: 'Pick queue' }).getByRole('link').filter({ hasText: number }).click();
    await operator.sees('30');
    await types(seller.field('Quantity, ELBOW-15'), '24');
    await types(seller.field('Notes'), 'Gate 3');
    await saves(seller, 'Six fewer, by phone');
    await seller.sees('Reason: Six fewer, by phone', timeline);
    const change = timeline.getByRole('listitem').filter({ hasText: 'Six fewer' }).first();
    await seller.sees('Quantity, ELBOW-15', change);
    await seller.sees('Gate 3', change);
    await operator.sees('Gate 3');
    await operator.page.getByRole('list', { name: 'Lines' }).filter({ hasText: '24' }).waitFor();

    // Held by hand: the picker sees why nothing leaves; released, it goes on.
    await does(seller, 'Hold', 'Customer is moving house');
    await seller.sees('Held: manual hold');
    await operator.sees(/Held/);
    await clerk.presses('Waits for others');
    await clerk.page.getByRole('list', { name: 'Review' }).filter({ hasText: number }).waitFor();
    await seller.presses('Release hold');
    const dialog = seller.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('They have moved');
    await seller.presses('Release hold', dialog);
    await seller.seesNoMore('Held: manual hold');
    await operator.seesNoMore(/Held/);
    await seller.sees('Reason: They have moved', timeline);

    // Cancelled: what was reserved is free again at once, and the picker has nothing to fetch.
    const reserved = async () => (await firm.rows('stock', { field: 'sku', is: 'eq', value: ELBOW.sku }))[0]?.reserved;
    expect(await reserved()).toBe(24);
    await does(seller, 'Cancel order', 'They have changed their mind');
    await seller.sees('Cancelled');
    await seller.sees('Reason: They have changed their mind', timeline);
    expect(await reserved()).toBe(0);
    await operator.seesNoMore('Start picking');
    expect([seller, clerk, operator].map(({ loads }) => loads)).toEqual([1, 1, 1]);
  });
});
