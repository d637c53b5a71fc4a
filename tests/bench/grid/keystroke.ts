/** From a key to the paint that shows it, while changes arrive. */
import type { Page } from 'playwright-core';

/** What is typed, and how long a hand takes from key to key, ms. */
const KEYS = 80;
const HAND = 110;
/** Chromium tells of keys that took this long or longer, in steps of 8 ms: any other took less. */
const LEAST = 16;

type Told = { durations: number[] };

const listen = (page: Page): Promise<void> =>
  page.evaluate((least) => {
    const told: Told = { durations: [] };
    Object.assign(window, { told });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') told.durations.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: least } as PerformanceObserverInit);
  }, LEAST);

/** p75 of the time from key to paint, ms; the field is the one in focus. `text` is typed over and over, and taken back. */
export const typed = async (page: Page, text: string): Promise<number> => {
  await listen(page);
  for (let n = 0; n < KEYS; n++) {
    const at = n % (2 * text.length);
    await page.keyboard.press(at < text.length ? (text[at] as string) : 'Backspace');
    await page.waitForTimeout(HAND);
  }
  const durations = await page.evaluate(() => (window as unknown as { told: Told }).told.durations);
  const all = [...durations, ...new Array<number>(Math.max(0, KEYS - durations.length)).fill(LEAST)];
  return all.sort((a, b) => a - b)[Math.floor(all.length * 0.75)] as number;
};

/** Pastes a sheet of so many lines into the order that is being entered, and waits for the last. */
export const pasted = async (page: Page, skus: readonly string[], lines: number): Promise<void> => {
  const sheet = Array.from({ length: lines }, (_, at) => `${skus[at % skus.length]}\t${1 + (at % 9)}`).join('\n');
  const box = page.getByRole('combobox', { name: 'Add a line' });
  await box.evaluate((input, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, sheet);
  await page
    .locator('[data-line]')
    .nth(lines - 1)
    .waitFor();
};

/** ms from the first key of a quantity and a SKU to the line that stands for them, typed at a hand's pace. */
export const entered = async (page: Page, quantity: number, sku: string): Promise<number> => {
  await page.getByRole('combobox', { name: 'Add a line' }).focus();
  const before = await page.locator('[data-line]').count();
  const began = performance.now();
  await page.keyboard.type(`${quantity}*${sku}`, { delay: HAND });
  await page.keyboard.press('Enter');
  await page.locator('[data-line]').nth(before).waitFor();
  return performance.now() - began;
};
