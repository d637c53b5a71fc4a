/** What axe, the judge of pages for those who see little or nothing, finds wrong. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

type Violation = {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};
type Asked = {
  /** Only what stands in here, by a selector. */
  readonly within?: string;
  /** Only these rules. */
  readonly rules?: readonly string[];
  /** Also what axe does not call serious. */
  readonly all?: boolean;
};

let source: Promise<string> | undefined;
const axe = (): Promise<string> => {
  source ??= readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
  return source;
};

/** Waits until all has faded in: a dialog or a notice on its way is paler than it will be. What never ends is not waited for. */
export const stillness = async (page: Page): Promise<void> => {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY,
      ),
  );
};

/** A line for each fault, beginning with `where`; those that are serious or critical unless all are asked for. */
export const judged = async (page: Page, where: string, { within, rules, all }: Asked = {}): Promise<string[]> => {
  await stillness(page);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axe());
  const options = JSON.stringify({
    resultTypes: ['violations'],
    ...(rules && { runOnly: { type: 'rule', values: rules } }),
  });
  const { violations } = (await page.evaluate(`axe.run(${within ? `${JSON.stringify(within)}, ` : ''}${options})`)) as {
    readonly violations: readonly Violation[];
  };
  return violations
    .filter(({ impact }) => all || impact === 'serious' || impact === 'critical')
    .map(({ id, impact, nodes }) => {
      const [first] = nodes;
      return `${where}: ${impact} ${id} at ${first?.html.slice(0, 300)} ${first?.failureSummary}`;
    });
};

/** The same in light and in dark; light again afterwards. */
export const judgedInBoth = async (page: Page, where: string, asked: Asked = {}): Promise<string[]> => {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction(
      (dark) => document.documentElement.classList.contains('dark') === dark,
      colorScheme === 'dark',
    );
    found.push(...(await judged(page, `${where}, ${colorScheme}`, asked)));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.waitForFunction(() => !document.documentElement.classList.contains('dark'));
  return found;
};
