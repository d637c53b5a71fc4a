import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DESK, type Person, PHONE, stories } from './browser.ts';
import { enterAs, pagesOf, SMALL, visits } from './desks.ts';
import { Firm } from './firm.ts';
import { judged } from './judging.ts';

type Named = { readonly id: string; readonly name: string };

stories('an administrator looks as others do', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.demo(SMALL);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const found = async (person: Person, list: string, name: string): Promise<Named> => {
    const answer = await person.context.request.get(`${firm.address}/api/${list}?limit=200`);
    const { rows } = (await answer.json()) as { readonly rows: readonly Named[] };
    return rows.find((row) => row.name.startsWith(name)) as Named;
  };
  const banner = (person: Person) => person.page.getByRole('region', { name: /^(View as|以他人身分檢視)$/ });
  /** From the person's own page, by its button. */
  const looksAs = async (person: Person, name: string): Promise<Named> => {
    const target = await found(person, 'people', name);
    await person.page.goto(`${firm.address}/people/${target.id}`);
    await person.presses(/^(View as|以此身分檢視)$/);
    await banner(person).waitFor();
    await person.page.waitForURL(/\/today$/);
    return target;
  };
  test('[View as] as a seller: their page, their orders, nothing to press, and back again by a key', async () => {
    const admin = await enterAs(firm, 'administrator', 'en', DESK);
    const seller = await enterAs(firm, 'sales_rep', 'en', DESK);
    const target = await looksAs(admin, 'Lin Mei-Ling');
    const { loads } = admin;
    await admin.sees(`You see Crossdock as ${target.name} does.`, banner(admin));
    await admin.sees('You can look, and change nothing.', banner(admin));

    const menuOf = (person: Person) =>
      person.page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link')
        .evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
    expect(await menuOf(admin)).toEqual(await menuOf(seller));
    const count = async (person: Person): Promise<unknown> => {
      const answer = await person.context.request.get(`${firm.address}/api/orders?limit=500`);
      return ((await answer.json()) as { rows: Named[] }).rows.map(({ id }) => id).sort();
    };
    expect(await count(admin)).toEqual(await count(seller));

    await admin.goesTo('Orders');
    await admin.sees('Hidden from you here: ', banner(admin));
    await admin.page.locator('.ag-row').first().waitFor();
    expect(await admin.page.getByRole('link', { name: /New order/ }).count()).toBe(0);
    // Where the seller's amounts stand, it says that they are hidden, also to those who hear it.
    await admin.page.locator('.ag-cell[col-id=total] .sr-only').first().waitFor();
    const heard = await admin.everythingHeard();
    expect(heard).not.toMatch(/"total":\d/);

    await admin.presses(/^Hidden from you: /, banner(admin));
    await admin.sees(`What ${target.name} sees and you may not`);
    await admin.page.keyboard.press('Escape');
    await admin.page.getByRole('dialog').waitFor({ state: 'detached' });
    await admin.page.keyboard.press('?');
    await admin.sees(`End viewing as ${target.name}`, admin.page.getByRole('dialog'));
    await admin.page.keyboard.press('Escape');
    await admin.page.getByRole('dialog').waitFor({ state: 'detached' });
    await admin.page.keyboard.press('Shift+V');
    await banner(admin).waitFor({ state: 'detached' });
    await admin.page.waitForURL(new RegExp(`/people/${target.id}$`));
    await admin.button('Suspend').waitFor();
    expect(admin.loads).toBe(loads);
  });

  test('[View as] is one session’s: another tab of it follows, another browser goes on, and an end elsewhere is heard', async () => {
    const admin = await enterAs(firm, 'administrator', 'en', DESK);
    const beside = await enterAs(firm, 'administrator', 'en', DESK);
    const tab = await admin.context.newPage();
    await tab.goto(`${firm.address}/people`);
    await tab.getByRole('heading', { name: 'People' }).waitFor();
    await looksAs(admin, 'Huang Pin-Jui');
    const strip = tab.getByRole('region', { name: 'View as' });
    await strip.waitFor();
    await tab.waitForURL(/\/today$/);
    expect(await banner(beside).count()).toBe(0);
    // A page of theirs on which all is hidden says so, instead of being empty.
    await admin.goesTo('Invoices');
    await admin.sees('Huang Pin-Jui 黃品睿 has this page');
    await tab.getByRole('button', { name: /^End/ }).click();
    await strip.waitFor({ state: 'detached' });
    await banner(admin).waitFor({ state: 'detached' });
    await tab.close();
  });

  test('[View as] as a role is nobody: it says so, and shows no one’s own orders', async () => {
    const admin = await enterAs(firm, 'administrator', 'en', DESK);
    const role = await found(admin, 'roles', 'Sales representative');
    await admin.page.goto(`${firm.address}/roles/${role.id}`);
    await admin.presses(/^View as$/);
    await admin.page.getByRole('menuitem', { name: /^As the role alone/ }).click();
    await banner(admin).waitFor();
    await admin.sees('You see Crossdock as the role Sales representative does.', banner(admin));
    await admin.sees('A role is no one', banner(admin));
    await admin.goesTo('Orders');
    expect(await admin.page.locator('.ag-row').count()).toBe(0);
    await admin.presses(/^End/, banner(admin));
    await admin.page.waitForURL(new RegExp(`/roles/${role.id}$`));
    // Somebody of the role has rows of their own: they are offered beside it.
    await admin.presses(/^View as$/);
    await admin.page.getByRole('menuitem', { name: /Lin Mei-Ling/ }).click();
    await admin.sees(/You see Crossdock as Lin Mei-Ling.* does/, banner(admin));
    await admin.page.waitForURL(/\/today$/);
    // On a page of one order the place of what is hidden is marked as in the list.
    const answer = await admin.context.request.get(`${firm.address}/api/orders?limit=1`);
    const [order] = ((await answer.json()) as { readonly rows: readonly Named[] }).rows;
    await visits(admin, `/orders/${order?.id}`);
    await admin.page.getByRole('region', { name: 'Amounts' }).getByText('••••').first().waitFor();
    await admin.presses(/^End/, banner(admin));
    await banner(admin).waitFor({ state: 'detached' });
    // Who looked as whom stands in a list, the latest first.
    await admin.page.goto(`${firm.address}/people`);
    await admin.presses('Who viewed as whom');
    await admin.page.waitForURL(/\/viewings$/);
    const latest = admin.page.locator('.ag-row[row-index="0"]');
    await admin.sees(/^Lin Mei-Ling/, latest);
    await admin.sees('Ended by who looked', latest);
    await admin.sees('Sales representative', admin.page.locator('.ag-row[row-index="1"]'));
  });

  test.for([
    ['Lin Mei-Ling', 'light', 'en'],
    ['Huang Pin-Jui', 'dark', 'zh-TW'],
  ] as const)(
    '[View as] [A11Y1] as %s, in %s and %s: axe finds nothing serious on any page',
    async ([name, colorScheme, language]) => {
      const wrong: string[] = [];
      for (const [where, options] of [
        ['desk', DESK],
        ['phone', PHONE],
      ] as const) {
        const admin = await enterAs(firm, 'administrator', language, { ...options, colorScheme });
        await looksAs(admin, name);
        for (const path of await pagesOf(admin, firm.address)) {
          await visits(admin, path);
          wrong.push(...(await judged(admin.page, `${path} on a ${where}`)));
        }
      }
      expect([...new Set(wrong)]).toEqual([]);
    },
  );
});
