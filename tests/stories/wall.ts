/** A hall with a screen on its wall: a small company behind a server that may be stopped, started anew and brought up to date. */
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Locator } from 'playwright-core';
import { expect, type TestContext } from 'vitest';
import { openCompany } from '../../server/system/company.ts';
import { type Running, startServer } from '../../server/system/server.ts';
import { buildIn } from '../../shared/insight/wall/build.ts';
import { type Person, Theatre } from './browser.ts';
import { emailOf, GASKET, give, PASSWORD, PEOPLE, settle, type Who } from './firm.ts';

export const HALL: BrowserContextOptions = { viewport: { width: 1280, height: 720 } };
/** Longer without a word and the wall says so, ms: SILENCE of client/wall/wall.ts and some time to see it. */
export const SILENCE = 15_000;

export class Hall {
  readonly theatre: Theatre;
  readonly ids = new Map<string, string>();
  /** How far the server's clock is ahead of the machine's, ms. It only moves on. */
  ahead = 0;
  /** What the server hands out now. */
  pages: string;
  running: Running = null as unknown as Running;
  readonly #data: string;
  readonly #people = new Map<Who, string>();
  readonly #faults: unknown[] = [];
  #port = 0;
  #customerId = '';

  private constructor(theatre: Theatre, data: string) {
    this.theatre = theatre;
    this.pages = theatre.dir;
    this.#data = data;
  }
  static async open(): Promise<Hall> {
    const theatre = await Theatre.open();
    const hall = new Hall(theatre, await mkdtemp(join(tmpdir(), 'crossdock-wall-')));
    await hall.#settle();
    await hall.start();
    return hall;
  }
  async #settle(): Promise<void> {
    const company = await openCompany({ data: this.#data }, this.now);
    await settle(company, this.#people, this.ids);
    const priceListId = this.ids.get('STD');
    const card = {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId,
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    };
    this.#customerId = String((await give(company, this.#people.get('seller') ?? '', 'customer.create', card)).id);
    await company.close();
  }
  readonly now = (): number => Date.now() + this.ahead;

  async start(): Promise<void> {
    this.running = await startServer({
      configuration: {
        data: this.#data,
        databaseUrl: null,
        port: this.#port,
        host: '127.0.0.1',
        origin: null,
        tls: null,
        proxies: [],
        demoAnywhere: false,
      },
      clock: this.now,
      report: (error) => this.#faults.push(error),
      page: () => this.pages,
      pageProgress: () => 1,
    });
    this.#port = Number(new URL(this.running.address).port);
  }
  stop(): Promise<void> {
    return this.running.close();
  }
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
  /** After each test: everybody goes home, and nothing was wrong on any page or behind it. */
  async clear(context: TestContext): Promise<void> {
    expect(await this.theatre.clear(context)).toEqual([]);
    expect(this.#faults).toEqual([]);
  }
  async close(): Promise<void> {
    await this.theatre.close();
    await this.running.close();
    await rm(this.#data, { recursive: true, force: true });
  }

  /** Somebody enters an order of so many gaskets, and submits it. */
  async orders(quantity: number): Promise<void> {
    await give(this.running.company, this.#people.get('seller') ?? '', 'order.create', {
      customerId: this.#customerId,
      warehouseId: this.ids.get('TPE'),
      lines: [{ productId: this.ids.get(GASKET.sku), quantity }],
      submit: true,
    });
  }
  /** What the administrator does past the page. */
  administers(name: string, input: object): Promise<{ readonly [name: string]: unknown }> {
    return give(this.running.company, this.#people.get('administrator') ?? '', name, input);
  }
  async administrator(): Promise<Person> {
    const person = await this.theatre.person(PEOPLE.administrator.name);
    const sent = { data: { email: emailOf('administrator'), password: PASSWORD } };
    expect((await person.context.request.post(`${this.running.address}/api/session`, sent)).status()).toBe(204);
    await person.page.goto(`${this.running.address}/walls`);
    return person;
  }
  /** A screen that shows a code. `before` is done to its tab while that is empty. */
  async screen(
    options: BrowserContextOptions = {},
    before: (person: Person) => Promise<void> = async () => {},
  ): Promise<Person> {
    const person = await this.theatre.person('the wall', { ...HALL, ...options });
    await before(person);
    person.forgives(/net::ERR_|^WebSocket connection to|status of 50[23]/);
    await person.page.goto(`${this.running.address}/wall`);
    return person;
  }
  async code({ page }: Person): Promise<string> {
    return (await page.locator('[data-test=code]').textContent()) ?? '';
  }
  /** The number of a figure as it stands on the wall. */
  number(wall: Person, id: string): Locator {
    return wall.page.locator(`[data-figure=${id}] b`);
  }
  async shows(wall: Person, id: string, text: string): Promise<void> {
    await this.number(wall, id)
      .filter({ hasText: new RegExp(`^${text}$`) })
      .waitFor();
  }
  /** Has the screen paired past the page that is tried elsewhere. */
  async pairs(wall: Person, more: object = {}): Promise<string> {
    const settings = { name: 'North hall', scenes: ['sales'], language: 'en', theme: 'dark', pace: 5 };
    const { id } = await this.administers('wall.pair', { code: await this.code(wall), ...settings, ...more });
    await wall.page.locator('.scene').waitFor();
    return String(id);
  }
}

/** The same page under another name, as the next version would be. */
export const upgraded = async (from: string): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'crossdock-upgraded-'));
  await cp(from, dir, { recursive: true });
  const index = join(dir, 'index.html');
  const build = buildIn(await readFile(index, 'utf8')) ?? '';
  const next = `${[...build].reverse().join('')}x`;
  const assets = join(dir, 'assets');
  for (const path of [
    index,
    ...(await readdir(assets)).filter((name) => name.endsWith('.js')).map((name) => join(assets, name)),
  ]) {
    const text = await readFile(path, 'utf8');
    if (text.includes(`index-${build}.js`))
      await writeFile(path, text.replaceAll(`index-${build}.js`, `index-${next}.js`));
  }
  await rename(join(assets, `index-${build}.js`), join(assets, `index-${next}.js`));
  return dir;
};
