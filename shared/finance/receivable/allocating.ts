/** A receipt's money while a person puts it to claims: what stands against what came in. */
import { sum } from '../../base/money.ts';
import type { Wish } from './allocate.rules.ts';
import { type Amounts, byClaim, type Claim, dueOf } from './propose.ts';

export type Allocating = {
  /** Minor units. */
  readonly allocated: number;
  /** What stays the customer's credit; below 0 when more is put than came in. */
  readonly remaining: number;
  /** Claims to which more is put than is open there, or that are gone. */
  readonly above: ReadonlySet<string>;
};

/** @param received minor units */
export const allocating = (claims: readonly Claim[], amounts: Amounts, received: number): Allocating => {
  const open = new Map(claims.map((claim) => [claim.id, claim.open]));
  const allocated = sum([...amounts.values()]);
  const above = [...amounts].flatMap(([id, amount]) => (amount > (open.get(id) ?? 0) ? [id] : []));
  return { allocated, remaining: sum([received, -allocated]), above: new Set(above) };
};

/** One claim's amount set; nothing takes it out. */
export const withAmount = (amounts: Amounts, id: string, amount: number | null): Amounts => {
  const now = new Map(amounts);
  if (amount === null || amount <= 0) now.delete(id);
  else now.set(id, amount);
  return now;
};

/** Puts to the claim all that it can take of what is left, or takes it out where something stands. */
export const toggled = (amounts: Amounts, claim: Claim, remaining: number): Amounts =>
  amounts.has(claim.id)
    ? withAmount(amounts, claim.id, null)
    : withAmount(amounts, claim.id, Math.min(dueOf(claim) || claim.open, Math.max(0, remaining)));

/** As a command takes them: items first, so that an order's part is its prepayment and not its open items. */
export const wishesOf = (claims: readonly Claim[], amounts: Amounts): Wish[] =>
  [...claims].sort(byClaim).flatMap(({ id, of }): Wish[] => {
    const allocated = amounts.get(id);
    if (!allocated) return [];
    return [of === 'item' ? { receivableId: id, allocated } : { orderId: id, allocated }];
  });
