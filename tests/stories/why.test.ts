import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { RuleInput } from '../../shared/access/role/role.commands.ts';
import { DESK, PHONE, stories } from './browser.ts';
import { enterAs, pagesOf, roles, SMALL, visits } from './desks.ts';
import { Firm, GASKET } from './firm.ts';
import { judged } from './judging.ts';

const LANGUAGES = ['en', 'zh-TW', 'zh-CN'] as const;
const LINK = /Why\?|為什麼？|为什么？/;
/** A walk of its own for each screen: both at once take a busy machine longer than a test may. */
const WALKS = roles.flatMap((role, at) =>
  (['desk', 'phone'] as const).map((name) => [role, LANGUAGES[at % 3] ?? 'en', name] as const),
);
/** Pages that say nothing of one's company's rows: no rule withholds anything there. */
const WITHOUT = /^\/(sessions|imports|exports|walls|boards|board|today|nowhere)$|\/(new|edit|receive)$|^\/boards\//;

stories('why, wherever something is absent', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.demo(SMALL);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  test.for(WALKS)(
    '[WHY12] %s, in %s, on a %s: every page about rows answers why, by Shift+W or by its link, and axe finds nothing serious',
    async ([role, language, name]) => {
      const found: string[] = [];
      const [options, colorScheme] = name === 'desk' ? [DESK, 'light' as const] : [PHONE, 'dark' as const];
      const person = await enterAs(firm, role, language, { ...options, colorScheme });
      const { page } = person;
      const panel = page.getByRole('dialog');
      for (const path of await pagesOf(person, firm.address)) {
        await visits(person, path);
        const link = page.locator('main header').first().getByRole('button', { name: LINK });
        if ((await link.count()) === 0) {
          if (!WITHOUT.test(path.split('?')[0] ?? '')) found.push(`${path} on a ${name} has no link`);
          continue;
        }
        if (name === 'desk') {
          await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
          await page.keyboard.press('Shift+W');
        } else await link.click();
        await panel.waitFor();
        await page.waitForFunction(() => !document.querySelector('[role=dialog] .face-wait'));
        found.push(...(await judged(page, `${path} on a ${name}`)));
        const first = panel.locator('li button').first();
        if (await first.count()) {
          await first.click();
          await panel.getByRole('status').waitFor();
        }
        const said = (await panel.textContent()) ?? '';
        if (/access\.|[{}]|undefined|null/.test(said)) found.push(`${path} on a ${name} says ${said}`);
        await page.keyboard.press('Escape');
        await panel.waitFor({ state: 'detached' });
      }
      expect([...new Set(found)]).toEqual([]);
    },
  );
});

stories('why, of what is before one', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
    const customer = await firm.does('seller', 'customer.create', {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    });
    const lines = [{ productId: firm.id(GASKET.sku), quantity: 3 }];
    await firm.does('seller', 'order.create', { customerId: String(customer.id), warehouseId: firm.id('TPE'), lines });
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  test('[WHY13] Shift+W means the row that one stands on, the list where one stands on none, and types in a field', async () => {
    const seller = await firm.enter('seller', '/orders');
    const { page } = seller;
    const [order] = await firm.rows('order', { field: 'status', is: 'eq', value: 'draft' });
    const title = page.getByRole('dialog').getByRole('heading').first();
    await page.locator('.ag-row').first().waitFor();
    await page.keyboard.press('Shift+W');
    expect(await title.textContent()).toBe('Why on sales orders?');
    await seller.presses('Cost and margin', page.getByRole('dialog'));
    await seller.sees('No role of yours reads cost and margin of sales orders.');
    await page.keyboard.press('Escape');
    await title.waitFor({ state: 'detached' });

    await page.keyboard.press('j');
    await page.keyboard.press('Shift+W');
    await seller.sees(`Why on ${order?.number}?`, page.getByRole('dialog'));
    await page.keyboard.press('Escape');
    await title.waitFor({ state: 'detached' });

    await page
      .getByPlaceholder(/orders/i)
      .first()
      .click();
    await page.keyboard.type('W');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('[WHY14] a figure that is not there says what it rests on', async () => {
    const seller = await firm.enter('seller', '/today');
    await seller.presses(/figures? not shown/);
    const panel = seller.page.getByRole('dialog');
    await seller.presses('Receivables by age', panel);
    await seller.sees(/^No role of yours reads/, panel);
    await seller.sees('It takes these to reckon the figure.', panel);
    await seller.presses('All of this page', panel);
    await seller.sees('Not shown to you', panel);
  });

  test('[WHY15] a command that is refused for want of a rule leads to that rule', async () => {
    const seller = await firm.enter('seller', '/orders');
    const id = firm.id('sales_rep');
    const before = await firm.rows('rule', { field: 'roleId', is: 'eq', value: id });
    const rules = before
      .filter(({ on, may }) => on !== 'saved_view' || may !== 'create')
      .map(({ on, may, scope, when, groups }) => ({ on, may, scope, when, groups }) as RuleInput);
    await firm.does('administrator', 'role.save', { id, rules, from: before.map((rule) => rule.id) });
    const box = seller.page.getByPlaceholder(/orders/i).first();
    await box.fill('Bay');
    await seller.presses('Save as');
    await seller.page.getByLabel('Name').fill('The bay');
    await seller.page.keyboard.press('Enter');
    const notice = seller.page.getByRole('alert');
    await notice.waitFor();
    await seller.presses('Why?', notice);
    await seller.sees(/^No role of yours allows “.*” on saved views\.$/, seller.page.getByRole('dialog'));
  });
});
