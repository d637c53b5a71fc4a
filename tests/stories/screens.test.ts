import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DESK, type Person, PHONE, stories } from './browser.ts';
import { enterAs, pagesOf, roles, SMALL, visits } from './desks.ts';
import { Firm } from './firm.ts';

/** By how many px the page, the sheet that clips what stands in it, or what scrolls down in it is wider than it has room for. */
const overflow = ({ page }: Person): Promise<number> =>
  page.evaluate(() => {
    const sheets = [
      document.documentElement,
      document.querySelector('main') ?? document.body,
      ...document.querySelectorAll('main > * > .overflow-y-auto'),
    ];
    return Math.max(...sheets.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  });

stories('every page of every role', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.demo(SMALL);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  test.for(roles)(
    '[SCR1] %s: each page opens without an error, in three languages, no wider than a desk or a phone',
    async (role) => {
      const wide: string[] = [];
      const walk = async (language: string, name: string, options: typeof DESK): Promise<void> => {
        const person = await enterAs(firm, role, language, options);
        const pages = await pagesOf(person, firm.address);
        expect(pages.length).toBeGreaterThan(4);
        for (const path of pages) {
          await visits(person, path);
          const px = await overflow(person);
          if (px > 0) wide.push(`${path} in ${language} on a ${name}: ${px} px too wide`);
          if (person.faults.length > 0) throw new Error(`${path} in ${language} on a ${name}: ${person.faults[0]}`);
        }
        await person.context.close();
      };
      for (const language of ['en', 'zh-TW', 'zh-CN'])
        await Promise.all([walk(language, 'desk', DESK), walk(language, 'phone', PHONE)]);
      expect(wide).toEqual([]);
    },
  );

  test('[SCR1] whoever tries the demonstration in a Chinese browser goes on in Chinese', async () => {
    const guest = await firm.theatre.person('guest', { locale: 'zh-TW' });
    await guest.page.goto(firm.address);
    await guest.page.getByRole('button', { name: '業務人員' }).click();
    await guest.page.waitForURL('**/today');
    await expect.poll(() => guest.page.locator('html').getAttribute('lang')).toBe('zh-TW');
    await guest.page.getByRole('link', { name: '訂單' }).first().waitFor();
  });
});
