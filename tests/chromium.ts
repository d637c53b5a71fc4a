import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const VARIABLE = 'CHROMIUM_PATH';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium that starts: $CHROMIUM_PATH, the system's, else the one in the npm package; or why there is none. */
export async function findChromium(): Promise<{ path: string } | { path: undefined; why: string }> {
  const named = process.env[VARIABLE];
  if (named) {
    if (!starts(named)) throw new Error(`${VARIABLE} names ${named}, which does not start`);
    return { path: named };
  }
  const installed = [
    // The same engine without the browser's own windows: a third less work for the same pages.
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  for (const path of installed) if (existsSync(path) && starts(path)) return { path };
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const path = await packaged.executablePath();
    if (starts(path)) return { path };
    return { path: undefined, why: `none is installed, and ${path} does not start here` };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { path: undefined, why: `none is installed, and the package's could not be unpacked: ${why}` };
  }
}

function starts(path: string): boolean {
  const tried = spawnSync(path, ['--version', '--no-sandbox'], { encoding: 'utf8', timeout: 20_000 });
  return tried.status === 0 && /\d+\.\d+/.test(tried.stdout);
}

/** Whether stories can run: `describe.skipIf(!hasChromium)`. The runner names what was left out. */
export const hasChromium: boolean = Boolean(process.env[VARIABLE]);

/** A headless browser; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env[VARIABLE];
  if (!executablePath) throw new Error('no Chromium for the tests: ask `hasChromium` first');
  return chromium.launch({ executablePath, args: ARGS });
}
