import * as v from 'valibot';
import { type Command, commandOf } from '../../base/command.ts';
import { idInput } from '../../base/input.ts';
import { tableOf } from './table.kinds.ts';
import type { TableName } from './table.names.ts';

/** Rows of one command, hence of one commit: few enough that the screens keep moving between two. */
export const ROWS_OF_COMMAND = 200;

const cell = v.union([v.pipe(v.string(), v.maxLength(2_000)), v.pipe(v.number(), v.safeInteger())]);
const rows = v.pipe(
  v.array(
    v.strictObject({
      line: v.pipe(v.number(), v.integer(), v.minValue(1)),
      values: v.record(v.pipe(v.string(), v.maxLength(40)), cell),
    }),
  ),
  v.minLength(1),
  v.maxLength(ROWS_OF_COMMAND),
);
const input = v.strictObject({
  /** The run that this belongs to: its counts go on in the same transaction. */
  runId: v.optional(idInput),
  rows,
});
export type RowsInput = v.InferOutput<typeof input>;

/**
 * Rows of a table as the commands that they come to, each permitted and decided as if it had come alone. Answers
 * `outcomes`, one for each row: `added`, `changed`, `unchanged`, `unchanged:differs`, `refused:<refusal as JSON>`.
 */
const importOf = (of: TableName): Command<typeof input> =>
  commandOf({ on: tableOf(of).on, may: tableOf(of).may, input });

export const tableCommands = {
  'product.import': importOf('products'),
  'customer.import': importOf('customers'),
  'price.import': importOf('prices'),
  'stock.import': importOf('stock'),
  'part_number.import': importOf('part_numbers'),
} as const;

/** The command that takes the rows of a table. */
export const commandOfTable: { readonly [name in TableName]: keyof typeof tableCommands } = {
  products: 'product.import',
  customers: 'customer.import',
  prices: 'price.import',
  stock: 'stock.import',
  part_numbers: 'part_number.import',
};
