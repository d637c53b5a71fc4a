/** Statements for PostgreSQL: `?` becomes `$n`, texts used again get a name, and answers come back as on SQLite. */
import type { CustomTypesConfig, QueryConfig } from 'pg';
import type { Value } from './store.ts';
import { refuseUnbindable } from './values.ts';

const safe = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond 2^53 − 1`);
  return value;
};
/** bigint and the sums of bigints (numeric) are numbers, truth is 1 or 0: the same values that SQLite gives. */
const parsers = new Map<number, (text: string) => number>([
  [16, (text) => (text === 't' ? 1 : 0)],
  [20, safe],
  [21, Number],
  [23, Number],
  [700, Number],
  [701, Number],
  [1700, safe],
]);
const asText = (text: string): string => text;
const types = { getTypeParser: (oid: number) => parsers.get(oid) ?? asText } as CustomTypesConfig;

/** A literal, a quoted identifier, a comment, or a `?`. */
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\?/g;

/** Numbers the parameters: every `?` outside of literals, quoted identifiers and comments, from left to right. */
export const numbered = (sql: string): string => {
  let n = 0;
  return sql.replace(token, (found) => (found === '?' ? `$${++n}` : found));
};

type Known = { readonly text: string; name: string | undefined };
/** A prepared statement costs the server memory on each connection, so a text that comes once (a list of `in`) gets none. */
const mostNames = 1_000;
const mostTexts = 4_000;
const known = new Map<string, Known>();
let names = 0;

const textOf = (sql: string): Known => {
  const found = known.get(sql);
  if (found) {
    if (found.name === undefined && names < mostNames) found.name = `s${++names}`;
    return found;
  }
  if (known.size >= mostTexts) for (const [text, { name }] of known) if (name === undefined) known.delete(text);
  const made: Known = { text: numbered(sql), name: undefined };
  known.set(sql, made);
  return made;
};

/** What `pg` is asked; the one place through which every value bound on PostgreSQL passes. */
export const queryOf = (sql: string, params: readonly Value[]): QueryConfig<Value[]> => {
  refuseUnbindable(params, sql);
  const { text, name } = textOf(sql);
  return { text, values: params as Value[], types, ...(name === undefined ? undefined : { name }) };
};
