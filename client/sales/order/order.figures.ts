/** The figures of an order as it stands with what was edited on it, by the code that the server runs. */
import type { Refusal } from '../../../shared/base/decision.ts';
import type { RowOf } from '../../../shared/catalogue.ts';
import { figured, isFrozen } from '../../../shared/sales/order/order.lines.ts';
import { wanted } from '../../../shared/sales/order/order.progress.ts';
import type { TaxRounding } from '../../../shared/sales/order/order.totals.ts';
import type { Goods } from './order.goods.ts';
import type { LineView } from './order.lines.ts';

type Priced = Pick<RowOf<'order'>, 'currency' | 'priceIncludesTax' | 'discount'>;
export type Figures = {
  readonly lines: ReadonlyMap<string, { readonly net: number; readonly tax: number; readonly total: number }>;
  readonly order: { readonly net: number; readonly tax: number; readonly total: number };
  /** By rate, ppm. */
  readonly taxes: readonly { readonly rate: number; readonly tax: number }[];
};

/** The order's figures as it stands with the edits, by the code that the server runs. A refusal when it is too large. */
export const figuresOf = (
  order: Priced,
  views: readonly LineView[],
  goods: Goods,
  rounding: TaxRounding,
): Figures | Refusal => {
  const lines = views
    .filter((line) => !line.removed)
    .map((line) => {
      const taxCode = line.row?.taxCode ?? line.added?.taxCode ?? '';
      const base = {
        id: line.id,
        shipped: line.shipped,
        invoiced: line.row?.invoiced ?? 0,
        closed: line.closed,
        net: line.row?.net ?? 0,
        tax: line.row?.tax ?? 0,
        total: line.row?.total ?? 0,
      };
      return {
        ...base,
        quantity: line.quantity ?? (isFrozen(base) ? wanted({ quantity: 0, closed: 0 }) : 0),
        unitPrice: line.unitPrice ?? 0,
        discount: line.discount ?? 0,
        free: line.free,
        taxCode,
        taxRate: line.row?.taxRate ?? goods.taxRate(taxCode),
      };
    });
  const found = figured(order, lines as unknown as readonly RowOf<'order_line'>[], rounding);
  if ('refused' in found) return found;
  const byRate = new Map<number, number>();
  for (const { id, taxRate } of lines)
    byRate.set(taxRate, (byRate.get(taxRate) ?? 0) + (found.lines.get(id)?.tax ?? 0));
  return { lines: found.lines, order: found.order, taxes: [...byRate].map(([rate, tax]) => ({ rate, tax })) };
};
