/** An invoice as it stands on paper, whether issued or about to be: what the sheet shows and nothing else. */
import { formatPrice } from '../../../shared/base/money.ts';
import type { Draft, TaxSum } from '../../../shared/finance/invoice/invoice.draft.ts';
import { taxSums } from '../../../shared/finance/invoice/invoice.draft.ts';
import type { Shown } from '../../live/collection.ts';

export type SheetLine = {
  readonly key: string;
  readonly sku: string;
  readonly name: string;
  /** Base units. */
  readonly quantity: number | undefined;
  readonly price: string;
  /** ppm */
  readonly discount: number;
  /** Minor units, in the terms of the prices: net, or with tax where prices include it. */
  readonly amount: number | undefined;
};
export type Due = { readonly dueOn: string; readonly amount: number | undefined; readonly open?: number | undefined };
export type Sheet = {
  /** null: not issued yet. */
  readonly number: string | null;
  readonly isVoid: boolean;
  readonly customerName: string;
  readonly orderNumber: string;
  readonly issuedOn: string | null;
  readonly postedOn: string | null;
  readonly currency: string;
  readonly priceIncludesTax: boolean;
  readonly lines: readonly SheetLine[];
  readonly taxes: readonly TaxSum[];
  readonly net: number | undefined;
  readonly tax: number | undefined;
  readonly total: number | undefined;
  readonly dues: readonly Due[];
};

type Line = Pick<
  Shown<'invoice_line'>,
  'sku' | 'productName' | 'quantity' | 'unitPrice' | 'discount' | 'net' | 'total'
>;
const lineOf = (key: string, line: Line, currency: string, includes: boolean): SheetLine => ({
  key,
  sku: line.sku ?? '',
  name: line.productName ?? '',
  quantity: line.quantity,
  price: line.unitPrice === undefined ? '' : formatPrice(line.unitPrice, currency),
  discount: line.discount ?? 0,
  amount: includes ? line.total : line.net,
});

const sumsOf = (lines: readonly Shown<'invoice_line'>[]): readonly TaxSum[] => {
  const seen = lines.flatMap(({ taxCode, taxRate, net, tax }) =>
    taxCode === undefined || taxRate === undefined || net === undefined || tax === undefined
      ? []
      : [{ taxCode, taxRate, net, tax }],
  );
  return seen.length === lines.length ? taxSums(seen) : [];
};

/**
 * An issued invoice from its frozen rows.
 * @param places of the order's lines by id, so that the invoice reads in the order's order
 */
export const issuedSheet = (
  invoice: Shown<'invoice'>,
  lines: readonly Shown<'invoice_line'>[],
  items: readonly Shown<'receivable'>[],
  places: ReadonlyMap<string, number>,
  priceIncludesTax: boolean,
): Sheet => {
  const currency = invoice.currency ?? '';
  const placeOf = ({ lineId }: Shown<'invoice_line'>): number => places.get(lineId ?? '') ?? Number.MAX_SAFE_INTEGER;
  const inOrder = [...lines].sort((a, b) => placeOf(a) - placeOf(b) || ((a.sku ?? '') < (b.sku ?? '') ? -1 : 1));
  return {
    number: invoice.number ?? '',
    isVoid: invoice.status === 'void',
    customerName: invoice.customerName ?? '',
    orderNumber: invoice.orderNumber ?? '',
    issuedOn: invoice.issuedOn ?? null,
    postedOn: invoice.postedOn ?? null,
    currency,
    priceIncludesTax,
    lines: inOrder.map((line) => lineOf(line.id, line, currency, priceIncludesTax)),
    taxes: sumsOf(inOrder),
    net: invoice.net,
    tax: invoice.tax,
    total: invoice.total,
    dues: [...items]
      .sort((a, b) => ((a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : 1))
      .map(({ dueOn, original, open }) => ({ dueOn: dueOn ?? '', amount: original, open })),
  };
};

/** What would be issued today. */
export const draftSheet = (order: Shown<'order'>, draft: Draft): Sheet => {
  const currency = order.currency ?? '';
  const includes = order.priceIncludesTax ?? false;
  const figures = draft.lines.map(({ line, quantity, net, tax, total }) => ({ ...line, quantity, net, tax, total }));
  return {
    number: null,
    isVoid: false,
    customerName: order.customerName ?? '',
    orderNumber: order.number ?? '',
    issuedOn: null,
    postedOn: null,
    currency,
    priceIncludesTax: includes,
    lines: figures.map((line) => lineOf(line.id, line, currency, includes)),
    taxes: taxSums(figures),
    net: draft.net,
    tax: draft.tax,
    total: draft.total,
    dues: draft.parts,
  };
};
