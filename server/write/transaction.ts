import { insertedRow } from '../../shared/base/changes.ts';
import type { Condition } from '../../shared/base/condition.ts';
import type { Change } from '../../shared/base/decision.ts';
import { sameCell } from '../../shared/base/same.ts';
import { type NounName, nounNamed, type RowOf } from '../../shared/catalogue.ts';
import type { Numbered } from '../../shared/finance/posting.ts';
import { conditionSql } from '../read/condition-sql.ts';
import type { Seal } from '../store/seal.ts';
import type { Connection, Dialect } from '../store/store.ts';
import { decode, deleteSql, encode, encodeUpdate, insertSql, selectSql, updateSql } from '../store/tables.ts';
import { Refused } from './refused.ts';

export type AnyRow = { id: string; version: number; [field: string]: unknown };
type State = { before: AnyRow | null; now: AnyRow | null };
export type Touched = { noun: NounName; id: string; before: AnyRow | null; after: AnyRow | null };
export type Found<N extends NounName> = RowOf<N> & { version: number };

/**
 * A number from `from` on that is not taken: `from` itself, or one right after a taken one. Found by ever wider steps and
 * then by halves, so that thousands that are taken in a row cost a few dozen questions. Single gaps may be stepped over.
 */
export const firstFree = async (from: number, taken: (at: number) => Promise<boolean>): Promise<number> => {
  let [last, free] = [from - 1, from];
  for (let step = 1; await taken(free); step *= 2) [last, free] = [free, free + step];
  while (free - last > 1) {
    const between = last + Math.floor((free - last) / 2);
    if (await taken(between)) last = between;
    else free = between;
  }
  return free;
};

/**
 * What a handler sees of the database: rows as they are inside the write transaction. Every row read here is remembered
 * as it was, so that the log can say what a command changed.
 */
export class Transaction {
  readonly connection: Connection;
  readonly seal: Seal;
  readonly dialect: Dialect;
  readonly #states = new Map<NounName, Map<string, State>>();
  #awaited: { readonly noun: NounName; readonly judge: (row: AnyRow) => void } | null = null;
  readonly #becoming = new WeakMap<Change, { readonly from: AnyRow | null; readonly row: AnyRow }>();

  readonly #rehearsing: boolean;

  /** `rehearsing`: what is applied is remembered and not written, for a transaction that is taken back anyway. */
  constructor(connection: Connection, seal: Seal, dialect: Dialect, rehearsing = false) {
    this.#rehearsing = rehearsing;
    this.connection = connection;
    this.seal = seal;
    this.dialect = dialect;
  }

