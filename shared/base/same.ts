/** Equality of two cells: scalars by identity, JSON by its text. */
export const sameCell = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
