import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DESK, type Person, PHONE, stories } from './browser.ts';
import { enterAs, pagesOf, roles, SMALL, visits } from './desks.ts';
import { Firm } from './firm.ts';

type Violation = {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};
/** What the theme changes; everything else is the same in light and in dark. */
const COLOURS = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

stories('every page of every role to those who see little or nothing', () => {
  let firm: Firm;
  let axe: string;
  beforeAll(async () => {
    axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
    firm = await Firm.demo(SMALL);
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
  });
  afterAll(() => firm?.close());

  const judge = async ({ page }: Person, options: object, where: string): Promise<string[]> => {
    const asked = JSON.stringify({ ...options, resultTypes: ['violations'] });
    const { violations } = (await page.evaluate(`axe.run(${asked})`)) as { violations: readonly Violation[] };
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${where}: ${id} at ${nodes[0]?.html.slice(0, 300)} ${nodes[0]?.failureSummary}`);
  };

  test.for(roles)('[A11Y1] %s: axe finds nothing serious on any page, light or dark', async (role) => {
    const found: string[] = [];
    const walk = async (name: string, options: typeof DESK): Promise<void> => {
      const person = await enterAs(firm, role, 'en', { ...options, colorScheme: 'light' });
      await person.page.evaluate(axe);
      for (const path of await pagesOf(person, firm.address)) {
        await visits(person, path);
        found.push(...(await judge(person, {}, `${path} on a ${name}`)));
        await person.page.emulateMedia({ colorScheme: 'dark' });
        await person.page.waitForFunction(() => document.documentElement.classList.contains('dark'));
        found.push(...(await judge(person, COLOURS, `${path} on a ${name}, dark`)));
        await person.page.emulateMedia({ colorScheme: 'light' });
        await person.page.waitForFunction(() => !document.documentElement.classList.contains('dark'));
      }
    };
    await Promise.all([walk('desk', DESK), walk('phone', PHONE)]);
    expect([...new Set(found)]).toEqual([]);
  });
});
