import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Person, PHONE, stories } from './browser.ts';
import { ELBOW, Firm, GASKET, receive, VALVE } from './firm.ts';
import { packsAll, ships, startsPicking } from './warehouse.ts';

/** Three boxes of twelve and one piece more. */
const ELBOWS = 37;
const OFFLINE = /ERR_INTERNET_DISCONNECTED|WebSocket connection/;

stories('the warehouse, with a phone and a scanner', () => {
  let firm: Firm;
  const customers = new Map<string, string>();
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 60);
    await receive(firm, VALVE.sku, 'B-01', 8);
    await receive(firm, ELBOW.sku, 'C-01', 90);
    for (const [name, settlement] of [
      ['Bay Plumbing', 'net'],
      ['Cash Corner', 'cash_on_delivery'],
    ] as const) {
      const card = {
        name,
        settlement,
        country: 'TW',
        priceListId: firm.id('STD'),
        addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
      };
      const sellerId = firm.people.get('seller');
      customers.set(name, String((await firm.company.system('customer.create', { ...card, sellerId })).id));
    }
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  /** A confirmed order, its stock reserved as far as there is any; answers id and number. */
  const ordered = async (lines: readonly (readonly [sku: string, quantity: number])[], customer = 'Bay Plumbing') => {
    const { id } = await firm.does('seller', 'order.create', {
      customerId: customers.get(customer),
      warehouseId: firm.id('TPE'),
      lines: lines.map(([sku, quantity]) => ({ productId: firm.id(sku), quantity })),
      submit: true,
    });
    const [order] = await firm.rows('order', { field: 'id', is: 'eq', value: String(id) });
    return { id: String(id), number: order?.number ?? '' };
  };
  const picksOf = (orderId: string) => firm.rows('pick', { field: 'orderId', is: 'eq', value: orderId });
  const queueOf = (person: Person) => person.page.getByRole('list', { name: 'Pick queue' });

  test('[W4] one picks by scan what is right, and everybody sees who picks', async () => {
    const order = await ordered([
      [GASKET.sku, 3],
      [ELBOW.sku, ELBOWS],
    ]);
    const manager = await firm.enter('warehouseManager', '/picking');
    const operator = await firm.enter('operator', '/picking', PHONE);
    await startsPicking(operator, order.number);
    await manager.sees('Ming Tsai', queueOf(manager).getByRole('link').filter({ hasText: order.number }));
    await queueOf(manager).getByRole('link').filter({ hasText: order.number }).click();
    await manager.sees('The rest is being picked by Ming Tsai.');

    // The place, then three of the product; what is wrong stops, and counts nothing.
    await operator.scans('A-01');
    await operator.page.getByLabel('Right place').waitFor();
    await operator.scans(GASKET.barcode);
    await operator.scans(ELBOW.barcode);
    await operator.sees('Wrong product');
    await operator.sees('That is ELBOW-15, which this order takes from C-01.');
    await operator.scans(GASKET.sku);
    await operator.seesNoMore('Wrong product');
    await operator.scans(GASKET.barcode);
    await operator.sees('3 × GASKET-8 from A-01');

    // A box is twelve; a fourth is too many, and what is missing says why.
    for (let box = 0; box < 4; box++) await operator.scans(ELBOW.box);
    await operator.sees('That holds 12 pieces, and 1 are still to pick. Take single pieces.');
    await operator.presses('Carry on');
    await operator.presses('Other quantity or short pick');
    expect(await operator.field(/^Found, of 37/).inputValue()).toBe('36');
    await operator.presses('Damaged');
    await operator.sees('Everything here is picked');
    await operator.sees('36 × ELBOW-15 from C-01');
    await manager.sees('Everything here is picked');

    // Undone while it may be, and picked again by hand.
    await operator.presses('Undo');
    await operator.presses('Picked all 36');
    await operator.sees('Everything here is picked');
    const picks = await picksOf(order.id);
    expect(
      picks
        .filter(({ status }) => status === 'picked')
        .map(({ sku, picked }) => [sku, picked])
        .sort(),
    ).toEqual([
      [ELBOW.sku, 36],
      [GASKET.sku, 3],
    ]);
  });

  test('[W4] claimed lines are picked without a connection and sent once on return; others wait for it', async () => {
    const mine = await ordered([
      [GASKET.sku, 2],
      [ELBOW.sku, 4],
    ]);
    const later = await ordered([[GASKET.sku, 1]]);
    const operator = await firm.enter('operator', '/picking', PHONE);
    operator.forgives(OFFLINE);
    await startsPicking(operator, mine.number);
    const second = await firm.enter('warehouseManager', `/picking/${later.id}`, PHONE);
    second.forgives(OFFLINE);
    await second.button(/^Start picking/).waitFor();

    await Promise.all([operator.context.setOffline(true), second.context.setOffline(true)]);
    await operator.sees('Offline');
    await operator.scans(GASKET.barcode);
    await operator.scans(GASKET.barcode);
    await operator.sees('2 × GASKET-8 from A-01');
    await operator.presses('Lines');
    await operator.sees('Not yet sent');
    await second.sees('Claiming lines needs a connection: only the server knows who was first.');
    await second.button(/^Start picking/).click({ force: true });
    expect((await picksOf(mine.id)).map(({ status }) => status)).toEqual(['claimed', 'claimed']);
    expect((await picksOf(later.id)).map(({ status }) => status)).toEqual(['reserved']);

    await operator.context.setOffline(false);
    await operator.seesNoMore('Not yet sent');
    await operator.presses('Picked all 4');
    await operator.sees('Everything here is picked');
    await operator.button(/^Next:/).waitFor();
    const picks = await picksOf(mine.id);
    expect(picks.map(({ status, picked }) => [status, picked]).sort()).toEqual([
      ['picked', 2],
      ['picked', 4],
    ]);

    // The order is cancelled: what lies in the tote goes back, scanned from beginning to end.
    await firm.company.system('order.cancel', { id: mine.id, why: 'Ordered twice' });
    await operator.goesTo('Pick queue');
    await operator.presses(/^Put back/);
    await operator.sees(GASKET.sku);
    await operator.scans(GASKET.barcode);
    await operator.scans('A-01');
    await operator.sees('GASKET-8 lies at A-01 again');
    expect((await picksOf(mine.id)).filter(({ status }) => status === 'put_back')).toHaveLength(1);
  });

  test('[W5] [W6] packages are closed, opened and shipped once nothing holds the order', async () => {
    const order = await ordered(
      [
        [GASKET.sku, 4],
        [ELBOW.sku, 12],
      ],
      'Cash Corner',
    );
    for (const { id, quantity } of await picksOf(order.id))
      await firm.does('operator', 'pick.confirm', { id, picked: quantity });
    await firm.does('warehouseManager', 'order.hold', { id: order.id, why: 'The customer moves house' });
    const operator = await firm.enter('operator', `/packing/${order.id}`, PHONE);

    await operator.sees(ELBOW.sku);
    // One line by scan into a package of its own, opened again; then all into one.
    await operator.scans(ELBOW.barcode);
    await operator.presses('Close package · 1 line');
    await operator.sees('Package 1 is closed');
    await operator.presses('Undo');
    await operator.sees('Package 1 is open again');
    await operator.field('Weight (kg)').fill('2.4');
    await operator.presses('Pack all · 2 lines');
    await operator.sees('2.4 kg');

    // Held: it stays, and says why; released, it goes.
    await operator.sees('The order is held. It stays staged until its holds are released.');
    await operator.button(/^Ship 1 package/).click({ force: true });
    expect(await operator.page.getByRole('dialog', { name: 'Ship' }).count()).toBe(0);
    const [hold] = await firm.rows('hold', { field: 'orderId', is: 'eq', value: order.id });
    await firm.does('warehouseManager', 'hold.release', { id: hold?.id });
    await operator.seesNoMore('The order is held. It stays staged until its holds are released.');
    await operator.presses(/^Ship 1 package/);
    const panel = operator.page.getByRole('dialog', { name: 'Ship' });
    await operator.sees('8 Wharf Road', panel);
    await operator.field('Carrier', panel).fill('Black Cat');
    await operator.scans('BC-77190');
    expect(await operator.field('Tracking no.', panel).inputValue()).toBe('BC-77190');
    await operator.presses(/^Ship 1 package/, panel);
    await operator.page.waitForURL(/\/shipments\/[^/]+$/);

    // The note: the cash to collect (5 % tax on 4 × 1,237 + 12 × 58) and no other money.
    const note = operator.page.getByRole('article');
    await operator.sees('Collect in cash', note);
    await operator.sees('5,926', note);
    await operator.sees('BC-77190', note);
    const heard = await operator.everythingHeard();
    for (const money of ['4948', '5644', '4,948', '5,644', '1237', '1,237'])
      expect(heard, money).not.toMatch(new RegExp(`(?<![\\w.-])${money}(?![\\w-])`));
    await operator.presses('Confirm delivery');
    await operator.presses('Confirm delivery', operator.page.getByRole('dialog'));
    await operator.sees('Delivered');
    const [shipment] = await firm.rows('shipment', { field: 'orderId', is: 'eq', value: order.id });
    expect(shipment).toMatchObject({
      status: 'delivered',
      carrier: 'Black Cat',
      collect: 5_926,
      packages: 1,
      pieces: 16,
    });
    expect(shipment?.deliveredAt).toBeGreaterThan(0);
  });

  test('[W3] [W6] what comes in serves who waits, and the rest of an order ships by itself', async () => {
    const order = await ordered([[VALVE.sku, 20]]);
    const manager = await firm.enter('warehouseManager', '/stock');
    const operator = await firm.enter('operator', '/picking', PHONE);
    await startsPicking(operator, order.number);
    await operator.presses('Picked all 8');
    await operator.sees('The rest of the order waits for stock. It comes up here again by itself.');
    await packsAll(operator);
    await ships(operator, 'Black Cat', 'BC-1');

    await manager.presses('Receive goods');
    await manager.sees('Scan the product and its place.');
    await manager.scans(VALVE.barcode);
    await manager.sees(order.number);
    await manager.scans('B-01');
    await manager.field('Quantity').fill('15');
    await manager.presses('Receive 15');
    const received = manager.region('Received now');
    await manager.sees(order.number, received);
    await manager.sees('12', received);
    await operator.goesTo('Pick queue');
    await startsPicking(operator, order.number);
    await operator.sees('12');
    const stock = await firm.rows('stock', { field: 'sku', is: 'eq', value: VALVE.sku });
    expect(stock.map(({ onHand, reserved, available }) => [onHand, reserved, available])).toEqual([[15, 12, 3]]);
  });
});
