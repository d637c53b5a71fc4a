import type { Change, Decision, Refusal } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import type { Acting } from '../acting.ts';
import type { PriceChangeInput } from './price_change.commands.ts';
import { markOf, PRICES_AT_MOST, planOf, type Terms } from './price_change.plan.ts';

export type ChangeFacts = {
  readonly list: RowOf<'price_list'>;
  /** Prices of the chosen products that would hold on the day; null where there are more than one change may hold. */
  readonly prices: readonly RowOf<'price'>[] | null;
  /** Ids of those of them after whose last day another that holds already goes on. */
  readonly covering: ReadonlySet<string>;
};

/** Refuses `price_change.by_what` and `price_change.past`. */
export const unfit = ({ percent, amount, validFrom }: Terms, today: string): Refusal | null => {
  if ((percent ?? null) === null ? (amount ?? null) === null : (amount ?? null) !== null)
    return { refused: 'price_change.by_what', field: 'percent' };
  return validFrom < today ? { refused: 'price_change.past', field: 'validFrom' } : null;
};

/**
 * Adds to each chosen price one from the day on; where the day is today and the price began today, it is changed itself.
 * Refuses besides `unfit`: `price_change.too_many`, `price_change.none` where nothing would change, and
 * `price_change.moved_on` where it is no longer what the preview with `mark` said. Answers `id` and `prices`.
 */
export const make = (
  { list, prices, covering }: ChangeFacts,
  input: PriceChangeInput,
  { today, now, newId, actor }: Acting,
): Decision => {
  const refusal = unfit(input, today);
  if (refusal) return refusal;
  if (prices === null) return { refused: 'price_change.too_many', field: 'which', with: { limit: PRICES_AT_MOST } };
  const plan = planOf(prices, covering, input, today);
  if (input.mark !== undefined && input.mark !== markOf(plan)) return { refused: 'price_change.moved_on' };
  const written = plan.filter(({ outcome }) => outcome === 'changed');
  if (written.length === 0) return { refused: 'price_change.none' };
  const id = newId();
  const { validFrom } = input;
  const changes = written.map(({ price, unitPrice, minPrice }): Change => {
    const set = { unitPrice, minPrice, changeId: id };
    if (price.validFrom === validFrom) return { op: 'update', noun: 'price', id: price.id, set };
    const { id: _before, ...rest } = price;
    return { op: 'insert', noun: 'price', id: newId(), set: { ...rest, ...set, validFrom } };
  });
  const { percent = null, amount = null, step = null, rounding = 'nearest', least = 'keep' } = input;
  const set = {
    ...{ priceListId: list.id, listCode: list.code, currency: list.currency, validFrom, status: 'standing' as const },
    ...{ percent, amount, step, rounding, least, which: input.which ?? null, note: input.note ?? null },
    ...{ prices: written.length, madeAt: now, madeName: actor.name },
  };
  return {
    changes: [{ op: 'insert', noun: 'price_change', id, set }, ...changes],
    answer: { id, prices: written.length },
    why: input.note ?? null,
  };
};

/** Refuses `price_change.withdrawn`, and `price_change.begun` from the first day on: what was sold at is not taken back. */
export const withdraw = (
  { target, prices }: { readonly target: RowOf<'price_change'>; readonly prices: readonly RowOf<'price'>[] },
  { why }: { readonly why?: string | null | undefined },
  { today }: Acting,
): Decision => {
  if (target.status === 'withdrawn') return { refused: 'price_change.withdrawn' };
  if (target.validFrom <= today) return { refused: 'price_change.begun' };
  return {
    changes: [
      { op: 'update', noun: 'price_change', id: target.id, set: { status: 'withdrawn' } },
      ...prices.map(({ id }): Change => ({ op: 'delete', noun: 'price', id })),
    ],
    answer: { id: target.id },
    why: why ?? null,
  };
};
