/** The demonstration's people, and every page that is theirs. */
import type { BrowserContextOptions } from 'playwright-core';
import { DEMO_PASSWORD, demoAccounts } from '../../server/demo/accounts.ts';
import type { Person } from './browser.ts';
import type { Firm } from './firm.ts';

/** How much of the demonstration the walks through all pages need: each list has rows, each document is there. */
export const SMALL = 0.03;
export const roles: readonly string[] = demoAccounts.map(({ role }) => role);

/** One who has signed in as this role, in this language. */
export const enterAs = async (
  firm: Firm,
  role: string,
  language: string,
  options: BrowserContextOptions = {},
): Promise<Person> => {
  const account = demoAccounts.find((one) => one.role === role);
  const person = await firm.enterAs(role, account?.email ?? '', DEMO_PASSWORD, null, options);
  await person.context.addInitScript((code) => localStorage.setItem('crossdock.language', code), language);
  await person.page.goto(firm.address);
  await person.settles();
  return person;
};

const status = (field: string, ...values: string[]): string =>
  encodeURIComponent(JSON.stringify({ field, is: 'in', value: values }));
/** Pages about one thing, under the desk that leads there: where an id is found, and under which name. */
const aboutOne: readonly (readonly [desk: string, list: string, field: string, page?: string])[] = [
  ['/orders', 'orders?', 'id'],
  ['/orders', `orders?filter=${status('status', 'draft')}`, 'id', '/orders/:id/edit'],
  ['/customers', 'customers?', 'id'],
  ['/products', 'products?', 'id'],
  ['/invoicing', 'shipments?sort=-shippedAt', 'orderId'],
  ['/invoices', 'invoices?', 'id'],
  ['/receipts', 'receipts?', 'id'],
  ['/picking', `picks?filter=${status('status', 'reserved', 'claimed')}`, 'orderId'],
  ['/packing', `picks?filter=${status('status', 'picked', 'packed')}`, 'orderId'],
  ['/packing', 'packages?', 'id', '/packages/:id'],
  ['/shipments', 'shipments?', 'id'],
  ['/stock', 'stock?', 'productId'],
  ['/roles', 'roles?', 'id'],
  ['/people', 'people?', 'id'],
  ['/boards', 'board_shares?', 'boardId', '/boards/:id'],
  ['/boards', 'boards?', 'id', '/boards/:id?edit=1'],
];
/** Where something new is entered, under the desk that leads there, and what one must be allowed for it. */
const entries: readonly (readonly [desk: string, page: string, noun: string, action: string])[] = [
  ['/orders', '/orders?as=board', 'order', 'read'],
  ['/orders', '/orders/new', 'order', 'create'],
  ['/customers', '/customers/new', 'customer', 'create'],
  ['/products', '/products/new', 'product', 'create'],
  ['/trade', '/trade/tax-codes', 'tax_code', 'update'],
  ['/trade', '/trade/payment-terms', 'payment_term', 'update'],
  ['/receivables', '/receivables?as=list', 'receivable', 'read'],
  ['/receipts', '/receipts/new', 'receipt', 'create'],
  ['/stock', '/stock/receive', 'stock', 'receive'],
  ['/people', '/viewings', 'viewing', 'view_as'],
  ['/board', '/orders?view=all&figure=bookings', 'order', 'read'],
];

/** The paths of every page in the person's menu, and of those that it leads to. */
export const pagesOf = async (person: Person, address: string): Promise<readonly string[]> => {
  const links = person.page.locator('nav a[href]');
  const menu = await links.evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  const desks = new Set(menu.filter((path) => path !== '/'));
  const found = await Promise.all(
    aboutOne.map(async ([desk, list, field, page = `${desk}/:id`]) => {
      if (!desks.has(desk)) return [];
      // A connection that was kept may be let go of at the moment in which it is used again.
      const answer = await person.context.request.get(`${address}/api/${list}&limit=1`, { maxRetries: 2 });
      if (!answer.ok()) return [];
      const { rows } = (await answer.json()) as { rows: { [name: string]: string }[] };
      return rows.map((row) => page.replace(':id', row[field] ?? ''));
    }),
  );
  const me = await person.context.request.get(`${address}/api/me`);
  const { rules } = (await me.json()) as { rules: readonly { readonly on: string; readonly may: string }[] };
  const isAllowed = (noun: string, action: string) => rules.some(({ on, may }) => on === noun && may === action);
  const more = entries.flatMap(([desk, page, noun, action]) =>
    desks.has(desk) && isAllowed(noun, action) ? [page] : [],
  );
  // One that is not for this person reads like one that is not there.
  const [barred] = entries.flatMap(([, page, noun, action]) => (isAllowed(noun, action) ? [] : [page]));
  return [...new Set([...desks, ...found.flat(), ...more, barred ?? '/nowhere', '/sessions', '/my-mail'])];
};

/** To another page without loading anew, as a link does, until it is there whole. */
export const visits = async ({ page }: Person, path: string): Promise<void> => {
  await page.evaluate((to) => {
    // The page that is left is known by this, for as long as it stands.
    // Between the parts of one page it stays.
    const [there, here] = [new URL(to, location.href).pathname, location.pathname];
    const isPart = [there, here].every((one) => one.startsWith('/trade'));
    if (there !== here && !isPart) document.querySelector('main > *')?.setAttribute('data-left', '');
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, path);
  await page.waitForFunction(() => {
    const main = document.querySelector('main');
    if (!main?.firstElementChild || main.querySelector('[data-left], .face-wait')) return false;
    // Its name stands in the tab once it has found what it is about.
    return /^[^…·\s].* · Crossdock$/.test(document.title);
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
};
