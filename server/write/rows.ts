/** Commands that are rows of other commands: what a table that is imported comes to. */
import type * as v from 'valibot';
import type { Command } from '../../shared/base/command.ts';
import type { Change, Refusal } from '../../shared/base/decision.ts';
import type { CommandName, commands } from '../../shared/commands.ts';
import type { Moment } from './handlers.ts';
import type { Transaction } from './transaction.ts';

export type Part = { readonly name: string; readonly input: unknown };
export type RowsHandler<I> = {
  /** The commands of each row, in its order; a row without any is not touched. Throws `Refused` for all of them. */
  rows(tx: Transaction, input: I, moment: Moment): Promise<readonly (readonly Part[])[]>;
  /**
   * What is answered and written beside the rows, by what became of each: null where all its commands were taken, else
   * the first refusal. A row of several commands keeps what was done before the one that was refused.
   */
  end(
    tx: Transaction,
    input: I,
    refusals: readonly (Refusal | null)[],
  ): Promise<{
    readonly changes: readonly Change[];
    readonly answer: { readonly [name: string]: readonly string[] };
  }>;
};

const handlers = new Map<string, RowsHandler<unknown>>();
export const handleRows = <N extends CommandName>(
  name: N,
  handler: RowsHandler<(typeof commands)[N] extends Command<infer S> ? v.InferOutput<S> : never>,
): void => {
  if (handlers.has(name)) throw new Error(`two handlers for ${name}`);
  handlers.set(name, handler as unknown as RowsHandler<unknown>);
};
export const rowsHandlerOf = (name: string): RowsHandler<unknown> | undefined => handlers.get(name);
export const handledRows = (): readonly string[] => [...handlers.keys()];
