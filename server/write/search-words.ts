import { wordsOf } from '../../shared/base/words.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import { listedBy } from '../store/listed.ts';
import type { Connection } from '../store/store.ts';
import type { AnyRow, Touched } from './transaction.ts';

const INSERT_WORDS = 'INSERT INTO "search_word" ("noun", "word", "fieldGroup", "at", "rowId") VALUES ';
/** How many words a statement takes: few sizes, so that each is prepared once. */
const TOGETHER = [16, 8, 4, 2, 1];

type Indexed = { readonly group: string; readonly word: string; readonly at: string };
type Searchable = { readonly fields: readonly (readonly [string, string])[]; readonly listed: string | null };

const searchable = new Map<NounName, Searchable>();
const searchableOf = (noun: NounName): Searchable => {
  let found = searchable.get(noun);
  if (!found) {
    const fields = Object.entries(nounNamed(noun).fields)
      .filter(([, field]) => field.searchable)
      .map(([name, field]) => [name, field.group] as const);
    found = { fields, listed: listedBy(noun) };
    searchable.set(noun, found);
  }
  return found;
};

const wordsOfRow = ({ fields, listed }: Searchable, row: AnyRow | null): Map<string, Indexed> => {
  const words = new Map<string, Indexed>();
  if (!row) return words;
  const at = listed === null ? '' : String(row[listed]);
  for (const [name, group] of fields) {
    const text = row[name];
    if (typeof text !== 'string') continue;
    for (const word of wordsOf(text)) words.set(JSON.stringify([group, word, at]), { group, word, at });
  }
  return words;
};

/** Keeps the search index in step with a changed row, in the same transaction: per field group, so that a search finds by visible fields only, and in the order of the noun's lists. */
export const indexWords = async (connection: Connection, { noun, id, before, after }: Touched): Promise<void> => {
  const { fields: all, listed } = searchableOf(noun);
  const moved = listed !== null && before?.[listed] !== after?.[listed];
  const changed = before && after && !moved ? all.filter(([name]) => before[name] !== after[name]) : all;
  if (changed.length === 0) return;
  // A word that left one field of a group may stand in another of it.
  const fields = all.filter(([, group]) => changed.some(([, one]) => one === group));
  const was = wordsOfRow({ fields, listed }, before);
  const now = wordsOfRow({ fields, listed }, after);
  for (const [key, { group, word, at }] of was) {
    if (!now.has(key))
      await connection.run(
        'DELETE FROM "search_word" WHERE "noun" = ? AND "word" = ? AND "fieldGroup" = ? AND "at" = ? AND "rowId" = ?',
        [noun, word, group, at, id],
      );
  }
  const fresh = [...now].filter(([key]) => !was.has(key)).map(([, one]) => one);
  for (let at = 0; at < fresh.length; ) {
    // One statement for several words: each by itself costs more to send than to write.
    const size = TOGETHER.find((some) => fresh.length - at >= some) ?? 1;
    const some = fresh.slice(at, at + size);
    const values = some.flatMap(({ group, word, at }) => [noun, word, group, at, id]);
    await connection.run(`${INSERT_WORDS}${some.map(() => '(?, ?, ?, ?, ?)').join(', ')}`, values);
    at += size;
  }
};
