import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { buildIn } from '../../shared/insight/wall/build.ts';
import { stories } from './browser.ts';
import { judged } from './judging.ts';
import { Hall, SILENCE, upgraded } from './wall.ts';

stories('[E4] a wall that nobody touches', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open();
  });
  afterEach((context) => hall.clear(context));
  afterAll(() => hall?.close());

  test('says since when it is cut off, dims, and comes back by itself to a server that was started anew', async () => {
    const wall = await hall.screen({}, ({ page }) => page.clock.install());
    await hall.pairs(wall);
    const before = Number(await hall.number(wall, 'orders_today').textContent());
    const opacity = (): Promise<string> => wall.page.locator('main').evaluate((main) => getComputedStyle(main).opacity);
    expect(await opacity()).toBe('1');
    await wall.context.setOffline(true);
    await wall.page.getByText(/^No word from the server since \d\d:\d\d$/).waitFor({ timeout: SILENCE });
    expect(Number(await opacity())).toBeLessThan(0.6);
    const place = (): Promise<string> => wall.page.locator('.wall').evaluate((all) => getComputedStyle(all).transform);
    const stood = await place();
    // What stood there is still to be read, and not more than stood there.
    await hall.restart();
    await hall.orders(1);
    await sleep(1_000);
    await hall.shows(wall, 'orders_today', String(before));
    expect(await judged(wall.page, 'cut off')).toEqual([]);
    // Ten minutes later, and after hours, on a screen whose clock has gone on without anybody.
    for (const later of ['10:00', '06:00:00']) {
      await wall.page.clock.fastForward(later);
      await wall.sees(/^No word from the server since/);
      expect(await opacity()).not.toBe('1');
    }
    // Nothing burns in meanwhile.
    expect(await place()).not.toBe(stood);
    await wall.context.setOffline(false);
    await hall.shows(wall, 'orders_today', String(before + 1));
    const word = wall.page.getByText(/^Last word from the server \d\d:\d\d:\d\d$/);
    // By the server's clock, whatever the screen's own says.
    const hour = new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Taipei' });
    await expect.poll(async () => (await word.textContent())?.slice(-8, -6)).toBe(hour.format(hall.now()));
    expect(await opacity()).toBe('1');
    expect(wall.loads).toBe(1);
  });

  test('survives the end of the server and is right again; after an upgrade it loads itself anew between scenes', async () => {
    const wall = await hall.screen();
    const wallId = await hall.pairs(wall, { scenes: ['sales', 'warehouse'] });
    const before = Number(await hall.number(wall, 'orders_today').textContent());
    await hall.stop();
    await wall.page.getByText(/^No word from the server since/).waitFor({ timeout: SILENCE });
    await hall.start();
    await hall.orders(4);
    await wall.sees(/^Last word from the server/);
    await hall.shows(wall, 'orders_today', String(before + 1));
    expect(wall.loads).toBe(1);

    await hall.stop();
    hall.pages = await upgraded(hall.theatre.dir);
    try {
      await hall.start();
      await hall.orders(1);
      await expect.poll(() => wall.loads, { timeout: 40_000 }).toBe(2);
      await hall.shows(wall, 'orders_today', String(before + 2));
      const served = buildIn(await readFile(join(hall.pages, 'index.html'), 'utf8'));
      await expect.poll(async () => (await hall.running.company.walls.heard()).get(wallId)?.build).toBe(served);
      // It runs what is served: it stays.
      await sleep(6_000);
      expect(wall.loads).toBe(2);
    } finally {
      await rm(hall.pages, { recursive: true, force: true });
      hall.pages = hall.theatre.dir;
    }
  });
});
