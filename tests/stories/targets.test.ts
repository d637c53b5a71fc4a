import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dayOf } from '../../shared/base/day.ts';
import { DESK, type Person, PHONE, stories } from './browser.ts';
import { Firm, GASKET, receive } from './firm.ts';
import { hasFocus } from './focus.ts';
import { judgedInBoth } from './judging.ts';

stories('beside a figure', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 100);
    const { id: customerId } = await firm.does('seller', 'customer.create', {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
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
    await hasFocus(menu(director));
    await Promise.all([director, manager].map((person) => beside(person).waitFor()));
    // Again, and let go of: the entry of the menu that it was opened by has gone by then.
    await director.page.keyboard.press('Enter');
    await director.page.getByRole('menuitem', { name: 'Set a target' }).press('Enter');
    await dialog.waitFor();
    await director.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await hasFocus(menu(director));
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
      await trend(person).getByRole('button', { name: 'Bookings, over time: more' }).focus();
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

  test('[A11Y1] [E1] the dialogs of targets and of what happened, on a desk and on a phone, light and dark', async () => {
    await firm.does('executive', 'target.set', { measure: 'bookings', startsOn: '2026-01-01', amount: 100_000 });
    await firm.does('executive', 'occasion.note', {
      day: dayOf(firm.company.clock(), firm.company.zone()),
      text: 'The new warehouse opened',
    });
    const found: string[] = [];
    for (const [where, options] of [
      ['desk', DESK],
      ['phone', PHONE],
    ] as const) {
      const person = await firm.enter('executive', '/board', { ...options, colorScheme: 'light' });
      const { page } = person;
      await person.settles();
      for (const [of, item] of [
        ['bookings', 'Set a target'],
        ['bookings_trend', 'Note what happened'],
      ] as const) {
        await tile(person, of)
          .getByRole('button', { name: /^Bookings.*: more/ })
          .focus();
        await page.keyboard.press('Enter');
        await page.getByRole('menuitem', { name: item }).press('Enter');
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('button', { name: /^Remove/ }).waitFor();
        // All of it is on the screen, whatever its width.
        const box = await dialog.boundingBox();
        const { width = 0, height = 0 } = page.viewportSize() ?? {};
        expect([where, item, box && box.x >= 0 && box.x + box.width <= width && box.y >= 0]).toEqual([
          where,
          item,
          true,
        ]);
        expect([where, item, (box?.y ?? 0) + (box?.height ?? 0) <= height]).toEqual([where, item, true]);
        found.push(...(await judgedInBoth(page, `${where} ${item}`, { within: '[role=dialog]' })));
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      }
    }
    expect(found).toEqual([]);
  });
});
