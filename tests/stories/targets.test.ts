import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Person, stories } from './browser.ts';
import { Firm, GASKET, receive } from './firm.ts';

stories('beside a figure', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 100);
    const { id: customerId } = await firm.does('seller', 'customer.create', {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId: firm.id('STD'),
      deliveryStreet: '8 Wharf Road',
    });
    const lines = [{ productId: firm.id(GASKET.sku), quantity: 10 }];
    await firm.does('seller', 'order.create', { customerId, warehouseId: firm.id('TPE'), lines, submit: true });
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());
  const tile = ({ page }: Person, id: string) => page.locator(`[data-tile="${id}"]`);

  test('[E1] a target that one sets from a tile stands beside the figure on everybody’s board, without a reload', async () => {
    const director = await firm.enter('executive', '/board?period=month_to_date&compare=target');
    const manager = await firm.enter('salesManager', '/board?period=month_to_date&compare=target');
    const operator = await firm.enter('operator', '/board');
    await Promise.all([director.settles(), manager.settles(), operator.settles()]);
    const beside = (person: Person) => tile(person, 'bookings').getByText('than the target');
    expect(await beside(manager).count()).toBe(0);

    const menu = (person: Person) => tile(person, 'bookings').getByRole('button', { name: 'Bookings: more' });
    await menu(director).focus();
    await director.page.keyboard.press('Enter');
    await director.page.getByRole('menuitem', { name: 'Set a target' }).press('Enter');
    const dialog = director.page.getByRole('dialog', { name: 'Target for Bookings' });
    await dialog.getByLabel('Per month').fill('many');
    await dialog.getByRole('button', { name: 'Set target' }).click();
    await director.sees('Enter a number, 0 or more.');
    // A month of which every day asks for one: far beyond what these few orders bring.
    await dialog.getByLabel('Per month').fill('31,000,000');
    await dialog.getByLabel('Per month').press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await Promise.all([director, manager].map((person) => beside(person).waitFor()));
    await manager.sees(/less/, tile(manager, 'bookings'));
    await tile(manager, 'bookings_trend').getByRole('button', { name: 'Target' }).waitFor();
    expect(await operator.everythingHeard()).not.toMatch(/31000000/);

    await menu(manager).focus();
    await manager.page.keyboard.press('Enter');
    await manager.page.getByRole('menuitem', { name: 'Set a target' }).press('Enter');
    await manager.presses(/^Remove the target from/);
    await Promise.all([director, manager].map((person) => beside(person).waitFor({ state: 'detached' })));
    expect([director.loads, manager.loads]).toEqual([1, 1]);
    // Those who may set none are not asked to.
    await tile(operator, 'orders_funnel').hover();
    await tile(operator, 'orders_funnel')
      .getByRole('button', { name: /: more$/ })
      .click();
    await operator.page.getByRole('menuitem', { name: 'Save as CSV' }).waitFor();
    expect(await operator.page.getByRole('menuitem', { name: 'Set a target' }).count()).toBe(0);
  });

  test('[E1] what happened on a day stands at its point on everybody’s charts, and its author takes it away', async () => {
    const manager = await firm.enter('salesManager', '/board');
    const director = await firm.enter('executive', '/board');
    await Promise.all([manager.settles(), director.settles()]);
    const trend = (person: Person) => tile(person, 'bookings_trend');
    const opens = async (person: Person) => {
      await trend(person).getByRole('button', { name: 'Bookings: more' }).focus();
      await person.page.keyboard.press('Enter');
      await person.page.getByRole('menuitem', { name: 'Note what happened' }).press('Enter');
      return person.page.getByRole('dialog', { name: 'What happened' });
    };
    const dialog = await opens(manager);
    await dialog.getByRole('button', { name: 'Note it' }).click();
    await manager.sees('Say what happened.');
    await dialog.getByLabel('What happened').fill('Typhoon: the harbour was closed');
    await dialog.getByLabel('What happened').press('Enter');
    await dialog.waitFor({ state: 'detached' });

    // Beside the picture as text, and with the words of its point for who walks along it.
    const noted = (person: Person) => trend(person).getByRole('cell', { name: 'Typhoon: the harbour was closed' });
    await Promise.all([manager, director].map((person) => noted(person).waitFor({ state: 'attached' })));
    await trend(director).getByRole('application').focus();
    await director.page.keyboard.press('End');
    await expect
      .poll(() => trend(director).locator('[aria-live=polite]').textContent())
      .toMatch(/Typhoon: the harbour was closed$/);
    // The chart's own words, where the point is looked at.
    await director.sees(/Typhoon: the harbour was closed/, trend(director).getByRole('application'));

    const others = await opens(director);
    await director.sees('Typhoon: the harbour was closed', others);
    expect(await others.getByRole('button', { name: /^Remove/ }).count()).toBe(0);
    const own = await opens(manager);
    await own.getByRole('button', { name: /^Remove/ }).click();
    await Promise.all([manager, director].map((person) => noted(person).waitFor({ state: 'detached' })));
    expect([manager.loads, director.loads]).toEqual([1, 1]);
  });
});
