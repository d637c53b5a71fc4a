/** What can be promised, and by when: one pure function over what is there, who waits for it and what is to come. */
import type { Day } from '../../base/day.ts';

/** Of one product in one warehouse, in base units. */
export type Supply = {
  /** On hand and neither reserved nor set aside. */
  readonly available: number;
  /** What confirmed orders wait for: they are served before anyone new. */
  readonly waiting: number;
  /** Still to come, in any order. */
  readonly coming: readonly { readonly on: Day; readonly quantity: number }[];
};

/** Today where it is there; null where nothing that is known of covers it. */
export type Promised = Day | null;

/**
 * By when each of these quantities can be there whole, one after another as they stand: what the earlier ones take the
 * later ones do not get. What was to come before today and did not is promised to nobody until it has another day. Costs
 * one sort of what is coming.
 * @param wanted base units, each at least 0
 */
export const promised = (supply: Supply, wanted: readonly number[], today: Day): readonly Promised[] => {
  const coming = supply.coming
    .filter(({ on, quantity }) => on >= today && quantity > 0)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  let there = supply.available - supply.waiting;
  let day: Day = today;
  let next = 0;
  let asked = 0;
  return wanted.map((quantity) => {
    asked += Math.max(0, quantity);
    // Nothing more is wanted: there is nothing to wait for.
    if (quantity <= 0) return today;
    while (there < asked) {
      const one = coming[next];
      if (!one) return null;
      there += one.quantity;
      day = one.on;
      next++;
    }
    return day;
  });
};
