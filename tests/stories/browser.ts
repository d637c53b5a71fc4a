import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { describe, type TestContext } from 'vitest';
import { buildClient } from '../../server/system/client-build.ts';
import { hasChromium, launchBrowser } from '../chromium.ts';

/** A story needs a browser; without one it is left out, and the runner says so. */
export const stories = describe.skipIf(!hasChromium);

export const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** How fast a hand types, ms from key to key: faster, with Enter at the end, is a scanner's (shared/base/scan.ts). */
export const HAND = { delay: 70 };
/** How long a step on a page may take where others work on the same two cores, ms. */
export const PATIENCE = 45_000;
const SHOTS = join(tmpdir(), 'crossdock-stories');

/** What Chromium says by itself where a request was refused; the test looks at the answer, not at this. */
const REFUSED_REQUEST = /^Failed to load resource: the server responded with a status of 40[13]/;
/** What a deed would do is asked again whenever something moves: that it may not be done any more is then the answer. */
const FORESEEN = /^Failed to load resource: .* 409 .*\(\/api\/commands\/[\w.]+\/preview\)$/;

/** A button's name may go on with a count or its keys, not with more of the word: to suspend is not what is suspended. */
const beginning = (text: string): RegExp =>
  new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\p{L})`, 'iu');

/** One person at one screen: a browser context of their own, with all that went wrong on it. */
export class Person {
  readonly name: string;
  readonly context: BrowserContext;
  page: Page;
  /** Errors of the page and of its console. */
  readonly faults: string[] = [];
  /** Everything that came from the server, word for word: frames of the socket and bodies of answers. */
  readonly heard: string[] = [];
  /** How many times the page was loaded. */
  loads = 0;
  readonly #bodies: Promise<unknown>[] = [];
  readonly #forgiven: RegExp[] = [REFUSED_REQUEST];

  constructor(name: string, context: BrowserContext, page: Page) {
    this.name = name;
    this.context = context;
    this.page = page;
    this.#watch(page);
  }

  #watch(page: Page): void {
    page.setDefaultTimeout(PATIENCE);
    page.on('load', () => {
      this.loads++;
    });
    page.on('pageerror', (error) => this.#fault(error.stack ?? error.message));
    page.on('console', (message) => {
      const { url } = message.location();
      const where = url ? ` (${URL.parse(url)?.pathname ?? url})` : '';
      if (message.type() === 'error') this.#fault(message.text(), where);
    });
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => this.heard.push(payload.toString())));
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.startsWith('/api/'))
        this.#bodies.push(
          response.text().then(
            (text) => this.heard.push(text),
            () => undefined,
          ),
        );
    });
  }

  /** The laptop is shut, and another page of the same browser opened at `address`. */
  async opensAgain(address: string): Promise<void> {
    await this.page.close();
    this.page = await this.context.newPage();
    this.#watch(this.page);
    await this.page.goto(address);
  }

  /** A second tab of the same browser. */
  async opensBeside(address: string): Promise<Page> {
    const page = await this.context.newPage();
    this.#watch(page);
    await page.goto(address);
    return page;
  }

  #fault(text: string, where = ''): void {
    if (this.#forgiven.some((pattern) => pattern.test(text)) || FORESEEN.test(text + where)) return;
    this.faults.push(text + where);
  }
  /** From here on this is no fault: what a story does on purpose. */
  forgives(pattern: RegExp): void {
    this.#forgiven.push(pattern);
  }
  /** All that was heard until now, bodies of answers included. */
  async everythingHeard(): Promise<string> {
    await Promise.all(this.#bodies);
    return this.heard.join('\n');
  }

  /** Waits until this stands on the page. */
  async sees(text: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await within.getByText(text).filter({ visible: true }).first().waitFor();
  }
  async seesNoMore(text: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await within.getByText(text).filter({ visible: true }).first().waitFor({ state: 'detached' });
  }
  /** What one presses: a button, or a link that looks like one. */
  button(called: string | RegExp, within: Page | Locator = this.page): Locator {
    const name = typeof called === 'string' ? beginning(called) : called;
    return within
      .getByRole('button', { name })
      .or(within.getByRole('link', { name }))
      .filter({ visible: true })
      .first();
  }
  async presses(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await this.button(name, within).click();
  }
  field(name: string | RegExp, within: Page | Locator = this.page): Locator {
    const controls = this.page.locator('input, textarea, select');
    return within.getByLabel(name).and(controls).filter({ visible: true }).first();
  }
  region(name: string | RegExp): Locator {
    return this.page.getByRole('region', { name });
  }
  /** The desks of the menu; on a phone it is a drawer. */
  async goesTo(desk: string): Promise<void> {
    const menu = this.page.getByRole('navigation', { name: 'Main' }).filter({ visible: true });
    if ((await menu.count()) === 0) await this.presses('Open menu');
    await menu.getByRole('link', { name: new RegExp(`^${desk}\\b`) }).click();
  }
  /** What a keyboard-wedge scanner does: the code faster than any hand, then Enter. */
  async scans(code: string): Promise<void> {
    await this.page.evaluate(
      (keys) => {
        const strike = (key: string, shiftKey: boolean): void => {
          const target = document.activeElement ?? document.body;
          for (const type of ['keydown', 'keyup'])
            target.dispatchEvent(new KeyboardEvent(type, { key, shiftKey, bubbles: true, cancelable: true }));
        };
        for (const key of keys) {
          const isCapital = key.length === 1 && key !== key.toLowerCase();
          if (isCapital) strike('Shift', true);
          strike(key, isCapital);
        }
      },
      [...code, 'Enter'],
    );
  }
  /** Nothing is on its way any more: the connection is live and no shape stands for what is still to come. */
  async settles(): Promise<void> {
    await this.page.waitForFunction(() => document.querySelector('main') && !document.querySelector('.face-wait'));
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
}

export type Entering = BrowserContextOptions & { readonly path?: string };

/** One browser for a file of stories, with the page as it was built for it. */
export class Theatre {
  readonly browser: Browser;
  /** Folder of the built page: a copy, since whoever builds next may clear the other away. */
  readonly dir: string;
  readonly people = new Set<Person>();

  private constructor(browser: Browser, dir: string) {
    this.browser = browser;
    this.dir = dir;
  }
  static async open(): Promise<Theatre> {
    const [browser, built] = await Promise.all([launchBrowser(), buildClient()]);
    const dir = await mkdtemp(join(tmpdir(), 'crossdock-page-'));
    await cp(built.dir, dir, { recursive: true });
    return new Theatre(browser, dir);
  }

  /** A person before an empty tab. */
  async person(name: string, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await this.browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Taipei', ...DESK, ...options });
    const person = new Person(name, context, await context.newPage());
    this.people.add(person);
    return person;
  }
  async #picture(person: Person, test: string): Promise<void> {
    await mkdir(SHOTS, { recursive: true });
    const path = join(SHOTS, `${`${test.slice(0, 60)} ${person.name}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.png`);
    const said = await person.page.screenshot({ path, timeout: 10_000 }).then(
      () => `screen of ${person.name}: ${path}`,
      (error) => `no picture of ${person.name}: ${error}`,
    );
    console.error([said, `  at ${person.page.url()}`, ...person.faults.map((fault) => `  ${fault}`)].join('\n'));
  }
  /** Everybody goes home after a test; answers what went wrong on their pages. Of a failed one pictures are kept. */
  async clear({ task }: TestContext): Promise<readonly string[]> {
    if (task.result?.state === 'fail' || task.result?.errors?.length)
      for (const person of this.people) await this.#picture(person, task.name);
    const faults = [...this.people].flatMap(({ name, faults: own }) => own.map((fault) => `${name}: ${fault}`));
    await Promise.all([...this.people].map(({ context }) => context.close()));
    this.people.clear();
    return faults;
  }
  async close(): Promise<void> {
    await this.browser.close();
    await rm(this.dir, { recursive: true, force: true });
  }
}
