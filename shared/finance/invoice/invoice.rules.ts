import type { Day } from '../../base/day.ts';
import type { Change, Decision } from '../../base/decision.ts';
import { sum } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import type { Acting } from '../../sales/acting.ts';
import { type Family, familyAfter, follow, ownersOf } from '../../sales/order/order.children.ts';
import { wanted } from '../../sales/order/order.progress.ts';
import type { TaxRounding } from '../../sales/order/order.totals.ts';
import { type CreditFacts, exposureWith, withCredit } from '../credit/credit.rules.ts';
import type { Numbered } from '../posting.ts';
import { applyPrepayments, freePrepayments, type OpenItem } from '../receivable/prepayment.rules.ts';
import { dueParts } from './invoice.due.ts';
import { type InvoiceFigures, invoiceFigures, type Portion, portions } from './invoice.totals.ts';

export type InvoiceFacts = {
  readonly family: Family;
  /** Of the order's customer, without this order. */
  readonly credit: CreditFacts;
  /** The receipts whose money stands ready for this order, locked. */
  readonly receipts: readonly RowOf<'receipt'>[];
  readonly number: Numbered;
  readonly taxRounding: TaxRounding;
};

const lineChange = (
  invoiceId: string,
  { line, quantity }: Portion,
  figures: InvoiceFigures,
  owners: ReturnType<typeof ownersOf>,
  id: string,
): Change => ({
  op: 'insert',
  noun: 'invoice_line',
  id,
  set: {
    invoiceId,
    orderId: line.orderId,
    lineId: line.id,
    sku: line.sku,
    productName: line.productName,
    quantity,
    unitPrice: line.unitPrice,
    discount: line.discount,
    taxCode: line.taxCode,
    taxRate: line.taxRate,
    ...figures,
    ...owners,
  },
});

/**
 * Issues an invoice for what was shipped and not invoiced, numbered and frozen; its open items are due by the order's
 * terms, the order's prepayments are put to them first, and what of those no invoice will take returns to its receipt.
 * Refuses `invoice.not_confirmed`, `invoice.posted_ahead`, `invoice.nothing`. Answers the invoice's `id`.
 */
export const issue = (facts: InvoiceFacts, input: { readonly postedOn?: Day | undefined }, at: Acting): Decision => {
  const { family, credit, number } = facts;
  const { order, lines } = family;
  if (order.status !== 'confirmed' && order.status !== 'completed') return { refused: 'invoice.not_confirmed' };
  const postedOn = input.postedOn ?? at.today;
  if (postedOn > at.today) return { refused: 'invoice.posted_ahead', field: 'postedOn' };
  const taken = portions(lines);
  if (taken.length === 0) return { refused: 'invoice.nothing' };

  const valid = family.invoices.filter(({ status }) => status === 'issued');
  const figures = invoiceFigures(order, lines, valid, taken, facts.taxRounding);
  const id = at.newId();
  const owners = ownersOf(order);
  const { net, tax, total } = figures;
  const parts = dueParts(order, total, at.today);
  const items = parts.map(({ amount, dueOn }) => ({
    id: at.newId(),
    invoiceNumber: number.text,
    open: amount,
    amount,
    dueOn,
  }));
  const applied = applyPrepayments(family.allocations, items satisfies OpenItem[], at.newId);

  const invoiced = new Map(taken.map(({ line, quantity }) => [line.id, line.invoiced + quantity]));
  const all = lines.every((line) => (invoiced.get(line.id) ?? line.invoiced) >= wanted(line));
  const rest = all ? freePrepayments(applied.rest, facts.receipts) : { changes: [], freed: 0 };

  const document = {
    orderId: order.id,
    orderNumber: order.number,
    customerId: order.customerId,
    customerName: order.customerName,
    currency: order.currency,
    ...owners,
  };
  const changes: Change[] = [
    {
      op: 'insert',
      noun: 'invoice',
      id,
      set: {
        ...document,
        number: number.text,
        status: 'issued',
        issuedOn: at.today,
        postedOn,
        dueOn: parts.at(-1)?.dueOn ?? at.today,
        rate: order.rate,
        net,
        tax,
        total,
      },
    },
    ...taken.map((portion, n) => lineChange(id, portion, figures.lines[n] as InvoiceFigures, owners, at.newId())),
    ...items.map(
      (item): Change => ({
        op: 'insert',
        noun: 'receivable',
        id: item.id,
        set: {
          ...document,
          invoiceId: id,
          invoiceNumber: number.text,
          status: item.open === 0 ? 'settled' : 'open',
          dueOn: item.dueOn,
          bucket: 'current',
          overdue: false,
          rate: order.rate,
          original: item.amount,
          open: item.open,
        },
      }),
    ),
    ...applied.changes,
    ...rest.changes,
    ...taken.map(
      ({ line, quantity }): Change => ({
        op: 'update',
        noun: 'order_line',
        id: line.id,
        set: { invoiced: line.invoiced + quantity },
      }),
    ),
    ...family.shipments
      .filter(({ billed }) => billed === 'open')
      .map((shipment): Change => ({ op: 'update', noun: 'shipment', id: shipment.id, set: { billed: 'invoiced' } })),
    {
      op: 'update',
      noun: 'order',
      id: order.id,
      set: { invoicedTotal: sum([order.invoicedTotal, total]), paidTotal: sum([order.paidTotal, -rest.freed]) },
    },
  ];
  const followed = follow(family, changes, at.now);
  const counts = order.currency === credit.customer.currency;
  const after = familyAfter(family, followed).order;
  const exposure = exposureWith(credit, after, counts ? total : 0);
  return { changes: [...withCredit(credit, exposure, followed), number.change], answer: { id } };
};
