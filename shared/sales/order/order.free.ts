/** What an order gives away, counted apart: it costs nothing, and is still worth something. */
import { minorPerUnit, mulDivRound, PRICE_DIGITS, safe, sum } from '../../base/money.ts';
import type { FreeKind } from './order.states.ts';

export type GivenLine = {
  readonly freeAs: FreeKind | null;
  /** Base units. */
  readonly quantity: number;
  /** Of the customer's list for that quantity, 6 decimals; null where it has none. */
  readonly listPrice: number | null;
};
export type Given = { readonly kind: FreeKind; readonly lines: number; readonly worth: number };

/** By kind, how many lines and what they would cost by the list, minor units: each line rounded as a charged one is. */
export const givenAway = (
  lines: readonly GivenLine[],
  currency: string,
  kinds: readonly FreeKind[],
): readonly Given[] =>
  kinds.flatMap((kind) => {
    const own = lines.filter(({ freeAs }) => freeAs === kind);
    const worth = own.map(({ quantity, listPrice }) =>
      safe(mulDivRound(BigInt(listPrice ?? 0) * BigInt(quantity), minorPerUnit(currency), 10n ** BigInt(PRICE_DIGITS))),
    );
    return own.length === 0 ? [] : [{ kind, lines: own.length, worth: sum(worth) }];
  });
