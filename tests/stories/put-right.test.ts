import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HAND, type Person, type PHONE, stories } from './browser.ts';
import { Firm, GASKET, receive, VALVE } from './firm.ts';
import { hasFocus } from './focus.ts';
import { press } from './keys.ts';
import { types } from './sales.ts';

stories('what is not whole says so where it is, and one goes on there', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 500);
    await receive(firm, VALVE.sku, 'B-01', 500);
    const card = { name: 'Bay Plumbing', country: 'TW', priceListId: firm.id('STD') };
    const addresses = [{ kind: 'delivery', street: '8 Wharf Road' }];
    const { id } = await firm.does('seller', 'customer.create', { ...card, addresses });
    firm.ids.set('Bay', String(id));
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const dialogOf = ({ page }: Person) => page.getByRole('dialog');
  const order = async (sku: string, quantity: number, discount = 0): Promise<string> => {
    const lines = [{ productId: firm.id(sku), quantity, discount }];
    const input = { customerId: firm.id('Bay'), warehouseId: firm.id('TPE'), lines, submit: true };
    return String((await firm.does('seller', 'order.create', input)).id);
  };
  const stored = async (id: string) => (await firm.rows('order', { field: 'id', is: 'eq', value: id }))[0];
  const enters = async (who: Parameters<Firm['enter']>[0], path: string, size?: typeof PHONE): Promise<Person> => {
    const person = await firm.enter(who, path, size);
    await person.page.getByRole('heading', { level: 1 }).first().waitFor();
    await person.settles();
    return person;
  };

  test('[K1] [S1] what is kept under a name and has none says so under the name, and has the focus', async () => {
    const manager = await enters('salesManager', '/trade/payment-terms');
    for (const path of ['/trade/payment-terms', '/choices']) {
      await manager.page.goto(`${firm.address}${path}`);
      await manager.settles();
      await press(manager, 'n');
      const dialog = dialogOf(manager);
      const name = dialog.getByRole('textbox', { name: /^Name\*?$/ });
      await hasFocus(name);
      await dialog.getByRole('textbox').nth(1).focus();
      await press(manager, 'Control+Enter');
      await manager.sees('Fill this in.', dialog);
      await hasFocus(name);
      expect(await name.getAttribute('aria-invalid')).toBe('true');
      await manager.page.keyboard.type('Anew', HAND);
      await manager.seesNoMore('Fill this in.', dialog);
      await press(manager, 'Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    await manager.page.goto(`${firm.address}/products/${firm.id(GASKET.sku)}`);
    await manager.presses('Set a price', manager.region('Prices'));
    const dialog = dialogOf(manager);
    await dialog.getByRole('textbox', { name: /^From quantity/ }).fill('0');
    await press(manager, 'Control+Enter');
    await manager.sees('A price of 0 or more', dialog);
    await manager.sees('A whole number above 0.', dialog);
    await hasFocus(dialog.getByRole('textbox', { name: /^Price/ }));
  });

  test('[F1] [K1] terms that are none are marked in the review of an order, and nothing is sent', async () => {
    const id = await order(GASKET.sku, 200);
    const clerk = await enters('clerk', `/orders/${id}`);
    await clerk.presses('Approve amounts');
    const dialog = dialogOf(clerk);
    const days = dialog.getByRole('textbox', { name: /^Terms/ });
    await days.fill('400');
    await dialog.getByRole('combobox').last().focus();
    await press(clerk, 'Control+Enter');
    await clerk.sees('A whole number of days, 0 to 365.', dialog);
    await hasFocus(days);
    expect(await stored(id)).toMatchObject({ reviewed: false });
    await days.fill('45');
    await press(clerk, 'Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await stored(id)).toMatchObject({ reviewed: true, termsDays: 45 });

    // And at the desk of Finance one is led to them.
    const next = await order(GASKET.sku, 210);
    await clerk.page.goto(`${firm.address}/review?order=${next}`);
    await clerk.sees('Why it waits');
    const wrong = clerk.field(/^Terms/);
    await wrong.fill('x');
    await wrong.blur();
    await press(clerk, 'a');
    await hasFocus(wrong);
    await firm.does('clerk', 'order.review', { id: next });
  });

  test('[S1] of a new customer a contact without a name, and an address without a street, are gone to', async () => {
    const seller = await enters('seller', '/customers/new');
    await types(seller.field('Name'), 'Hill Heating');
    await seller.field('Country').selectOption('TW');
    const contact = seller.region('Contact');
    await types(contact.getByLabel('Phone'), '02 5550 1234');
    await press(seller, 'Control+s');
    await hasFocus(contact.getByLabel(/^Name/));
    await types(contact.getByLabel(/^Name/), 'Ms Hill');
    const delivery = seller.region('Delivery');
    await types(delivery.getByLabel('City'), 'Taipei');
    await press(seller, 'Control+s');
    await hasFocus(delivery.getByLabel(/^Street/));
  });

  test('[S4] who refuses with a thumb is where the reason is said, and then at what waits next', async () => {
    const [first, second] = [await order(GASKET.sku, 1, 300_000), await order(VALVE.sku, 1, 300_000)];
    const manager = await enters('salesManager', '/approvals');
    const why = manager.page.getByLabel('Answer');
    const number = String((await stored(first))?.number);
    await manager.page.getByRole('complementary', { name: number }).waitFor();
    const refuse = manager.button(/^Return/);
    await refuse.click();
    await hasFocus(why);
    await why.fill('Too much');
    await refuse.click();
    await manager.page.getByRole('complementary', { name: String((await stored(second))?.number) }).waitFor();
    const onBody = () => manager.page.evaluate(() => document.activeElement === document.body);
    await expect.poll(onBody).toBe(false);
    await why.fill('This too');
    await refuse.click();
    await manager.sees('Nothing waits for your decision');
    await hasFocus(manager.page.locator('#content'));
    expect([await stored(first), await stored(second)]).toMatchObject([{ status: 'draft' }, { status: 'draft' }]);
  });

  test('[S4] a price that was agreed to needs nobody’s approval any more, until it is changed', async () => {
    const id = await order(GASKET.sku, 3, 300_000);
    const seller = await enters('seller', `/orders/${id}`);
    await seller.sees(/needs approval/);
    const [hold] = await firm.rows('hold', { field: 'orderId', is: 'eq', value: id });
    await firm.does('salesManager', 'hold.release', { id: hold?.id });
    await seller.sees('Confirmed');
    await seller.seesNoMore(/needs approval/);
    await types(seller.field(`Discount, ${GASKET.sku}`), '35');
    await seller.sees(/needs approval/);
    await seller.presses('Discard');
  });

  test('[K1] while the server is away a page whose part cannot be fetched is not fetched whole', async () => {
    const seller = await enters('seller', '/orders');
    seller.forgives(/net::ERR_|dynamically imported module|Unable to preload/);
    await seller.page.route(/\/assets\/|:\d+\/$/, (route) => route.abort());
    await seller.goesTo('Customers');
    await seller.sees('This page could not be loaded');
    expect(seller.loads).toBe(1);
    // Once it is there again the part is fetched with the whole.
    await seller.page.unroute(/\/assets\/|:\d+\/$/);
    await seller.page.route(/\/assets\/Customer/, (route) => route.abort(), { times: 1 });
    await seller.presses('Try again');
    await expect.poll(() => seller.loads).toBe(2);
  });
});
