/** What is chosen before a table is run, and remembered for the next of its kind. */
import * as v from 'valibot';
import { delimiters } from '../csv/csv.read.ts';
import { encodings } from '../import_run/import.choices.ts';
import { tableOf } from './table.kinds.ts';
import type { TableName } from './table.names.ts';

const at = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(500)));
const name = v.pipe(v.string(), v.maxLength(40));

export const tableChoices = v.strictObject({
  encoding: v.picklist(encodings),
  delimiter: v.picklist(delimiters),
  columns: v.record(name, at),
  /** Rows that cannot be taken are left out; else nothing is written while there is one. */
  leaveOut: v.boolean(),
  /** Titles of the columns chosen, kept with a run: the next file of the kind is read alike. */
  titles: v.optional(v.record(name, v.pipe(v.string(), v.maxLength(500)))),
});
export type TableChoices = v.InferOutput<typeof tableChoices>;

/** Columns without which nothing can be read and that no place was chosen for. */
export const missingColumns = (of: TableName, { columns }: Pick<TableChoices, 'columns'>): string[] =>
  tableOf(of)
    .columns.filter(({ name: one, required }) => required && (columns[one] ?? null) === null)
    .map(({ name: one }) => one);
