/** How a customer's exposure stands against the limit, as shares of one bar: per cent, to a tenth. */
export type CreditShares = {
  /** What counted before the order. */
  readonly others: number;
  /** What the order adds. */
  readonly part: number;
  /** Where the limit stands; null without one. */
  readonly limit: number | null;
  readonly over: boolean;
};

/** Minor units; an exposure below 0 (money of the customer's that lies here) fills nothing. */
export const creditShares = (exposure: number, limit: number | null, part = 0): CreditShares => {
  const filled = Math.max(0, exposure);
  const own = Math.min(Math.max(0, part), filled);
  const whole = Math.max(filled, limit ?? 0);
  const share = (amount: number): number => (whole === 0 ? 0 : Math.round((1_000 * amount) / whole) / 10);
  return {
    others: share(filled - own),
    part: Math.round(10 * (share(filled) - share(filled - own))) / 10,
    limit: limit === null ? null : share(limit),
    over: limit !== null && exposure > limit,
  };
};
