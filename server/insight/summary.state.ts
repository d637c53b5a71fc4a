/** One sum's cells as they are kept, and the statements that move them. */
import type { Cells, Scalar } from '../../shared/base/condition.ts';
import type { Sum } from '../../shared/insight/measure.ts';
import type { Connection, Store, Value } from '../store/store.ts';
import type { Deltas } from './summary.fold.ts';
import type { Rebuilt } from './summary.rebuild.ts';
import { rowOfTuple, type Shape } from './summary.shape.ts';

/** Cells of one statement. */
const MANY = 50;

export type Tuple = { readonly id: number; readonly row: Cells };

export class State {
  readonly sum: Sum;
  readonly shape: Shape;
  ready = false;
  /** Up to which position of the log the cells have come, and which one the database says. */
  position = 0;
  stored = 0;
  /** How often these cells were made: what was known of the ones before says nothing of them. */
  made = 0;
  readonly ids = new Map<string, number>();
  readonly tuples: Tuple[] = [];

  constructor(sum: Sum, shape: Shape) {
    this.sum = sum;
    this.shape = shape;
  }

  learn(id: number, cells: string): void {
    if (this.ids.has(cells)) return;
    this.ids.set(cells, id);
    this.tuples.push({ id, row: rowOfTuple(this.shape, JSON.parse(cells) as Scalar[]) });
  }
}

const values = (rows: number, width: number): string =>
  Array.from({ length: rows }, () => `(${Array.from({ length: width }, () => '?').join(', ')})`).join(', ');

const insertMany = async (
  connection: Connection,
  rows: readonly (readonly Value[])[],
  sql: (values: string) => string,
): Promise<void> => {
  let at = 0;
  for (; at + MANY <= rows.length; at += MANY)
    await connection.run(sql(values(MANY, (rows[0] as readonly Value[]).length)), rows.slice(at, at + MANY).flat());
  for (const row of rows.slice(at)) await connection.run(sql(values(1, row.length)), row);
};

/** Ids for tuples that were never met; they are learnt once the transaction is on the disk. */
const namesFor = async (
  connection: Connection,
  state: State,
  deltas: Deltas,
  next: { id: number },
): Promise<Map<string, number>> => {
  const fresh = new Map<string, number>();
  for (const byTuple of deltas.values())
    for (const cells of byTuple.keys()) if (!state.ids.has(cells) && !fresh.has(cells)) fresh.set(cells, ++next.id);
  const rows = [...fresh].map(([cells, id]) => [id, state.sum.name, cells]);
  await insertMany(connection, rows, (list) => `INSERT INTO "figure_tuple" ("id", "measure", "cells") VALUES ${list}`);
  return fresh;
};

const lastId = async (connection: Connection): Promise<{ id: number }> => {
  const [last] = await connection.all('SELECT MAX("id") AS "id" FROM "figure_tuple"');
  return { id: Number(last?.id ?? 0) };
};

const cellRows = (state: State, deltas: Deltas, fresh: ReadonlyMap<string, number>): (readonly Value[])[] =>
  [...deltas].flatMap(([day, byTuple]) =>
    [...byTuple]
      .filter(([, { value, rows }]) => value !== 0 || rows !== 0)
      .map(([cells, { value, rows }]) => [
        state.sum.name,
        day,
        (state.ids.get(cells) ?? fresh.get(cells)) as number,
        value,
        rows,
      ]),
  );

const UPSERT = (list: string): string =>
  `INSERT INTO "figure_sum" ("measure", "day", "tuple", "value", "rows") VALUES ${list} ON CONFLICT ("measure", "day", "tuple") DO UPDATE SET "value" = "figure_sum"."value" + excluded."value", "rows" = "figure_sum"."rows" + excluded."rows"`;
const EMPTY = 'DELETE FROM "figure_sum" WHERE "measure" = ? AND "day" = ? AND "tuple" = ? AND "rows" = 0';

/** Somebody else moved the sums: what this process knows of them is old. */
export class OutOfStep extends Error {}

/**
 * Moves cells and heads to a position in one transaction. Throws OutOfStep when the database does not stand where this
 * process left it: nothing is counted twice.
 */
export const writeDeltas = async (
  store: Store,
  states: readonly State[],
  changed: readonly { readonly state: State; readonly deltas: Deltas }[],
  upTo: number,
): Promise<void> => {
  const lock = store.dialect === 'postgres' ? ' FOR UPDATE' : '';
  const learnt = await store.write(async (connection) => {
    const heads = await connection.all(`SELECT "measure", "position" FROM "figure_head" ORDER BY "measure"${lock}`);
    const at = new Map(heads.map((head) => [String(head.measure), Number(head.position)]));
    for (const state of states)
      if (at.get(state.sum.name) !== state.stored)
        throw new OutOfStep(`sums of ${state.sum.name} were moved elsewhere`);
    const next = await lastId(connection);
    const found: { state: State; fresh: Map<string, number> }[] = [];
    for (const { state, deltas } of changed) {
      const fresh = await namesFor(connection, state, deltas, next);
      const rows = cellRows(state, deltas, fresh);
      await insertMany(connection, rows, UPSERT);
      for (const row of rows) if (Number(row[4]) < 0) await connection.run(EMPTY, row.slice(0, 3));
      found.push({ state, fresh });
    }
    await connection.run('UPDATE "figure_head" SET "position" = ? WHERE "position" < ?', [upTo, upTo]);
    return found;
  });
  for (const { state, fresh } of learnt) for (const [cells, id] of fresh) state.learn(id, cells);
  for (const state of states) state.stored = upTo;
};

/** Puts the cells that the rows were found to have in the place of those that are there. */
export const writeRebuilt = async (store: Store, state: State, { position, deltas }: Rebuilt): Promise<void> => {
  const { name } = state.sum;
  const fresh = await store.write(async (connection) => {
    for (const table of ['figure_head', 'figure_sum', 'figure_tuple'])
      await connection.run(`DELETE FROM "${table}" WHERE "measure" = ?`, [name]);
    state.ids.clear();
    state.tuples.length = 0;
    const made = await namesFor(connection, state, deltas, await lastId(connection));
    await insertMany(connection, cellRows(state, deltas, made), UPSERT);
    await connection.run('INSERT INTO "figure_head" ("measure", "position", "shape") VALUES (?, ?, ?)', [
      name,
      position,
      state.shape.text,
    ]);
    return made;
  });
  for (const [cells, id] of fresh) state.learn(id, cells);
  state.made++;
  state.position = position;
  state.stored = position;
  state.ready = true;
};
