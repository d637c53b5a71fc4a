/**
 * A wall that nobody touches: eight hours of a busy day before one page of it in a headless Chromium, its clock and the
 * server's wound on together, every change a command. What the page holds is told hour by hour. Takes two minutes.
 */
import { rm } from 'node:fs/promises';
import type { Bench } from './figure.ts';
import { openBrowser, startOn, watched } from './grid/screen.ts';
import { smallCompany } from './small-company.ts';
import { busyDay } from './wall/day.ts';
import { type Held, held, pass, windUp } from './wall/hours.ts';

const HOURS = 8;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HALL = { viewport: { width: 1280, height: 720 }, locale: 'en' };

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(2);

const bench: Bench = {
  group: 'wall',
  figures: ['wall.soak', 'wall.soak_server'],
  run: async (report) => {
    const small = await smallCompany(6);
    await small.company.close();
    // From eight in the morning in Taipei, of a day that is still to come: it does not turn meanwhile.
    let now = Math.ceil(Date.now() / DAY) * DAY;
    const running = await startOn(small.folder, () => now);
    const browser = await openBrowser();
    try {
      const { company } = running;
      const context = await browser.newContext(HALL);
      const page = watched(await context.newPage());
      let loads = 0;
      page.on('load', () => loads++);
      let lines = 0;
      page.on('websocket', () => lines++);
      await windUp(page, now);
      await page.goto(`${running.address}/wall`);
      const code = await page.locator('[data-test=code]').textContent();
      const scenes = ['floor', 'sales', 'finance', 'warehouse'];
      const role = { roleId: small.roles.get('executive') };
      await company.system('wall.pair', {
        code,
        name: 'Hall',
        scenes,
        language: 'en',
        theme: 'dark',
        pace: 20,
        ...role,
      });
      // At first what it asks for takes its time, which its own clock is not to run ahead of.
      while ((await page.locator('.scene').count()) === 0) {
        await pass(page, 1);
        await page.waitForTimeout(100);
      }

      const session = await context.newCDPSession(page);
      let frames = 0;
      await session.send('Network.enable');
      session.on('Network.webSocketFrameReceived', ({ response }) => {
        if (response.payloadData.includes('"figure"')) frames++;
      });
      const day = busyDay(company, small);
      const pages: Held[] = [];
      const server: number[] = [];
      const shown = new Set<string>();
      for (let hour = 1; hour <= HOURS; hour++) {
        const began = performance.now();
        let commands = 0;
        for (let minute = 0; minute < 60; minute++) {
          commands += await day.minute();
          // What moved is told, as it would be several times in a minute.
          await running.live.figures.flush();
          now += MINUTE;
          await pass(page, 60);
          shown.add((await page.locator('.scene-name').textContent()) ?? '');
        }
        pages.push(await held(session));
        globalThis.gc?.();
        server.push(process.memoryUsage().heapUsed);
        const { heap, nodes, listeners } = pages.at(-1) as Held;
        const took = ((performance.now() - began) / 1_000).toFixed(1);
        console.error(
          `hour ${hour}: page ${megabytes(heap)} MB, ${nodes} nodes, ${listeners} listeners; server ${megabytes(server.at(-1) as number)} MB; ${commands} commands, ${frames} figures told over ${lines} connections, in ${took} s`,
        );
      }
      const isLive = (await page.locator('.stale').count()) === 0;
      if (loads !== 1 || !isLive || shown.size !== scenes.length || frames === 0)
        throw new Error(`not one day of one page: ${JSON.stringify({ loads, isLive, shown: [...shown], frames })}`);
      const [, second] = pages;
      const last = pages.at(-1);
      report({
        name: 'wall.soak',
        value: Number(last?.heap) / 2 ** 20,
        floor: Number(second?.heap) / 2 ** 20,
        unit: 'MB',
        bar: { atMost: 1.1 },
      });
      report({
        name: 'wall.soak_server',
        value: Number(server.at(-1)) / 2 ** 20,
        floor: Number(server[1]) / 2 ** 20,
        unit: 'MB',
      });
    } finally {
      await browser.close();
      await running.close();
      await rm(small.folder, { recursive: true, force: true });
    }
  },
};

export default bench;
