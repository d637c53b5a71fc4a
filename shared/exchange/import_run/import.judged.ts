/** Whether a document that can be read would be taken as an order. */
import { LINES_AT_MOST } from '../../sales/order/order.commands.ts';
import { TOTAL_AT_MOST } from '../../sales/order/order.lines.ts';
import { type TaxRounding, type Totals, totals } from '../../sales/order/order.totals.ts';
import type { Refused } from './import.documents.ts';
import type { ImportDocument } from './import_run.commands.ts';

export type Known = {
  /** Numbers that other orders bear. */
  readonly taken: ReadonlySet<string>;
  /** By their numbers; what is not known of one says nothing against a document. */
  readonly customers: ReadonlyMap<string, { readonly currency?: unknown; readonly status?: unknown }>;
  readonly taxRounding: TaxRounding;
};
type Entered = { readonly as: 'history' | 'drafts'; readonly currency: string };

export const numberOf = (document: { readonly number: string }): string => `IMP-${document.number}`;

const figuresOf = (document: ImportDocument, currency: string, taxRounding: TaxRounding): Totals | null => {
  const lines = document.lines.map(({ quantity, unitPrice }) => ({
    quantity,
    unitPrice,
    discount: 0,
    taxCode: '',
    taxRate: 0,
  }));
  try {
    const found = totals({ currency, priceIncludesTax: false, taxRounding, discount: 0, lines });
    return found.total <= TOTAL_AT_MOST ? found : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** What a document that is not here yet comes to, or why it is not taken. */
export const judgedDocument = (known: Known, { as, currency }: Entered, document: ImportDocument): Totals | Refused => {
  if (known.taken.has(numberOf(document))) return 'number_taken';
  if (as === 'drafts') {
    if (document.lines.length > LINES_AT_MOST) return 'too_many_lines';
    const customer = known.customers.get(document.customer.number);
    if (customer?.currency !== undefined && customer.currency !== currency) return 'customer_currency';
    if (customer?.status === 'stopped') return 'customer_stopped';
  }
  return figuresOf(document, currency, known.taxRounding) ?? 'too_large';
};

/**
 * Whether whoever imports sees enough of a customer who is here to order for them. What a document is judged by would be found out
 * by trying, and an order bears the customer's name and terms. `shown`: what they see; null where that is nothing.
 */
export const isTheirs = (shown: { readonly [field: string]: unknown } | null, as: Entered['as']): boolean =>
  shown !== null && (as === 'history' || ['currency', 'status'].every((field) => field in shown));
