/** The columns of a table that is imported: what a cell of each may hold, and by which titles it is known. */
import { isDay } from '../../base/day.ts';
import { parseDecimal } from '../../base/decimal.ts';
import type { Refusal } from '../../base/decision.ts';
import { isStorable } from '../../base/text.ts';
import type { NounName } from '../../catalogue.ts';
import { plainTitle } from '../import_run/import.columns.ts';

export type Cell = string | number;
/** A row's cells by column, as rules take them. An empty cell, or one without a column, is not there. */
export type Values = { readonly [column: string]: Cell };

export type Holds =
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  /** A scaled integer: so many decimals at most, nothing is rounded. */
  | { readonly kind: 'decimal'; readonly digits: number }
  | { readonly kind: 'day' }
  /** One of the values of a noun's field, by its name or by the word that any of the languages has for it. */
  | { readonly kind: 'choice'; readonly values: readonly string[] };

export type Column = {
  readonly name: string;
  /** The field that it writes: its group decides whom the column is offered to. */
  readonly writes: readonly [noun: NounName, field: string];
  /** It writes nothing by itself: it finds a row that is here, or the command's own right decides. */
  readonly free?: true;
  /** Whose word it bears; the import's own (`imports.tables.columns`) where it says `own`. */
  readonly label: readonly [noun: NounName, field: string] | 'own';
  /** Fields of a command's input that it fills by other names: what is refused of them is refused of the column. */
  readonly about?: readonly string[];
  /** Without it nothing of the file can be read. */
  readonly required?: true;
  readonly holds: Holds;
  /** Further titles that people and programs give it, as `plainTitle` has them. */
  readonly also: readonly string[];
};

/** The words of the product that a file may use, gathered from all of its languages. */
export type Spoken = {
  /** Titles of a column, plain. */
  titles(column: Column): readonly string[];
  /** The value that a word means in a column that holds a choice; null for any other word. */
  value(column: Column, word: string): string | null;
};

export type Mapping = { readonly [column: string]: number | null };

/** Each column's place in the file by its title; a place serves one column, the earlier title wins. */
export const mappingFrom = (
  header: readonly string[],
  columns: readonly Column[],
  spoken: Spoken,
  remembered: { readonly [column: string]: string } = {},
): Mapping => {
  const titles = header.map(plainTitle);
  const taken = new Set<number>();
  const found = new Map<string, number>();
  const take = (name: string, words: readonly string[]): void => {
    for (const word of words) {
      const at = titles.findIndex((title, index) => title !== '' && title === word && !taken.has(index));
      if (at < 0) continue;
      found.set(name, at);
      taken.add(at);
      return;
    }
  };
  for (const { name } of columns) if (remembered[name] !== undefined) take(name, [plainTitle(remembered[name])]);
  for (const column of columns)
    if (!found.has(column.name)) take(column.name, [plainTitle(column.name), ...spoken.titles(column), ...column.also]);
  return Object.fromEntries(columns.map(({ name }) => [name, found.get(name) ?? null]));
};

const YEAR_FIRST = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
/** '2026-03-31', '2026/3/31', '2026年3月31日'; null for anything else, whatever it may have meant. */
const dayIn = (text: string): string | null => {
  const [, year = '', month = '', date = ''] = YEAR_FIRST.exec(text) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : null;
};

const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** What stands in a cell, or why it cannot: a refusal that names the column. `text` is trimmed and not empty. */
export const cellIn = (column: Column, text: string, spoken: Spoken): Cell | Refusal => {
  const { holds, name: field } = column;
  if (!isStorable(text)) return { refused: 'import.cell_sign', field };
  switch (holds.kind) {
    case 'text':
      return text.length <= holds.max ? text : { refused: 'import.cell_long', field, with: { limit: holds.max } };
    case 'integer': {
      const { min, max } = holds;
      const value = parseDecimal(text.replace(/\.0+$/, ''), 0);
      const fits = value !== null && value >= min && value <= max;
      return fits ? value : { refused: 'import.cell_whole', field, with: { value: shown(text), min, max } };
    }
    case 'decimal': {
      const value = parseDecimal(text, holds.digits);
      const fits = value !== null && value >= 0 && value <= 9_000_000_000_000_000;
      return fits
        ? value
        : { refused: 'import.cell_amount', field, with: { value: shown(text), digits: holds.digits } };
    }
    case 'day':
      return dayIn(text) ?? { refused: 'import.cell_day', field, with: { value: shown(text) } };
    case 'choice':
      return (
        spoken.value(column, text) ?? {
          refused: 'import.cell_choice',
          field,
          with: { value: shown(text), choices: [...holds.values] },
        }
      );
  }
};
