/** What files may call columns and values: the product's own words in all of its languages. */
import { languages } from '../../../shared/access/person/person.fields.ts';
import { plainTitle } from '../../../shared/exchange/import_run/import.columns.ts';
import type { Column, Spoken } from '../../../shared/exchange/tables/table.columns.ts';
import { type Labels, labels } from '../labels.ts';

const everyLanguage = languages.map(labels);

/** The column's name in one language. */
export const columnTitle = ({ name, label }: Column, words: Labels): string =>
  label === 'own' ? words.text(`imports.tables.columns.${name}`) : words.field(...label);

const titles = new WeakMap<Column, readonly string[]>();
const values = new WeakMap<Column, ReadonlyMap<string, string>>();

/** The same for everybody and always: kept once made. */
export const spoken: Spoken = {
  titles: (column) => {
    let found = titles.get(column);
    if (!found) {
      found = everyLanguage.map((words) => plainTitle(columnTitle(column, words)));
      titles.set(column, found);
    }
    return found;
  },
  value: (column, word) => {
    let found = values.get(column);
    if (!found) {
      const { holds, writes } = column;
      const codes = holds.kind === 'choice' ? holds.values : [];
      found = new Map([
        ...everyLanguage.flatMap((words) =>
          codes.map((code) => [plainTitle(words.value(...writes, code)), code] as const),
        ),
        ...codes.map((code) => [plainTitle(code), code] as const),
      ]);
      values.set(column, found);
    }
    return found.get(plainTitle(word)) ?? null;
  },
};
