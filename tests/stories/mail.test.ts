import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { mentionOf } from '../../shared/together/comment/comment.text.ts';
import { Postbox } from '../postbox.ts';
import { PHONE, stories } from './browser.ts';
import { emailOf, Firm, GASKET, receive } from './firm.ts';

stories('mail by choice', () => {
  let firm: Firm;
  let postbox: Postbox;
  let orderId: string;
  beforeAll(async () => {
    postbox = await Postbox.open();
    firm = await Firm.open(postbox.outlet());
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
    orderId = String(made.id);
  });
  afterEach(async (context) => {
    postbox.at = () => undefined;
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await firm?.close();
    await postbox?.close();
  });

  test('[MAIL1] one chooses from the inbox, it holds on the other device, and what comes leads to the order', async () => {
    const seller = await firm.enter('seller', '/inbox');
    const phone = await firm.enter('seller', '/my-mail', PHONE);
    await seller.presses('Mail to me');
    await seller.sees(emailOf('seller'));
    await seller.page.getByRole('switch', { name: 'When somebody mentions me' }).click();
    await seller.page.getByRole('radio', { name: 'Every week' }).click();
    await seller.sees('Asia/Taipei time');
    await seller.presses('Save');
    await seller.sees(/Next: .+, 08:00/);
    await expect.poll(() => phone.page.getByRole('radio', { name: 'Every week' }).isChecked()).toBe(true);
    expect(await phone.page.getByRole('switch').isChecked()).toBe(true);

    await firm.does('salesManager', 'comment.write', {
      aboutNoun: 'order',
      aboutId: orderId,
      text: `${mentionOf(firm.people.get('seller') ?? '')} can it leave today?`,
    });
    // The minute that is left for reading it in the product has passed.
    await firm.company.store.write((connection) =>
      connection.run(`UPDATE "mail" SET "dueAt" = 0 WHERE "state" = 'waiting'`),
    );
    await firm.running.mailing.pass();
    const [got] = postbox.to(emailOf('seller'));
    expect(got?.mail.subject).toMatch(/^Kuo Chen mentioned you on SO-/);
    const [link = ''] = /http\S+\/orders\/\S+/.exec(got?.mail.text ?? '') ?? [];
    await phone.page.goto(link);
    await phone.sees('can it leave today?');
    const unsubscribe = /List-Unsubscribe: <(\S+)>/.exec(got?.raw ?? '')?.[1] ?? '';
    await phone.page.goto(unsubscribe);
    await phone.page.getByRole('switch', { name: 'When somebody mentions me' }).click();
    await phone.page.getByRole('radio', { name: 'None' }).click();
    await phone.presses('Save');
    await expect.poll(() => seller.page.getByRole('switch').isChecked()).toBe(false);
  });

  test('[MAIL7] the administrator tries it, sees it go out, and sees why another did not', async () => {
    const admin = await firm.enter('administrator', '/mail');
    await admin.sees(/port \d+ \(not encrypted\), from crossdock@firm\.example/);
    await admin.presses('Send me a test mail');
    await admin.sees('A test mail to you is on its way');
    await expect.poll(() => postbox.to(emailOf('administrator')).length).toBe(1);
    const rows = admin.page.getByRole('row');
    await rows.filter({ hasText: 'Hung Liu' }).filter({ hasText: 'Sent' }).first().waitFor();

    postbox.at = (step) => (step === 'to' ? 550 : undefined);
    await admin.presses('Send me a test mail');
    const failed = rows.filter({ hasText: 'Address refused' }).filter({ hasText: '550' });
    await failed.waitFor();
    await admin.presses('Failed', admin.page.getByRole('navigation', { name: 'Views' }));
    await failed.waitFor();
    await expect.poll(() => rows.filter({ hasText: 'Hung Liu' }).count()).toBe(1);
  });

  test('[MAIL2] whoever does not run the product has no page of what went out', async () => {
    const seller = await firm.enter('seller', '/mail');
    await seller.sees('There is no such page');
    expect(await seller.everythingHeard()).not.toContain('"holder"');
  });
});

stories('without a mail server', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  test('[MAIL7] the choice is there, cannot be made, and says why', async () => {
    const seller = await firm.enter('seller', '/my-mail');
    await seller.sees('Mail is not set up, so none can be sent.');
    expect(await seller.page.getByRole('switch').isDisabled()).toBe(true);
    expect(await seller.page.getByRole('radio', { name: 'Every day' }).isDisabled()).toBe(true);
    expect(await seller.button('Save').count()).toBe(0);
    const admin = await firm.enter('administrator', '/mail');
    await admin.sees('Mail is not set up, so none can be sent.');
    expect(await admin.button('Send me a test mail').getAttribute('aria-disabled')).toBe('true');
  });
});
