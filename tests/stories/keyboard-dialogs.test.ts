import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HAND, type Person, stories } from './browser.ts';
import { Firm, GASKET, PEOPLE, receive } from './firm.ts';
import { hasFocus } from './focus.ts';
import { byPalette, press, tabsTo } from './keys.ts';

stories('forms in dialogs, opened and confirmed with the keyboard alone', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 20);
    await receive(firm, GASKET.sku, 'B-01', 5);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const dialogOf = ({ page }: Person) => page.getByRole('dialog');
  const types = ({ page }: Person, text: string): Promise<void> => page.keyboard.type(text, HAND);
  /** Ctrl+Enter, and the dialog has gone. */
  const confirms = async (person: Person): Promise<void> => {
    await press(person, 'Control+Enter');
    await dialogOf(person).waitFor({ state: 'detached' });
  };
  const enters = async (who: Parameters<Firm['enter']>[0], path: string): Promise<Person> => {
    const person = await firm.enter(who, path);
    await person.page.getByRole('heading', { level: 1 }).first().waitFor();
    await person.settles();
    return person;
  };

  test('[T5] [K1] somebody is invited from the list; what is wrong has the focus, and one is back on one’s row', async () => {
    const administrator = await enters('administrator', '/people');
    const row = administrator.page.getByRole('row', { name: new RegExp(PEOPLE.executive.name) });
    await row.waitFor();
    await press(administrator, 'j');
    const mine = row.and(administrator.page.locator(':focus-within'));
    await mine.waitFor();
    await press(administrator, 'n');
    const dialog = dialogOf(administrator);
    const email = dialog.getByRole('textbox', { name: /^E-mail/ });
    await hasFocus(dialog.getByRole('textbox', { name: /^Name/ }));
    await types(administrator, 'Lan Yeh');
    const role = dialog.getByRole('checkbox', { name: 'Sales rep' });
    await tabsTo(administrator, role, 8);
    await press(administrator, 'Space', 'Control+Enter');
    await hasFocus(email);
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    await types(administrator, 'lan@firm.example');
    await press(administrator, 'Control+Enter');
    const done = dialog.getByRole('button', { name: 'Done' });
    await done.waitFor();
    // The link is there this once: no key that is struck again takes it away.
    await press(administrator, 'Control+Enter', 'Escape');
    await dialog.getByRole('textbox').waitFor();
    await tabsTo(administrator, done, 5);
    await press(administrator, 'Enter');
    await dialog.waitFor({ state: 'detached' });
    const [invited] = await firm.rows('person', { field: 'status', is: 'eq', value: 'invited' });
    expect([invited?.name, invited?.roleIds]).toEqual(['Lan Yeh', [firm.id('sales_rep')]]);
    await mine.waitFor();
  });

  test('[S1] [K1] payment terms are entered and changed by key, and each time one goes on from where one was', async () => {
    const manager = await enters('salesManager', '/trade/payment-terms');
    const add = manager.button('Add');
    await add.focus();
    await press(manager, 'n');
    const dialog = dialogOf(manager);
    const name = dialog.getByRole('textbox', { name: /^Name\*?$/ });
    await hasFocus(name);
    await types(manager, 'Net 75');
    const days = dialog.getByRole('textbox', { name: /^Terms/ });
    await tabsTo(manager, days, 6);
    await press(manager, 'Control+a');
    await types(manager, '75');
    await confirms(manager);
    await hasFocus(add);
    const change = manager.page.getByRole('button', { name: 'Change Net 75', exact: true });
    await change.waitFor();
    await tabsTo(manager, change, 40);
    await press(manager, 'Enter');
    await hasFocus(name);
    await press(manager, 'Control+a');
    await types(manager, 'Net 75 days');
    await confirms(manager);
    const renamed = manager.page.getByRole('button', { name: 'Change Net 75 days' });
    await hasFocus(renamed);
    const [term] = await firm.rows('payment_term', { field: 'name', is: 'eq', value: 'Net 75 days' });
    expect([term?.settlement, term?.termsDays]).toEqual(['net', 75]);
  });

  test('[S7] [K1] a price is set by the palette, from a field of its form', async () => {
    const manager = await enters('salesManager', `/products/${firm.id(GASKET.sku)}`);
    const set = manager.region('Prices').getByRole('button', { name: 'Set a price' });
    await set.focus();
    await byPalette(manager, 'set a pri', /^Set a price/);
    const dialog = dialogOf(manager);
    await hasFocus(dialog.getByRole('textbox', { name: /^Price/ }));
    await types(manager, '1199.5');
    const from = dialog.getByRole('textbox', { name: /^From quantity/ });
    await tabsTo(manager, from, 4);
    await press(manager, 'Control+a');
    await types(manager, '10');
    await confirms(manager);
    await manager.sees('1,199.5', manager.region('Prices'));
    await hasFocus(set);
    const prices = await firm.rows('price', { field: 'productId', is: 'eq', value: firm.id(GASKET.sku) });
    expect(prices.map(({ minQuantity, unitPrice }) => [minQuantity, unitPrice]).at(-1)).toEqual([10, 1_199_500_000]);
  });

  test('[W1] [K1] stock is adjusted at the place that the palette names; without a reason it says what it wants', async () => {
    const manager = await enters('warehouseManager', `/stock/${firm.id(GASKET.sku)}`);
    const at = manager.page.getByRole('button', { name: `Adjust ${GASKET.sku} at B-01` });
    await at.focus();
    await byPalette(manager, 'adjust a-01', /^Adjust GASKET-8 at A-01/);
    const dialog = dialogOf(manager);
    const quantity = dialog.getByRole('textbox', { name: /^Quantity/ });
    await hasFocus(quantity);
    const notices = manager.page.locator('section[aria-live=polite].fixed');
    await press(manager, 'Control+Enter');
    await manager.sees('Enter how many more or fewer there are.', notices);
    await types(manager, '3');
    await press(manager, 'Control+Enter');
    await manager.sees('Say why: the ledger keeps it.', notices);
    await tabsTo(manager, dialog.getByRole('textbox', { name: /^Reason/ }), 6);
    await types(manager, 'Counted');
    await confirms(manager);
    await manager.sees(/^A-01 adjusted by/);
    await hasFocus(at);
    const places = await firm.rows('stock', { field: 'productId', is: 'eq', value: firm.id(GASKET.sku) });
    expect(places.map(({ onHand }) => onHand).sort()).toEqual([17, 5]);
  });

  test('[E4] [K1] a screen is paired by its code and set anew, and one is back where it was begun', async () => {
    const wall = await firm.theatre.person('the wall');
    wall.forgives(/net::ERR_|^WebSocket connection to|status of 50[23]/);
    await wall.page.goto(`${firm.address}/wall`);
    const code = (await wall.page.locator('[data-test=code]').textContent()) ?? '';
    const administrator = await enters('administrator', '/walls');
    await press(administrator, 'n');
    const dialog = dialogOf(administrator);
    const name = dialog.getByRole('textbox', { name: /^Name of the wall/ });
    await hasFocus(dialog.getByRole('textbox', { name: /^Code on the screen/ }));
    await types(administrator, code);
    await press(administrator, 'Control+Enter');
    await hasFocus(name);
    await types(administrator, 'North hall');
    await confirms(administrator);
    await wall.sees('North hall');

    const change = administrator.page.getByRole('button', { name: 'Change North hall' });
    await change.waitFor();
    await tabsTo(administrator, change, 8);
    await press(administrator, 'Enter');
    const floor = dialog.getByRole('checkbox', { name: 'Floor' });
    await floor.waitFor();
    await tabsTo(administrator, floor, 6);
    await press(administrator, 'Space');
    await confirms(administrator);
    await hasFocus(change);
    const [row] = await firm.rows('wall', { field: 'name', is: 'eq', value: 'North hall' });
    expect(row?.scenes).not.toContain('floor');
  });
});
