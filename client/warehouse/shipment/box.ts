/** The package that is being filled, without a screen. */
import type { PickRow } from '../pick/pick.pending.ts';
import { type CodedUnit, piecesOf } from '../scan/codes.ts';

export type Weighed = { readonly id: string; readonly weight?: number | null };

/** What a scan does: puts a loose line in, finds it in already, or is nothing of this order. */
export type Put = { readonly put: string } | { readonly known: string } | { readonly none: true };
export const putBy = (
  code: string,
  loose: readonly PickRow[],
  box: ReadonlySet<string>,
  units: readonly CodedUnit[],
): Put => {
  const found = loose.filter((pick) => piecesOf(code, pick, units) !== null);
  const next = found.find(({ id }) => !box.has(id));
  if (next) return { put: next.id };
  return found[0] ? { known: found[0].id } : { none: true };
};

/** What these lines weigh, grams; null while a product's weight is not known: half a weight misleads. */
export const weightOf = (picks: readonly PickRow[], products: readonly Weighed[]): number | null => {
  let grams = 0;
  for (const { productId, quantity } of picks) {
    const weight = products.find(({ id }) => id === productId)?.weight;
    if (!weight) return null;
    grams += weight * (quantity ?? 0);
  }
  return picks.length > 0 ? grams : null;
};
