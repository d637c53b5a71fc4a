/** How many rows stand on a list: not asked where the reader may not know, undefined before it is known. */
export type StandingOn = { readonly asked: boolean; readonly count: number | undefined };

/** Is deleting it offered? Only once it is known that nothing stands on it, as far as the reader may know. */
export const mayRemoveList = (
  row: { readonly mayDelete: boolean; readonly usual?: boolean },
  standing: readonly StandingOn[],
): boolean => row.mayDelete && !row.usual && standing.every(({ asked, count }) => !asked || count === 0);
