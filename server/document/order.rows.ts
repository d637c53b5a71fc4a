import type { Rights } from '../../shared/access/permit.ts';
import type { Seen } from '../../shared/access/project.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { LINES_AT_MOST } from '../../shared/sales/order/order.commands.ts';
import { documentIn, type OrderDocument } from '../../shared/sales/order/order.documents.ts';
import type { QuoteLine } from '../../shared/sales/quote/quote.rules.ts';
import { read, readMany, readOne } from '../read/read.ts';
import type { Seal } from '../store/seal.ts';
import type { Query } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';
import { type OrderRows, quoteNeeds } from './order.paper.ts';

/** A document by the id of the row that it is a document of: an offer, or the order itself. */
type Of = { readonly order: Seen; readonly lines: readonly Seen[]; readonly quote: Seen | null };

const text = (row: Seen, name: string): string | null => (typeof row[name] === 'string' ? (row[name] as string) : null);

/** Lines of an offer as they were frozen, as rows; none where the reader does not see them. */
const offeredLines = (quote: Seen): readonly Seen[] =>
  Array.isArray(quote.lines)
    ? (quote.lines as readonly QuoteLine[]).map(({ lineId, ...line }) => ({ id: lineId, ...line }))
    : [];

/** The order with what the offer froze of it laid over. */
const offered = (order: Seen, quote: Seen): Of => {
  const { id: _id, status: _status, lines: _lines, offeredOn, ...frozen } = quote;
  return {
    order: { ...order, ...frozen, ...(offeredOn === undefined ? {} : { orderedOn: offeredOn }) },
    lines: offeredLines(quote),
    quote,
  };
};

const missing = { refused: 'missing' } as const;

/**
 * What a document is made of, read and projected as every list is: a handful of statements, however many lines. `quote`
 * takes an offer's id and prints it as it was offered, any other the order's. Refuses `missing` for what is out of
 * sight, `not_permitted` without the right to print the order, `field_not_permitted`, `document.not_in_state`.
 */
export const orderRows = async (
  query: Query,
  seal: Seal,
  rights: Rights,
  document: OrderDocument,
  id: string,
): Promise<OrderRows | Refusal> => {
  const quote = document === 'quote' ? await readOne(query, seal, rights.view('quote'), id) : null;
  if (document === 'quote' && !quote) return missing;
  const orderId = quote ? (text(quote, 'orderId') ?? '') : id;
  const order = await readOne(query, seal, rights.view('order'), orderId);
  if (!order) return missing;
  const [stored] = await query.all(`${selectSql('order')} WHERE "id" = ?`, [orderId]);
  if (!stored || !rights.may('order', 'print', decode('order', stored, seal)))
    return { refused: 'not_permitted', with: { noun: 'order', action: 'print' } };
  let of: Of;
  if (quote) {
    if (!('lines' in quote)) return { refused: 'field_not_permitted', field: 'lines', with: { noun: 'quote' } };
    // What of the order's own would stand in for what the offer hides.
    const hidden = quoteNeeds.find((name) => !(name in quote));
    if (hidden) return { refused: 'field_not_permitted', field: hidden, with: { noun: 'quote' } };
    of = offered(order, quote);
  } else {
    const status = text(order, 'status') ?? '';
    if (documentIn(status) !== document) return { refused: 'document.not_in_state', with: { status } };
    const lines = await read(query, seal, rights.view('order_line'), {
      where: { field: 'orderId', is: 'eq', value: orderId },
      limit: LINES_AT_MOST,
    });
    if ('refused' in lines) return lines;
    of = { order, lines: lines.rows, quote: null };
  }
  const customerId = text(order, 'customerId');
  const customer = customerId ? await readOne(query, seal, rights.view('customer'), customerId) : null;
  const productIds = [...new Set(of.lines.flatMap((line) => text(line, 'productId') ?? []))];
  const products = await readMany(query, seal, rights.view('product'), productIds);
  const baseUnits = new Map(
    [...products].flatMap(([productId, product]): [string, string][] => {
      const unit = text(product, 'baseUnit');
      return unit ? [[productId, unit]] : [];
    }),
  );
  return { ...of, customer, baseUnits };
};
