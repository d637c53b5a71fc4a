import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HAND, type Person, PHONE, stories } from './browser.ts';
import { Firm, GASKET, PEOPLE, type Who } from './firm.ts';
import { hasFocus } from './focus.ts';
import { judged, stillness } from './judging.ts';
import { press, tabsTo } from './keys.ts';

/** Longest wait for what another has done to be on the screen, ms. */
const AT_ONCE = 1_000;
const SOON = { timeout: 20_000 };

stories('views that others have, too', () => {
  let firm: Firm;
  /** Numbers of orders, by the customer. */
  const orders = new Map<string, string>();
  const enters = async (who: Who, customer: string): Promise<void> => {
    const card = { name: customer, country: 'TW', priceListId: firm.id('STD') };
    const addresses = [{ kind: 'delivery', street: '8 Wharf Road' }];
    const { id: customerId } = await firm.does(who, 'customer.create', { ...card, addresses });
    const lines = [{ productId: firm.id(GASKET.sku), quantity: 30 }];
    const input = { customerId, warehouseId: firm.id('TPE'), lines, submit: true };
    const { id } = await firm.does(who, 'order.create', input);
    const [row] = await firm.rows('order', { field: 'id', is: 'eq', value: String(id) });
    orders.set(customer, row?.number ?? '');
  };
  beforeAll(async () => {
    firm = await Firm.open();
    await enters('seller', 'Bay Plumbing');
    await enters('seller', 'Harbour Pumps');
    await enters('other', 'Bay Fittings');
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const views = ({ page }: Person) => page.getByRole('navigation', { name: 'Views' });
  const view = (person: Person, name: string) => views(person).getByRole('button', { name });
  /** The numbers of the orders that are listed. */
  const lists = async (person: Person, ...customers: readonly string[]): Promise<void> => {
    const wanted = customers.map((customer) => orders.get(customer) ?? '').sort();
    const isShown = async (number: string): Promise<string[]> =>
      (await person.page.getByRole('row', { name: new RegExp(number) }).count()) > 0 ? [number] : [];
    const shown = async () => (await Promise.all([...orders.values()].map(isShown))).flat().sort();
    await expect.poll(shown, SOON).toEqual(wanted);
  };
  const viewOf = async (name: string) => (await firm.rows('saved_view', { field: 'name', is: 'eq', value: name }))[0];
  const keep = async (who: Who, name: string, filter: unknown): Promise<string> => {
    const query = new URLSearchParams({ filter: JSON.stringify(filter), sort: '-number' }).toString();
    return String((await firm.does(who, 'saved_view.save', { on: 'order', name, query })).id);
  };
  const shareWith = (id: string, ...roles: readonly string[]) =>
    firm.does('salesManager', 'saved_view.share', {
      id,
      shares: roles.map((one) => ({ kind: 'role', id: firm.id(one) })),
    });

  test('[S3] [K1] saved and shared by key, used at once with one’s own rows, edited, ended and removed by its owner', async () => {
    const seller = await firm.enter('seller', '/orders');
    await lists(seller, 'Bay Plumbing', 'Harbour Pumps');
    const manager = await firm.enter('salesManager', '/orders');
    const { keyboard } = manager.page;
    await manager.sees(orders.get('Bay Fittings') ?? '');
    await press(manager, '/');
    await keyboard.type('Bay', HAND);
    await lists(manager, 'Bay Plumbing', 'Bay Fittings');
    await tabsTo(manager, manager.button('Save as'), 12, 'Shift+Tab');
    await press(manager, 'Enter');
    await hasFocus(manager.page.getByLabel('Name of the view'));
    await keyboard.type('The bay', HAND);
    await press(manager, 'Enter');
    await view(manager, 'The bay').and(manager.page.locator('[aria-current=page]')).waitFor();
    const menu = manager.button('The bay: more actions');
    await tabsTo(manager, menu, 30);
    await press(manager, 'Enter');
    await hasFocus(manager.page.getByRole('menuitem', { name: 'Share' }));
    await press(manager, 'Enter');
    const dialog = manager.page.getByRole('dialog', { name: 'Share The bay' });
    const adding = dialog.getByRole('button', { name: 'Add a role or a colleague' });
    await hasFocus(adding);
    expect(await judged(manager.page, 'sharing a view')).toEqual([]);
    await press(manager, 'Enter');
    await keyboard.type('Sales rep', HAND);
    await manager.page.getByRole('option', { name: 'Sales representative' }).waitFor();
    await press(manager, 'Enter');
    await dialog.getByRole('button', { name: 'No longer share with Sales representative' }).waitFor();
    await press(manager, 'Control+Enter');
    await manager.sees('The bay is shared');
    const shared = Date.now();

    // It has come by itself, under who shares it; of its rows each sees their own.
    const theirs = view(seller, `The bay shared by ${PEOPLE.salesManager.name}`);
    await theirs.waitFor();
    expect(Date.now() - shared).toBeLessThan(AT_ONCE);
    await seller.sees(PEOPLE.salesManager.name, views(seller));
    await theirs.click();
    await lists(seller, 'Bay Plumbing');
    expect(await judged(seller.page, 'a shared view')).toEqual([]);
    const id = String((await viewOf('The bay'))?.id);
    expect(new URL(seller.page.url()).search).toBe(`?view=${id}`);
    expect(await seller.button('Save').count()).toBe(0);

    // Its owner asks for something else by it, and whoever has it open sees that.
    await manager.page.getByPlaceholder(/orders/i).fill('Harbour');
    await lists(manager, 'Harbour Pumps');
    await manager.page.getByRole('button', { name: 'Save', exact: true }).click();
    await lists(seller, 'Harbour Pumps');
    await seller.presses('The bay: more actions');
    expect(await seller.page.getByRole('menuitem').allTextContents()).toEqual(['Make my own copy']);
    await seller.page.getByRole('menuitem').click();
    await view(seller, 'Copy of The bay').and(seller.page.locator('[aria-current=page]')).waitFor();
    await theirs.click();
    await lists(seller, 'Harbour Pumps');

    // Renamed in its menu.
    await menu.click();
    await manager.page.getByRole('menuitem', { name: 'Rename' }).click();
    await manager.page.getByRole('dialog').getByLabel('Name of the view').fill('The harbour');
    await manager.presses('Rename', manager.page.getByRole('dialog'));
    await view(seller, 'The harbour').waitFor();

    // No longer shared: the view goes, what was asked stays in the address.
    await manager.presses('The harbour: more actions');
    await manager.page.getByRole('menuitem', { name: 'Share' }).click();
    await manager.presses('No longer share with Sales representative');
    await manager.presses('Share', manager.page.getByRole('dialog'));
    await manager.sees('The harbour is yours alone again');
    const ended = Date.now();
    await view(seller, 'The harbour').waitFor({ state: 'detached' });
    expect(Date.now() - ended).toBeLessThan(AT_ONCE);
    await seller.sees('The harbour is no longer shared with you');
    await seller.page.waitForURL(/q=Harbour/);
    expect(seller.page.url()).not.toContain('view=');
    await lists(seller, 'Harbour Pumps');
    await view(seller, 'Copy of The bay').waitFor();

    // Removed, and had back as it was shared.
    await shareWith(id, 'sales_rep');
    await view(seller, 'The harbour').waitFor();
    await manager.presses('The harbour: more actions');
    await manager.page.getByRole('menuitem', { name: 'Remove' }).click();
    await view(seller, 'The harbour').waitFor({ state: 'detached' });
    await manager.sees('The harbour removed');
    expect(await viewOf('The harbour')).toBeUndefined();
    await press(manager, 'Control+z');
    await view(seller, 'The harbour').waitFor();
    expect([seller.loads, manager.loads]).toEqual([1, 1]);
  });

  test('[S3] [P3] a view by a field that is denied comes to nobody whose field it is not, and goes with the field', async () => {
    const [dear, total] = [73_182_946, 1_000];
    const id = await keep('salesManager', 'Margin', { field: 'margin', is: 'ge', value: dear });
    await shareWith(id, 'sales_rep', 'executive');
    const seller = await firm.enter('seller', '/orders');
    const executive = await firm.enter('executive', '/orders');
    await view(executive, 'Margin').waitFor();
    await seller.settles();
    expect(await view(seller, 'Margin').count()).toBe(0);
    const filter = { field: 'total', is: 'ge', value: total };
    const amounts = await keep('salesManager', 'By amount', filter);
    await shareWith(amounts, 'sales_rep');
    await view(seller, 'By amount').click();
    await lists(seller, 'Bay Plumbing', 'Harbour Pumps');
    expect(await seller.everythingHeard()).not.toMatch(new RegExp(`${dear}|"Margin"`));

    const roleId = firm.id('sales_rep');
    const stored = await firm.rows('rule', { field: 'roleId', is: 'eq', value: roleId });
    const rules = (shut: string | null) =>
      stored.map(({ on, may, scope, when, groups }) => {
        const kept = (groups as string[]).filter((group) => may !== 'read' || group !== shut);
        return { on, may, scope, when, groups: kept };
      });
    // With a condition of their own beside it, all of it stands in the address.
    const narrowed = { all: [filter, { field: 'status', is: 'ne', value: 'draft' }] };
    const query = new URLSearchParams({ view: amounts, filter: JSON.stringify(narrowed) });
    await seller.page.goto(`${firm.address}/orders?${query}`);
    await view(seller, 'By amount').and(seller.page.locator('[aria-current=page]')).waitFor();
    await lists(seller, 'Bay Plumbing', 'Harbour Pumps');
    await firm.does('administrator', 'role.save', { id: roleId, rules: rules('amounts') });
    // Neither the view nor what it asked for is left: by that field the seller may not ask any more.
    await view(seller, 'By amount').waitFor({ state: 'detached' });
    await seller.page.waitForURL((url) => !url.search.includes('view='));
    expect(seller.page.url()).not.toContain('filter');
    await lists(seller, 'Bay Plumbing', 'Harbour Pumps');
    await firm.does('administrator', 'role.save', { id: roleId, rules: rules(null) });
    await view(seller, 'By amount').waitFor();

    // What is searched for may be a word of any field that the search goes through: of notes, too.
    const text = 'The bay in words';
    const sought = await firm.does('salesManager', 'saved_view.save', { on: 'order', name: text, query: 'q=Bay' });
    await shareWith(String(sought.id), 'sales_rep', 'executive');
    await view(seller, text).click();
    await lists(seller, 'Bay Plumbing');
    await executive.settles();
    expect(await view(executive, text).count()).toBe(0);
    await firm.does('administrator', 'role.save', { id: roleId, rules: rules('notes') });
    await view(seller, text).waitFor({ state: 'detached' });
    await seller.page.waitForURL((url) => !url.search.includes('view='));
    expect(seller.page.url()).not.toContain('q=');
    await lists(seller, 'Bay Plumbing', 'Harbour Pumps');
    await firm.does('administrator', 'role.save', { id: roleId, rules: rules(null) });
    for (const one of [String(sought.id), id, amounts])
      await firm.does('salesManager', 'saved_view.remove', { id: one });
  });

  test('[S3] on a phone a view is shared and found with a thumb', async () => {
    const id = await keep('salesManager', 'Soon', { field: 'promisedOn', is: 'ge', value: '@today' });
    const manager = await firm.enter('salesManager', `/orders?view=${id}`, PHONE);
    const menu = manager.button('Soon: more actions');
    const fitsThumb = async (one: ReturnType<typeof view>): Promise<void> => {
      await one.waitFor();
      await stillness(one.page());
      const { height = 0, width = 0 } = (await one.boundingBox()) ?? {};
      expect([Math.round(height) >= 44, Math.round(width) >= 44]).toEqual([true, true]);
    };
    await fitsThumb(menu);
    await menu.tap();
    const sharing = manager.page.getByRole('menuitem', { name: 'Share' });
    await fitsThumb(sharing);
    await sharing.tap();
    const dialog = manager.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add a role or a colleague' }).tap();
    await manager.page.getByRole('option', { name: 'Executive' }).tap();
    const remove = dialog.getByRole('button', { name: 'No longer share with Executive' });
    for (const one of [remove, dialog.getByRole('button', { name: 'Share', exact: true })]) await fitsThumb(one);
    expect(await judged(manager.page, 'sharing on a phone')).toEqual([]);
    await dialog.getByRole('button', { name: 'Share', exact: true }).tap();
    await manager.sees('Soon is shared');
    const executive = await firm.enter('executive', `/orders?view=${id}`, PHONE);
    // Also the last of many tabs stands in sight when its view is the open one.
    const tab = view(executive, `Soon shared by ${PEOPLE.salesManager.name}`);
    await tab.and(executive.page.locator('[aria-current=page]')).waitFor();
    const inSight = async () => {
      const box = await tab.boundingBox();
      return box !== null && box.x >= 0 && box.x + box.width <= 390;
    };
    await expect.poll(inSight, SOON).toBe(true);
    // And all of them stand beneath each other, under who shares them.
    await executive.presses('All views');
    const entry = executive.page.getByRole('menuitemcheckbox', { name: 'Soon' });
    await executive.sees(PEOPLE.salesManager.name, executive.page.getByRole('menu'));
    await fitsThumb(entry);
    expect(await judged(executive.page, 'all views on a phone')).toEqual([]);
    await executive.page.getByRole('menuitemcheckbox', { name: 'All', exact: true }).tap();
    await executive.page.waitForURL((url) => !url.search.includes(id));
    const wide = await executive.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
  });
});
