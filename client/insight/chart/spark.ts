/** A trend in a strip without axes: one path for the line and one for what lies beneath it. */
export type Spark = {
  readonly line: string;
  readonly area: string;
  readonly last: { readonly x: number; readonly y: number } | null;
};

export const SPARK = { width: 100, height: 28, edge: 2 } as const;

/** @param values in order; null where nothing can be said, which the line leaves out. Fewer than two make no line. */
export const sparkOf = (values: readonly (number | null)[]): Spark | null => {
  const known = values.flatMap((value, at) => (value === null ? [] : [{ value, at }]));
  if (known.length < 2) return null;
  const highest = Math.max(...known.map(({ value }) => value));
  const lowest = Math.min(0, ...known.map(({ value }) => value));
  const span = highest - lowest || 1;
  const { width, height, edge } = SPARK;
  const places = known.map(({ value, at }) => ({
    x: Math.round((at / (values.length - 1)) * width * 100) / 100,
    y: Math.round((height - edge - ((value - lowest) / span) * (height - 2 * edge)) * 100) / 100,
  }));
  const line = places.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const first = places[0];
  const last = places.at(-1) ?? null;
  return { line, area: `${line}L${last?.x} ${height}L${first?.x} ${height}Z`, last };
};
