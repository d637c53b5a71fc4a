/** An order's next invoice before it is issued, and the figures at the foot of one that is. */
import type { Day } from '../../base/day.ts';
import { sum } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import type { TaxRounding } from '../../sales/order/order.totals.ts';
import type { Instalment } from '../instalments.ts';
import { prepaid } from '../receivable/prepayment.rules.ts';
import { dueParts } from './invoice.due.ts';
import { type InvoiceFigures, invoiceFigures, type Portion, portions } from './invoice.totals.ts';

type Order = RowOf<'order'>;
type Line = RowOf<'order_line'>;
export type DraftFacts = {
  readonly order: Pick<Order, 'priceIncludesTax' | 'net' | 'tax' | 'settlement' | 'termsDays' | 'prepaymentShare'>;
  readonly lines: readonly Line[];
  readonly invoices: readonly Pick<RowOf<'invoice'>, 'status' | 'net' | 'tax'>[];
  readonly allocations: readonly RowOf<'allocation'>[];
};
/** Minor units. */
export type Draft = InvoiceFigures & {
  readonly lines: readonly (Portion & InvoiceFigures)[];
  /** What becomes due when, before the prepayment is taken off. */
  readonly parts: readonly Instalment[];
  /** Of the order's prepayment, taken by this invoice. */
  readonly prepaid: number;
};

/** What `order.invoice` would issue today: the same portions and figures, without a number. Null: nothing to invoice. */
export const draftOf = (
  { order, lines, invoices, allocations }: DraftFacts,
  today: Day,
  taxRounding: TaxRounding,
): Draft | null => {
  const taken = portions(lines);
  if (taken.length === 0) return null;
  const before = invoices.filter(({ status }) => status === 'issued');
  const { lines: figures, net, tax, total } = invoiceFigures(order, lines, before, taken, taxRounding);
  return {
    net,
    tax,
    total,
    lines: taken.map((portion, n) => ({ ...portion, ...(figures[n] as InvoiceFigures) })),
    parts: dueParts(order, total, today),
    prepaid: Math.max(0, Math.min(total, prepaid(allocations))),
  };
};

/** Minor units; one for each code and rate, in the order of first appearance. */
export type TaxSum = {
  readonly taxCode: string;
  readonly taxRate: number;
  readonly base: number;
  readonly tax: number;
};

/** Tax by code and rate, as it stands at the foot of a document; bases and taxes add up to the lines' net and tax. */
export const taxSums = (
  lines: readonly Pick<RowOf<'invoice_line'>, 'taxCode' | 'taxRate' | 'net' | 'tax'>[],
): TaxSum[] => {
  const groups = new Map<string, (typeof lines)[number][]>();
  for (const line of lines) {
    const key = `${line.taxRate} ${line.taxCode}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].map((own) => ({
    taxCode: own[0]?.taxCode ?? '',
    taxRate: own[0]?.taxRate ?? 0,
    base: sum(own.map(({ net }) => net)),
    tax: sum(own.map(({ tax }) => tax)),
  }));
};
