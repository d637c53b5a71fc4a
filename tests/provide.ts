// Vitest's global set-up, for a run without the runner (`vitest run path`): gets what the chosen tests need.
// With the runner the variables are set already, and nothing is done here.
import { findChromium } from './chromium.ts';
import { needs, PROVIDED } from './needs.ts';
import { findPostgres } from './postgres.ts';

export default async function provide(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[PROVIDED]) return undefined;
  process.env[PROVIDED] = 'vitest';
  const needed = needs(process.argv.slice(2));
  if (needed.chromium) {
    const chromium = await findChromium();
    if (chromium.path !== undefined) process.env.CHROMIUM_PATH = chromium.path;
    else console.error(`No Chromium, stories are left out: ${chromium.why}`);
  }
  if (!needed.postgres) return undefined;
  const postgres = await findPostgres();
  if (postgres.url === undefined) {
    console.error(`No PostgreSQL, only SQLite is tested: ${postgres.why}`);
    return undefined;
  }
  process.env.CROSSDOCK_TEST_DATABASE_URL = postgres.url;
  return postgres.stop;
}
