import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

/** Waits until this is what the keyboard is on. */
export const hasFocus = async (one: Locator): Promise<void> => {
  await one.waitFor();
  await expect.poll(() => one.evaluate((it) => it === document.activeElement), { timeout: 20_000 }).toBe(true);
};
