/**
 * How soon a server is ready: on an empty folder, and on a company with a million order lines. Beside it the runtime
 * alone: a process that starts and says so.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemActor } from '../../server/access/people.ts';
import { read } from '../../server/read/read.ts';
import { openKeys } from '../../server/store/keys.ts';
import { openStore } from '../../server/store/open.ts';
import { openSeal } from '../../server/store/seal.ts';
import type { Bench } from './figure.ts';
import { nthOrder, smallCompany } from './small-company.ts';

const LINES = 1_000_000;
const ROUNDS = 3;

/** From the start of the process to its word, ms. */
const said = (args: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.once('exit', (code) => reject(new Error(`it ended with ${code} before it was ready`)));
    child.stdout.once('data', () => {
      const took = performance.now() - began;
      child.removeAllListeners('exit');
      child.once('exit', () => resolve(took));
      child.kill('SIGKILL');
    });
  });
const least = async (work: () => Promise<number>): Promise<number> => {
  let best = Number.POSITIVE_INFINITY;
  for (let n = 0; n < ROUNDS; n++) best = Math.min(best, await work());
  return best;
};

const server = join(import.meta.dirname, 'start', 'server.ts');

/** One order is entered by command; its rows are then copied by the database until there are a million lines. */
const millionLines = async (): Promise<string> => {
  const small = await smallCompany(4);
  const { seller, input } = nthOrder(small, 0);
  const { company } = small;
  await company.writer.command(seller, () => company.people.actor(seller), {
    name: 'order.create',
    id: 'bench-first',
    input,
  });
  await company.close();
  const db = new DatabaseSync(join(small.folder, 'crossdock.db'));
  db.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL');
  const copy = (table: string, changed: { readonly [column: string]: string }): void => {
    const columns = db
      .prepare(`SELECT "name" FROM pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => String(name));
    const values = columns.map((column) => changed[column] ?? `t."${column}"`);
    db.exec(`
      WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ${LINES / 5})
      INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
      SELECT ${values.join(', ')} FROM n, (SELECT * FROM "${table}") AS t`);
  };
  // Sealed fields are bound to their row's id: copies of the order go without them.
  const none = { consignee: 'NULL', deliveryStreet: 'NULL', deliveryPhone: 'NULL', deliveryInstructions: 'NULL' };
  copy('sales_order', { id: `t."id" || '-' || i`, number: `'SO-' || printf('%07d', i)`, ...none });
  copy('sales_order_line', { id: `t."id" || '-' || i`, orderId: `t."orderId" || '-' || i` });
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  return small.folder;
};

/** The first hundred orders of the list, as a fresh screen asks for them: ms. */
const firstList = async (folder: string): Promise<number> => {
  const store = await openStore({ data: folder });
  const seal = openSeal(openKeys(folder));
  const view = systemActor.rights.view('order');
  const took = await least(async () => {
    const began = performance.now();
    const page = await store.read((query) => read(query, seal, view, { limit: 100 }));
    if ('refused' in page || page.rows.length !== 100) throw new Error('the list is not there');
    return performance.now() - began;
  });
  await store.close();
  return took;
};

const bench: Bench = {
  group: 'start',
  figures: ['start.empty', 'start.1m', 'read.first_list_1m'],
  run: async (report) => {
    const floor = await least(() => said(['-e', 'process.stdout.write("ready\\n"); setInterval(() => {}, 1000)']));
    const empty = await least(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'crossdock-bench-'));
      const took = await said([server, folder]);
      await rm(folder, { recursive: true, force: true });
      return took;
    });
    report({ name: 'start.empty', value: empty, unit: 'ms', floor });
    const folder = await millionLines();
    report({ name: 'start.1m', value: await least(() => said([server, folder])), unit: 'ms', floor });
    report({ name: 'read.first_list_1m', value: await firstList(folder), unit: 'ms' });
    await rm(folder, { recursive: true, force: true });
  },
};

export default bench;
