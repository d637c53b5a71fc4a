/** The writing connection as `write` hands it out: usable while its transaction is open and no statement of it failed. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Connection, DbRow, Value } from './store.ts';
import { refuseUnbindable } from './values.ts';

const none: readonly Value[] = [];
/** Only this heals a transaction in which a statement failed: PostgreSQL's own rule, kept on SQLite too. */
const heals = /^\s*rollback\s+to\b/i;

/** What runs the statements: at once on SQLite, over the wire on PostgreSQL. */
export interface Runner {
  /** False once the transaction has ended without us: SQLite rolled back by itself (disk full), or the connection was lost. */
  alive(): boolean;
  all(sql: string, params: readonly Value[]): readonly DbRow[] | Promise<readonly DbRow[]>;
  run(sql: string, params: readonly Value[]): number | Promise<number>;
}

export class HeldConnection implements Connection {
  readonly #runner: Runner;
  #open = true;
  #failed = false;

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  #check(sql: string, params: readonly Value[]): void {
    refuseUnbindable(params, sql);
    if (!this.#open) throw new Error(`the transaction is over: ${sql}`);
    if (!this.#runner.alive())
      throw Object.assign(new Error(`the transaction was lost before: ${sql}`), { code: 'transaction_lost' });
    if (!this.#failed) return;
    if (!heals.test(sql)) throw new Error(`a statement of this transaction failed before: ${sql}`);
    this.#failed = false;
  }

  async all(sql: string, params: readonly Value[] = none): Promise<readonly DbRow[]> {
    this.#check(sql, params);
    try {
      return await this.#runner.all(sql, params);
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  async run(sql: string, params: readonly Value[] = none): Promise<number> {
    this.#check(sql, params);
    try {
      return await this.#runner.run(sql, params);
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  /** Before the commit: throws when a failed statement was swallowed, since PostgreSQL would keep nothing then. */
  settle(): void {
    if (this.#failed) throw new Error('a statement of this transaction failed and was not rolled back to a savepoint');
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Whoever kept the connection finds it closed, instead of writing outside of any transaction. */
  close(): void {
    this.#open = false;
  }
}

/** Which write the running code belongs to; work that it started and that outlives it is inside no longer. */
export class Inside {
  readonly #held = new AsyncLocalStorage<HeldConnection>();

  get now(): boolean {
    return this.#held.getStore()?.isOpen === true;
  }

  run<T>(held: HeldConnection, work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#held.run(held, work, held);
  }
}

/** Refuses what would wait for ever. */
export const refuseWrite = (inside: Inside, closed: boolean): void => {
  if (inside.now) throw new Error('a write inside a write would wait for itself');
  if (closed) throw new Error('the store is closed');
};
