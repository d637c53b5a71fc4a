import type { NounName, RowOf } from '../catalogue.ts';

/** One row written by a rule. `set` holds only the fields that the rule decides; the writer fills version and time. */
export type Change = {
  [N in NounName]:
    | { readonly op: 'insert'; readonly noun: N; readonly id: string; readonly set: Partial<RowOf<N>> }
    | { readonly op: 'update'; readonly noun: N; readonly id: string; readonly set: Partial<RowOf<N>> }
    | { readonly op: 'delete'; readonly noun: N; readonly id: string };
}[NounName];

/** Values that a refusal's message may show. Never a figure that the reader could be denied: name `field`s instead. */
export type Details = { readonly [name: string]: string | number | boolean | null | readonly string[] };

/** The refusal's name is the message's key (client/words), `field` the input that it is about. */
export type Refusal = { readonly refused: string; readonly field?: string; readonly with?: Details };

/** What a rule decides: changes, or a refusal as a value. `why` goes into the log, `answer` (ids only) to the caller. */
export type Decision =
  | Refusal
  | {
      readonly changes: readonly Change[];
      readonly answer?: { readonly [name: string]: string | number | null | readonly string[] };
      readonly why?: string | null;
    };

export const isRefusal = (decision: object): decision is Refusal => 'refused' in decision;
