import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HAND, PHONE, stories } from './browser.ts';
import { Firm, GASKET, receive } from './firm.ts';
import { judged } from './judging.ts';

stories('what is said about an order', () => {
  let firm: Firm;
  let path: string;
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 500);
    const customer = await firm.does('seller', 'customer.create', {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    });
    const made = await firm.does('seller', 'order.create', {
      customerId: String(customer.id),
      warehouseId: firm.id('TPE'),
      lines: [{ productId: firm.id(GASKET.sku), quantity: 10 }],
      submit: true,
    });
    path = `/orders/${String(made.id)}`;
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  test('[T11] by keys alone somebody is named and a total quoted; it is there at once, and tomorrow, for who may see it', async () => {
    const seller = await firm.enter('seller', path);
    const manager = await firm.enter('salesManager', path);
    const operator = await firm.enter('operator', path);
    const box = seller.field('Comment');
    await box.focus();
    await seller.page.keyboard.type('Dear @Ku', HAND);
    const choices = seller.page.getByRole('listbox', { name: 'Whom or what' });
    await seller.sees('Kuo Chen', choices);
    await seller.page.keyboard.press('Enter');
    await seller.page.keyboard.type('please look at =Amo', HAND);
    await choices.getByRole('option', { name: 'Amount', exact: true }).waitFor();
    while ((await choices.getByRole('option', { selected: true }).textContent())?.trim() !== 'Amount')
      await seller.page.keyboard.press('ArrowDown');
    await seller.page.keyboard.press('Tab');
    expect(await box.inputValue()).toBe('Dear @Kuo Chen please look at =Amount ');
    await seller.page.keyboard.press('Control+Enter');
    await expect.poll(() => box.inputValue()).toBe('');

    // The manager sees it come, is told of it, and reads the total that it quotes.
    const said = manager.page.locator('[data-said]').first();
    await manager.sees('Dear @Kuo Chen please look at', manager.region('Timeline'));
    expect(await said.textContent()).toMatch(/Amount 12,989/);
    await manager.page.getByRole('link', { name: 'Inbox, 1 unread' }).waitFor();
    await manager.goesTo('Inbox');
    await manager.sees('mentioned you');
    await manager.sees('Dear @Kuo Chen please look at Amount');
    await manager.page.getByText('mentioned you').click();
    await manager.page.waitForURL(`**${path}`);

    // The operator works on the order as well: the words are theirs to read, the total is not.
    await operator.sees('Dear @Kuo Chen please look at', operator.region('Timeline'));
    expect(await operator.page.locator('[data-said]').first().textContent()).toContain('Amount ••••');
    expect(await operator.everythingHeard()).not.toMatch(/12989|12,989/);
    expect([seller.loads, manager.loads, operator.loads]).toEqual([1, 1, 1]);
  });

  test('[T11] on a phone one’s own is mended and taken back, and is gone for the other', async () => {
    const seller = await firm.enter('seller', path, PHONE);
    const clerk = await firm.enter('clerk', path);
    await seller.field('Comment').fill('The slip has com');
    await seller.presses('Comment');
    await clerk.sees('The slip has com', clerk.region('Timeline'));
    await seller.presses('Your comment', seller.region('Timeline'));
    await seller.page.getByRole('menuitem', { name: 'Edit comment' }).click();
    await seller.field('Edit comment').fill('The slip has come');
    await seller.presses('Save');
    await clerk.sees('The slip has come', clerk.region('Timeline'));
    await clerk.sees('edited', clerk.region('Timeline'));
    expect(await clerk.button('Your comment').count()).toBe(0);
    await seller.presses('Your comment', seller.region('Timeline'));
    await seller.page.getByRole('menuitem', { name: 'Take comment back' }).click();
    await seller.sees('It disappears for everybody');
    await seller.presses('Take comment back', seller.page.getByRole('dialog'));
    await clerk.seesNoMore('The slip has come');
  });

  test('[T11] axe finds nothing serious where somebody is being named', async () => {
    const seller = await firm.enter('seller', path);
    await seller.field('Comment').pressSequentially('@');
    await seller.page.getByRole('listbox').getByRole('option').first().waitFor();
    expect(await judged(seller.page, 'comments')).toEqual([]);
  });
});
