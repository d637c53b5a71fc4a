import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Person, PHONE, stories } from './browser.ts';
import { Firm, GASKET, receive } from './firm.ts';
import { hasFocus } from './focus.ts';
import { judged } from './judging.ts';
import { types } from './sales.ts';

const SOON = { timeout: 20_000 };

stories('customers as a seller wants them', () => {
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

  const dialog = (person: Person) => person.page.getByRole('dialog');
  const lines = () => [{ productId: firm.id(GASKET.sku), quantity: 2 }];
  const idOf = async (name: string): Promise<string> =>
    (await firm.rows('customer', { field: 'name', is: 'eq', value: name }))[0]?.id ?? '';

  test('[S1] a customer is entered with contact, address and a tax number that fits, and an order goes where it is told', async () => {
    await firm.does('seller', 'customer.create', {
      name: 'Bay Plumbing Co., Ltd.',
      localName: '海灣水電有限公司',
      country: 'TW',
      priceListId: firm.id('STD'),
    });
    const seller = await firm.enter('seller', '/customers/new');
    // One's own customers alike are pointed out while one types, in whichever script.
    await types(seller.field('Local name'), '海灣水電股份有限公司');
    await seller.sees('This may be the same firm as:');
    await seller.sees('same name');
    await types(seller.field('Local name'), '碼頭五金行');
    await seller.seesNoMore('This may be the same firm as:');
    await types(seller.field('Name'), 'Wharf Hardware');
    // Kept too early: what is still missing is said, and one goes on there.
    await seller.page.keyboard.press('Control+s');
    await seller.sees('Still missing: Country');
    await hasFocus(seller.field('Country'));
    await seller.field('Country').selectOption('TW');
    await types(seller.field('Tax ID'), '04595258');
    await seller.sees(/a Taiwanese one has eight digits/);
    await seller.presses('Save');
    await seller.sees(/Compare it with the customer's invoice/, seller.page.getByRole('alert'));
    await types(seller.field('Tax ID'), '0459-5257');
    const contact = seller.region('Contact');
    await types(seller.field('Name', contact), 'Ms Tsai');
    await types(seller.field('Phone', contact), '+886 2 5550 7788');
    await seller.presses('Japanese', contact);
    const delivery = seller.region('Delivery address');
    await types(seller.field('Street', delivery), '8 Wharf Road');
    await types(seller.field('City', delivery), 'Keelung');
    await types(seller.field('Delivery instructions', delivery), 'Ring at the side gate');
    await seller.presses('Save');
    await seller.page.waitForURL(/\/customers\/(?!new)/);
    await seller.sees('8 Wharf Road, Keelung', seller.region('Addresses'));
    await seller.sees('Japanese', seller.region('Contacts'));
    expect(await firm.rows('customer', { field: 'name', is: 'eq', value: 'Wharf Hardware' })).toMatchObject([
      { taxNumber: '04595257', contactName: 'Ms Tsai', country: 'TW', deliveryStreet: '8 Wharf Road, Keelung' },
    ]);

    // A second place, which becomes the usual one; the first is what this order is told.
    await seller.presses('Add delivery address');
    await types(seller.field('Consignee', dialog(seller)), 'Night shift');
    await types(seller.field('Street', dialog(seller)), '41 Dock Lane');
    await seller.presses('Save', dialog(seller));
    await seller.sees('41 Dock Lane', seller.region('Addresses'));
    await seller.presses('Actions for 41 Dock Lane');
    await seller.page.getByRole('menuitem', { name: 'Make usual' }).click();
    const id = await idOf('Wharf Hardware');
    const standing = async () => (await firm.rows('customer', { field: 'id', is: 'eq', value: id }))[0]?.deliveryStreet;
    await expect.poll(standing, SOON).toBe('41 Dock Lane');
    await seller.presses('New order');
    await seller.page.waitForURL(/\/orders\/new/);
    const place = seller.field('Customer’s address');
    await expect.poll(() => seller.field('Delivery address').inputValue(), SOON).toBe('41 Dock Lane');
    await place.selectOption({ label: '8 Wharf Road, Keelung' });
    await expect.poll(() => seller.field('Delivery address').inputValue()).toBe('8 Wharf Road, Keelung');
    await expect.poll(() => seller.field('Consignee').inputValue()).toBe('');
    await expect.poll(() => seller.field('Delivery instructions').inputValue()).toBe('Ring at the side gate');

    // Taken away by mistake, and back by one step.
    await seller.goesTo('Customers');
    await seller.page.goto(`${firm.address}/customers/${id}`);
    await seller.presses('Actions for 41 Dock Lane');
    await seller.page.getByRole('menuitem', { name: 'Remove' }).click();
    await seller.seesNoMore('Night shift');
    await seller.presses('Undo');
    await seller.sees('Night shift', seller.region('Addresses'));
  });

  test('[S1] a firm that another seller has goes to the manager’s inbox, and the seller is told nothing', async () => {
    const card = { country: 'TW', priceListId: firm.id('STD'), taxNumber: '10458575' };
    await firm.does('other', 'customer.create', { ...card, name: 'Pine Ridge Gifts Co., Ltd.' });
    const manager = await firm.enter('salesManager', '/inbox');
    const seller = await firm.enter('seller', '/customers/new');
    await types(seller.field('Name'), 'Pine Ridge Gifts');
    await seller.field('Country').selectOption('TW');
    await types(seller.field('Tax ID'), '10458575');
    await seller.presses('Save');
    await seller.page.waitForURL(/\/customers\/(?!new)/);
    await manager.sees('found a new customer that another seller seems to have');
    await manager.page.getByText('Pine Ridge Gifts').filter({ visible: true }).first().click();
    await manager.page.waitForURL(/\/customers\//);
    await manager.sees('Pine Ridge Gifts Co., Ltd.');
    await manager.sees('same tax ID, same name');
    const heard = await seller.everythingHeard();
    expect([heard.includes('Pine Ridge Gifts'), heard.includes('Co., Ltd.'), heard.includes('customer_alike')]).toEqual(
      [true, false, false],
    );
  });

  test('[S1] Finance sees where invoices go and not where goods do; the warehouse sees the order’s own', async () => {
    const { id } = await firm.does('seller', 'customer.create', {
      name: 'Old Harbour Trading',
      country: 'TW',
      priceListId: firm.id('STD'),
      contacts: [{ name: 'Ms Secret', phone: '02-5550-4444' }],
      addresses: [
        { kind: 'billing', street: '7 Ledger Street', email: 'bills@harbour.example' },
        { kind: 'delivery', street: '9 Quay Street', consignee: 'Gate keeper', instructions: 'Ring twice' },
        { kind: 'delivery', street: '77 Hidden Lane', instructions: 'Code 4711' },
      ],
    });
    await firm.does('seller', 'order.create', {
      customerId: id,
      warehouseId: firm.id('TPE'),
      lines: lines(),
      submit: true,
    });
    const clerk = await firm.enter('clerk', `/customers/${id}`);
    await clerk.sees('7 Ledger Street', clerk.region('Addresses'));
    const orders = await firm.rows('order', { field: 'customerId', is: 'eq', value: String(id) });
    const operator = await firm.enter('operator', `/orders/${orders[0]?.id}`, PHONE);
    await operator.sees('9 Quay Street');
    const heard = await clerk.everythingHeard();
    expect(
      ['bills@harbour.example', 'Ms Secret', 'Quay Street', 'Hidden Lane'].map((one) => heard.includes(one)),
    ).toEqual([true, false, false, false]);
    const picked = await operator.everythingHeard();
    expect(['Ring twice', 'Code 4711'].map((one) => picked.includes(one))).toEqual([true, false]);
    expect(['Quay Street', 'Ms Secret', '7 Ledger', 'Hidden Lane'].map((one) => picked.includes(one))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test('[S6] one page tells of a customer: orders, what is open as far as the role sees it, and what happened', async () => {
    const { id } = await firm.does('seller', 'customer.create', {
      name: 'Stone Bridge',
      country: 'TW',
      priceListId: firm.id('STD'),
      contacts: [{ name: 'Mr Liu', phone: '02-5550-1111' }],
      addresses: [{ kind: 'delivery', street: '3 Bridge Street' }],
    });
    const order = await firm.does('seller', 'order.create', {
      customerId: id,
      warehouseId: firm.id('TPE'),
      lines: lines(),
      submit: true,
    });
    const picks = await firm.rows('pick', { field: 'orderId', is: 'eq', value: String(order.id) });
    for (const { id: pick, quantity } of picks)
      await firm.company.system('pick.confirm', { id: pick, picked: quantity });
    const packed = await firm.company.system('order.pack', { orderId: order.id, pickIds: picks.map((one) => one.id) });
    await firm.company.system('order.ship', { orderId: order.id, packageIds: [packed.packageId ?? packed.id] });
    await firm.company.system('order.invoice', { orderId: order.id });
    const seller = await firm.enter('seller', `/customers/${id}`);
    const clerk = await firm.enter('clerk', `/customers/${id}`);
    await seller.sees(String(order.number), seller.region('Sales orders').or(seller.region('Orders')).first());
    await seller.sees('1 open item');
    // 2 × 1,237 and 5 % tax.
    await clerk.sees('2,598');
    const contact = (await firm.rows('contact', { field: 'customerId', is: 'eq', value: String(id) }))[0];
    await firm.does('seller', 'contact.update', {
      id: contact?.id,
      set: { phone: { from: '02-5550-1111', to: '02-5550-2222' } },
    });
    const timeline = seller.region('Timeline');
    await seller.sees('Changed a contact', timeline);
    await seller.sees('02-5550-2222', timeline);
    await seller.sees('02-5550-2222', seller.region('Contacts'));
    const open = (await firm.rows('receivable', { field: 'customerId', is: 'eq', value: String(id) }))[0]?.open;
    expect((await seller.everythingHeard()).includes(`"open":${open}`)).toBe(false);
    expect((await clerk.everythingHeard()).includes('5550-2222')).toBe(false);
  });

  test('[S6] all customers of a seller who leaves go over with their open orders, counted before', async () => {
    const open = ['quote', 'draft', 'submitted', 'confirmed'];
    const from = firm.people.get('seller') ?? '';
    const to = firm.people.get('other') ?? '';
    const of = (seller: string) => ({ field: 'sellerId', is: 'eq' as const, value: seller });
    const customers = await firm.rows('customer', of(from));
    const orders = await firm.rows('order', { all: [of(from), { field: 'status', is: 'in', value: open }] });
    expect([customers.length > 3, orders.length > 1]).toEqual([true, true]);
    const seller = await firm.enter('seller', '/customers');
    await seller.sees('Stone Bridge');
    const manager = await firm.enter('salesManager', '/customers');
    await manager.presses('Hand over a seller');
    await manager.page.keyboard.press('Control+Enter');
    await manager.sees('Choose whose customers go.', dialog(manager).getByRole('alert'));
    await manager.page.getByRole('combobox', { name: 'From' }).fill('Mei');
    await manager.page.getByRole('option', { name: 'Mei Lin' }).click();
    await manager.sees(new RegExp(`${customers.length} customers, ${orders.length} open orders?`), dialog(manager));
    await manager.page.getByRole('combobox', { name: 'To' }).fill('Otto');
    await manager.page.getByRole('option', { name: 'Otto Ho' }).click();
    await types(dialog(manager).getByLabel('Reason'), 'Mei Lin leaves');
    await manager.presses('Hand over', dialog(manager));
    await manager.sees(`${customers.length} customers handed over to Otto Ho`);
    await seller.seesNoMore('Stone Bridge');
    expect(await firm.rows('customer', of(from))).toEqual([]);
    expect(await firm.rows('address', of(from))).toEqual([]);
    expect(await firm.rows('order', { all: [of(from), { field: 'status', is: 'in', value: open }] })).toEqual([]);
    const moved = await firm.rows('order', { all: [of(to), { field: 'status', is: 'in', value: open }] });
    expect(moved.map(({ id }) => id).sort()).toEqual(orders.map(({ id }) => id).sort());
    const other = await firm.enter('other', `/customers/${await idOf('Stone Bridge')}`);
    await other.sees('Reason: Mei Lin leaves', other.region('Timeline'));
  });

  test('[S6] on a phone some customers are chosen by touch and handed over together', async () => {
    const back = firm.people.get('seller') ?? '';
    const manager = await firm.enter('salesManager', '/customers', PHONE);
    await manager.button('Hand over a seller').waitFor();
    await manager.presses('Select several');
    const list = manager.page.getByRole('list', { name: 'Customers' });
    for (const name of ['Stone Bridge', 'Old Harbour Trading']) await list.getByRole('checkbox', { name }).check();
    await manager.sees('2 selected');
    expect(await judged(manager.page, 'choosing customers')).toEqual([]);
    await manager.presses('Hand over', manager.page.getByRole('toolbar'));
    await manager.sees('Hand over 2 customers', dialog(manager));
    await manager.page.getByRole('combobox', { name: 'To' }).fill('Mei');
    await manager.page.getByRole('option', { name: 'Mei Lin' }).tap();
    await types(dialog(manager).getByLabel('Reason'), 'Back again');
    // All of it is on the screen, and large enough for a finger.
    for (const button of await dialog(manager).getByRole('button').all()) {
      const box = await button.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
      expect(box?.height).toBeGreaterThanOrEqual(36);
    }
    await manager.presses('Hand over', dialog(manager));
    await manager.sees('2 customers handed over to Mei Lin');
    // Rows open again what they are about.
    await list.getByRole('link', { name: 'Stone Bridge' }).waitFor();
    const handed = await firm.rows('customer', { field: 'sellerId', is: 'eq', value: back });
    expect(handed.map(({ name }) => name).sort()).toEqual(['Old Harbour Trading', 'Stone Bridge']);
  });
});
