/**
 * Prepared statements of one handle, by their text. Values come here judged (`refuseUnbindable`): by the held connection,
 * the snapshot and the question aside, each once.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DbRow, Value } from './store.ts';

/** Enough for the statements of all nouns; the oldest goes first, for texts made at run time (lists of `in`) come and go. */
const kept = 1_000;
const none: readonly Value[] = [];

export class Statements {
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  #of(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const made = this.#db.prepare(sql);
    if (this.#prepared.size >= kept) this.#prepared.delete(this.#prepared.keys().next().value as string);
    this.#prepared.set(sql, made);
    return made;
  }

  all(sql: string, params: readonly Value[] = none): DbRow[] {
    return this.#of(sql).all(...params) as DbRow[];
  }

  /** How many rows the statement changed. */
  run(sql: string, params: readonly Value[] = none): number {
    return this.#of(sql).run(...params).changes as number;
  }
}