  #stateOf(noun: NounName): Map<string, State> {
    let states = this.#states.get(noun);
    if (!states) {
      states = new Map();
      this.#states.set(noun, states);
    }
    return states;
  }

  #remember(noun: NounName, row: AnyRow): AnyRow | null {
    const states = this.#stateOf(noun);
    const known = states.get(row.id);
    if (known) return known.now;
    states.set(row.id, { before: row, now: row });
    return row;
  }

  /** The row, or null. Not locked: for facts that nobody may change under the command's feet, use `lock`. */
  async get<N extends NounName>(noun: N, id: string): Promise<Found<N> | null> {
    const known = this.#stateOf(noun).get(id);
    if (known) return known.now as unknown as Found<N> | null;
    const [found] = await this.connection.all(`${selectSql(noun)} WHERE "id" = ?`, [id]);
    if (!found) return null;
    return this.#remember(noun, decode(noun, found, this.seal) as AnyRow) as unknown as Found<N> | null;
  }

  /** The row, locked until the transaction ends. Refuses `missing`, as a row out of the caller's scope does. */
  async lock<N extends NounName>(noun: N, id: string): Promise<Found<N>> {
    await this.#lockRows(noun, '"id" = ?', [id]);
    const row = await this.get(noun, id);
    if (!row) throw new Refused({ refused: 'missing', with: { noun } });
    if (this.#awaited?.noun === noun) {
      const { judge } = this.#awaited;
      this.#awaited = null;
      judge(row as unknown as AnyRow);
    }
    return row;
  }

  /** The first row of a command's own noun that its handler locks by id is its target: it is judged before more is loaded. */
  onFirstLock(noun: NounName, judge: (row: AnyRow) => void): void {
    this.#awaited = { noun, judge };
  }

  /** Rows locked in the order of their ids, so that two commands never wait for each other. */
  async lockAll<N extends NounName>(noun: N, where: Condition): Promise<Found<N>[]> {
    const { text, params } = conditionSql(where);
    await this.#lockRows(noun, text, params);
    return this.find(noun, where);
  }

  async #lockRows(noun: NounName, where: string, params: readonly (string | number | null)[]): Promise<void> {
    // SQLite's transaction is IMMEDIATE: the whole database is ours already.
    if (this.dialect === 'sqlite') return;
    await this.connection.all(
      `SELECT 1 FROM "${nounNamed(noun).table}" WHERE ${where} ORDER BY "id" FOR UPDATE`,
      params,
    );
  }

  /** Rows that satisfy the condition, in the order of their ids. The condition names stored, not personal, fields. */
  async find<N extends NounName>(noun: N, where: Condition, limit?: number): Promise<Found<N>[]> {
    const { text, params } = conditionSql(where);
    const tail = limit === undefined ? '' : ` LIMIT ${Math.trunc(limit)}`;
    const found = await this.connection.all(`${selectSql(noun)} WHERE ${text} ORDER BY "id"${tail}`, params);
    const rows: Found<N>[] = [];
    for (const one of found) {
      const row = this.#remember(noun, decode(noun, one, this.seal) as AnyRow);
      if (row) rows.push(row as unknown as Found<N>);
    }
    return rows;
  }

  /** Rows as they stand, neither locked nor remembered: for what decides which rows are locked, and read again, first. */
  async peek<N extends NounName>(noun: N, where: Condition, limit?: number): Promise<Found<N>[]> {
    const { text, params } = conditionSql(where);
    const tail = limit === undefined ? '' : ` LIMIT ${Math.trunc(limit)}`;
    const found = await this.connection.all(`${selectSql(noun)} WHERE ${text} ORDER BY "id"${tail}`, params);
    return found.map((one) => decode(noun, one, this.seal) as unknown as Found<N>);
  }

  /**
   * Sums of integer fields over the rows that satisfy the condition, 0 over none; with `by`, a flag, over those of them
   * where it is set, too. Stored rows only: what the command itself is about to write is not in them.
   */
  async sums<N extends NounName, F extends keyof RowOf<N> & string>(
    noun: N,
    fields: readonly F[],
    where: Condition,
    by?: keyof RowOf<N> & string,
  ): Promise<{ readonly [field in F]: { readonly all: number; readonly set: number } }> {
    const { text, params } = conditionSql(where);
    const sum = (of: string, as: string): string => `COALESCE(SUM(${of}), 0) AS "${as}"`;
    const asked = fields.flatMap((field) => [
      sum(`"${field}"`, field),
      ...(by ? [sum(`CASE WHEN "${by}" = 1 THEN "${field}" ELSE 0 END`, `${field} set`)] : []),
    ]);
    const [row] = await this.connection.all(
      `SELECT ${asked.join(', ')} FROM "${nounNamed(noun).table}" WHERE ${text}`,
      params,
    );
    // PostgreSQL answers a sum of bigint as numeric, hence as text.
    const read = (name: string): number => Number(row?.[name] ?? 0);
    const sums = fields.map((field) => [field, { all: read(field), set: read(`${field} set`) }]);
    return Object.fromEntries(sums) as { [field in F]: { all: number; set: number } };
  }

  /**
   * The next number of a series in its period, locked, and the change that takes it. `pattern` holds `#` where it stands;
   * `taken` are numbers that came to be by another way: they are stepped over, as `firstFree` does.
   */
  async number(
    series: string,
    period: string,
    pattern: string,
    width = 6,
    taken: (text: string) => Promise<boolean> = async () => false,
  ): Promise<Numbered> {
    const where: Condition = {
      all: [
        { field: 'series', is: 'eq', value: series },
        { field: 'period', is: 'eq', value: period },
      ],
    };
    const [row] = await this.lockAll('number_series', where);
    const textOf = (at: number): string => pattern.replace('#', String(at).padStart(width, '0'));
    const next = await firstFree((row?.last ?? 0) + 1, (at) => taken(textOf(at)));
    const id = row?.id ?? `series-${series}-${period || 'all'}`.toLowerCase();
    return {
      text: textOf(next),
      change: row
        ? { op: 'update', noun: 'number_series', id, set: { last: next } }
        : { op: 'insert', noun: 'number_series', id, set: { series, period, last: next } },
    };
  }

  /** The row as the change makes it, before anything is written: what the row rule is asked about once more. */
  async becomes(change: Change): Promise<AnyRow | null> {
    if (change.op === 'delete') return null;
    const now = change.op === 'insert' ? null : ((await this.get(change.noun, change.id)) as unknown as AnyRow | null);
    const known = this.#becoming.get(change);
    // Asked several times on the way (permission, writing); good as long as the row it starts from is the same.
    if (known && known.from === now) return known.row;
    let row: AnyRow;
    if (change.op === 'insert') row = { ...insertedRow(change.noun, change.id, change.set), version: 1 };
    else if (now) row = { ...now, ...change.set, version: now.version + 1 };
    else throw new Error(`${change.noun} ${change.id} to be updated is not there`);
    this.#becoming.set(change, { from: now, row });
    return row;
  }

  async apply(change: Change): Promise<void> {
    const { noun, id } = change;
    const states = this.#stateOf(noun);
    const after = await this.becomes(change);
    if (change.op === 'insert') {
      if (!this.#rehearsing) await this.connection.run(insertSql(noun), encode(noun, after as AnyRow, this.seal));
      states.set(id, { before: states.get(id)?.before ?? null, now: after });
      return;
    }
    const state = states.get(id) ?? { before: null, now: null };
    if (change.op === 'delete') {
      if (!state.now) await this.get(noun, id);
      if (!this.#rehearsing) await this.connection.run(deleteSql(noun), [id]);
      (states.get(id) as State).now = null;
      return;
    }
    const names = Object.keys(change.set).filter((name) => !sameCell(state.now?.[name], after?.[name]));
    // Nothing new in it: a version that moves without a change would be a change without a reason.
    if (names.length === 0) return;
    if (!this.#rehearsing)
      await this.connection.run(updateSql(noun, names), encodeUpdate(noun, names, after as AnyRow, this.seal));
    state.now = after;
  }

  /** What this command changed, each row once: as it was before the command, as it is now. */
  touched(): Touched[] {
    const all: Touched[] = [];
    for (const [noun, states] of this.#states) {
      for (const [id, { before, now }] of states) if (before !== now) all.push({ noun, id, before, after: now });
    }
    return all;
  }
}
