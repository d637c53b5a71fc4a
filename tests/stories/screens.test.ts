import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import words from '../../client/words/en.ts';
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

/** By how many px the name of the page is cut in the top bar. */
const nameCut = ({ page }: Person): Promise<number> =>
  page.evaluate(() =>
    Math.max(
      0,
      ...[...document.querySelectorAll('main > * > header h1')].map(
        ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
      ),
    ),
  );

type Tree = { readonly [name: string]: string | Tree };
const keysOf = (tree: Tree, above = ''): string[] =>
  Object.entries(tree).flatMap(([name, word]) =>
    typeof word === 'string' ? [above + name] : keysOf(word, `${above}${name}.`),
  );
const keys = new Set(keysOf(words));
const SOON = { timeout: 20_000 };

/** Keys of messages that the page shows or tells for want of the message. */
const wordless = async ({ page }: Person): Promise<string[]> => {
  const said = await page.evaluate(() =>
    [...document.querySelectorAll('body, body *')].flatMap((part) => [
      ...[...part.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.nodeValue ?? ''] : [])),
      ...['aria-label', 'title', 'placeholder', 'alt'].map((name) => part.getAttribute(name) ?? ''),
    ]),
  );
  return said.flatMap((text) => text.trim().split(/\s+/)).filter((text) => keys.has(text) && text.includes('.'));
};

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
          const cut = await nameCut(person);
          if (cut > 0) wide.push(`${path} in ${language} on a ${name}: its name is cut by ${cut} px`);
          if (person.faults.length > 0) throw new Error(`${path} in ${language} on a ${name}: ${person.faults[0]}`);
        }
        await person.context.close();
      };
      for (const language of ['en', 'zh-TW', 'zh-CN'])
        await Promise.all([walk(language, 'desk', DESK), walk(language, 'phone', PHONE)]);
      expect(wide).toEqual([]);
    },
  );

  test.for(roles)(
    '[SCR2] %s: Today and the board are there whole with the first words, every other page waits for its own',
    async (role) => {
      for (const language of ['en', 'zh-TW', 'zh-CN']) {
        const person = await enterAs(firm, role, language, DESK);
        const { page } = person;
        let arrive = () => {};
        const held = new Promise<void>((done) => {
          arrive = done;
        });
        let asked = 0;
        await page.route(/\/rest-[^/]*\.js$/, async (route) => {
          asked += 1;
          await held;
          await route.continue();
        });
        await page.goto(`${firm.address}/today`);
        await person.settles();
        await expect.poll(() => asked).toBe(1);
        expect(await wordless(person), `${role} ${language} /today`).toEqual([]);
        const board = page.getByRole('navigation').locator('a[href="/board"]').first();
        if ((await board.count()) > 0) {
          await visits(person, '/board');
          expect(await wordless(person), `${role} ${language} /board`).toEqual([]);
        }
        await page.getByRole('navigation').locator('a[href="/inbox"]').first().click();
        await expect.poll(() => page.evaluate(() => location.pathname)).not.toBe('/inbox');
        arrive();
        await page.waitForURL('**/inbox');
        await person.settles();
        expect(await wordless(person), `${role} ${language} /inbox`).toEqual([]);
        await person.context.close();
      }
    },
  );

  test('[SCR1] whoever tries the demonstration in a Chinese browser goes on in Chinese', async () => {
    const guest = await firm.theatre.person('guest', { locale: 'zh-TW' });
    await guest.page.goto(firm.address);
    await guest.page.getByRole('button', { name: '業務人員' }).click();
    await guest.page.waitForURL('**/today');
    await expect.poll(() => guest.page.locator('html').getAttribute('lang'), SOON).toBe('zh-TW');
    await guest.page.getByRole('link', { name: '訂單' }).first().waitFor();
  });
});
