import type { Rights } from '../../shared/access/permit.ts';
import type { Seen } from '../../shared/access/project.ts';
import type { FieldChange, Happening, RowChange } from '../../shared/audit/happening.ts';
import { emptyRow } from '../../shared/base/changes.ts';
import type { Cells } from '../../shared/base/condition.ts';
import { type NounName, nounNamed, nounNames } from '../../shared/catalogue.ts';
import type { Seal } from '../store/seal.ts';
import type { DbRow, Query } from '../store/store.ts';
import { SYSTEM } from '../write/handlers.ts';
import { readMany } from './read.ts';

type Secrets = ReadonlyMap<string, string>;
type Loose = { [field: string]: unknown };

/** Changes of rows on one page, at most: those that the reader sees. */
const PAGE = 400;

const opened = (position: number, side: 'old' | 'row', row: Loose | null, secrets: Secrets): Loose | null => {
  if (!row) return null;
  const out: Loose = { ...row };
  for (const [field, value] of Object.entries(row)) {
    if (value === null || typeof value !== 'object' || !('digest' in value)) continue;
    // Erased: the digest still stands in the chain, the value is gone.
    out[field] = secrets.get(`${position} ${side} ${field}`) ?? null;
  }
  return out;
};

const secretsOf = async (
  query: Query,
  seal: Seal,
  from: number,
  to: number,
  rows: readonly DbRow[],
): Promise<Secrets> => {
  const secrets = new Map<string, string>();
  if (!rows.some((row) => String(row.old).includes('"digest"') || String(row.row).includes('"digest"'))) return secrets;
  const positions = rows.map((row) => Number(row.position));
  const found = await query.all(
    `SELECT "position", "side", "field", "sealed" FROM "log_secret" WHERE "position" BETWEEN ? AND ? AND "position" IN (${positions.map(() => '?').join(', ')})`,
    [from, to, ...positions],
  );
  for (const one of found) {
    secrets.set(
      `${one.position} ${one.side} ${one.field}`,
      seal.unseal(String(one.sealed), `log_secret:${one.position}.${one.side}:${one.field}`),
    );
  }
  return secrets;
};

/** One entry through the reader's rules: old values by the row as it was, new ones by the row as it became. */
const changeOf = (
  rights: Rights,
  noun: NounName,
  id: string,
  old: Loose | null,
  row: Loose | null,
): RowChange | null => {
  const view = rights.view(noun);
  // The log leaves empty cells of the row out.
  const after: Cells | null = row && { ...emptyRow(noun), ...row, id };
  const before: Cells | null = old && { ...(after ?? {}), ...old, id };
  const sawBefore = new Set(before ? view.fields(before) : []);
  const seesAfter = new Set(after ? view.fields(after) : []);
  if (!(before && view.sees(before)) && !(after && view.sees(after))) return null;
  const changed = before && after ? Object.keys(old ?? {}) : Object.keys(nounNamed(noun).fields);
  // What moved with other rows happened to those: neither it nor the reason that was given for it is told here.
  if (before && after && changed.every((field) => nounNamed(noun).passing?.includes(field))) return null;
  const fields: FieldChange[] = [];
  for (const field of changed) {
    const was = sawBefore.has(field) ? (before?.[field] ?? null) : null;
    const now = seesAfter.has(field) ? (after?.[field] ?? null) : null;
    if ((sawBefore.has(field) || seesAfter.has(field)) && was !== now) fields.push({ field, old: was, new: now });
  }
  if (fields.length === 0) return null;
  const { title } = nounNamed(noun);
  const titled = seesAfter.has(title) ? after : sawBefore.has(title) ? before : null;
  return {
    noun,
    id,
    op: before ? (after ? 'update' : 'delete') : 'insert',
    title: titled && String(titled[title] ?? ''),
    fields,
  };
};

