import { shallowReactive } from 'vue';
import type { Answer } from '../../../shared/live/protocol.ts';
import { useMe } from '../../access/me.ts';

type Row = { readonly [field: string]: unknown };
/** What became of an order that was submitted here: held by what, or confirmed with what is missing. */
export type Result = {
  readonly status: string;
  readonly holds: readonly { readonly kind: string; readonly releasedBy: string }[];
  readonly short: readonly { readonly sku: string; readonly quantity: number }[];
};

const n = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Read from the rows that the answer brings, as the actor may see them. */
export const resultOf = (orderId: string, { rows }: Extract<Answer, { ok: true }>): Result => {
  const of = (noun: string): readonly Row[] =>
    rows.flatMap((one) => (one.noun === noun && one.row ? [one.row as Row] : []));
  const order = of('order').find(({ id }) => id === orderId);
  return {
    status: String(order?.status ?? ''),
    holds: of('hold')
      .filter(({ status }) => status === 'open')
      .map(({ kind, releasedBy }) => ({ kind: String(kind), releasedBy: String(releasedBy) })),
    short: of('order_line')
      .filter(({ fulfilment }) => fulfilment === 'backordered')
      .map((line) => ({
        sku: String(line.sku),
        quantity: n(line.quantity) - n(line.closed) - n(line.shipped) - n(line.reserved),
      })),
  };
};

/** By person and order: nothing of one person's is shown to the next who signs in on this page. */
const results = shallowReactive(new Map<string, Result>());
const keyOf = (orderId: string): string => `${useMe().me?.person.id ?? ''} ${orderId}`;
export const tellResult = (orderId: string, answer: Extract<Answer, { ok: true }>): void =>
  void results.set(keyOf(orderId), resultOf(orderId, answer));
export const useResults = () => ({
  of: (orderId: string) => results.get(keyOf(orderId)),
  forget: (orderId: string) => results.delete(keyOf(orderId)),
});
