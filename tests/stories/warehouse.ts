/** What the warehouse does with a phone in its hand, in the words of the trade. */
import type { Person } from './browser.ts';

/** Claims the lines of an order that waits in the queue; waits until it has come. */
export const startsPicking = async (operator: Person, number: string): Promise<void> => {
  await operator.page.getByRole('list', { name: 'Pick queue' }).getByRole('link').filter({ hasText: number }).click();
  await operator.presses(/^Start picking/);
  await operator.button(/^Picked all/).waitFor();
};

/** Fewer than asked were found: how many, on the keys of the page, and why. */
export const picksShort = async (operator: Person, found: number, reason: string): Promise<void> => {
  await operator.presses('Other quantity or short pick');
  for (const digit of String(found)) await operator.page.getByRole('button', { name: digit, exact: true }).click();
  await operator.presses(reason);
};

/** All that lies picked into one package. */
export const packsAll = async (operator: Person): Promise<void> => {
  await operator.presses('Pack this order');
  await operator.presses(/^Pack all/);
  await operator.button(/^Ship 1 package/).waitFor();
};

/** Under a delivery note; answers its number. */
export const ships = async (operator: Person, carrier: string, tracking: string): Promise<string> => {
  await operator.presses(/^Ship 1 package/);
  const panel = operator.page.getByRole('dialog', { name: 'Ship' });
  await operator.field('Carrier', panel).fill(carrier);
  await operator.field('Tracking no.', panel).fill(tracking);
  await operator.presses(/^Ship 1 package/, panel);
  await operator.page.waitForURL(/\/shipments\/[^/]+$/);
  const trail = operator.page.getByRole('navigation', { name: 'Where you are' }).locator('[aria-current=page]');
  await trail.filter({ hasText: /\d/ }).waitFor();
  return (await trail.textContent()) ?? '';
};
