import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PAIRING } from '../../shared/insight/wall/pairing.ts';
import { stories } from './browser.ts';
import { judged } from './judging.ts';
import { HALL, Hall } from './wall.ts';

/** JavaScript that a wall loads, compressed, at most. */
const WALL_KB = 80;

stories('[E4] a screen on a wall', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open();
  });
  afterEach((context) => hall.clear(context));
  afterAll(() => hall?.close());

  test('is paired by its code, moves with an order that is entered, and goes blank when it is revoked', async () => {
    await hall.orders(3);
    const wall = await hall.screen();
    const admin = await hall.administrator();
    const shown = await hall.code(wall);
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
    expect(await judged(admin.page, 'the page of walls')).toEqual([]);

    // Of the four scenes the first, then the others by themselves.
    await admin.presses('Change North hall');
    await admin.field('Seconds a scene').waitFor();
    expect(await judged(admin.page, 'a wall’s settings')).toEqual([]);
    await admin.page.getByRole('dialog').getByRole('checkbox', { name: 'Floor' }).click();
    await admin.field('Seconds a scene').fill('5');
    await admin.presses(/^Save$/, admin.page.getByRole('dialog'));
    await wall.sees(/^Sales$/);
    const before = Number(await hall.number(wall, 'orders_today').textContent());
    await wall.sees(/^Finance$/);
    await hall.orders(2);
    await wall.sees(/^Warehouse$/);
    await wall.sees(/^Sales$/);
    await hall.shows(wall, 'orders_today', String(before + 1));
    await wall.sees(/^Last word from the server \d\d:\d\d:\d\d$/);
    expect(await wall.page.locator('[data-figure=bookings_today]').count()).toBe(0);
    expect(await wall.everythingHeard()).not.toMatch(/Mei Lin|Bay Plumbing/);

    await admin.presses('Revoke North hall');
    const heard = wall.heard.length;
    await admin.presses(/^Revoke$/, admin.page.getByRole('dialog'));
    await wall.page.locator('[data-test=code]').waitFor();
    expect(await wall.page.locator('.scene, header').count()).toBe(0);
    expect(await hall.code(wall)).not.toBe(shown);
    await hall.orders(1);
    await sleep(500);
    expect(wall.heard.slice(heard).join('\n')).not.toContain('"figure"');
    await admin.sees('No wall yet');
    expect(wall.loads).toBe(1);
  });

  test('loads little, and neither the component library nor the grid', async () => {
    const wall = await hall.theatre.person('the wall', HALL);
    const scripts = new Map<string, string>();
    const bodies: Promise<void>[] = [];
    wall.page.on('response', (response) => {
      const path = new URL(response.url()).pathname;
      if (path.endsWith('.js')) bodies.push(response.text().then((text) => void scripts.set(path, text)));
    });
    await wall.page.goto(`${hall.running.address}/wall`);
    await hall.pairs(wall, { scenes: ['floor', 'sales', 'finance', 'warehouse'] });
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

  test('shows another code when one has run out; neither that one nor one that was entered works again', async () => {
    const wall = await hall.screen({}, ({ page }) => page.clock.install());
    const first = await hall.code(wall);
    hall.ahead += PAIRING.code;
    await wall.page.clock.fastForward(PAIRING.code);
    await expect.poll(() => hall.code(wall)).not.toBe(first);
    const enter = (typed: string, name: string) =>
      hall.administers('wall.pair', {
        code: typed,
        name,
        scenes: ['sales'],
        language: 'en',
        theme: 'dark',
        pace: 5,
      });
    await expect(enter(first, 'Too late')).rejects.toThrow('wall.no_such_code');
    const second = await hall.code(wall);
    await enter(second, 'In time');
    await expect(enter(second, 'Twice')).rejects.toThrow('wall.no_such_code');
    // It asks every few seconds, and its own clock stands.
    await expect
      .poll(async () => {
        await wall.page.clock.fastForward('00:05');
        return wall.page.locator('.scene').count();
      })
      .toBe(1);
    await wall.sees('In time');
  });
});
