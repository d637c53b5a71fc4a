/** A part's sums from the cells that a reader's rules admit with every field that it rests on. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { View } from '../../shared/access/project.ts';
import { addDays, addMonths, type Day, endOfMonth } from '../../shared/base/day.ts';
import { type Period, splitKey } from '../../shared/insight/measure.period.ts';
import type { DbRow, Store, Value } from '../store/store.ts';
import { type Asked, addCell, type Cells } from './figure.anew.ts';
import type { Part } from './figure.plan.ts';
import { monthKey } from './summary.fold.ts';
import type { State } from './summary.state.ts';

type Range = readonly [from: string, to: string];

const MONTH_AT_MOST = '9999-11';

/** A period as whole months and the days before and after them. */
export const rangesOf = ({ from, to }: Period): readonly Range[] => {
  const first = from.endsWith('-01') ? from : addMonths(`${from.slice(0, 7)}-01`, 1);
  let last: Day = to.slice(0, 7) > MONTH_AT_MOST ? to : endOfMonth(to);
  if (last !== to) last = addDays(`${to.slice(0, 7)}-01`, -1);
  if (first > last) return [[from, to]];
  const ranges: Range[] = [[monthKey(first), monthKey(last)]];
  if (from < first) ranges.push([from, addDays(first, -1)]);
  if (to > last) ranges.push([addDays(last, 1), to]);
  return ranges;
};

/** Lists of ids come in few lengths, so that their statements are few. */
const LENGTHS = [1, 4, 16, 64, 256];

type Admitted = { readonly ids: readonly number[]; readonly all: boolean };
type Judged = { seen: number; ids: number[] };
const known = new WeakMap<View, WeakMap<State, Map<string, Judged>>>();

/** The cells that count for this reader; tuples are only ever added, so each is judged once for a view. */
const admittedBy = (state: State, { rests, only }: Part, view: View): Admitted => {
  const byState = known.get(view) ?? new WeakMap<State, Map<string, Judged>>();
  known.set(view, byState);
  const judged = byState.get(state) ?? new Map<string, Judged>();
  byState.set(state, judged);
  // Cells that were made anew are named anew.
  const key = `${state.made} ${rests.join()}`;
  const kept = judged.get(key) ?? { seen: 0, ids: [] };
  judged.set(key, kept);
  for (; kept.seen < state.tuples.length; kept.seen++) {
    const tuple = state.tuples[kept.seen];
    if (!tuple) break;
    const shown = view.fields(tuple.row);
    if (rests.every((name) => shown.includes(name))) kept.ids.push(tuple.id);
  }
  if (only.length === 0) return { ids: kept.ids, all: kept.ids.length === state.tuples.length };
  const wanted = only.map(({ field, values }) => ({ field, values: new Set(values) }));
  const byId = new Map(state.tuples.map(({ id, row }) => [id, row]));
  const ids = kept.ids.filter((id) => {
    const row = byId.get(id);
    return wanted.every(({ field, values }) => {
      const value = row?.[field];
      return value !== null && value !== undefined && values.has(String(value));
    });
  });
  return { ids, all: ids.length === state.tuples.length };
};

const TOLD = 'SUM("value") AS "value", SUM("rows") AS "rows", MIN("day") AS "first"';

/** How often a snapshot that is ahead of what this process knows of it is taken again. */
const TRIES = 5;

/**
 * Null where it cannot be said: the sum is being made anew, or moved elsewhere. The snapshot must not be ahead of the
 * tuples that are known: a cell that was never judged would count.
 */
export const askSummary = async (store: Store, state: State, part: Part, view: View): Promise<Asked | null> => {
  for (let tried = 0; tried < TRIES; tried++) {
    const { stored, made } = state;
    const admitted = admittedBy(state, part, view);
    const { position, rows } = await read(store, part, admitted);
    if (!state.ready || state.made !== made || position === null) return null;
    if (position <= stored) return { position, cells: cellsFrom(state, part, admitted, rows) };
    await breathe();
  }
  return null;
};

type Read = { readonly position: number | null; readonly rows: readonly DbRow[] };

/** Cells of few tuples are named to the database; of many it tells all, and those that count are picked afterwards. */
const wayOf = ({ split }: Part, { ids, all }: Admitted) => {
  const listed = all ? undefined : LENGTHS.find((length) => length >= ids.length);
  const byTime = split && 'time' in split ? split.time : null;
  const apart = (split !== null && 'field' in split) || (!all && listed === undefined);
  return { listed, byTime, apart };
};

const read = (store: Store, part: Part, admitted: Admitted): Promise<Read> => {
  const { sum, period } = part;
  const { listed, byTime, apart } = wayOf(part, admitted);
  const { ids } = admitted;
  const groups = [...(byTime ? ['"day"'] : []), ...(apart ? ['"tuple"'] : [])];
  const months = byTime === null || byTime === 'month';
  const ranges: readonly Range[] = !period ? [['', '\u007f']] : months ? rangesOf(period) : [[period.from, period.to]];
  const picked = listed ? Array.from({ length: listed }, (_, at) => ids[Math.min(at, ids.length - 1)] as number) : [];
  const text = `SELECT ${[...groups, TOLD].join(', ')} FROM "figure_sum" WHERE "measure" = ? AND "day" >= ? AND "day" <= ?${listed ? ` AND "tuple" IN (${picked.map(() => '?').join(', ')})` : ''}${groups.length > 0 ? ` GROUP BY ${groups.join(', ')}` : ''}`;
  return store.read(async (query) => {
    const [head] = await query.all('SELECT "position" FROM "figure_head" WHERE "measure" = ?', [sum.name]);
    const rows: DbRow[] = [];
    if (head && ids.length > 0)
      for (const [from, to] of ranges) {
        const params: Value[] = [sum.name, from, to, ...picked];
        rows.push(...(await query.all(text, params)));
      }
    return { position: head ? Number(head.position) : null, rows };
  });
};

const cellsFrom = (state: State, part: Part, admitted: Admitted, rows: readonly DbRow[]): Cells => {
  const { sum, split } = part;
  const { byTime, apart } = wayOf(part, admitted);
  const cells: Cells = new Map();
  const counted = apart ? new Set(admitted.ids) : null;
  const byId = split && 'field' in split ? new Map(state.tuples.map(({ id, row }) => [id, row[split.field]])) : null;
  for (const row of rows) {
    if (row.rows === null || Number(row.rows) === 0) continue;
    if (counted && !counted.has(Number(row.tuple))) continue;
    let key: string | null = null;
    if (byTime && byTime !== 'hour') {
      const day = String(row.day);
      key = day.startsWith('M') ? `${day.slice(1)}-01` : splitKey(day, byTime);
    } else if (byId) {
      const value = byId.get(Number(row.tuple));
      key = value === null || value === undefined ? null : String(value);
    }
    const oldest = sum.waits && row.first !== '' && row.first !== null ? Number(row.first) : null;
    addCell(cells, key, Number(row.value), Number(row.rows), oldest);
  }
  return cells;
};
