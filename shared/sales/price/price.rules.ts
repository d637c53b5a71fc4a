import type { Day } from '../../base/day.ts';
import type { Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import type { Acting } from '../acting.ts';

type Price = RowOf<'price'>;

const isValid = (price: Price, day: Day): boolean =>
  price.validFrom <= day && (price.validTo === null || price.validTo >= day);

/** The later break wins, then the later beginning; ids make the choice total, so that both sides choose alike. */
const better = (a: Price, b: Price): number =>
  b.minQuantity - a.minQuantity ||
  (a.validFrom === b.validFrom ? (a.id < b.id ? -1 : 1) : a.validFrom < b.validFrom ? 1 : -1);

/**
 * The price of a product on a list for a quantity on a day; null where the list has none.
 * @param prices of one list; those of other products pass by
 * @param quantity base units
 */
export const priceFor = (prices: readonly Price[], productId: string, quantity: number, day: Day): Price | null =>
  prices
    .filter((price) => price.productId === productId && price.minQuantity <= quantity && isValid(price, day))
    .sort(better)[0] ?? null;

export type PriceFacts = {
  readonly list: RowOf<'price_list'>;
  readonly product: RowOf<'product'>;
  /** The price of the same list, product, quantity and day, if there is one. */
  readonly same: Price | null;
};
export type PriceInput = {
  readonly minQuantity?: number | undefined;
  readonly validFrom?: Day | undefined;
  readonly validTo?: Day | null | undefined;
  readonly unitPrice: number;
  readonly minPrice?: number | null | undefined;
};

/** Refuses `price.ends_before` and `price.below_minimum`. Orders that stand keep their prices. Answers the price's `id`. */
export const set = ({ list, product, same }: PriceFacts, input: PriceInput, { today, newId }: Acting): Decision => {
  const validFrom = input.validFrom ?? today;
  const validTo = input.validTo === undefined ? (same?.validTo ?? null) : input.validTo;
  const minPrice = input.minPrice === undefined ? (same?.minPrice ?? null) : input.minPrice;
  if (validTo !== null && validTo < validFrom) return { refused: 'price.ends_before', field: 'validTo' };
  if (minPrice !== null && minPrice > input.unitPrice) return { refused: 'price.below_minimum', field: 'minPrice' };
  const cells = { validTo, unitPrice: input.unitPrice, minPrice };
  if (same) {
    // Entered by hand since, it is no more of a change of many, which would take it back with itself.
    const isOther = same.validTo !== validTo || same.unitPrice !== input.unitPrice || same.minPrice !== minPrice;
    const set = isOther && same.changeId !== null ? { ...cells, changeId: null } : cells;
    return { changes: [{ op: 'update', noun: 'price', id: same.id, set }], answer: { id: same.id } };
  }
  const id = newId();
  const key = {
    priceListId: list.id,
    listCode: list.code,
    productId: product.id,
    sku: product.sku,
    currency: list.currency,
    minQuantity: input.minQuantity ?? 1,
    validFrom,
  };
  return { changes: [{ op: 'insert', noun: 'price', id, set: { ...key, ...cells } }], answer: { id } };
};