/** Whose names the reader may know; a change made by the product itself is nobody's. */
const namesOf = async (
  query: Query,
  seal: Seal,
  rights: Rights,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  const people = await readMany(query, seal, rights.view('person'), [...new Set(ids)].slice(0, PAGE));
  return new Set([SYSTEM, ...[...people].flatMap(([id, person]) => ('name' in person ? [id] : []))]);
};

type Told = { readonly entry: DbRow; readonly change: RowChange };

/** The next entries before a position, and what the reader sees of them. */
const look = async (
  query: Query,
  seal: Seal,
  rights: Rights,
  noun: NounName,
  id: string,
  before: number,
): Promise<{ readonly told: readonly Told[]; readonly last: number | null }> => {
  // What is of a noun that the reader never sees need not be looked at; how much of it there is tells nothing then.
  const nouns = nounNames.filter((one) => rights.view(one).grants.length > 0);
  if (nouns.length === 0) return { told: [], last: null };
  const found = await query.all(
    `SELECT "position", "at", "actorId", "actorName", "command", "commandId", "noun", "rowId", "old", "row", "why", "forId", "forName" FROM "change_log" WHERE "aboutNoun" = ? AND "aboutId" = ? AND "position" < ? AND "noun" IN (${nouns.map(() => '?').join(', ')}) ORDER BY "position" DESC LIMIT ?`,
    [noun, id, before, ...nouns, PAGE],
  );
  const [first] = found;
  const last = found.at(-1);
  if (!first || !last) return { told: [], last: null };
  const secrets = await secretsOf(query, seal, Number(last.position), Number(first.position), found);
  const told: Told[] = [];
  for (const entry of found) {
    const position = Number(entry.position);
    const old = opened(position, 'old', entry.old === null ? null : (JSON.parse(String(entry.old)) as Loose), secrets);
    const row = opened(position, 'row', entry.row === null ? null : (JSON.parse(String(entry.row)) as Loose), secrets);
    const change = changeOf(rights, entry.noun as NounName, String(entry.rowId), old, row);
    if (change) told.push({ entry, change });
  }
  return { told, last: found.length < PAGE ? null : Number(last.position) };
};

/**
 * Everything that happened to a row and its children, newest first, by the reader's rules: what they may not see is not
 * there, and a command that changed only hidden things did not happen. `further` pages are told beyond the first. A page
 * ends, and `more` is said, by what the reader sees alone, however much else stands between. Three statements for each
 * 400 entries looked at, and one.
 */
export const timeline = async (
  query: Query,
  seal: Seal,
  rights: Rights,
  noun: NounName,
  id: string,
  /** The row as the reader sees it now: reasons are told where its notes are. */
  seen: Seen,
  further = 0,
): Promise<{ readonly happenings: readonly Happening[]; readonly more: boolean }> => {
  const most = PAGE * (1 + further);
  const told: Told[] = [];
  for (let from: number | null = Number.MAX_SAFE_INTEGER; from !== null && told.length <= most; ) {
    const page = await look(query, seal, rights, noun, id, from);
    told.push(...page.told);
    from = page.last;
  }
  const shown = told.slice(0, most);
  const mayReadWhy = 'notes' in seen;
  const named = await namesOf(
    query,
    seal,
    rights,
    shown.flatMap(({ entry: { actorId, forId } }) => [String(actorId), ...(forId === null ? [] : [String(forId)])]),
  );
  const groups = new Map<
    string,
    { at: number; who: string; for?: string; command: string; why: string | null; changes: RowChange[] }
  >();
  for (const { entry, change } of shown) {
    const key = `${entry.commandId} ${entry.command}`;
    const group = groups.get(key) ?? {
      at: Number(entry.at),
      who: named.has(String(entry.actorId)) ? String(entry.actorName) : '',
      ...(named.has(String(entry.forId)) ? { for: String(entry.forName) } : {}),
      command: String(entry.command),
      why: mayReadWhy && entry.why !== null ? String(entry.why) : null,
      changes: [],
    };
    group.changes.unshift(change);
    groups.set(key, group);
  }
  return { happenings: [...groups.values()], more: told.length > most };
};
