import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openCompany } from '../../server/system/company.ts';
import { type Running, startServer } from '../../server/system/server.ts';
import { buildIn } from '../../shared/insight/wall/build.ts';
import { type Person, stories, Theatre } from './browser.ts';
import { emailOf, GASKET, give, PASSWORD, PEOPLE, settle, type Who } from './firm.ts';

const HALL: BrowserContextOptions = { viewport: { width: 1280, height: 720 } };
/** JavaScript that a wall loads, compressed, at most. */
const WALL_KB = 80;
/** Longer without a word and the wall says so, ms: SILENCE of client/wall/wall.ts and some time to see it. */
const SILENCE = 15_000;

type Violation = {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};

stories('[E4] a screen on a wall', () => {
  let theatre: Theatre;
  let data: string;
  let running: Running;
  let axe: string;
  let port = 0;
  /** What the server hands out now. */
  let pages: string;
  let customerId: string;
  const people = new Map<Who, string>();
  const ids = new Map<string, string>();
  const faults: unknown[] = [];

  const start = async (): Promise<void> => {
    running = await startServer({
      configuration: {
        data,
        databaseUrl: null,
        port,
        host: '127.0.0.1',
        origin: null,
        tls: null,
        proxies: [],
        demoAnywhere: false,
      },
      clock: Date.now,
      report: (error) => faults.push(error),
      page: () => pages,
      pageProgress: () => 1,
    });
    port = Number(new URL(running.address).port);
  };
  beforeAll(async () => {
    theatre = await Theatre.open();
    pages = theatre.dir;
    axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
    data = await mkdtemp(join(tmpdir(), 'crossdock-wall-'));
    const company = await openCompany({ data }, Date.now);
    await settle(company, people, ids);
    const card = { name: 'Bay Plumbing', country: 'TW', priceListId: ids.get('STD'), deliveryStreet: '8 Wharf Road' };
    customerId = String((await give(company, people.get('seller') ?? '', 'customer.create', card)).id);
    await company.close();
    await start();
  });
  afterEach(async (context) => {
    expect(await theatre.clear(context)).toEqual([]);
    expect(faults).toEqual([]);
  });
  afterAll(async () => {
    await theatre?.close();
    await running?.close();
    await rm(data, { recursive: true, force: true });
  });

  /** Somebody enters an order of so many gaskets, and submits it. */
  const orders = (quantity: number) =>
    give(running.company, people.get('seller') ?? '', 'order.create', {
      customerId,
      warehouseId: ids.get('TPE'),
      lines: [{ productId: ids.get(GASKET.sku), quantity }],
      submit: true,
    });
  const administrator = async (): Promise<Person> => {
    const person = await theatre.person(PEOPLE.administrator.name);
    const sent = { data: { email: emailOf('administrator'), password: PASSWORD } };
    expect((await person.context.request.post(`${running.address}/api/session`, sent)).status()).toBe(204);
    await person.page.goto(`${running.address}/walls`);
    return person;
  };
  const screen = async (
    options: BrowserContextOptions = {},
    before: (person: Person) => Promise<void> = async () => {},
  ): Promise<Person> => {
    const person = await theatre.person('the wall', { ...HALL, ...options });
    await before(person);
    person.forgives(/net::ERR_|^WebSocket connection to|status of 50[23]/);
    await person.page.goto(`${running.address}/wall`);
    return person;
  };
  const code = async ({ page }: Person): Promise<string> =>
    (await page.locator('[data-test=code]').textContent()) ?? '';
  /** The number of a figure as it stands on the wall. */
  const number = (wall: Person, id: string) => wall.page.locator(`[data-figure=${id}] b`);
  const shows = (wall: Person, id: string, text: string) =>
    number(wall, id)
      .filter({ hasText: new RegExp(`^${text}$`) })
      .waitFor();
  /** Has the screen paired past the page that is tried elsewhere. */
  const pairs = async (wall: Person, more: object = {}): Promise<string> => {
    const settings = { name: 'North hall', scenes: ['sales'], language: 'en', theme: 'dark', pace: 5 };
    const input = { code: await code(wall), ...settings, ...more };
    const { id } = await give(running.company, people.get('administrator') ?? '', 'wall.pair', input);
    await wall.page.locator('.scene').waitFor();
    return String(id);
  };
  const judged = async ({ page }: Person, where: string): Promise<string[]> => {
    // A dialog that is still fading in is paler than it will be.
    await page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
          .map((one) => one.finished.catch(() => undefined)),
      ),
    );
    await page.evaluate(axe);
    const { violations } = (await page.evaluate(`axe.run({ resultTypes: ['violations'] })`)) as {
      violations: readonly Violation[];
    };
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${where}: ${id} at ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`);
  };

  test('is paired by its code, moves with an order that is entered, and goes blank when it is revoked', async () => {
    await orders(3);
    const wall = await screen();
    const admin = await administrator();
    const shown = await code(wall);
    expect(shown).toMatch(/^[0-9A-Z]{4} [0-9A-Z]{4}$/);

    // A slip first: the page says so, and nothing is paired.
    await admin.presses('Pair a screen');
    await admin.field('Code on the screen').fill('ACDE FGHJ');
    await admin.field('Name of the wall').fill('North hall');
    await admin.presses(/^Pair$/, admin.page.getByRole('dialog'));
    await admin.sees(/No screen shows this code/);
    await admin.field('Code on the screen').fill(shown.toLowerCase());
    await admin.presses(/^Pair$/, admin.page.getByRole('dialog'));
    await wall.sees('North hall');
    await admin.sees(/^North hall$/, admin.page.getByRole('listitem'));
    await admin.sees(/^Heard \d+ seconds? ago$/);
    await admin.sees('Current version');
    expect(await judged(admin, 'the page of walls')).toEqual([]);

    // Of the four scenes the first, then the others by themselves.
    await admin.presses('Change North hall');
    await admin.field('Seconds a scene').waitFor();
    expect(await judged(admin, 'a wall’s settings')).toEqual([]);
    await admin.page.getByRole('dialog').getByRole('checkbox', { name: 'Floor' }).click();
    await admin.field('Seconds a scene').fill('5');
    await admin.presses(/^Save$/, admin.page.getByRole('dialog'));
    await wall.sees(/^Sales$/);
    const before = Number(await number(wall, 'orders_today').textContent());
    await wall.sees(/^Finance$/);
    await orders(2);
    await wall.sees(/^Warehouse$/);
    await wall.sees(/^Sales$/);
    await shows(wall, 'orders_today', String(before + 1));
    await wall.sees(/^Last word from the server \d\d:\d\d:\d\d$/);
    expect(await wall.page.locator('[data-figure=bookings_today]').count()).toBe(0);
    expect(await wall.everythingHeard()).not.toMatch(/Mei Lin|Bay Plumbing/);

    await admin.presses('Revoke North hall');
    const heard = wall.heard.length;
    await admin.presses(/^Revoke$/, admin.page.getByRole('dialog'));
    await wall.page.locator('[data-test=code]').waitFor();
    expect(await wall.page.locator('.scene, header').count()).toBe(0);
    expect(await code(wall)).not.toBe(shown);
    await orders(1);
    await sleep(500);
    expect(wall.heard.slice(heard).join('\n')).not.toContain('"figure"');
    await admin.sees('No wall yet');
    expect(wall.loads).toBe(1);
  });

  test('loads little, and neither the component library nor the grid', async () => {
    const wall = await theatre.person('the wall', HALL);
    const scripts = new Map<string, string>();
    const bodies: Promise<void>[] = [];
    wall.page.on('response', (response) => {
      const path = new URL(response.url()).pathname;
      if (path.endsWith('.js')) bodies.push(response.text().then((text) => void scripts.set(path, text)));
    });
    await wall.page.goto(`${running.address}/wall`);
    await pairs(wall, { scenes: ['floor', 'sales', 'finance', 'warehouse'] });
    await Promise.all(bodies);
    const sizes = [...scripts].map(([path, text]) => [path, gzipSync(text, { level: 9 }).length / 1024] as const);
    const size = sizes.reduce((all, [, one]) => all + one, 0);
    const largest = sizes.sort(([, a], [, b]) => b - a).slice(0, 4);
    console.log(
      `a wall loads ${size.toFixed(1)} KB of JavaScript, compressed, in ${sizes.length} files:`,
      largest.map(([path, one]) => `${path} ${one.toFixed(1)}`).join(', '),
    );
    expect(size).toBeLessThan(WALL_KB);
    expect([...scripts.values()].join('\n')).not.toMatch(/reka-|ag-grid|echarts|gridstack|pinia/i);
  });

  test('says since when it is cut off, dims, and comes back by itself', async () => {
    // Its clock can be moved; the server's cannot.
    const wall = await screen({}, ({ page }) => page.clock.install());
    await pairs(wall);
    const before = Number(await number(wall, 'orders_today').textContent());
    const opacity = (): Promise<string> => wall.page.locator('main').evaluate((main) => getComputedStyle(main).opacity);
    expect(await opacity()).toBe('1');
    await wall.context.setOffline(true);
    await wall.page.getByText(/^No word from the server since \d\d:\d\d$/).waitFor({ timeout: SILENCE });
    expect(Number(await opacity())).toBeLessThan(0.6);
    // What stood there is still to be read, and not more than stood there.
    await orders(1);
    await sleep(1_000);
    await shows(wall, 'orders_today', String(before));
    expect(await judged(wall, 'cut off')).toEqual([]);
    // Hours later, on a screen whose clock has gone on without anybody.
    await wall.page.clock.fastForward('06:00:00');
    await wall.sees(/^No word from the server since/);
    await wall.context.setOffline(false);
    await shows(wall, 'orders_today', String(before + 1));
    const word = wall.page.getByText(/^Last word from the server \d\d:\d\d:\d\d$/);
    // By the server's clock, whatever the screen's own says.
    const hour = new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Taipei' });
    await expect.poll(async () => (await word.textContent())?.slice(-8, -6)).toBe(hour.format(Date.now()));
    expect(await opacity()).toBe('1');
    expect(wall.loads).toBe(1);
  });

  test('survives the end of the server and is right again; after an upgrade it loads itself anew between scenes', async () => {
    const wall = await screen();
    const wallId = await pairs(wall, { scenes: ['sales', 'warehouse'] });
    const before = Number(await number(wall, 'orders_today').textContent());
    await running.close();
    await wall.page.getByText(/^No word from the server since/).waitFor({ timeout: SILENCE });
    await start();
    await orders(4);
    await wall.sees(/^Last word from the server/);
    await shows(wall, 'orders_today', String(before + 1));
    expect(wall.loads).toBe(1);

    await running.close();
    pages = await upgraded(theatre.dir);
    try {
      await start();
      await orders(1);
      await expect.poll(() => wall.loads, { timeout: 40_000 }).toBe(2);
      await shows(wall, 'orders_today', String(before + 2));
      const served = buildIn(await readFile(join(pages, 'index.html'), 'utf8'));
      await expect.poll(async () => (await running.company.walls.heard()).get(wallId)?.build).toBe(served);
      // It runs what is served: it stays.
      await sleep(6_000);
      expect(wall.loads).toBe(2);
    } finally {
      await rm(pages, { recursive: true, force: true });
      pages = theatre.dir;
    }
  });

  test.for([
    ['dark', 'en', /^Sales$/],
    ['light', 'zh-TW', /^業務$/],
  ] as const)('is clean to axe and fits the screen, %s in %s', async ([theme, language, scene]) => {
    const wall = await screen({ locale: language });
    await code(wall);
    expect(await judged(wall, 'the code')).toEqual([]);
    await pairs(wall, {
      scenes: ['sales', 'finance', 'floor', 'warehouse'],
      theme,
      language,
      roleId: ids.get('executive'),
      pace: 600,
    });
    await wall.sees(scene);
    await wall.page.locator('[data-figure=bookings_today] b').waitFor();
    expect(await judged(wall, 'a scene')).toEqual([]);
    for (const [width, height] of [
      [1280, 720],
      [1920, 1080],
      [3840, 2160],
      [1080, 1920],
    ] as const) {
      await wall.page.setViewportSize({ width, height });
      const beyond = await wall.page.evaluate(() => {
        const parts = [...document.querySelectorAll<HTMLElement>('h1, h2, b, footer, .clock, .label, .value')];
        return parts
          .map((part) => ({ text: part.textContent, at: part.getBoundingClientRect() }))
          .filter(({ at }) => at.left < 0 || at.top < 0 || at.right > innerWidth + 1 || at.bottom > innerHeight + 1)
          .map(
            ({ text, at }) =>
              `${text} ${Math.round(at.left)} ${Math.round(at.top)} ${Math.round(at.right)} ${Math.round(at.bottom)}`,
          );
      });
      expect([width, beyond]).toEqual([width, []]);
    }
  });
});

/** The same page under another name, as the next version would be. */
const upgraded = async (from: string): Promise<string> => {
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
