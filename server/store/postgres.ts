/** PostgreSQL: one client writes, a pool shared with MikroORM reads. */
import { MikroORM } from '@mikro-orm/core';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { PostgresDialect } from 'kysely';
import { Client, Pool, type PoolClient } from 'pg';
import { entitiesFor } from './entities.ts';
import { HeldConnection, Inside, refuseWrite } from './held.ts';
import { ormOptions } from './orm.ts';
import { queryOf } from './postgres-statements.ts';
import { Writer } from './postgres-writer.ts';
import type { Connection, DbRow, Query, Store, Value } from './store.ts';
import { Turn } from './turn.ts';

const none: readonly Value[] = [];

class Snapshot implements Query {
  readonly #client: PoolClient;
  open = true;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  async all(sql: string, params: readonly Value[] = none): Promise<readonly DbRow[]> {
    if (!this.open) throw new Error(`this snapshot is closed: ${sql}`);
    return (await this.#client.query(queryOf(sql, params))).rows;
  }
}

class PostgresStore implements Store {
  readonly dialect = 'postgres' as const;
  readonly orm: MikroORM;
  readonly #pool: Pool;
  readonly #writer: Writer;
  readonly #inside: Inside;
  readonly #turn = new Turn();
  #closed: Promise<void> | undefined;

  constructor(made: { orm: MikroORM; pool: Pool; writer: Writer; inside: Inside }) {
    this.orm = made.orm;
    this.#pool = made.pool;
    this.#writer = made.writer;
    this.#inside = made.inside;
  }

  async write<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    refuseWrite(this.#inside, this.#closed !== undefined);
    await this.#turn.take();
    const held = new HeldConnection(this.#writer);
    let committed = false;
    try {
      await this.#writer.begin();
      const answer = await this.#inside.run(held, work);
      held.settle();
      await this.#writer.commit();
      committed = true;
      return answer;
    } finally {
      held.close();
      try {
        if (!committed) await this.#writer.abandon();
      } finally {
        this.#turn.give();
      }
    }
  }

  async read<T>(work: (query: Query) => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error('the store is closed');
    const client = await this.#pool.connect();
    const snapshot = new Snapshot(client);
    let broken: Error | undefined;
    try {
      // Compiling a statement takes a second where the planner guesses many rows, and what is asked here ends after few.
      await client.query('begin isolation level repeatable read read only; set local jit = off');
      return await work(snapshot);
    } finally {
      snapshot.open = false;
      // Nothing was written: a rollback ends a snapshot as well as a commit, and also one in which a statement failed.
      await client.query('rollback').catch((error: Error) => {
        broken = error;
      });
      client.release(broken);
    }
  }

  beside<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.read(work);
  }

  aside(sql: string, params: readonly Value[] = none): Promise<readonly DbRow[]> {
    return this.read((query) => query.all(sql, params));
  }

  async hurry(on: boolean): Promise<void> {
    await this.write((connection) => connection.run(`set synchronous_commit = ${on ? 'off' : 'on'}`));
  }

  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    await this.#turn.take();
    await this.#writer.end();
    await this.orm.close(true);
    if (!this.#pool.ended) await this.#pool.end();
  }
}

/** The pool as MikroORM sees it: its lifetime is the store's, and inside a write it would be another transaction. */
const guarded = (pool: Pool, inside: Inside) => ({
  async connect() {
    if (inside.now)
      throw new Error(
        'the ORM would work outside of the write that it is called from: use the connection of that write',
      );
    return await pool.connect();
  },
  end: async () => undefined,
  options: pool.options,
});

/** Opens a database that is there already, by its URL. Refuses one whose encoding is not UTF-8 (`database_not_utf8`). */
export const openPostgres = async ({ url }: { url: string }): Promise<Store> => {
  const pool = new Pool({
    connectionString: url,
    application_name: 'crossdock',
    max: 10,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  try {
    const [row] = (await pool.query<{ encoding: string }>(`select current_setting('server_encoding') as encoding`))
      .rows;
    if (row?.encoding !== 'UTF8')
      throw Object.assign(new Error(`The database is encoded in ${row?.encoding}; make one in UTF8.`), {
        code: 'database_not_utf8',
      });
    const inside = new Inside();
    const orm = await MikroORM.init({
      ...ormOptions('postgres'),
      driver: PostgreSqlDriver,
      clientUrl: url,
      driverOptions: new PostgresDialect({ pool: guarded(pool, inside) }),
      entities: entitiesFor('postgres'),
    });
    await orm.connect();
    return new PostgresStore({ orm, pool, writer: new Writer(url), inside });
  } catch (error) {
    await pool.end();
    throw error;
  }
};

/** Any number that nothing else in the database takes as the key of an advisory lock. */
const migrationLock = 7_301_946;

/** Lets only one of several servers that start at once work at the tables. */
export const alone = async <T>(url: string, work: () => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url, application_name: 'crossdock start' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    return await work();
  } finally {
    await client.end();
  }
};
