/**
 * What an order costs to enter: five lines, permission, rules, reservation, change log with its chain, idempotency,
 * acknowledged only when the disk has it. Beside it the very same rows written bare through node:sqlite.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Connection, Value } from '../../server/store/store.ts';
import type { Bench } from './figure.ts';
import { nthOrder, type SmallCompany, smallCompany } from './small-company.ts';

const WARM = 300;
const ORDERS = 1_200;
const IN_FLIGHT = 16;
const ROUNDS = 7;

type Statement = { readonly sql: string; readonly params: readonly Value[] };

const enter = async ({ company, ...small }: SmallCompany, n: number): Promise<void> => {
  const { seller, input } = nthOrder({ company, ...small }, n);
  const { kept } = await company.writer.command(seller, () => company.people.actor(seller), {
    name: 'order.create',
    id: `bench-${n}`,
    input,
  });
  if ('refused' in kept) throw new Error(`the order was refused: ${JSON.stringify(kept)}`);
};

/** Orders per second with `flight` of them on their way at once. */
const entered = async (small: SmallCompany, from: number, count: number, flight: number): Promise<number> => {
  let next = from;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: flight }, async () => {
      while (next < from + count) await enter(small, next++);
    }),
  );
  return (count / (performance.now() - began)) * 1_000;
};

/** Every statement that writes while `count` orders are entered, an order each. */
const recorded = async (small: SmallCompany, from: number, count: number): Promise<Statement[][]> => {
  const { store } = small.company;
  const orders: Statement[][] = [];
  const write = store.write.bind(store);
  const recording: typeof store.write = (work) =>
    write((connection) => {
      const statements: Statement[] = [];
      orders.push(statements);
      const listening: Connection = {
        all: (sql, params) => connection.all(sql, params),
        run: (sql, params = []) => {
          statements.push({ sql, params });
          return connection.run(sql, params);
        },
      };
      return work(listening);
    });
  Object.defineProperty(store, 'write', { value: recording, configurable: true });
  for (let n = from; n < from + count; n++) await enter(small, n);
  Reflect.deleteProperty(store, 'write');
  return orders;
};

/** The same rows, bare: prepared once, WAL and synchronous=FULL, `perCommit` orders a commit. Orders per second. */
const bare = (file: string, orders: readonly Statement[][], perCommit: number): number => {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const prepared = new Map<string, StatementSync>();
  const began = performance.now();
  for (let at = 0; at < orders.length; at += perCommit) {
    db.exec('BEGIN IMMEDIATE');
    for (const statements of orders.slice(at, at + perCommit)) {
      for (const { sql, params } of statements) {
        let statement = prepared.get(sql);
        if (!statement) {
          statement = db.prepare(sql);
          prepared.set(sql, statement);
        }
        statement.run(...params);
      }
    }
    db.exec('COMMIT');
  }
  const rate = (orders.length / (performance.now() - began)) * 1_000;
  db.close();
  return rate;
};

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

const bench: Bench = {
  group: 'write',
  figures: ['write.one', 'write.gathered'],
  run: async (report) => {
    const small = await smallCompany(20);
    let n = 0;
    const take = (count: number): number => {
      n += count;
      return n - count;
    };
    await entered(small, take(WARM), WARM, IN_FLIGHT);
    const figures = {
      one: [] as number[],
      bareOne: [] as number[],
      gathered: [] as number[],
      bareGathered: [] as number[],
    };
    // Rounds side by side: what else the machine does touches both alike.
    for (let round = 0; round < ROUNDS; round++) {
      const copy = join(small.folder, `bare-${round}.db`);
      await small.company.writer.idle();
      await small.company.store.write((connection) => connection.run('DELETE FROM "search_word" WHERE 1 = 0'));
      const wal = new DatabaseSync(join(small.folder, 'crossdock.db'));
      wal.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      wal.close();
      copyFileSync(join(small.folder, 'crossdock.db'), copy);
      copyFileSync(join(small.folder, 'crossdock.db'), `${copy}.2`);
      const orders = await recorded(small, take(ORDERS), ORDERS);
      figures.bareOne.push(bare(copy, orders, 1));
      figures.one.push(await entered(small, take(ORDERS), ORDERS, 1));
      figures.bareGathered.push(bare(`${copy}.2`, orders, IN_FLIGHT));
      figures.gathered.push(await entered(small, take(ORDERS), ORDERS, IN_FLIGHT));
    }
    await small.close();
    const ratio = (a: number[], b: number[]): number => median(a.map((value, i) => value / (b[i] as number)));
    report({
      name: 'write.one',
      value: median(figures.one),
      unit: 'orders/s',
      floor: median(figures.bareOne),
      ratio: ratio(figures.one, figures.bareOne),
      bar: { atLeast: 0.6 },
    });
    report({
      name: 'write.gathered',
      value: median(figures.gathered),
      unit: 'orders/s',
      floor: median(figures.bareGathered),
      ratio: ratio(figures.gathered, figures.bareGathered),
      bar: { atLeast: 0.5 },
    });
  },
};

export default bench;
