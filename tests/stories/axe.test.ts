import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DESK, PHONE, stories } from './browser.ts';
import { enterAs, pagesOf, roles, SMALL, visits } from './desks.ts';
import { Firm } from './firm.ts';
import { judged } from './judging.ts';

/** What the theme changes; everything else is the same in light and in dark. */
const COLOURS = { rules: ['color-contrast', 'link-in-text-block'] };

stories('every page of every role to those who see little or nothing', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.demo(SMALL);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
  });
  afterAll(() => firm?.close());

  test.for(roles)('[A11Y1] %s: axe finds nothing serious on any page, light or dark', async (role) => {
    const found: string[] = [];
    const walk = async (name: string, options: typeof DESK): Promise<void> => {
      const person = await enterAs(firm, role, 'en', { ...options, colorScheme: 'light' });
      for (const path of await pagesOf(person, firm.address)) {
        await visits(person, path);
        found.push(...(await judged(person.page, `${path} on a ${name}`)));
        await person.page.emulateMedia({ colorScheme: 'dark' });
        await person.page.waitForFunction(() => document.documentElement.classList.contains('dark'));
        found.push(...(await judged(person.page, `${path} on a ${name}, dark`, COLOURS)));
        await person.page.emulateMedia({ colorScheme: 'light' });
        await person.page.waitForFunction(() => !document.documentElement.classList.contains('dark'));
      }
    };
    await Promise.all([walk('desk', DESK), walk('phone', PHONE)]);
    expect([...new Set(found)]).toEqual([]);
  });
});
