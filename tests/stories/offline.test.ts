import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PATIENCE, type Person, stories } from './browser.ts';
import { ELBOW, emailOf, Firm, GASKET, PASSWORD, PEOPLE, receive, VALVE, type Who } from './firm.ts';
import { Line, leftOn } from './line.ts';
import { entersLine, lineOf, saves, types } from './sales.ts';

const SOON = { timeout: PATIENCE };

stories('without a connection', () => {
  let firm: Firm;
  let customerId: string;
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 500);
    await receive(firm, VALVE.sku, 'B-01', 500);
    await receive(firm, ELBOW.sku, 'C-01', 500);
    const card = {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    };
    customerId = String((await firm.does('seller', 'customer.create', card)).id);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const order = async (submit: boolean): Promise<string> => {
    const lines = [
      { productId: firm.id(GASKET.sku), quantity: 10 },
      { productId: firm.id(VALVE.sku), quantity: 4 },
    ];
    const input = { customerId, warehouseId: firm.id('TPE'), lines, submit };
    return String((await firm.does('seller', 'order.create', input)).id);
  };
  const stored = async (id: string) => (await firm.rows('order', { field: 'id', is: 'eq', value: id }))[0];
  const linesOf = async (id: string) =>
    Object.fromEntries(
      (await firm.rows('order_line', { field: 'orderId', is: 'eq', value: id })).map((line) => [
        line.sku,
        line.quantity,
      ]),
    );
  const enter = async (who: Who, path: string): Promise<{ person: Person; line: Line }> => {
    const person = await firm.enterAs(PEOPLE[who].name, emailOf(who), PASSWORD, null);
    const line = await Line.of(person);
    await person.page.goto(`${firm.address}${path}`);
    await person.sees(/^Live$/);
    return { person, line };
  };
  /** The laptop is shut in the midst of it, and opened again where there is a connection: another page of the same browser. */
  const reopens = async ({ person, line }: { person: Person; line: Line }, path: string): Promise<void> => {
    // A hand takes longer to shut a lid than the page to write.
    await person.page.waitForTimeout(1_000);
    await person.page.close();
    await line.mend();
    await person.opensAgain(`${firm.address}${path}`);
    await person.sees(/^Live/);
  };

  test('[S2] [P13] a draft typed for a while without a connection, the laptop shut and opened again: nothing is lost', async () => {
    const id = await order(false);
    const seller = await enter('seller', `/orders/${id}/edit`);
    const { person } = seller;
    await person.field('Quantity, GASKET-8').waitFor();
    await seller.line.cut();
    await types(person.field('Quantity, GASKET-8'), '21');
    await person.field('Notes').fill('Ring the bell');
    // So long that the page has given the first part to be sent.
    await person.sees(/1 action kept/);
    await types(person.field('Quantity, VALVE-20'), '7');
    await types(person.field('Delivery address'), '12 Quay Street');
    await person.field('Notes').fill('Ring the bell twice');
    expect(await stored(id)).toMatchObject({ notes: null });
    await reopens(seller, `/orders/${id}/edit`);
    await expect.poll(() => person.field('Notes').inputValue(), SOON).toBe('Ring the bell twice');
    await expect.poll(() => person.field('Delivery address').inputValue(), SOON).toBe('12 Quay Street');
    await expect.poll(() => person.field('Quantity, VALVE-20').inputValue(), SOON).toBe('7');
    await expect.poll(() => person.field('Quantity, GASKET-8').inputValue(), SOON).toBe('21');
    await person.presses('Save draft');
    await expect
      .poll(() => stored(id), SOON)
      .toMatchObject({ notes: 'Ring the bell twice', deliveryStreet: '12 Quay Street' });
    expect(await linesOf(id)).toEqual({ [GASKET.sku]: 21, [VALVE.sku]: 7 });
    expect(new Set(seller.line.sent.map(({ id: one }) => one)).size).toBe(seller.line.sent.length);
  });

  test('[S2] [P5] an order that was not at the server yet: begun, gone on with without a connection, shut, opened: there once', async () => {
    const before = (await firm.rows('order', { field: 'customerId', is: 'eq', value: customerId })).length;
    const seller = await enter('seller', '/orders/new');
    const { person } = seller;
    await person.page.getByRole('combobox', { name: 'Customer' }).fill('Bay');
    await person.page.getByRole('option', { name: 'Bay Plumbing' }).first().click();
    await entersLine(person, { sku: GASKET.sku, quantity: 3 });
    await seller.line.cut();
    await types(person.field('Quantity, GASKET-8'), '5');
    await person.sees(/1 action kept/);
    await types(person.field('Quantity, GASKET-8'), '8');
    await person.field('Notes').fill('In the tunnel');
    await reopens(seller, '/orders/new');
    await lineOf(person, GASKET.sku).waitFor();
    await expect.poll(() => person.field('Notes').inputValue(), SOON).toBe('In the tunnel');
    await expect.poll(() => person.field('Quantity, GASKET-8').inputValue(), SOON).toBe('8');
    await person.presses('Save draft');
    const orders = () => firm.rows('order', { field: 'customerId', is: 'eq', value: customerId });
    await expect.poll(async () => (await orders()).length, SOON).toBe(before + 1);
    const made = async () => (await orders()).find(({ notes }) => notes === 'In the tunnel')?.id ?? '';
    await expect.poll(made, SOON).not.toBe('');
    await expect.poll(async () => linesOf(await made()), SOON).toEqual({ [GASKET.sku]: 8 });
    expect((await orders()).length).toBe(before + 1);
  });

  test('[P5] [P13] [LIVE28] kept, shown as pending where it was done, sent once in order; what is refused comes back with reason and input', async () => {
    const [first, second] = [await order(true), await order(true)];
    const seller = await enter('seller', `/customers/${customerId}`);
    const { person, line } = seller;
    const manager = await firm.enter('salesManager', `/orders/${second}`);
    await manager.field('Notes').waitFor();
    await person.field('Notes').waitFor();
    await line.cut();
    await types(person.field('Notes'), 'Mine');
    await person.presses('Save');
    // In its place, with what it is; the field keeps what was typed.
    await person.sees('Not yet sent');
    await person.sees('Change · Bay Plumbing');
    expect(await person.field('Notes').inputValue()).toBe('Mine');
    await firm.does('salesManager', 'customer.update', {
      id: customerId,
      set: { notes: { from: null, to: 'Theirs' } },
    });
    await reopens(seller, '/orders');
    await person.sees(/1 not done/);
    await person.sees('Change · Bay Plumbing: Not done.');
    await person.page.getByRole('button', { name: 'Close' }).first().click();
    await person.presses(/1 not done/);
    const mark = person.page.getByRole('dialog');
    await person.sees(/changed this meanwhile|changed this field meanwhile/, mark);
    await person.presses('Open', mark);
    // What was typed stands there again, theirs beside it, and one chooses.
    const choice = person.page.getByRole('alert').filter({ hasText: 'Theirs' });
    await choice.waitFor();
    expect(await person.field('Notes').inputValue()).toBe('Mine');
    await person.presses('Keep mine', choice);
    await saves(person);
    await person.seesNoMore(/not done/i);
    const [customer] = await firm.rows('customer', { field: 'id', is: 'eq', value: customerId });
    expect(customer?.notes).toBe('Mine');
    expect((await leftOn(person.page)).rows).toBe(0);

    // Two that follow each other, on two orders: in that order, each once.
    await person.page.goto(`${firm.address}/orders/${first}`);
    await person.field('Notes').waitFor();
    const before = line.sent.length;
    await line.cut();
    await types(person.field('Notes'), 'one');
    await person.presses('Save');
    await person.sees(/1 action kept/);
    await person.presses(
      'Orders',
      person.page.getByRole('navigation', { name: 'Breadcrumb' }).or(person.page.locator('nav')).first(),
    );
    await line.mend();
    await person.sees(/^Live$/);
    await expect.poll(() => stored(first), SOON).toMatchObject({ notes: 'one' });
    expect(line.sent.slice(before).map(({ name }) => name)).toEqual(['order.update']);
    expect(manager.loads).toBe(1);
  });

  test('[P11] [LIVE28] suspended while away: at the first word nothing is left on the device, on the screen or in the storages', async () => {
    const id = await order(true);
    const seller = await enter('seller', `/orders/${id}`);
    const { person, line } = seller;
    await person.field('Notes').waitFor();
    await line.cut();
    await types(person.field('Notes'), 'Only for Bay Plumbing');
    await person.presses('Save');
    await person.sees(/1 action kept/);
    await types(person.field('Delivery address'), '77 Secret Lane');
    await expect.poll(async () => (await leftOn(person.page)).rows, SOON).toBe(2);
    // What lies there is nobody's to read, with the keys that lie there beside it as well.
    const kept = await leftOn(person.page);
    expect(kept.text).not.toMatch(/Bay Plumbing|Secret Lane|order\.update/);
    expect(kept.extractable).toBe(0);
    await firm.does('administrator', 'person.suspend', { id: firm.people.get('seller') });
    await line.mend();
    await person.page.waitForURL(/sign-in/);
    await person.seesNoMore('Bay Plumbing');
    await expect.poll(() => leftOn(person.page), SOON).toMatchObject({ rows: 0 });
    expect((await leftOn(person.page)).text).not.toMatch(/Bay|Secret/);
    expect(await person.page.content()).not.toMatch(/Secret Lane|Only for Bay/);
    // Nor does anything come back by itself a moment later.
    await person.page.waitForTimeout(4_000);
    expect((await leftOn(person.page)).rows).toBe(0);
    expect(await stored(id)).toMatchObject({ notes: null });
    await firm.does('administrator', 'person.activate', { id: firm.people.get('seller') });
  });

  test('[P5] [LIVE28] two pages of one person: one sends what was kept, the other after it is closed; both show what became of it', async () => {
    const [first, second] = [await order(true), await order(true)];
    const { person, line } = await enter('seller', `/orders/${first}`);
    await person.field('Notes').waitFor();
    const other = await person.opensBeside(`${firm.address}/orders/${second}`);
    const field = (name: string) => other.getByLabel(name).and(other.locator('input, textarea, select')).first();
    await field('Notes').waitFor();
    await other
      .getByText(/^Live$/)
      .first()
      .waitFor();
    await line.cut();
    await types(person.field('Notes'), 'From the first');
    await person.presses('Save');
    await person.sees(/1 action kept/);
    // What the one keeps the other shows, and the other way round.
    await other
      .getByText(/1 action kept/)
      .first()
      .waitFor();
    await field('Delivery address').fill('9 Second Street');
    await field('Delivery address').blur();
    await other.getByRole('button', { name: /^Save/ }).first().click();
    await person.sees(/2 actions kept/);
    // Meanwhile somebody else writes where the second did.
    await firm.does('salesManager', 'order.update', {
      id: second,
      set: { deliveryStreet: { from: '8 Wharf Road', to: '1 Their Road' } },
    });
    const before = line.sent.length;
    await line.mend();
    await expect.poll(() => stored(first), SOON).toMatchObject({ notes: 'From the first' });
    await person.sees(/1 not done/);
    await other
      .getByText(/1 not done/)
      .first()
      .waitFor();
    expect(line.sent.slice(before).map(({ name }) => name)).toEqual(['order.update', 'order.update']);
    expect(new Set(line.sent.slice(before).map(({ id }) => id)).size).toBe(2);
    // Given up on the one, it is gone from both.
    const bar = other.getByRole('region', { name: /not saved/ });
    await bar.getByRole('button', { name: 'Discard' }).click();
    await person.seesNoMore(/not done/);
    // The edit that stood again in its field goes with it a moment later.
    await expect.poll(async () => (await leftOn(person.page)).rows, SOON).toBe(0);

    // Kept by a page that is closed: the one that stays sends it.
    await line.cut();
    await field('Notes').fill('From a page that is closed');
    await field('Notes').blur();
    await other.getByRole('button', { name: /^Save/ }).first().click();
    await person.sees(/1 action kept/);
    await other.close();
    await line.mend();
    await expect.poll(() => stored(second), SOON).toMatchObject({ notes: 'From a page that is closed' });
    await person.seesNoMore(/action kept/);
    // What was being edited there stands now, and whoever opens it finds nothing unsaved.
    await person.page.goto(`${firm.address}/orders/${second}`);
    await person.field('Notes').waitFor();
    await expect.poll(async () => (await leftOn(person.page)).rows, SOON).toBe(0);
  });

  test('[P11] [LIVE28] signing out with actions that are not done says how many it erases, and one may stay', async () => {
    const id = await order(true);
    const { person, line } = await enter('seller', `/orders/${id}`);
    await person.field('Notes').waitFor();
    const other = await person.opensBeside(`${firm.address}/orders`);
    await other
      .getByText(/^Live$/)
      .first()
      .waitFor();
    await line.cut();
    await types(person.field('Notes'), 'Not sent yet');
    await person.presses('Save');
    await person.sees(/1 action kept/);
    const leaves = async () => {
      await person.page.getByRole('button', { name: /Mei Lin/ }).click();
      await person.page.getByRole('menuitem', { name: 'Sign out' }).click();
    };
    await leaves();
    const dialog = person.page.getByRole('dialog', { name: 'Sign out with 1 action not sent?' });
    await person.sees(/Signing out erases it/, dialog);
    await person.sees(/Change/, dialog);
    await person.presses('Stay signed in', dialog);
    await dialog.waitFor({ state: 'detached' });
    expect((await leftOn(person.page)).rows).toBeGreaterThan(0);
    await person.sees(/1 action kept/);
    // With the choice made nothing is left, also of the other page; the server hears of it when it can be reached.
    await leaves();
    await person.presses('Erase and sign out', dialog);
    await person.page.waitForURL(/sign-in/);
    await other.waitForURL(/sign-in/);
    await person.sees(/nothing of yours is left on it/);
    expect((await leftOn(person.page)).rows).toBe(0);
    await line.mend();
    await expect.poll(async () => (await person.context.cookies()).map(({ name }) => name), SOON).toEqual([]);
    await person.page.goto(`${firm.address}/orders/${id}`);
    await person.page.waitForURL(/sign-in/);
    expect(await stored(id)).toMatchObject({ notes: null });
    expect(line.sent.length).toBe(0);
  });

  test('[P11] [LIVE28] signed out, nothing of what was entered stays on the device', async () => {
    const id = await order(false);
    const { person } = await enter('seller', `/orders/${id}/edit`);
    await person.field('Notes').fill('A secret of Bay');
    await expect.poll(async () => (await leftOn(person.page)).rows, SOON).toBe(1);
    await person.page.getByRole('button', { name: /Mei Lin/ }).click();
    await person.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await person.page.waitForURL(/sign-in/);
    await person.page.waitForTimeout(2_000);
    expect((await leftOn(person.page)).rows).toBe(0);
    expect((await leftOn(person.page)).text).not.toContain('A secret of Bay');
  });
});
