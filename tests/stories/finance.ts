/** What Finance does, in the words of the trade. */
import type { Locator } from 'playwright-core';
import type { Person } from './browser.ts';
import { types } from './sales.ts';

/** The decision's panel beside the queue. */
const panel = (clerk: Person, number: string): Locator => clerk.page.getByRole('complementary', { name: number });

/** Opens an order of the review queue; waits until it has come. */
export const takesUp = async (clerk: Person, number: string): Promise<Locator> => {
  await clerk.page.getByRole('list', { name: 'Review' }).getByRole('button', { name: number }).click();
  const open = panel(clerk, number);
  await clerk.sees('Why it waits', open);
  return open;
};

export const approves = async (
  clerk: Person,
  number: string,
  { settlement, days }: { readonly settlement: string; readonly days: number },
): Promise<void> => {
  const open = await takesUp(clerk, number);
  await open.getByRole('radio', { name: settlement }).click();
  await types(clerk.field('Terms (days)', open), String(days));
  await clerk.presses('Approve', open);
  await clerk.sees(new RegExp(`^${number} approved`));
};

export const returns = async (clerk: Person, number: string, reason: string): Promise<void> => {
  const open = await takesUp(clerk, number);
  await clerk.presses('Return', open);
  const dialog = clerk.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await clerk.presses('Return', dialog);
  await clerk.sees(`${number} returned to its seller`);
};

/** Issues the invoice of what left under this delivery note; answers its number. */
export const invoices = async (clerk: Person, note: string): Promise<string> => {
  await clerk.goesTo('To invoice');
  await clerk.page.getByRole('row').filter({ hasText: note }).first().click();
  await clerk.presses('Issue invoice');
  const dialog = clerk.page.getByRole('dialog');
  await clerk.presses('Issue invoice', dialog);
  await clerk.page.waitForURL(/\/invoices\/[^/]+$/);
  const trail = clerk.page.getByRole('navigation', { name: 'Where you are' }).locator('[aria-current=page]');
  await trail.filter({ hasText: /\S/ }).waitFor();
  return (await trail.textContent()) ?? '';
};

/** Money has come; what it is for is proposed, and taken as proposed. `from` an open invoice's page, or by its number. */
export const receives = async (clerk: Person, amount: string, invoice?: string): Promise<void> => {
  if (invoice === undefined) {
    await clerk.presses('Record receipt');
    await clerk.page.waitForURL(/\/receipts\/new/);
  } else {
    await clerk.goesTo('Receipts');
    await clerk.presses('New receipt');
    await clerk.page.getByRole('combobox', { name: 'Customer' }).fill(invoice);
    await clerk.page.getByRole('option').first().click();
  }
  await types(clerk.page.getByRole('textbox', { name: 'Received', exact: true }), amount);
  await clerk.sees('All of it is allocated.');
  await clerk.presses('Record receipt');
  await clerk.sees(/ recorded, 1 item settled or paid into$/);
};
