/** Which product was meant by what was typed: the order of what was found, and how many were asked for. */
import { parseQuantity } from '../../../shared/base/quantity.ts';
import { folded } from '../../../shared/base/words.ts';

/** A unit that a product is sold in, with its base units. */
export type Sold = { readonly unit: string; readonly unitFactor: number };
type Found = {
  readonly sku?: string;
  readonly barcode?: string | null;
  readonly name?: string;
  readonly localName?: string | null;
  readonly sold: Sold | null;
  readonly partNumber: string | null;
};

/** `24*SKU` or `24 x SKU`: how many, then what. Null where no number stands before. */
export const timed = (typed: string): { readonly text: string; readonly times: number | null } => {
  const [, count = '', text = ''] = /^([\d,. ]{1,12}?)\s*(?:\*|×|[xX](?=\s))\s*(.*)$/.exec(typed.trim()) ?? [];
  const times = parseQuantity(count);
  return times === null || times < 1 ? { text: typed.trim(), times: null } : { text: text.trim(), times };
};

const rankOf = ({ sku = '', barcode, name = '', localName, sold, partNumber }: Found, text: string): number => {
  const wanted = folded(text);
  const is = (one: string | null | undefined): boolean => !!one && folded(one) === wanted;
  const begins = (one: string | null | undefined): boolean => !!one && folded(one).startsWith(wanted);
  // The customer's own number says it in their words; then ours, then what stands on the box.
  if (is(partNumber)) return 0;
  if (is(sku)) return 1;
  if (is(barcode) || sold) return 2;
  if (begins(partNumber)) return 3;
  if (begins(sku)) return 4;
  return begins(name) || begins(localName) ? 5 : 6;
};

/** What was named exactly first, then by how it begins; among equals by SKU. */
export const ranked = <One extends Found>(found: readonly One[], text: string): readonly One[] =>
  found
    .map((one) => ({ one, rank: rankOf(one, text) }))
    .sort((a, b) => a.rank - b.rank || ((a.one.sku ?? '') < (b.one.sku ?? '') ? -1 : 1))
    .map(({ one }) => one);
