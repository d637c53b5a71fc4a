/** Against burn-in: the picture wanders by a few pixels, so slowly that nobody sees it move. */

/** So far from the middle at most, in 1/1000 of the shorter side. */
export const DRIFT = 6;
/** Steps until it is back where it began: one a minute. */
const ROUND = 48;

/** Where the picture stands in a minute: each step is a fraction of the way round, near and far in turn. */
export const driftAt = (minute: number): { readonly x: number; readonly y: number } => {
  const turn = (((minute % ROUND) + ROUND) % ROUND) / ROUND;
  const reach = DRIFT * (0.35 + 0.65 * Math.abs(Math.sin(3 * Math.PI * turn)));
  return { x: reach * Math.cos(2 * Math.PI * turn), y: reach * Math.sin(2 * Math.PI * turn) };
};
