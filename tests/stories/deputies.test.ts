import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { DESK, HAND, type Person, PHONE, stories } from './browser.ts';
import { Firm, GASKET, receive, VALVE } from './firm.ts';
import { judgedInBoth } from './judging.ts';

stories('deciding for somebody who is away, and taking back', () => {
  let firm: Firm;
  let orderId: string;
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 500);
    await receive(firm, VALVE.sku, 'B-01', 500);
    const customer = await firm.does('seller', 'customer.create', {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    });
    firm.ids.set('Bay', String(customer.id));
  });
  beforeEach(async () => {
    const lines = [
      { productId: firm.id(GASKET.sku), quantity: 10 },
      { productId: firm.id(VALVE.sku), quantity: 4 },
    ];
    const input = { customerId: firm.id('Bay'), warehouseId: firm.id('TPE'), lines, submit: true };
    orderId = String((await firm.does('seller', 'order.create', input)).id);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const stored = async () => (await firm.rows('order', { field: 'id', is: 'eq', value: orderId }))[0];
  const picks = () => firm.rows('pick', { field: 'orderId', is: 'eq', value: orderId });
  /** From key to key until the field has the focus. */
  const tabsTo = async ({ page }: Person, label: string): Promise<void> => {
    for (let pressed = 0; pressed < 120; pressed++) {
      const here = await page.evaluate(() => {
        const at = document.activeElement;
        const labels = at && 'labels' in at ? [...((at as HTMLInputElement).labels ?? [])] : [];
        return [at?.getAttribute('aria-label') ?? '', ...labels.map((one) => one.textContent ?? '')];
      });
      if (here.some((name) => name.startsWith(label))) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`no key leads to ${label}`);
  };

  test('[S4] [T11] by keys alone: a deputy is named, a change is asked for, and decided by one for the other', async () => {
    const other = await firm.enter('other', '/approvals', DESK);
    await other.sees('Nothing waits for your decision');
    const manager = await firm.enter('salesManager', '/approvals', DESK);
    // The palette leads there; on the page N names one.
    await manager.sees('Nothing waits for your decision');
    await manager.page.keyboard.press('Control+k');
    await manager.page.getByRole('dialog').waitFor();
    await manager.page.keyboard.type('Deputies', HAND);
    await manager.page.getByRole('option', { name: 'Deputies' }).first().waitFor();
    await manager.page.keyboard.press('Enter');
    await manager.sees('Nobody stands in for anybody');
    await manager.page.keyboard.press('n');
    const dialog = manager.page.getByRole('dialog', { name: 'Name a deputy' });
    await dialog.waitFor();
    expect(await judgedInBoth(manager.page, 'naming a deputy')).toEqual([]);
    await manager.page.keyboard.press('Enter');
    await manager.page.keyboard.type('Otto', HAND);
    await manager.page.getByRole('option', { name: 'Otto Ho' }).waitFor();
    await manager.page.keyboard.press('Enter');
    await tabsTo(manager, 'Reason');
    await manager.page.keyboard.type('Annual leave', HAND);
    await manager.page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await manager.sees('Otto Ho for Kuo Chen');
    await manager.sees('Stands in now');
    expect(await judgedInBoth(manager.page, 'the deputies')).toEqual([]);
    await other.sees('You decide for Kuo Chen until');

    const seller = await firm.enter('seller', `/orders/${orderId}`, DESK);
    await seller.field('Discount, GASKET-8').waitFor();
    await tabsTo(seller, 'Discount, GASKET-8');
    await seller.page.keyboard.press('Control+a');
    await seller.page.keyboard.type('20', HAND);
    await seller.page.keyboard.press('Tab');
    await seller.page.keyboard.press('Control+s');
    await seller.sees('This change is not yours to make alone');
    await seller.page.keyboard.press('Control+s');
    await seller.page.getByRole('dialog').getByText('discount beyond authority').waitFor();
    await seller.page.keyboard.type('They take the rest of the season', HAND);
    await seller.page.keyboard.press('Control+Enter');
    await seller.region('Change request').getByText('You asked for a change').waitFor();

    // It is another seller's order: what waits shows with the difference, and the order itself does not.
    await other.sees('Mei Lin asks for a change');
    await other.sees('You decide this for Kuo Chen.');
    await other.sees('They take the rest of the season');
    expect(await other.button('Open order').count()).toBe(0);
    expect(await judgedInBoth(other.page, 'what waits for whom one stands in')).toEqual([]);
    await other.page.keyboard.press('a');
    await other.sees('Nothing waits for your decision');
    await expect
      .poll(async () =>
        (await firm.rows('order_line', { field: 'orderId', is: 'eq', value: orderId }))
          .map((one) => one.discount)
          .sort(),
      )
      .toEqual([0, 200_000]);
    await seller.region('Change request').waitFor({ state: 'detached' });
    await seller.sees('Otto Ho for Kuo Chen');

    // Back early: it is over at once, on the deputy's screen too.
    await manager.presses('End');
    await other.seesNoMore('You decide for Kuo Chen until');
    expect([seller.loads, other.loads, manager.loads]).toEqual([1, 1, 1]);
  });

  test('[S4] for somebody who fell ill an administrator proposes, and the second person agrees, on a phone', async () => {
    const admin = await firm.enter('administrator', '/deputies', DESK);
    const manager = await firm.enter('salesManager', '/deputies', PHONE);
    await admin.presses('Name a deputy');
    const dialog = admin.page.getByRole('dialog');
    await admin.page.keyboard.press('Enter');
    await admin.page.keyboard.type('Kuo', HAND);
    await admin.page.getByRole('option', { name: 'Kuo Chen' }).waitFor();
    await admin.page.keyboard.press('Enter');
    await tabsTo(admin, 'Reason');
    await admin.page.keyboard.press('Control+Enter');
    await dialog.getByText('Choose a person.').waitFor();
    await dialog.getByText('Say why').waitFor();
    await dialog.getByText('Choose a person', { exact: true }).click();
    await admin.page.keyboard.type('Otto', HAND);
    await admin.page.getByRole('option', { name: 'Otto Ho' }).waitFor();
    await admin.page.keyboard.press('Enter');
    await admin.page.getByRole('listbox').waitFor({ state: 'detached' });
    await tabsTo(admin, 'Reason');
    await admin.page.keyboard.type('In hospital', HAND);
    await admin.page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await admin.sees('Needs a second person');
    expect(await admin.page.getByRole('button', { name: 'Agree' }).count()).toBe(0);
    await manager.sees('Named by Hung Liu');
    expect(await judgedInBoth(manager.page, 'what a second person agrees to')).toEqual([]);
    await manager.presses('Agree');
    await admin.sees('Stands in now');
    await admin.sees('Agreed by Kuo Chen');
    await admin.presses('End');
    await manager.sees('Ended');
  });

  test('[S5] an order cancelled by mistake is taken back at once: what was picked stays picked, and the warehouse sees it go', async () => {
    for (const pick of await picks())
      await firm.does('operator', 'pick.confirm', { id: pick.id, picked: pick.quantity });
    const operator = await firm.enter('operator', '/picking?view=put_back', DESK);
    await operator.sees('Nothing to put back');
    const seller = await firm.enter('seller', `/orders/${orderId}`, DESK);
    await seller.presses('More actions');
    await seller.page.getByRole('menuitem', { name: 'Cancel order' }).click();
    const dialog = seller.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).last().fill('The wrong order');
    await dialog.getByRole('button', { name: 'Cancel order' }).click();
    await dialog.waitFor({ state: 'detached' });
    await operator.sees('GASKET-8');
    await seller.presses('Undo');
    await expect.poll(async () => (await stored())?.status).toBe('confirmed');
    await operator.sees('Nothing to put back');
    expect((await picks()).map(({ status }) => status)).toEqual(['picked', 'picked']);
    await seller.sees('Undid the cancellation');
    expect([seller.loads, operator.loads]).toEqual([1, 1]);
  });

  test('[S5] a cancellation of before is undone with a reason, said first what it does now', async () => {
    await firm.does('seller', 'order.cancel', { id: orderId, why: 'The site is closed' });
    const manager = await firm.enter('salesManager', `/orders/${orderId}`, DESK);
    await manager.presses('More actions');
    await manager.page.getByRole('menuitem', { name: 'Undo cancellation' }).click();
    const dialog = manager.page.getByRole('dialog');
    await dialog.getByText('14 more reserved from stock').waitFor();
    await dialog.getByText('Order: Cancelled → Confirmed').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('It is open again');
    expect(await judgedInBoth(manager.page, 'undoing a cancellation')).toEqual([]);
    await dialog.getByRole('button', { name: 'Undo cancellation' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(async () => (await stored())?.status).toBe('confirmed');
    await manager.sees('It is open again');
  });
});
