/** Lines from a spreadsheet: SKU, quantity and, where given, unit, price and discount. */
import { parseDecimal } from '../../../shared/base/decimal.ts';
import { parsePrice } from '../../../shared/base/money.ts';
import { parseQuantity } from '../../../shared/base/quantity.ts';

export type PastedLine = {
  /** Row of the sheet, from 1. */
  readonly row: number;
  readonly sku: string;
  /** In the unit given, else in base units. */
  readonly quantity: number;
  readonly unit: string | null;
  /** Of one base unit, 6 decimals. */
  readonly unitPrice: number | null;
  /** ppm */
  readonly discount: number | null;
};
export type Unread = { readonly row: number; readonly text: string; readonly why: 'quantity' | 'price' | 'discount' };

/** A discount in per cent, as written: '5', '5 %', '2.5%'. ppm, or null for what is none between 0 and 100. */
export const parsePercent = (text: string): number | null => {
  const ppm = parseDecimal(text.replace(/\s*[%％]\s*$/, ''), 4);
  return ppm !== null && ppm >= 0 && ppm <= 1_000_000 ? ppm : null;
};

/** A second column that is no quantity in the first row is the sheet's heading. */
const isHeading = (cells: readonly string[], at: number): boolean =>
  at === 0 && cells.length > 1 && parseQuantity(cells[1] ?? '') === null && !/\d/.test(cells[1] ?? '');

const isNumber = (text: string): boolean => parseDecimal(text, 6) !== null;

/** Tab-separated as spreadsheets copy, else by semicolon. Empty rows pass by; what cannot be read is named by its row. */
export const pastedLines = (
  text: string,
): { readonly lines: readonly PastedLine[]; readonly unread: readonly Unread[] } => {
  const lines: PastedLine[] = [];
  const unread: Unread[] = [];
  for (const [at, source] of text.split(/\r\n|\n|\r/).entries()) {
    const cells = source.split(source.includes('\t') ? '\t' : ';').map((cell) => cell.trim());
    const [sku = '', quantityText = ''] = cells;
    if (sku === '' || isHeading(cells, at)) continue;
    const row = at + 1;
    const fail = (why: Unread['why']): void => void unread.push({ row, text: cells.filter(Boolean).join(' '), why });
    const quantity = quantityText === '' ? 1 : parseQuantity(quantityText);
    if (quantity === null || quantity < 1) {
      fail('quantity');
      continue;
    }
    const rest = cells.slice(2);
    const [third] = rest;
    // A third column that is no number names the unit; an empty one stands for it.
    const isUnit = third !== undefined && (third === '' || (!isNumber(third) && !third.endsWith('%')));
    const unit = isUnit ? rest.shift() || null : null;
    const [priceText = '', discountText = ''] = rest;
    const unitPrice = priceText === '' ? null : parsePrice(priceText);
    if (priceText !== '' && (unitPrice === null || unitPrice < 0)) {
      fail('price');
      continue;
    }
    const discount = discountText === '' ? null : parsePercent(discountText);
    if (discountText !== '' && discount === null) {
      fail('discount');
      continue;
    }
    lines.push({ row, sku, quantity, unit, unitPrice, discount });
  }
  return { lines, unread };
};
