/**
 * What was typed on a page and not done: it outlives the page, for whoever comes back to it, and is one person's. What is
 * still under way as the page is left is not kept: it may be done by the time one comes back, and would be done twice.
 */
export const keepsBegun = <Typed>() => {
  let kept: { readonly by: string; readonly typed: Typed } | null = null;
  return {
    /** What this person left; null where nothing was begun. */
    of: (by: string): Typed | null => (kept?.by === by ? kept.typed : null),
    /** As the page is left. @param typed null where nothing is begun */
    leave: (by: string, typed: Typed | null, isUnderWay: boolean): void => {
      kept = typed === null || isUnderWay ? null : { by, typed };
    },
  };
};
