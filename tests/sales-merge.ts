/**
 * What an edit, an acceptance and a change of price may do to an order, in plain lines and over its rows before and after:
 * no code of the product.
 */
import type { RowOf } from '../shared/catalogue.ts';

type Line = RowOf<'order_line'>;
export type OrderState = { readonly order: RowOf<'order'> | null; readonly lines: readonly Line[] };
type Edits = { readonly [field: string]: { readonly from: unknown; readonly to: unknown } };
type Update = {
  readonly set?: Edits;
  readonly change?: readonly ({ readonly id: string } & { readonly [field: string]: unknown })[];
  readonly remove?: readonly string[];
  readonly add?: readonly object[];
};
type Cells = { readonly [field: string]: unknown };

/** What people write on a head, each by itself. */
const HEAD = [
  'promisedOn',
  'externalNumber',
  'consignee',
  'deliveryStreet',
  'deliveryPhone',
  'deliveryInstructions',
  'notes',
  'discount',
  'settlement',
];
const LINE = ['quantity', 'unit', 'unitPrice', 'discount', 'free', 'productId'];
const text = (value: unknown): string => JSON.stringify(value ?? null);

/** Somebody else's value stands there, and not the one that the edit was made from. */
const conflicts = (row: Cells, edits: Edits): string[] =>
  Object.entries(edits).flatMap(([field, { from, to }]) =>
    text(row[field]) !== text(to) && text(row[field]) !== text(from) ? [field] : [],
  );

/** Different fields are both kept, the same one is never overwritten in silence, and what is refused does nothing. */
export const updateFaults = (before: OrderState, after: OrderState, input: object, isRefused: boolean): string[] => {
  const { set = {}, change = [], remove = [], add = [] } = input as Update;
  if (isRefused) return text(before) === text(after) ? [] : ['what was refused is half done'];
  const faults: string[] = [];
  const { order } = before;
  if (!order || !after.order) return ['an order was changed that is not there'];
  const was = order as unknown as Cells;
  const is = after.order as unknown as Cells;
  for (const field of conflicts(was, set)) faults.push(`${field} overwrites ${text(was[field])} in silence`);
  for (const [field, { to }] of Object.entries(set))
    if (text(is[field]) !== text(to)) faults.push(`${field} is ${text(is[field])}, and was set to ${text(to)}`);
  for (const field of HEAD)
    if (!(field in set) && text(is[field]) !== text(was[field]))
      faults.push(`${field} went from ${text(was[field])} to ${text(is[field])} by an edit of others`);
  const edited = new Map(change.map(({ id, ...fields }) => [id, fields as Edits]));
  for (const line of before.lines) {
    const now = after.lines.find(({ id }) => id === line.id) as Cells | undefined;
    if (remove.includes(line.id)) {
      if (now) faults.push(`line ${line.sku} was removed and stands`);
      continue;
    }
    if (!now) {
      faults.push(`line ${line.sku} is gone`);
      continue;
    }
    const edits = edited.get(line.id) ?? {};
    const cells = line as unknown as Cells;
    for (const field of conflicts(cells, edits)) faults.push(`${line.sku} ${field} overwrites in silence`);
    for (const field of LINE) {
      const should = field in edits ? edits[field]?.to : cells[field];
      // The price of a draft's line follows its quantity on the list.
      if (field === 'unitPrice' && 'quantity' in edits && order.status === 'draft') continue;
      if (text(now[field]) !== text(should))
        faults.push(`${line.sku} ${field} is ${text(now[field])}, not ${text(should)}`);
    }
  }
  for (const id of edited.keys())
    if (!before.lines.some((line) => line.id === id)) faults.push('a line was changed that was gone');
  const gone = remove.filter((id) => before.lines.some((line) => line.id === id)).length;
  if (after.lines.length !== before.lines.length - gone + add.length)
    faults.push(`${after.lines.length} lines of ${before.lines.length}, less ${gone} and with ${add.length}`);
  return faults;
};

