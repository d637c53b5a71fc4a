/** The embedded database: node:sqlite with WAL and synchronous=FULL, one writing handle shared with MikroORM. */
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MikroORM } from '@mikro-orm/core';
import { SqliteDriver } from '@mikro-orm/sql';
import { Aside, Asides } from './aside.ts';
import { entitiesFor } from './entities.ts';
import { HeldConnection, Inside, type Runner, refuseWrite } from './held.ts';
import { lockFolder } from './lock.ts';
import { ormOptions } from './orm.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { Readers } from './sqlite-reader.ts';
import { Statements } from './sqlite-statements.ts';
import type { Connection, DbRow, Query, Store, Value } from './store.ts';
import { Turn } from './turn.ts';
import { refuseUnbindable } from './values.ts';

const none: readonly Value[] = [];
/** Pages of 4 KB in the log before they are copied into the file: the same few pages change again and again. */
const CHECKPOINT = { usual: 4_000, hurry: 16_000 } as const;

class SqliteStore implements Store {
  readonly dialect = 'sqlite' as const;
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  readonly #runner: Runner;
  readonly #turn: Turn;
  readonly #inside: Inside;
  readonly #readers: Readers;
  readonly #aside: Aside;
  readonly #asides: Asides;
  readonly #release: () => void;
  readonly orm: MikroORM;
  #closed: Promise<void> | undefined;

  constructor(made: {
    db: DatabaseSync;
    turn: Turn;
    inside: Inside;
    orm: MikroORM;
    file: string;
    release: () => void;
  }) {
    this.#db = made.db;
    this.#statements = new Statements(made.db);
    const { db } = made;
    const statements = this.#statements;
    this.#runner = {
      alive: () => db.isTransaction,
      all: (sql, params) => statements.all(sql, params),
      run: (sql, params) => statements.run(sql, params),
    };
    this.#turn = made.turn;
    this.#inside = made.inside;
    this.#readers = new Readers(made.file, 4);
    this.#aside = new Aside(made.file);
    this.#asides = new Asides(made.file, 2);
    this.#release = made.release;
    this.orm = made.orm;
  }

  async write<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    refuseWrite(this.#inside, this.#closed !== undefined);
    await this.#turn.take();
    const held = new HeldConnection(this.#runner);
    try {
      this.#statements.run('begin immediate');
      const answer = await this.#inside.run(held, work);
      held.settle();
      this.#statements.run('commit');
      return answer;
    } finally {
      held.close();
      try {
        if (this.#db.isTransaction) this.#statements.run('rollback');
      } finally {
        this.#turn.give();
      }
    }
  }

  async read<T>(work: (query: Query) => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error('the store is closed');
    return this.#readers.read(work);
  }

  async beside<T>(work: (query: Query) => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error('the store is closed');
    return this.#asides.read(work);
  }

  async aside(sql: string, params: readonly Value[] = none): Promise<readonly DbRow[]> {
    refuseUnbindable(params, sql);
    if (this.#closed) throw new Error('the store is closed');
    return this.#aside.ask(sql, params);
  }

  async hurry(on: boolean): Promise<void> {
    refuseWrite(this.#inside, this.#closed !== undefined);
    await this.#turn.take();
    try {
      // Checkpoints wait for the disk too, and copy what the next commits change again: fewer of them.
      this.#db.exec(
        `pragma synchronous = ${on ? 'normal' : 'full'}; pragma wal_autocheckpoint = ${on ? CHECKPOINT.hurry : CHECKPOINT.usual}`,
      );
    } finally {
      this.#turn.give();
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  /** Writes that asked before have their turn first. */
  async #end(): Promise<void> {
    await this.#turn.take();
    try {
      await Promise.all([this.#aside.close(), this.#asides.close()]);
      this.#readers.close();
      await this.orm.close(true);
      this.#db.close();
    } finally {
      this.#release();
    }
  }
}

/**
 * Opens (or makes) the database file and takes its folder; refuses with code `data_folder_in_use` if another server
 * has it. Tables come by `migrate` (open.ts). `patience`: how long (ms) a write waits for some other program that
 * holds the database, the event loop with it; 2 000 unless told.
 */
export const openSqlite = async ({ file, patience = 2_000 }: { file: string; patience?: number }): Promise<Store> => {
  const lock = lockFolder(dirname(file));
  try {
    const db = new DatabaseSync(file, { timeout: patience, enableForeignKeyConstraints: false });
    db.exec(
      'pragma journal_mode = wal; pragma synchronous = full; pragma temp_store = memory; pragma cache_size = -64000',
    );
    db.exec(`pragma journal_size_limit = 67108864; pragma wal_autocheckpoint = ${CHECKPOINT.usual}`);
    const turn = new Turn();
    const inside = new Inside();
    const dialect = sqliteDialect(db, turn, () => inside.now);
    const orm = await MikroORM.init({
      ...ormOptions('sqlite'),
      driver: SqliteDriver,
      dbName: file,
      driverOptions: dialect,
      entities: entitiesFor('sqlite'),
    });
    await orm.connect();
    return new SqliteStore({ db, turn, inside, orm, file, release: () => lock.release() });
  } catch (error) {
    lock.release();
    throw error;
  }
};
