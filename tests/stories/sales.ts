/** What a seller does, in the words of the trade. */
import type { Locator } from 'playwright-core';
import type { Person } from './browser.ts';

export type Wanted = {
  readonly sku: string;
  /** Scanned, not searched for. */
  readonly scan?: string;
  /** In `unit`, or else in pieces. */
  readonly quantity: number;
  readonly unit?: string;
  /** As it is typed; absent: the list's. */
  readonly price?: string;
  /** Percent. */
  readonly discount?: string;
};

const cell = (person: Person, field: string, sku: string): Locator => person.field(`${field}, ${sku}`);

/** Types into a field as a hand does, and leaves it. */
export const types = async (field: Locator, text: string): Promise<void> => {
  await field.fill(text);
  await field.blur();
};

export const beginsOrder = async (seller: Person, customer: string): Promise<void> => {
  await seller.goesTo('Orders');
  await seller.presses('New order');
  await seller.page.getByRole('combobox', { name: 'Customer' }).fill(customer);
  await seller.page.getByRole('option', { name: customer }).first().click();
};

export const entersLine = async (
  seller: Person,
  { sku, scan, quantity, unit, price, discount }: Wanted,
): Promise<void> => {
  if (scan) await seller.scans(scan);
  else {
    await seller.page.getByRole('combobox', { name: 'Add a line' }).fill(sku);
    await seller.page.getByRole('option', { name: sku }).first().click();
  }
  await cell(seller, 'Quantity', sku).waitFor();
  if (unit) await cell(seller, 'Unit', sku).selectOption(unit);
  await types(cell(seller, 'Quantity', sku), String(quantity));
  if (price) await types(cell(seller, 'Unit price', sku), price);
  if (discount) await types(cell(seller, 'Discount', sku), discount);
};

/** Customer, lines, promise; nothing is submitted yet. */
export const entersOrder = async (
  seller: Person,
  {
    customer,
    lines,
    promisedOn,
  }: { readonly customer: string; readonly lines: readonly Wanted[]; readonly promisedOn?: string },
): Promise<void> => {
  await beginsOrder(seller, customer);
  for (const line of lines) await entersLine(seller, line);
  if (promisedOn) await types(seller.field('Promised'), promisedOn);
};

/** Answers the number of the order. */
export const submits = async (seller: Person): Promise<string> => {
  await seller.presses('Submit');
  await seller.page.waitForURL(/\/orders\/(?!new)[^/?]+$/);
  return ((await seller.page.getByRole('heading', { level: 1 }).textContent()) ?? '').split(/\s/)[0] ?? '';
};

/** An action of the menu behind "More actions", with the reason that it asks for. */
export const does = async (person: Person, action: string, reason: string): Promise<void> => {
  await person.presses('More actions');
  await person.page.getByRole('menuitem', { name: action }).click();
  const dialog = person.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await dialog.getByRole('button', { name: action }).click();
  await dialog.waitFor({ state: 'detached' });
};

/** Saves what was changed on the open order, with a word why. */
export const saves = async (person: Person, why = ''): Promise<void> => {
  if (why) await person.page.getByLabel('Why (optional)').fill(why);
  await person.presses('Save');
  await person.page.getByRole('region', { name: /not saved/ }).waitFor({ state: 'detached' });
};

/** The line's row on the page of an order. */
export const lineOf = (person: Person, sku: string): Locator =>
  person.page.locator('[data-line]').filter({ hasText: sku }).first();
