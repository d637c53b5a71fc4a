import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { RuleInput } from '../../shared/access/role/role.commands.ts';
import { type Person, stories } from './browser.ts';
import { emailOf, Firm, GASKET, PASSWORD, PEOPLE } from './firm.ts';

/** From a commit to the last trace on another's screen, ms. */
const AT_ONCE = 1_000;

stories('an administrator and those whose rights change', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
    const customer = await firm.does('seller', 'customer.create', {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    });
    const lines = [{ productId: firm.id(GASKET.sku), quantity: 30 }];
    const order = { customerId: String(customer.id), warehouseId: firm.id('TPE'), lines };
    await firm.does('seller', 'order.create', { ...order, submit: true });
    await firm.does('seller', 'order.create', order);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  /** When a change of people or rights was committed; the last one. */
  const committed = (): { at: number } => {
    const seen = { at: Number.NaN };
    firm.company.onCommit((entries) => {
      if (entries.some(({ noun }) => noun === 'rule' || noun === 'person')) seen.at = Date.now();
    });
    return seen;
  };
  /** Watches a page for the moment from which nothing matches any more. */
  const vanishing = async (person: Person, selector: string): Promise<() => Promise<number>> => {
    await person.page.locator(selector).first().waitFor();
    await person.page.evaluate((wanted) => {
      const look = (): void => {
        if (!document.querySelector(wanted)) document.documentElement.dataset.vanished ??= String(Date.now());
      };
      delete document.documentElement.dataset.vanished;
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true });
    }, selector);
    return async () => {
      await person.page.waitForFunction(() => document.documentElement.dataset.vanished !== undefined);
      return Number(await person.page.evaluate(() => document.documentElement.dataset.vanished));
    };
  };
  const opensRole = async (administrator: Person, line: RegExp): Promise<void> => {
    await administrator.page.getByRole('link', { name: 'Sales representative' }).click();
    await administrator.presses(line);
  };
  const saves = async (administrator: Person): Promise<void> => {
    await administrator.presses('Review and save');
    await administrator.presses('Save for all');
    await administrator.sees('Sales representative saved');
  };

  test('[P11] a group of fields taken from a role leaves the open screens of others at once, and comes back', async () => {
    const seller = await firm.enter('seller', '/orders');
    const administrator = await firm.enter('administrator', '/roles');
    const gone = await vanishing(seller, '[role=columnheader][col-id=total]');
    const commit = committed();
    await opensRole(administrator, /^Sales orders, Own$/);
    await administrator.page.getByLabel('Sees: Amounts').click();
    // The preview says it before anything is saved: the amounts are masked to the administrator, then not there.
    await administrator.sees(/^Not seen: .*amounts/);
    expect(await seller.page.locator('[role=columnheader][col-id=total]').count()).toBe(1);
    await saves(administrator);
    expect((await gone()) - commit.at).toBeLessThan(AT_ONCE);
    // From then on no amount of an order reaches the page, by whichever road it asks.
    const after = seller.heard.length;
    await seller.page.locator('.ag-row').first().click();
    await seller.sees('Timeline');
    await sleep(300);
    await seller.everythingHeard();
    const orders = seller.heard.slice(after).join('\n');
    expect(orders).toContain('"lineCount"');
    expect(orders).not.toMatch(/"invoicedTotal"|"paidTotal"/);
    await seller.page.goBack();

    await administrator.presses('Undo');
    await administrator.sees('Sales representative is as it was');
    await seller.page.locator('[role=columnheader][col-id=total]').waitFor();
    expect([seller.loads, administrator.loads]).toEqual([1, 1]);
  });

  test('[P11] rows that a role loses leave the open list of others, and those that stay stay', async () => {
    const seller = await firm.enter('seller', '/orders');
    const administrator = await firm.enter('administrator', '/roles');
    const rows = await firm.rows('order', { field: 'status', is: 'in', value: ['draft', 'confirmed'] });
    const rowOf = (status: string) =>
      seller.page.locator('.ag-row', { hasText: rows.find((row) => row.status === status)?.number ?? '?' }).first();
    await rowOf('draft').waitFor();
    const gone = await vanishing(seller, '.ag-row[row-index="1"]');
    const commit = committed();
    await opensRole(administrator, /^Sales orders, Own$/);
    await administrator.presses('Add a condition');
    await administrator.page.getByRole('menuitem', { name: 'Status', exact: true }).click();
    const values = administrator.page.getByLabel('Value', { exact: true });
    await values.click();
    await administrator.page.getByRole('option', { name: 'Quote' }).click();
    await administrator.page.getByRole('option', { name: 'Confirmed' }).click();
    await administrator.page.keyboard.press('Escape');
    await administrator.sees(/Own, where status is confirmed/);
    await saves(administrator);
    await rowOf('draft').waitFor({ state: 'detached' });
    await rowOf('confirmed').waitFor();
    expect((await gone()) - commit.at).toBeLessThan(AT_ONCE);
    await administrator.presses('Undo');
    await administrator.sees('Sales representative is as it was');
    await rowOf('draft').waitFor();
    expect(seller.loads).toBe(1);
  });

  test('[DERIVE1] [DERIVE2] the screen of a role warns of what it is denied and could work out', async () => {
    const { id } = await firm.does('administrator', 'role.create', { code: 'trial', name: 'Trial', home: '/today' });
    const all = { may: 'read', scope: 'all', when: null } as const;
    await firm.does('administrator', 'role.save', {
      id,
      rules: [
        { ...all, on: 'order', groups: ['basics', 'cost'] },
        { ...all, on: 'stock', groups: ['basics', 'value', 'quantities'] },
      ],
    });
    const admin = await firm.enter('administrator', `/roles/${id}`);
    await admin.sees('Amounts of sales orders, from cost and margin of sales orders');
    await admin.sees('Cost and margin of stock, from stock value and on hand of stock');
  });

  test('[P13] who edits a role that another saves meanwhile is shown what changed, and both edits are kept', async () => {
    const id = firm.id('sales_rep');
    const administrator = await firm.enter('administrator', '/roles');
    await opensRole(administrator, /^Customers, Own$/);
    await administrator.page.getByLabel('Sees: Contact data').click();

    const before = await firm.rows('rule', { field: 'roleId', is: 'eq', value: id });
    const rules = before.map(({ on, may, scope, when, groups }) => {
      const kept = (groups as string[]).filter((group) => !(on === 'customer' && may === 'read' && group === 'notes'));
      return { on, may, scope, when, groups: kept } as RuleInput;
    });
    await firm.does('administrator', 'role.save', { id, rules, from: before.map((rule) => rule.id) });
    await administrator.sees('Someone saved this role while you were editing it.');
    await administrator.sees('Sees Notes');
    expect(await administrator.button('Review and save').getAttribute('aria-disabled')).toBe('true');
    await administrator.presses('Put my edits on top');
    await saves(administrator);

    const reads = (await firm.rows('rule', { field: 'roleId', is: 'eq', value: id })).find(
      ({ on, may }) => on === 'customer' && may === 'read',
    );
    expect(reads?.groups).toContain('terms');
    expect(reads?.groups).not.toContain('contact');
    expect(reads?.groups).not.toContain('notes');
  });

  test('[P11] a suspension clears the open screen of whom it meets', async () => {
    const clerk = await firm.enter('clerk', '/orders');
    const administrator = await firm.enter('administrator', '/people');
    const gone = await vanishing(clerk, '.ag-row');
    const commit = committed();
    await administrator.page.locator('.ag-row', { hasText: PEOPLE.clerk.name }).click();
    await administrator.presses('Suspend');
    await administrator.page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
    await administrator.sees(`${PEOPLE.clerk.name} suspended`);
    await clerk.sees('Sign in');
    expect((await gone()) - commit.at).toBeLessThan(AT_ONCE);
    await administrator.sees('Not signed in anywhere.');
    expect((await clerk.context.request.get(`${firm.address}/api/me`)).status()).toBe(401);
    await administrator.presses('Activate');
    await administrator.sees(`${PEOPLE.clerk.name} may sign in again`);
    const again = { email: emailOf('clerk'), password: PASSWORD };
    expect((await clerk.context.request.post(`${firm.address}/api/session`, { data: again })).status()).toBe(204);
  });

  test('[ACCESS1] an invited person chooses a password by the link and sees what their role says, no more', async () => {
    const administrator = await firm.enter('administrator', '/people');
    await administrator.presses('Invite');
    const form = administrator.page.getByRole('dialog');
    await administrator.field(/^Name/, form).fill('New Nora');
    await administrator.field(/^E-mail/, form).fill('nora@firm.example');
    await form.getByLabel('Warehouse operator').click();
    await form.getByLabel('Taipei').click();
    await administrator.presses('Invite and make a link', form);
    const link = await administrator.field('Link').inputValue();
    expect(link).toMatch(/\/welcome#[\w-]{40,}$/);
    await administrator.presses('Done');
    await administrator.sees('New Nora');

    const nora = await firm.theatre.person('Nora');
    await nora.page.goto(link);
    await nora.field('New password').fill('a sentence is good');
    await nora.field('The same again').fill('a sentence is good');
    await nora.presses('Set password and begin');
    await nora.page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: /^Orders/ })
      .waitFor();
    const desks = await nora.page.getByRole('navigation', { name: 'Main' }).textContent();
    expect(desks).not.toMatch(/Roles|People|Receivables/);
    expect((await nora.context.request.get(`${firm.address}/api/roles`)).status()).toBe(404);
    // The link was used up.
    const second = await firm.theatre.person('Someone else');
    await second.page.goto(link);
    await second.field('New password').fill('another sentence');
    await second.field('The same again').fill('another sentence');
    second.forgives(/409/);
    await second.presses('Set password and begin');
    await second.sees('This link has been used or has expired.');
  });
});
