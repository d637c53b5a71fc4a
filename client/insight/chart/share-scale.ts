/** Steps between two lines of a chart of shares, ppm: the whole is a multiple of each. */
const STEPS = [10_000, 20_000, 50_000, 100_000, 200_000, 250_000];
const WHOLE = 1_000_000;
const MOST = 5;

/**
 * Between which shares a chart is drawn, ppm, and how far its lines are apart: between the lowest and the highest of
 * `values`, evenly, in at most five steps, never above the whole. Without any value the whole is drawn.
 */
export const shareScale = (
  values: readonly (number | null)[],
): { readonly min: number; readonly max: number; readonly interval: number } => {
  const there = values.filter((value) => value !== null);
  const low = there.length > 0 ? Math.min(...there) : 0;
  const high = there.length > 0 ? Math.max(...there) : WHOLE;
  const between = (step: number) => {
    const min = Math.min(Math.floor(low / step) * step, WHOLE - step);
    return { min, max: Math.max(min + step, Math.min(WHOLE, Math.ceil(high / step) * step)), interval: step };
  };
  const fits = (step: number): boolean => {
    const { min, max } = between(step);
    return max - min <= MOST * step;
  };
  let step = STEPS.find(fits) ?? WHOLE;
  // A loss of many times the net: still evenly, whatever the step comes to.
  while (!fits(step)) step *= 2;
  return between(step);
};
