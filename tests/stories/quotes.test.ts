import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dayForField, dayInFull } from '../../client/face/time.ts';
import { addDays, dayOf } from '../../shared/base/day.ts';
import { pdfText } from '../pdf-text.ts';
import { type Person, PHONE, stories } from './browser.ts';
import { Firm, GASKET, receive, VALVE } from './firm.ts';
import { judged } from './judging.ts';

stories('an order that begins as a quote', () => {
  let firm: Firm;
  let orderId: string;
  let number: string;
  beforeAll(async () => {
    firm = await Firm.open();
    await receive(firm, GASKET.sku, 'A-01', 500);
    await receive(firm, VALVE.sku, 'B-01', 6);
    const customer = await firm.does('seller', 'customer.create', {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId: firm.id('STD'),
      language: 'zh-TW',
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    });
    const lines = [
      { productId: firm.id(GASKET.sku), quantity: 10 },
      { productId: firm.id(VALVE.sku), quantity: 4 },
    ];
    const input = { customerId: customer.id, warehouseId: firm.id('TPE'), lines };
    const made = await firm.does('seller', 'order.create', input);
    orderId = String(made.id);
    number = String(made.number);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const stored = async () => (await firm.rows('order', { field: 'id', is: 'eq', value: orderId }))[0];
  const quotes = async () =>
    [...(await firm.rows('quote', { field: 'orderId', is: 'eq', value: orderId }))].sort(
      (a, b) => a.revision - b.revision,
    );
  const menu = async (person: Person, action: string): Promise<void> => {
    await person.presses('More actions');
    await person.page.getByRole('menuitem', { name: action }).click();
  };
  /** What the file says that the browser keeps. */
  const downloaded = async ({ page }: Person, begin: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), begin()]);
    const { pages } = await pdfText(await readFile(await download.path()));
    return { name: download.suggestedFilename(), text: pages.join('\n') };
  };
  test('[S7] is offered with a last day, printed in the customer’s language and marked as sent', async () => {
    const seller = await firm.enter('seller', `/orders/${orderId}`);
    const manager = await firm.enter('salesManager', `/orders/${orderId}`);
    await menu(seller, 'Offer as a quote');
    const dialog = seller.page.getByRole('dialog');
    const until = addDays(dayOf(Date.now(), 'Asia/Taipei'), 10);
    const last = dialog.getByLabel('Valid until');
    // The company's usual days are proposed; another day is typed as one says it, and is read at once.
    const usual = addDays(dayOf(Date.now(), 'Asia/Taipei'), 30);
    expect(await last.inputValue()).toBe(dayForField(usual, 'en'));
    await last.fill('soon');
    await last.blur();
    await seller.sees('This is no day.', dialog);
    await last.fill('+10');
    await seller.sees(dayInFull(until, 'en'), dialog);
    await last.blur();
    expect(await last.inputValue()).toBe(dayForField(until, 'en'));
    expect(await judged(seller.page, 'the quote')).toEqual([]);
    await dialog.getByRole('button', { name: 'Offer as a quote' }).click();
    await seller.sees('Offered as a quote');
    expect(await stored()).toMatchObject({ status: 'quote', validUntil: until });
    // Whoever else looks at it sees the offer at once, and nobody edits it any more.
    await manager.region('Documents').getByText(number, { exact: true }).waitFor();
    await expect.poll(() => seller.page.getByRole('textbox', { name: `Quantity, ${GASKET.sku}` }).count()).toBe(0);

    const print = () => seller.presses('Quotation');
    await print();
    const own = await downloaded(seller, () =>
      seller.page.getByRole('menuitem', { name: 'Customer’s language' }).click(),
    );
    expect(own.name).toBe(`報價單 ${number}.pdf`);
    expect(own.text).toContain('有效期限');
    expect(own.text).toContain(until);
    await print();
    const english = await downloaded(seller, () => seller.page.getByRole('menuitem', { name: 'English' }).click());
    expect(english.text).toMatch(/Quotation[\s\S]*8 Wharf Road[\s\S]*GASKET-8/);

    await menu(seller, 'Mark as sent');
    await seller.sees('Marked as sent');
    expect((await quotes())[0]).toMatchObject({ status: 'open', sentName: 'Mei Lin' });
    expect(await judged(seller.page, 'the quote')).toEqual([]);
  });

  test('[S7] is revised under its number, and what was sent before is still to be had', async () => {
    const seller = await firm.enter('seller', `/orders/${orderId}`);
    await menu(seller, 'Revise the quote');
    await seller.sees('A draft again: change it and offer it anew');
    const quantity = seller.field(`Quantity, ${GASKET.sku}`);
    await quantity.fill('20');
    await quantity.blur();
    await seller.page.keyboard.press('Control+s');
    await seller.sees('Saved');
    await menu(seller, 'Offer as a quote');
    await seller.page.getByRole('dialog').getByRole('button', { name: 'Offer as a quote' }).click();
    await seller.region('Documents').getByText(`${number}-R2`).waitFor();
    const before = await downloaded(seller, () => seller.presses(`Get ${number} as PDF`));
    expect(before.text.replaceAll(/\s/g, '')).toMatch(/狀態已修訂/);
    expect(before.text).toContain('10 PC');
    const now = await downloaded(seller, () => seller.presses(`Get ${number}-R2 as PDF`));
    expect(now.text).toContain('20 PC');
    expect(now.text).not.toContain('已修訂');
  });

  test('[DOC5] the letterhead and the usual days of an offer are set on a page, and printed', async () => {
    const administrator = await firm.enter('administrator', '/settings');
    await administrator.field('Address').fill('7 Harbour Road');
    await administrator.field('Closing words').fill('Pay to 0055-1700');
    await administrator.field('Days a quote is valid').fill('400');
    await administrator.sees('Between 1 and 366 days.');
    await administrator.field('Days a quote is valid').fill('14');
    expect(await judged(administrator.page, 'the quote')).toEqual([]);
    await administrator.presses('Save');
    await administrator.sees('Settings saved');
    const seller = await firm.enter('seller', `/orders/${orderId}`);
    const { text } = await downloaded(seller, () => seller.presses(`Get ${number}-R2 as PDF`));
    expect(text).toContain('7 Harbour Road');
    expect(text).toContain('Pay to 0055-1700');
  });

  test('[S7] past its last day a quote says so and is no order, until it is offered anew until another day', async () => {
    const seller = await firm.enter('seller', `/orders/${orderId}`);
    await seller.button('Quote accepted').waitFor();
    const today = dayOf(Date.now(), 'Asia/Taipei');
    await firm.company.system('quote.expire', { day: addDays(today, 400) });
    const past = seller.region('This quote has expired');
    await seller.sees('Nobody can order by it any more.', past);
    expect(await judged(seller.page, 'the quote')).toEqual([]);
    await seller.presses('More actions');
    const accept = seller.page.getByRole('menuitem', { name: 'Quote accepted' });
    await seller.sees('Revise it and offer it anew.', accept);
    expect(await accept.getAttribute('aria-disabled')).toBe('true');
    await seller.page.keyboard.press('Escape');
    await seller.presses('Change the last day', past);
    const dialog = seller.page.getByRole('dialog');
    const last = dialog.getByLabel('Valid until');
    // By the calendar: the day that stands, and five on.
    await last.press('Alt+ArrowDown');
    await seller.page.getByRole('button', { name: dayInFull(addDays(today, 30), 'en') }).waitFor();
    await seller.page.keyboard.press('ArrowLeft');
    await seller.page.keyboard.press('Enter');
    const until = addDays(today, 29);
    await expect.poll(() => last.inputValue()).toBe(dayForField(until, 'en'));
    await dialog.getByRole('button', { name: 'Change the last day' }).click();
    await seller.sees('Offered anew until another day');
    await past.waitFor({ state: 'detached' });
    expect(await stored()).toMatchObject({ status: 'quote', validUntil: until, revision: 3 });
    expect((await quotes()).map(({ status }) => status)).toEqual(['revised', 'revised', 'open']);
    await seller.button('Quote accepted').waitFor();
  });

  test('[S7] when the customer takes it, prices and stock are looked at anew, and it becomes an order', async () => {
    const seller = await firm.enter('seller', `/orders/${orderId}`, PHONE);
    const dear = { priceListId: firm.id('STD'), productId: firm.id(GASKET.sku), unitPrice: 1_500_000_000 };
    await firm.does('salesManager', 'price.set', dear);
    const [valve] = await firm.rows('stock', { field: 'productId', is: 'eq', value: firm.id(VALVE.sku) });
    await firm.does('warehouseManager', 'stock.adjust', { stockId: valve?.id, quantity: -4, reason: 'wet' });
    await seller.presses('Quote accepted');
    const dialog = seller.page.getByRole('dialog');
    const row = (sku: string) => dialog.getByRole('row', { name: new RegExp(sku) });
    await row(GASKET.sku).getByText('1,500').waitFor();
    await row(VALVE.sku).getByText('2', { exact: true }).waitFor();
    expect(await judged(seller.page, 'the quote')).toEqual([]);
    await dialog.getByLabel('Take today’s list prices').check();
    await dialog.getByText(/^Total: /).waitFor();
    await dialog.getByRole('button', { name: 'Quote accepted' }).click();
    await seller.sees('Quote accepted: a draft again, ready to submit');
    const lines = await firm.rows('order_line', { field: 'orderId', is: 'eq', value: orderId });
    expect(Object.fromEntries(lines.map(({ sku, unitPrice }) => [sku, unitPrice]))).toEqual({
      [GASKET.sku]: 1_500_000_000,
      [VALVE.sku]: VALVE.price * 1_000_000,
    });
    await seller.presses('Submit');
    await expect.poll(async () => (await stored())?.status).toBe('confirmed');
    expect((await quotes()).map(({ status }) => status)).toEqual(['revised', 'revised', 'accepted']);
    await seller.presses('Order confirmation');
    const paper = await downloaded(seller, () =>
      seller.page.getByRole('menuitem', { name: 'Customer’s language' }).click(),
    );
    expect(paper.text).toContain('訂單確認書');
  });
});
