import type { Change, Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';

type PartNumber = RowOf<'part_number'>;

/** Numbers of one customer, at most. */
export const PART_NUMBERS_AT_MOST = 20_000;

export type SetFacts = {
  readonly customer: Pick<RowOf<'customer'>, 'id' | 'sellerId' | 'teamId'>;
  /** The products named, by their ids; one that is not there is null. */
  readonly products: ReadonlyMap<string, Pick<RowOf<'product'>, 'id' | 'sku'> | null>;
  /** The customer's numbers for these products, and those that bear one of these codes. */
  readonly standing: readonly PartNumber[];
  /** How many the customer has. */
  readonly count: number;
};
export type SetInput = {
  readonly numbers: readonly { readonly productId: string; readonly code: string }[];
};

/**
 * Sets a customer's numbers. What stands already is left as it is, so that the same list twice changes nothing. Refuses
 * `part_number.unknown_product`, `part_number.twice` and `part_number.taken` (`code`, `sku`), `part_number.too_many`.
 */
export const set = (facts: SetFacts, { numbers }: SetInput, { newId }: { readonly newId: () => string }): Decision => {
  const { customer, products } = facts;
  const byProduct = new Map(facts.standing.map((row) => [row.productId, row]));
  const codes = new Set<string>();
  const named = new Set<string>();
  for (const [at, { productId, code }] of numbers.entries()) {
    const field = `numbers.${at}.code`;
    if (!products.get(productId)) return { refused: 'part_number.unknown_product', field: `numbers.${at}.productId` };
    if (codes.has(code) || named.has(productId)) return { refused: 'part_number.twice', field, with: { code } };
    codes.add(code);
    named.add(productId);
    // A number that another product of the same list gives up is free.
    const holder = facts.standing.find((row) => row.code === code && row.productId !== productId);
    if (holder && !numbers.some((one) => one.productId === holder.productId && one.code !== code))
      return { refused: 'part_number.taken', field, with: { code, sku: holder.sku } };
  }
  const changes = numbers.flatMap(({ productId, code }): Change[] => {
    const row = byProduct.get(productId);
    if (row) return row.code === code ? [] : [{ op: 'update', noun: 'part_number', id: row.id, set: { code } }];
    const { id, sellerId, teamId } = customer;
    const cells = { customerId: id, productId, sku: products.get(productId)?.sku ?? '', code, sellerId, teamId };
    return [{ op: 'insert', noun: 'part_number', id: newId(), set: cells }];
  });
  // The database knows no moment between two rows: a number that goes over is nobody's before it is the other's.
  const laidBy = facts.standing.flatMap((row): Change[] => {
    const taker = numbers.find(({ code }) => code === row.code);
    if (!taker || taker.productId === row.productId) return [];
    return [{ op: 'update', noun: 'part_number', id: row.id, set: { code: row.id } }];
  });
  const added = changes.filter(({ op }) => op === 'insert').length;
  if (facts.count + added > PART_NUMBERS_AT_MOST)
    return { refused: 'part_number.too_many', with: { limit: PART_NUMBERS_AT_MOST } };
  return { changes: [...laidBy, ...changes], answer: { changed: changes.length } };
};

export const remove = ({ target }: { readonly target: PartNumber }): Decision => ({
  changes: [{ op: 'delete', noun: 'part_number', id: target.id }],
  answer: { id: target.id },
});
