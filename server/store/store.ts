/** What the rest of the server knows of a database. Two makers: store/sqlite.ts and store/postgres.ts. */
import type { MikroORM } from '@mikro-orm/core';

export type Dialect = 'sqlite' | 'postgres';
/** All that is ever bound: texts, integers within ±(2^53 − 1) and null. Anything else is refused with a TypeError. */
export type Value = string | number | null;
export type DbRow = { readonly [column: string]: Value };

export interface Query {
  /** Rows of one statement. `?` stands for a parameter on both databases; identifiers are double-quoted. */
  all(sql: string, params?: readonly Value[]): Promise<readonly DbRow[]>;
  /** Does its database know marks of ids, their indexes and `meet` (marks.ts)? SQLite's readers do. */
  readonly marks?: true;
  /**
   * Runs `work` at the same time in a snapshot that is not older than this one, if this one has been read from and there is somebody to
   * do it at once; else not at all. What is found there is to be looked at once more here, and what a later snapshot lacks is lacking.
   */
  alongside?(work: (query: Query) => Promise<void>): Promise<void>;
}

export interface Connection extends Query {
  /** Runs one statement and answers how many rows it changed. */
  run(sql: string, params?: readonly Value[]): Promise<number>;
}

export interface Store {
  readonly dialect: Dialect;
  readonly orm: MikroORM;
  /**
   * The one writing connection, held for one transaction: BEGIN IMMEDIATE on SQLite, READ COMMITTED on PostgreSQL.
   * Commits when `work` returns, rolls back when it throws, and lives on after either. Further calls wait their turn.
   */
  write<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** One snapshot beside the writer (SQLite: read-only connection; PostgreSQL: REPEATABLE READ, READ ONLY). For short reads. */
  read<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /** As `read`, off the event loop: in a worker thread on SQLite. For what may take longer than others may be kept waiting. */
  beside<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /** One long statement off the event loop, for sums over a history: its own snapshot, behind others of its kind on SQLite. */
  aside(sql: string, params?: readonly Value[]): Promise<readonly DbRow[]>;
  /**
   * While on, a commit may be told before the disk has it; nothing is torn, but a power cut can take the last ones back.
   * Only for what is made anew when it was interrupted: the next commit after it is off takes all before it to the disk.
   */
  hurry(on: boolean): Promise<void>;
  close(): Promise<void>;
}
