/** Read-only connections to the same file: WAL lets them see their snapshot while the writer goes on. */
import { DatabaseSync } from 'node:sqlite';
import { knowMeet } from './marks.ts';
import { Statements } from './sqlite-statements.ts';
import type { DbRow, Query, Value } from './store.ts';
import { refuseUnbindable } from './values.ts';

/** `cache`: KB of pages that it keeps to itself. */
export const openReader = (file: string, cache = 16_000): DatabaseSync => {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  db.exec(
    `pragma query_only = on; pragma cache_size = -${cache}; pragma mmap_size = 268435456; pragma temp_store = memory`,
  );
  knowMeet(db);
  return db;
};

type Reader = { readonly db: DatabaseSync; readonly statements: Statements };

class Snapshot implements Query {
  readonly marks = true;
  readonly #statements: Statements;
  open = true;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  async all(sql: string, params?: readonly Value[]): Promise<readonly DbRow[]> {
    if (!this.open) throw new Error(`this snapshot is closed: ${sql}`);
    if (params) refuseUnbindable(params, sql);
    return this.#statements.all(sql, params);
  }
}

/** Up to `most` snapshots at once; further readers wait for one to end. Connections are opened when first needed. */
export class Readers {
  readonly #file: string;
  readonly #most: number;
  readonly #idle: Reader[] = [];
  readonly #all: Reader[] = [];
  readonly #waiting: ((reader: Reader) => void)[] = [];

  constructor(file: string, most: number) {
    this.#file = file;
    this.#most = most;
  }

  #take(): Reader | Promise<Reader> {
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#all.length >= this.#most) return new Promise((resolve) => this.#waiting.push(resolve));
    const db = openReader(this.#file);
    const reader = { db, statements: new Statements(db) };
    this.#all.push(reader);
    return reader;
  }

  async read<T>(work: (query: Query) => Promise<T>): Promise<T> {
    const reader = await this.#take();
    const snapshot = new Snapshot(reader.statements);
    try {
      reader.db.exec('begin');
      return await work(snapshot);
    } finally {
      snapshot.open = false;
      // A store that closes does not wait for its readers: theirs is the statement that fails.
      if (reader.db.isOpen && reader.db.isTransaction) reader.db.exec('commit');
      const next = this.#waiting.shift();
      if (next) next(reader);
      else this.#idle.push(reader);
    }
  }

  close(): void {
    for (const { db } of this.#all.splice(0)) if (db.isOpen) db.close();
    this.#idle.length = 0;
  }
}
