/** How low a line's price may go: by whose authority, and never below the list's minimum. */
import { PPM } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';

const WHOLE = BigInt(PPM);
const SQUARE = WHOLE * WHOLE;

export type Asked = {
  /** Of one base unit, 6 decimals. */
  readonly unitPrice: number;
  /** Of the line and of the document, ppm. */
  readonly discount: number;
  readonly orderDiscount: number;
};
type Listed = Pick<RowOf<'price'>, 'unitPrice' | 'minPrice'>;

/**
 * What is asked for one base unit and the least that may be, exact as price × ppm². A price below the list's counts as
 * discount; one above it is what discounts are taken from. The list's minimum holds whatever the authority.
 * @param authority ppm that the seller may give alone
 */
export const priceFloor = (
  { unitPrice, discount, orderDiscount }: Asked,
  listed: Listed | null,
  authority: number,
): { readonly usual: bigint; readonly asked: bigint; readonly floor: bigint; readonly least: bigint } => {
  const usual = BigInt(Math.max(listed?.unitPrice ?? 0, unitPrice));
  const asked = BigInt(unitPrice) * BigInt(PPM - discount) * BigInt(PPM - orderDiscount);
  const least = BigInt(listed?.minPrice ?? 0) * SQUARE;
  const may = usual * BigInt(PPM - authority) * WHOLE;
  return { usual, asked, floor: may > least ? may : least, least };
};

export type PriceJudged = 'fine' | 'below_minimum' | 'beyond_authority';

/** As a submitted order would be judged on this line: said while it is typed. A full authority is never beyond itself. */
export const priceJudged = (asked: Asked, listed: Listed | null, authority: number): PriceJudged => {
  if (authority >= PPM) return 'fine';
  const found = priceFloor(asked, listed, authority);
  if (found.asked < found.least) return 'below_minimum';
  return found.asked < found.floor ? 'beyond_authority' : 'fine';
};
