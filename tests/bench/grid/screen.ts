/** The product's server on a folder, with its pages as they are built, and screens of a headless Chromium before it. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildClient } from '../../../server/system/client-build.ts';
import type { Running } from '../../../server/system/server.ts';
import { findChromium, launchBrowser } from '../../chromium.ts';
import { fail, ready, serving } from '../serving.ts';

/** Of a desk's screen, px. */
export const SIZE = { width: 1440, height: 900 };
export const DESK: BrowserContextOptions = { viewport: SIZE, locale: 'en' };
/** How long a page may take to show what is waited for, ms: others may work on the same cores. */
const PATIENCE = 60_000;

export const startOn = async (data: string, clock: () => number = Date.now): Promise<Running> => {
  const { dir } = await buildClient();
  const running = await serving(data, dir, clock);
  await ready(running);
  return running;
};

export const openBrowser = async (): Promise<Browser> => {
  const found = await findChromium();
  if (found.path === undefined) throw new Error(`what is measured on a page needs Chromium: ${found.why}`);
  process.env.CHROMIUM_PATH = found.path;
  return launchBrowser();
};

/** An empty tab of a person who has signed in. What goes wrong on the page ends the bench. */
export const tabOf = async (
  browser: Browser,
  running: Running,
  personId: string,
  options: BrowserContextOptions = DESK,
): Promise<Page> => {
  const context = await browser.newContext(options);
  const { cookie } = await running.company.sessions.start(personId, 'bench', Date.now());
  await context.addCookies([{ name: 'crossdock', value: cookie, url: running.address }]);
  return watched(await context.newPage());
};

export const watched = (page: Page): Page => {
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', fail);
  return page;
};

export const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] as number;
