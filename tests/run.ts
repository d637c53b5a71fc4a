// `npm test`: gets PostgreSQL and Chromium, runs Vitest (all, or the paths given), prints the counts, and names
// what had to be left out. Ends non-zero when something failed or when nothing ran.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';
import { type Counted, count } from './counts.ts';
import { needs, PROVIDED } from './needs.ts';
import { findPostgres } from './postgres.ts';

const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const needed = needs(args);
const leftOut: string[] = [];
const env: NodeJS.ProcessEnv = { ...process.env, [PROVIDED]: 'runner' };
let end = async () => {};

if (needed.chromium) {
  const chromium = await findChromium();
  if (chromium.path !== undefined) env.CHROMIUM_PATH = chromium.path;
  else leftOut.push(`every journey in a browser, for want of a Chromium: ${chromium.why}`);
}
if (needed.postgres) {
  const postgres = await findPostgres();
  if (postgres.url !== undefined) {
    env.CROSSDOCK_TEST_DATABASE_URL = postgres.url;
    end = postgres.stop;
    console.log(`PostgreSQL for the tests: ${postgres.from}`);
  } else leftOut.push(`the PostgreSQL half of every test on both databases: ${postgres.why}`);
}

const folder = await mkdtemp(join(tmpdir(), 'crossdock-run-'));
const report = join(folder, 'report.json');
const code = await vitest(report);
const counted = await read(report);
await end();
await rm(folder, { recursive: true, force: true });
say(counted);
process.exitCode = code !== 0 ? code : counted && counted.failed === 0 && counted.passed > 0 ? 0 : 1;

function vitest(outputFile: string): Promise<number> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`];
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args],
    { cwd: root, env, stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exit) => resolve(exit ?? 1));
  });
}

async function read(file: string): Promise<Counted | undefined> {
  try {
    return count(JSON.parse(await readFile(file, 'utf8')), root);
  } catch {
    return undefined;
  }
}

function say(found: Counted | undefined): void {
  if (!found) {
    console.error('\nVitest ended without a report.');
    return;
  }
  for (const name of found.skippedNames) leftOut.push(name);
  if (leftOut.length > 0) console.error(`\nLEFT OUT of this run:\n${leftOut.map((what) => `  ! ${what}`).join('\n')}`);
  if (found.failedNames.length > 0) console.error(`\nFAILED:\n${found.failedNames.map((n) => `  x ${n}`).join('\n')}`);
  console.log(`\n${found.passed} passed, ${found.failed} failed, ${found.skipped} skipped`);
}
