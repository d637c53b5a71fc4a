/**
 * Marks of ids, by which SQLite meets words that many rows have: sets of them are made without sorting. Equal ids have
 * equal marks; that two ids have the same by chance does no harm, since whoever finds by marks looks at the rows once more.
 * Of two words with a hundred thousand rows each, that is two rows or three.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

/** Signs of a mark, hexadecimal digits. */
export const LONG = 8;

/** The same of an id that is one of ours, read in a third of the time; of others it may be a shorter text. */
export const plainMarkOf = (cell: string): string => `substr(${cell}, 29, ${LONG})`;

/** Of an id its last eight digits, which chance gave it; of any other text eight zeros. Built-in functions alone, for an index. */
export const markOf = (cell: string): string =>
  `(CASE WHEN length(unhex(substr(${cell}, 29, 8))) = 4 THEN substr(${cell}, 29, 8) ELSE '00000000' END)`;

/** The index of a table by the marks of these cells. */
export const markIndex = (table: string, cells: readonly string[]): { readonly name: string; readonly sql: string } => {
  const name = `${table}_${cells.join('_')}_marks`;
  const marks = cells.map((cell) => markOf(`"${cell}"`)).join(', ');
  return { name, sql: `create index "${name}" on "${table}" (${marks})` };
};

/**
 * The marks of a text as whole numbers of 32 bits, decoded together: sign by sign it would take longer than all the rest. Null
 * where it is none: a row may have been given another id than ours.
 */
const marksOf = (text: string): Int32Array | null => {
  const marks = new Int32Array(text.length / LONG);
  const written = Buffer.from(marks.buffer).write(text, 'hex');
  return written === marks.byteLength ? marks : null;
};

/** Where a mark stands in an array that is a set of them, or would: 0 is an empty place, of which there are many. */
const placeOf = (places: Int32Array, mark: number): number => {
  const last = places.length - 1;
  // Every digit counts, wherever ids differ: also those that are given out one after the other.
  let at = Math.imul(mark ^ (mark >>> 16), 0x9e3779b1) >>> Math.clz32(last);
  while (places[at] !== 0 && places[at] !== mark) at = (at + 1) & last;
  return at;
};

/** Is a mark among these? */
const among = (others: Int32Array): ((mark: number) => boolean) => {
  const places = new Int32Array(2 ** (Math.ceil(Math.log2(others.length + 1)) + 1));
  for (let i = 0; i < others.length; i++) {
    const mark = others[i] as number;
    if (mark !== 0) places[placeOf(places, mark)] = mark;
  }
  const zero = others.includes(0);
  return (mark) => (mark === 0 ? zero : places[placeOf(places, mark)] === mark);
};

/**
 * `meet(few, marks…)`: which marks are in each of the texts, as JSON, as the first one writes them; a text is marks one behind the
 * other. Null where more than `few` are, or where a text is none.
 */
export const meet = (few: number, ...texts: readonly string[]): string | null => {
  const lists: Int32Array[] = [];
  for (const text of texts) {
    const list = text.length % LONG === 0 ? marksOf(text) : null;
    if (!list) return null;
    lists.push(list);
  }
  const [first = new Int32Array(0), ...others] = lists;
  // Each against what those before it have in common, which becomes less and less.
  const met = others.reduce((common, list) => list.filter(among(common)), first);
  const isMet = among(met);
  const written = new Set<string>();
  for (let i = 0; i < first.length; i++) {
    if (isMet(first[i] as number)) written.add(texts[0]?.slice(LONG * i, LONG * (i + 1)) ?? '');
    if (written.size > few) return null;
  }
  return JSON.stringify([...written]);
};

export const knowMeet = (db: DatabaseSync): void =>
  db.function('meet', { varargs: true, deterministic: true }, meet as (...cells: SQLInputValue[]) => string | null);
