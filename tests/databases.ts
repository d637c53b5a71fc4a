import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export type Dialect = 'sqlite' | 'postgres';

/** An empty database of its own. `url` for PostgreSQL, `file` (in a folder of its own, not there yet) for SQLite. */
export type FreshDatabase = {
  readonly dialect: Dialect;
  readonly url?: string;
  readonly file?: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
};

const server = process.env.CROSSDOCK_TEST_DATABASE_URL;

/** What a test that runs on both databases runs on: `describe.each(dialects)`. PostgreSQL is absent only where none could be had, and the runner says so. */
export const dialects: readonly Dialect[] = server ? ['sqlite', 'postgres'] : ['sqlite'];

export async function freshDatabase(dialect: Dialect): Promise<FreshDatabase> {
  if (dialect === 'sqlite') {
    const folder = await mkdtemp(join(tmpdir(), 'crossdock-test-'));
    return { dialect, file: join(folder, 'crossdock.db'), drop: () => rm(folder, { recursive: true, force: true }) };
  }
  if (!server) throw new Error('no PostgreSQL for the tests: ask `dialects` first');
  const name = `crossdock_test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name} template template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { dialect, url: url.href, drop: () => onServer(server, `drop database if exists ${name} with (force)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
