/** What is done on a page with nothing but keys. */
import type { Locator } from 'playwright-core';
import { HAND, type Person } from './browser.ts';
import { hasFocus } from './focus.ts';

export const press = async ({ page }: Person, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(HAND.delay);
  }
};
const isOn = (one: Locator): Promise<boolean> => one.evaluate((it) => it === document.activeElement);
/** Tab until it has the focus; fails where the keyboard does not come to it in so many steps. */
export const tabsTo = async (person: Person, one: Locator, most: number, key = 'Tab'): Promise<void> => {
  for (let n = 0; n < most; n++) {
    await press(person, key);
    if (await isOn(one)) return;
  }
  throw new Error(`not reached in ${most}: ${one}`);
};
export const tabsBackOrOn = async (person: Person, one: Locator, most: number): Promise<void> => {
  if (!(await isOn(one))) await tabsTo(person, one, most);
};
/** What the palette offers by this name, run from there. */
export const byPalette = async (person: Person, typed: string, name: RegExp): Promise<void> => {
  await press(person, 'Control+k');
  const palette = person.page.getByRole('combobox', { name: 'Search and commands' });
  await hasFocus(palette);
  await person.page.keyboard.type(typed, HAND);
  await person.page.getByRole('option', { name, selected: true }).waitFor();
  await press(person, 'Enter');
  await palette.waitFor({ state: 'detached' });
};
