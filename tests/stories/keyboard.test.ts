import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HAND, type Person, stories } from './browser.ts';
import { ELBOW, Firm, GASKET, receive, VALVE } from './firm.ts';
import { hasFocus } from './focus.ts';
import { judged } from './judging.ts';
import { lineOf } from './sales.ts';

const SOON = { timeout: 20_000 };

stories('a day with the keyboard alone', () => {
  let firm: Firm;
  const orders: { readonly id: string; readonly number: string }[] = [];
  const order = async (submit = true): Promise<{ readonly id: string; readonly number: string }> => {
    const lines = [
      { productId: firm.id(GASKET.sku), quantity: 10 },
      { productId: firm.id(VALVE.sku), quantity: 4 },
    ];
    const input = { customerId: firm.id('Bay'), warehouseId: firm.id('TPE'), lines, submit };
    const id = String((await firm.does('seller', 'order.create', input)).id);
    const [row] = await firm.rows('order', { field: 'id', is: 'eq', value: id });
    return { id, number: row?.number ?? '' };
  };
  beforeAll(async () => {
    firm = await Firm.open();
    for (const [{ sku }, place] of [
      [GASKET, 'A-01'],
      [VALVE, 'B-01'],
      [ELBOW, 'C-01'],
    ] as const)
      await receive(firm, sku, place, 5_000);
    const card = { name: 'Bay Plumbing', country: 'TW', taxNumber: '04595257', priceListId: firm.id('STD') };
    const addresses = [{ kind: 'delivery', street: '8 Wharf Road' }];
    firm.ids.set('Bay', String((await firm.does('seller', 'customer.create', { ...card, addresses })).id));
    for (let n = 0; n < 4; n++) orders.push(await order());
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const standsOn = ({ page }: Person, number: string) =>
    page
      .getByRole('row', { name: new RegExp(number) })
      .and(page.locator(':focus-within'))
      .waitFor();
  const stored = async (id: string) => (await firm.rows('order', { field: 'id', is: 'eq', value: id }))[0];

  test('[S3] [K1] the list is worked off row by row, and what is done with chosen rows is a key away', async () => {
    const manager = await firm.enter('salesManager', '/orders');
    const { keyboard } = manager.page;
    const [first, second, third] = [...orders].reverse();
    await manager.sees(String(first?.number));
    await keyboard.press('j');
    await keyboard.press('j');
    await standsOn(manager, String(second?.number));
    await keyboard.press('Enter');
    await manager.page.waitForURL(/\/orders\/[^?]+$/);
    await manager.page.getByRole('heading', { level: 1, name: String(second?.number) }).waitFor();
    await keyboard.press('Escape');
    // On from where one was, not from the top.
    await standsOn(manager, String(second?.number));
    await keyboard.press('j');
    await standsOn(manager, String(third?.number));

    // Nothing chosen, nothing offered; then the sheet says how it is held.
    const sheet = manager.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await keyboard.press('?');
    for (const listed of ['Next row', 'One screen down', 'Select']) await manager.sees(listed, sheet);
    expect(await sheet.getByText('Hold', { exact: true }).count()).toBe(0);
    await keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await keyboard.press('x');
    await manager.sees('1 selected');
    await keyboard.press('?');
    await manager.sees('Release hold', sheet);
    await keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await keyboard.press('h');
    const dialog = manager.page.getByRole('dialog');
    await hasFocus(dialog.getByLabel('Reason', { exact: true }));
    expect(await judged(manager.page, 'holding by key')).toEqual([]);
    await keyboard.type('Asks for Friday', HAND);
    await keyboard.press('Control+Enter');
    await manager.sees('1 order held');
    expect((await stored(String(third?.id)))?.openHolds).toBe(1);
    await dialog.waitFor({ state: 'detached' });
    await keyboard.press('k');
    await standsOn(manager, String(second?.number));
    expect(manager.loads).toBe(1);
  });

  test('[S3] [W4] a code scanned over a list is looked for there: none of its letters is a shortcut', async () => {
    const seller = await firm.enter('seller', '/orders');
    await seller.sees(String(orders[1]?.number));
    await seller.page.keyboard.press('j');
    await standsOn(seller, String(orders.at(-1)?.number));
    // N alone would begin an order, and Enter open the row.
    await seller.scans(`N-${orders[1]?.number}`);
    await seller.page.waitForURL(/q=N-/);
    await seller.sees('Nothing matches');
    await seller.scans(String(orders[1]?.number));
    await seller.page.waitForURL((url) => url.searchParams.get('q') === orders[1]?.number);
    await seller.page.getByRole('row', { name: new RegExp(String(orders[1]?.number)) }).waitFor();
    expect(new URL(seller.page.url()).pathname).toBe('/orders');
  });

  test('[S3] [W4] a code scanned into the palette is looked for there, not in the list beneath', async () => {
    const seller = await firm.enter('seller', '/orders');
    await seller.sees(String(orders[1]?.number));
    await seller.page.keyboard.press('Control+k');
    const palette = seller.page.getByRole('combobox', { name: 'Search and commands' });
    await hasFocus(palette);
    await palette.fill(String(orders[1]?.number));
    await seller.page
      .getByRole('option', { name: new RegExp(String(orders[1]?.number)) })
      .first()
      .waitFor();
    // The keys of a scan alone, which type nothing by themselves: its end opens what the palette has found.
    await seller.scans(String(orders[1]?.number));
    await seller.page.waitForURL(`**/orders/${orders[1]?.id}`);
    await seller.page.goBack();
    await seller.sees(String(orders[2]?.number));
    expect(new URL(seller.page.url()).searchParams.get('q')).toBeNull();
  });

  test('[S1] [S2] a customer by the tax ID; Escape leaves the field first, what is wrong has the focus', async () => {
    const seller = await firm.enter('seller', '/orders/new');
    const { keyboard } = seller.page;
    const customer = seller.page.getByRole('combobox', { name: 'Customer' });
    await hasFocus(customer);
    await keyboard.type('04595257', HAND);
    await seller.page.getByRole('option', { name: 'Bay Plumbing' }).waitFor();
    await keyboard.press('Enter');
    const search = seller.page.getByRole('combobox', { name: 'Add a line' });
    await hasFocus(search);
    await keyboard.type(`3*${ELBOW.sku}`, HAND);
    await seller.page.getByRole('option').first().waitFor();
    await keyboard.press('Enter');
    await lineOf(seller, ELBOW.sku).waitFor();
    // What may be done with a line has no stop of Tab and a key instead.
    await keyboard.press('Shift+Tab');
    await keyboard.press('Alt+m');
    await hasFocus(seller.page.getByRole('menuitem', { name: 'Give away as free goods' }));
    await keyboard.press('Escape');
    await seller.page.getByRole('menu').waitFor({ state: 'detached' });

    await seller.field('Notes').focus();
    await keyboard.type('Ring twice', HAND);
    await keyboard.press('Escape');
    await expect.poll(() => seller.page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    expect(seller.page.url()).toMatch(/\/orders\/(new|.+\/edit)$/);
    expect(await seller.field('Notes').inputValue()).toBe('Ring twice');

    const promised = seller.field('Promised');
    await promised.focus();
    await keyboard.type('31.2.2027', HAND);
    await keyboard.press('Control+Enter');
    await seller.sees('Correct what is marked first.');
    await hasFocus(promised);
    await keyboard.press('Control+a');
    await keyboard.type('+5', HAND);
    await seller.field('Notes').focus();
    await keyboard.press('Control+Enter');
    await seller.page.waitForURL(/\/orders\/[0-9a-f-]+$/);
    // The page that takes the place of the entry begins at its own top, where it says what became of the order.
    await seller.page.getByRole('heading', { level: 1 }).waitFor();
    await expect
      .poll(() => seller.page.evaluate(() => document.querySelector('#content h1')?.getBoundingClientRect().top ?? -1))
      .toBeGreaterThan(0);
    expect(await seller.page.evaluate(() => document.querySelector('#content [tabindex="0"]')?.scrollTop)).toBe(0);
  });

  test('[S4] every action of an order by the palette; a dialog is confirmed by its key, and one goes on where one was', async () => {
    const { id } = await order();
    const manager = await firm.enter('salesManager', `/orders/${id}`);
    const { keyboard } = manager.page;
    await manager.page.getByRole('heading', { level: 1 }).waitFor();
    await manager.settles();
    await manager.field(`Quantity, ${GASKET.sku}`).focus();
    await keyboard.press('Control+k');
    await hasFocus(manager.page.getByRole('combobox', { name: 'Search and commands' }));
    await keyboard.type('hold', HAND);
    await manager.page.getByRole('option', { name: /^Hold/, selected: true }).waitFor();
    await keyboard.press('Enter');
    const dialog = manager.page.getByRole('dialog', { name: 'Hold' });
    await hasFocus(dialog.getByLabel('Reason', { exact: true }));
    await keyboard.type('Price is being clarified', HAND);
    await keyboard.press('Control+Enter');
    await manager.sees('Order held');
    await dialog.waitFor({ state: 'detached' });
    // Back in the cell that it was called from; Escape leaves that, and letters are shortcuts again.
    await hasFocus(manager.field(`Quantity, ${GASKET.sku}`));
    await keyboard.press('Escape');
    await keyboard.press('c');
    await hasFocus(manager.page.getByRole('textbox', { name: 'Comment' }));
  });

  test('[S4] the reason beside “Save” goes with Ctrl+S, and with what has to be asked for instead', async () => {
    const { id } = await order();
    const seller = await firm.enter('seller', `/orders/${id}`);
    const { keyboard } = seller.page;
    await seller.field(`Quantity, ${GASKET.sku}`).focus();
    await keyboard.press('Control+a');
    await keyboard.type('8', HAND);
    await seller.field('Why (optional)').focus();
    await keyboard.type('They counted again', HAND);
    await keyboard.press('Control+s');
    await seller.sees('Saved');
    await seller.sees('They counted again');

    await seller.field(`Discount, ${GASKET.sku}`).focus();
    await keyboard.type('20', HAND);
    const why = seller.field('Why (optional)');
    await why.focus();
    expect(await why.inputValue()).toBe('');
    await keyboard.type('The whole season', HAND);
    seller.forgives(/409/);
    await keyboard.press('Control+s');
    await seller.sees('This change is not yours to make alone');
    await keyboard.press('Control+s');
    const asked = seller.page.getByLabel('Why (shown to the approver)');
    await hasFocus(asked);
    expect(await asked.inputValue()).toBe('The whole season');
    await keyboard.press('Control+Enter');
    await seller.sees('“The whole season”', seller.region('Change request'));
  });

  test('[S4] [S1] a reason goes with the change it was said of: not with the next, nor with another customer', async () => {
    const { id } = await order();
    const seller = await firm.enter('seller', `/orders/${id}`);
    const { keyboard } = seller.page;
    const why = seller.field('Why (optional)');
    const begins = async (field: string, said: string): Promise<void> => {
      await seller.field(field).focus();
      await keyboard.type(said, HAND);
      await why.waitFor();
      expect(await why.inputValue()).toBe('');
    };
    await begins('Delivery address', '9 Wharf Road');
    await why.fill('They have moved');
    await seller.presses('Discard');
    await why.waitFor({ state: 'detached' });
    await begins('Notes', 'Ring twice');
    await keyboard.press('Control+s');
    await seller.sees('Saved');
    await seller.page.goto(`${firm.address}/customers/${firm.id('Bay')}`);
    await begins('Notes', 'Closed on Fridays');
    await why.fill('Their answer of today');
    await seller.presses('Discard');
    await why.waitFor({ state: 'detached' });
    await begins('Notes', 'Closed on Mondays');
    await keyboard.press('Control+s');
    await seller.sees('Saved');
    const log = await firm.rows('order', { field: 'id', is: 'eq', value: id });
    expect(log[0]?.notes).toBe('Ring twice');
    for (const [path, saved] of [
      [`/orders/${id}`, 'Ring twice'],
      [`/customers/${firm.id('Bay')}`, 'Closed on Mondays'],
    ] as const) {
      await seller.page.goto(`${firm.address}${path}`);
      const timeline = seller.region('Timeline');
      await seller.sees(new RegExp(saved), timeline);
      expect(await timeline.textContent()).not.toMatch(/They have moved|Their answer/);
    }
  });

  test('[S1] a new customer begins in the name, and a tax ID that was put right is not called wrong any more', async () => {
    const seller = await firm.enter('seller', '/customers/new');
    const { keyboard } = seller.page;
    await hasFocus(seller.field('Name'));
    await keyboard.type('Wharf Hardware', HAND);
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.type('Taiw', HAND);
    const taxId = seller.field('Tax ID');
    await taxId.focus();
    await keyboard.type('04595258', HAND);
    await keyboard.press('Control+s');
    const wrong = seller.page.getByText('Compare it with the customer', { exact: false });
    await wrong.first().waitFor();
    await hasFocus(taxId);
    await keyboard.press('Control+a');
    await keyboard.type('12345675', HAND);
    await keyboard.press('Tab');
    await expect.poll(() => wrong.count(), SOON).toBe(0);
    await keyboard.press('Control+s');
    await seller.page.waitForURL(/\/customers\/(?!new)/);
  });

  test('[P13] whoever has chosen between two values goes on in the field', async () => {
    const { id } = await order(false);
    const seller = await firm.enter('seller', `/orders/${id}`);
    const notes = seller.field('Notes');
    await notes.focus();
    await seller.page.keyboard.type('Ring twice', HAND);
    const row = await stored(id);
    const edit = { from: row?.notes ?? null, to: 'No bell' };
    await firm.does('salesManager', 'order.update', { id, set: { notes: edit } });
    await seller.button('Keep mine').waitFor();
    await seller.page.keyboard.press('Tab');
    await seller.page.keyboard.press('Tab');
    await hasFocus(seller.button('Keep mine'));
    await seller.page.keyboard.press('Enter');
    await hasFocus(notes);
    await seller.page.keyboard.press('Control+s');
    await expect.poll(async () => (await stored(id))?.notes, SOON).toBe('Ring twice');
  });
});