/** What is taken is what was offered, unless today's list was asked for: then what was agreed by word stays, and nothing else. */
export const acceptFaults = (
  { order, lines }: OrderState,
  offers: readonly RowOf<'quote'>[],
  input: object,
): string[] => {
  const offer = offers.find(({ revision }) => revision === order?.revision);
  if (!offer) return [`${order?.number} was accepted and had no offer`];
  const faults: string[] = [];
  const offered = offer.lines as readonly (Cells & { readonly lineId: string })[];
  if (offer.status !== 'accepted') faults.push(`${offer.number} was accepted and is ${offer.status}`);
  if (offered.length !== lines.length)
    faults.push(`${offer.number} had ${offered.length} lines, and ${lines.length} after it`);
  const isByList = (input as { readonly prices?: string }).prices === 'list';
  for (const one of offered) {
    const now = lines.find(({ id }) => id === one.lineId) as Cells | undefined;
    const list = (offer.listPrices as { readonly [id: string]: number | null })[one.lineId];
    for (const field of LINE) {
      if (isByList && field === 'unitPrice' && list === one.unitPrice) continue;
      if (text(now?.[field]) !== text(one[field]))
        faults.push(`${offer.number} ${one.sku} ${field}: offered ${text(one[field])}, taken ${text(now?.[field])}`);
    }
  }
  return faults;
};

/** A price of a list is another one now: nothing that was entered, offered or submitted moves. */
export const priceFaults = (before: readonly Line[], after: readonly Line[]): string[] =>
  text(before) === text(after) ? [] : ['a change of price moved a line'];

/** Offers stay as they were made; who an order belongs to, and what became of the offer, are told on them. */
export const offerFaults = (
  orders: readonly RowOf<'order'>[],
  offers: readonly RowOf<'quote'>[],
  seen: Map<string, string>,
  today: string,
): string[] => {
  const faults: string[] = [];
  for (const offer of offers) {
    const {
      status,
      sentAt: _at,
      sentName: _by,
      closedAt,
      sellerId: _s,
      teamId: _t,
      orderStatus: _o,
      ...frozen
    } = offer;
    const { version: _v, ...cells } = frozen as typeof frozen & { readonly version?: number };
    const now = text(cells);
    if ((seen.get(offer.id) ?? now) !== now) faults.push(`${offer.number} is not as it was offered`);
    seen.set(offer.id, now);
    const lines = offer.lines as readonly { net: number; tax: number; total: number }[];
    const sum = (of: 'net' | 'tax' | 'total'): number => lines.reduce((all, line) => all + line[of], 0);
    for (const of of ['net', 'tax', 'total'] as const)
      if (sum(of) !== offer[of]) faults.push(`${offer.number}: ${of} ${offer[of]}, its lines ${sum(of)}`);
    if (offer.net + offer.tax !== offer.total) faults.push(`${offer.number}: net and tax are not its total`);
    if ((status === 'open') !== (closedAt === null)) faults.push(`${offer.number}: ${status} at ${closedAt}`);
    const order = orders.find(({ id }) => id === offer.orderId);
    const isLast = order?.revision === offer.revision;
    if (status === 'open' && !(isLast && order?.status === 'quote'))
      faults.push(`${offer.number} is open, and its order ${order?.status}`);
  }
  for (const order of orders) {
    const own = offers.filter(({ orderId }) => orderId === order.id);
    if (own.length !== order.revision) faults.push(`${order.number}: ${own.length} offers, revision ${order.revision}`);
    // Past its last day it is offered no more, and waits to be renewed or revised.
    const last = own.find((one) => one.revision === order.revision);
    const should = (last?.validUntil ?? '') < today ? 'expired' : 'open';
    if (order.status === 'quote' && last?.status !== should)
      faults.push(`${order.number} is offered, and its offer ${last?.status}, not ${should}`);
  }
  return faults;
};
