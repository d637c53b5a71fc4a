import { sum } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import { wanted } from '../../sales/order/order.progress.ts';
import { billedTotals, type TaxRounding } from '../../sales/order/order.totals.ts';

type Order = Pick<RowOf<'order'>, 'priceIncludesTax' | 'net' | 'tax'>;
type Line = RowOf<'order_line'>;

/** Base units of one order line on the next invoice. */
export type Portion = { readonly line: Line; readonly quantity: number };
/** Minor units. */
export type InvoiceFigures = { net: number; tax: number; total: number };

const left = (line: Line, upto: number): number => Math.max(0, Math.min(upto, wanted(line)) - line.invoiced);

/**
 * What the next invoice takes: of goods all that was shipped and not invoiced; charges whole, with the first goods, or
 * by themselves once no goods are left to wait for.
 */
export const portions = (lines: readonly Line[]): Portion[] => {
  const goods = lines.filter((line) => line.nature === 'goods');
  const shipped = goods.map((line) => ({ line, quantity: left(line, line.shipped) }));
  const some = shipped.some(({ quantity }) => quantity > 0);
  const waiting = goods.some((line) => line.shipped < wanted(line));
  const charges = lines.filter((line) => line.nature === 'charge');
  const due = some || !waiting ? charges.map((line) => ({ line, quantity: left(line, line.quantity) })) : [];
  return [...shipped, ...due].filter(({ quantity }) => quantity > 0).sort((a, b) => a.line.position - b.line.position);
};

/** Adds what is missing to the line that has most of it. */
const settleOn = (figures: readonly InvoiceFigures[], part: 'net' | 'tax', missing: number): void => {
  const most = figures.reduce<InvoiceFigures | null>(
    (best, one) => (best && best[part] >= one[part] ? best : one),
    null,
  );
  if (!most || missing === 0) return;
  most[part] += missing;
  most.total += missing;
};

/**
 * Figures of the next invoice, by line in the order of `taken`, and their sums: cumulative minus already invoiced. The
 * one that completes an order takes whatever is left of its net and tax, so that all invoices sum to the order exactly,
 * also where lines were added between two of them.
 * @param before the order's valid invoices
 */
export const invoiceFigures = (
  order: Order,
  lines: readonly Line[],
  before: readonly Pick<RowOf<'invoice'>, 'net' | 'tax'>[],
  taken: readonly Portion[],
  taxRounding: TaxRounding,
): { readonly lines: readonly InvoiceFigures[] } & InvoiceFigures => {
  const now = new Map(taken.map(({ line, quantity }) => [line.id, quantity]));
  const billed = billedTotals({
    priceIncludesTax: order.priceIncludesTax,
    taxRounding,
    lines: lines.map((line) => ({
      net: line.net,
      tax: line.tax,
      gross: line.total,
      // A line's figures stand for what is wanted of it: what was closed short has left them.
      quantity: wanted(line),
      already: line.invoiced,
      now: now.get(line.id) ?? 0,
      taxCode: line.taxCode,
      taxRate: line.taxRate,
    })),
  });
  const figures = taken.map(({ line }) => {
    const { net, tax, gross } = billed.lines[lines.indexOf(line)] ?? { net: 0, tax: 0, gross: 0 };
    return { net, tax, total: gross };
  });
  const completes = lines.every((line) => line.invoiced + (now.get(line.id) ?? 0) === wanted(line));
  if (completes) {
    settleOn(figures, 'net', order.net - sum([...before, ...figures].map((one) => one.net)));
    settleOn(figures, 'tax', order.tax - sum([...before, ...figures].map((one) => one.tax)));
  }
  const net = sum(figures.map((one) => one.net));
  const tax = sum(figures.map((one) => one.tax));
  return { lines: figures, net, tax, total: sum([net, tax]) };
};
