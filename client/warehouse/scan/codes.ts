/** What a scanned code stands for. Codes are compared letter by letter, as the server does: some SKUs differ only in case. */
export type Coded = {
  readonly productId?: string;
  readonly sku?: string;
  readonly barcode?: string | null;
};
export type CodedUnit = {
  readonly productId?: string;
  readonly code?: string;
  readonly factor?: number;
  readonly barcode?: string | null;
};

/** Base units that one scan stands for: 1 for the product's own code, a unit's factor for the unit's; null: another product. */
export const piecesOf = (code: string, product: Coded, units: readonly CodedUnit[]): number | null => {
  if (code === product.barcode || code === product.sku) return 1;
  const unit = units.find((one) => one.productId === product.productId && one.barcode === code);
  return unit?.factor ?? null;
};
