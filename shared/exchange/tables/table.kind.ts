/** What a kind of table says of itself; everything else of an import is the same for all of them. */
import type { Condition } from '../../base/condition.ts';
import type { Day } from '../../base/day.ts';
import type { Refusal } from '../../base/decision.ts';
import type { NounName } from '../../catalogue.ts';
import type { Column, Values } from './table.columns.ts';

/** A row as the importer sees it: cells that they may not read are not in it. */
export type SeenRow = { readonly id: string; readonly [field: string]: unknown };
export type Facts = { readonly [noun in NounName]?: readonly SeenRow[] };
export type Ask = { readonly noun: NounName; readonly where: Condition };

/** A command of the product that a row comes to, as a desk would send it. */
export type Part = { readonly name: string; readonly input: { readonly [name: string]: unknown } };
export type Planned =
  | { readonly outcome: 'added' | 'changed'; readonly parts: readonly Part[] }
  /** `note`: it stands here otherwise, and is left as it is. */
  | { readonly outcome: 'unchanged'; readonly note?: 'differs' }
  | { readonly outcome: 'refused'; readonly fault: Refusal };

export type Asking = { readonly rows: readonly Values[]; readonly facts: Facts };
export type Around = {
  readonly facts: Facts;
  /** All of the batch. */
  readonly rows: readonly Values[];
  /** In the organisation's time zone. */
  readonly today: Day;
  /** Who imports. */
  readonly actorId: string;
};

export type Keys = {
  readonly own: readonly string[];
  readonly marks?: readonly string[];
  readonly not?: readonly string[];
};

export type TableKind = {
  /** Who may do this may import the table, as far as they may write its required columns. */
  readonly on: NounName;
  readonly may: string;
  /** Nouns of which the importer must see every row: an import tells of each row whether it is here. */
  readonly whole: readonly NounName[];
  /** Fields of `on` that the importer must see on every row on which they may do it, where not of all: compared as well. */
  readonly compares?: readonly string[];
  readonly columns: readonly Column[];
  /** `own`: what no two rows of a file may have in common; `marks` and `not`: no row may be `not` what another is marked by. */
  keys(values: Values): Keys;
  /** What has to be known of what is here, one question after another. */
  readonly asks: readonly ((asking: Asking) => readonly Ask[])[];
  /** What a row comes to, by what is here. Called once for a batch of rows; the answer once for each row. */
  planner(around: Around): (values: Values) => Planned;
};

export const refusedRow = (refused: string, field: string, more?: Refusal['with']): Planned => ({
  outcome: 'refused',
  fault: { refused, field, ...(more ? { with: more } : {}) },
});

/** Rows by one of their fields; a row on which the field is hidden is by no value. */
export const by = (rows: readonly SeenRow[] | undefined, field: string): ReadonlyMap<string, SeenRow> =>
  new Map((rows ?? []).flatMap((row) => (typeof row[field] === 'string' ? [[row[field], row] as const] : [])));

export const among = (noun: NounName, field: string, values: readonly (string | undefined)[]): readonly Ask[] => {
  const all = [...new Set(values.filter((value) => value !== undefined))];
  return all.length === 0 ? [] : [{ noun, where: { field, is: 'in', value: all } }];
};

/** Texts of one column. */
export const texts = (rows: readonly Values[], column: string): string[] =>
  rows.flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : []));

/** Edits of the columns whose cells are not what stands here. */
export const editsTo = (
  row: SeenRow,
  cells: { readonly [field: string]: unknown },
): { readonly [field: string]: { readonly from: unknown; readonly to: unknown } } =>
  Object.fromEntries(
    Object.entries(cells).flatMap(([field, to]) =>
      to === undefined || row[field] === to ? [] : [[field, { from: row[field] ?? null, to }]],
    ),
  );
