/** The life of an offer: made from a draft, taken by the customer in its time, or revised, or past. */
import { addDays, type Day } from '../../base/day.ts';
import type { Change, Decision } from '../../base/decision.ts';
import { moved } from '../../base/machine.ts';
import type { RowOf } from '../../catalogue.ts';
import { notify } from '../../together/notification/notify.ts';
import type { Acting } from '../acting.ts';
import { type Family, ownersOf } from '../order/order.children.ts';
import { concluded, type OrderFacts } from '../order/order.confirm.ts';
import { figureChanges, figured } from '../order/order.lines.ts';
import { orderStates } from '../order/order.states.ts';
import { priceFor } from '../price/price.rules.ts';
import { quoteStates } from './quote.states.ts';

type Quote = RowOf<'quote'>;
type Line = RowOf<'order_line'>;

/** Days ahead that an offer can be valid, at most. */
export const VALID_AT_MOST = 366;

const printed = [
  'position',
  'productId',
  'sku',
  'productName',
  'quantity',
  'closed',
  'unit',
  'unitFactor',
  'free',
  'freeAs',
  'unitPrice',
  'discount',
  'taxCode',
  'taxRate',
  'net',
  'tax',
  'total',
] as const satisfies readonly (keyof Line)[];
/** A line as it was offered. */
export type QuoteLine = Pick<Line, (typeof printed)[number]> & { readonly lineId: string };
type ListPrices = { readonly [lineId: string]: number | null };

/** SO-000123 for the first offer of an order, SO-000123-R2 for the second. */
export const quoteNumber = (orderNumber: string, revision: number): string =>
  revision === 1 ? orderNumber : `${orderNumber}-R${revision}`;

/** The order's last offer; null of an order that was never offered. */
export const lastQuote = ({ order, quotes }: Pick<Family, 'order' | 'quotes'>): Quote | null =>
  quotes.find(({ revision }) => revision === order.revision) ?? null;

const notInState = (status: string): Decision => ({ refused: 'order.not_in_state', with: { status } });
const listPrice = ({ goods }: Pick<OrderFacts, 'goods'>, line: Line, day: Day): number | null =>
  line.free ? null : (priceFor(goods.prices, line.productId, line.quantity, day)?.unitPrice ?? null);

/** Another takes the offer's place; one that was past already is closed by that. */
const over = (last: Quote, { now }: Pick<Acting, 'now'>): readonly Change[] => {
  const status = moved(quoteStates, 'revise', last.status);
  return status === null ? [] : [{ op: 'update', noun: 'quote', id: last.id, set: { status, closedAt: now } }];
};

const frozen = (lines: readonly Line[]): readonly QuoteLine[] =>
  [...lines]
    .sort((a, b) => a.position - b.position)
    .map((line) => ({
      lineId: line.id,
      ...(Object.fromEntries(printed.map((name) => [name, line[name]])) as Pick<Line, (typeof printed)[number]>),
    }));

/**
 * A draft becomes an offer, frozen as it stands and valid until a day; nothing is promised, reserved or held. With `renews`
 * what is offered already is offered anew: the offer before is over, and its customer has another last day. Its lines are
 * as they were, and so are the list prices that they are compared with once it is taken. Refuses `order.not_in_state`,
 * `changed_meanwhile` where `renews` is no longer the last revision, `order.no_lines`, `order.customer_stopped`,
 * `quote.validity` (before today, or beyond `VALID_AT_MOST` days). Answers the order's `id`, the offer's `number` and `quoteId`.
 * @param validUntil absent: as many days as the setting `quote.days` says
 * @param renews the revision that is offered anew; absent: a draft is offered
 */
export const offer = (
  facts: OrderFacts,
  input: { readonly validUntil?: Day | undefined; readonly renews?: number | undefined },
  moment: Acting,
): Decision => {
  const { order, lines } = facts.family;
  const status = moved(orderStates, input.renews === undefined ? 'quote' : 'renew', order.status);
  if (status === null) return notInState(order.status);
  const before = input.renews === undefined ? null : lastQuote(facts.family);
  if (before?.revision !== input.renews) return { refused: 'changed_meanwhile', field: 'renews' };
  if (lines.length === 0) return { refused: 'order.no_lines', field: 'lines' };
  if (facts.credit.customer.status === 'stopped') return { refused: 'order.customer_stopped' };
  const validUntil = input.validUntil ?? addDays(moment.today, facts.settings['quote.days']);
  if (validUntil < moment.today || validUntil > addDays(moment.today, VALID_AT_MOST))
    return { refused: 'quote.validity', field: 'validUntil', with: { limit: VALID_AT_MOST } };
  const revision = order.revision + 1;
  const id = moment.newId();
  const set: Omit<Quote, 'id'> = {
    orderId: order.id,
    number: quoteNumber(order.number, revision),
    revision,
    status: 'open',
    customerId: order.customerId,
    customerName: order.customerName,
    sellerName: order.sellerName,
    currency: order.currency,
    externalNumber: order.externalNumber,
    promisedOn: order.promisedOn,
    offeredOn: moment.today,
    offeredAt: moment.now,
    validUntil,
    sentAt: null,
    sentName: null,
    closedAt: null,
    settlement: order.settlement,
    termsDays: order.termsDays,
    prepaymentShare: order.prepaymentShare,
    priceIncludesTax: order.priceIncludesTax,
    lineCount: lines.length,
    discount: order.discount,
    net: order.net,
    tax: order.tax,
    total: order.total,
    lines: frozen(lines),
    listPrices:
      before?.listPrices ?? Object.fromEntries(lines.map((line) => [line.id, listPrice(facts, line, moment.today)])),
    ...ownersOf({ ...order, status }),
  };
  const changes: Change[] = [
    { op: 'update', noun: 'order', id: order.id, set: { status, revision, validUntil } },
    { op: 'insert', noun: 'quote', id, set },
  ];
  if (before) changes.push(...over(before, moment));
  const answer = { id: order.id, number: set.number, quoteId: id };
  return { changes: concluded(facts, changes, moment.now), answer };
};

/** Lines whose list price is another one on this day than when they were offered, with what it is now. */
export const movedPrices = (
  facts: Pick<OrderFacts, 'goods' | 'family'>,
  { listPrices }: Pick<Quote, 'listPrices'>,
  day: Day,
): readonly { readonly line: Line; readonly was: number | null; readonly now: number | null }[] =>
  facts.family.lines.flatMap((line) => {
    if (line.free) return [];
    const was = (listPrices as ListPrices)[line.id] ?? null;
    const now = listPrice(facts, line, day);
    return now === was ? [] : [{ line, was, now }];
  });

export type AcceptInput = {
  /** `offered` keeps what was offered; `list` takes today's list for lines that were offered at the list's price. */
  readonly prices?: 'offered' | 'list' | undefined;
  /** The revision that the customer takes; absent: the last one. */
  readonly revision?: number | undefined;
};
export type AcceptFacts = OrderFacts & {
  /** May whoever accepts know that a list has other prices now? Else what was offered is kept without a word. */
  readonly seesPrices: boolean;
};

const repriced = (facts: OrderFacts, offered: Quote, day: Day): readonly Line[] => {
  const now = new Map(
    movedPrices(facts, offered, day)
      // What was agreed by word is kept, and so is what the list no longer has.
      .filter(({ line, was, now }) => line.unitPrice === was && now !== null)
      .map(({ line, now }) => [line.id, now as number]),
  );
  return facts.family.lines.map((line) => ({ ...line, unitPrice: now.get(line.id) ?? line.unitPrice }));
};

/**
 * The customer takes the offer, on its last day at the latest: it is a draft again, to be submitted like any other, and
 * judged then. Where the list has other prices by now it must be said which hold. Refuses `order.not_in_state`,
 * `quote.expired`, `changed_meanwhile` where `revision` is no longer the last one, `order.customer_stopped`,
 * `order.product_discontinued`, `quote.prices_moved` (`lines`: how many), `order.too_large`.
 */
export const accept = (facts: AcceptFacts, { prices, revision }: AcceptInput, moment: Acting): Decision => {
  const { family, goods, settings } = facts;
  const { order } = family;
  const status = moved(orderStates, 'accept', order.status);
  if (status === null) return notInState(order.status);
  const last = lastQuote(family);
  const taken = last && moved(quoteStates, 'accept', last.status);
  if (!last || taken === null || last.validUntil < moment.today)
    return { refused: 'quote.expired', with: { day: last?.validUntil ?? '' } };
  if (revision !== undefined && revision !== last.revision) return { refused: 'changed_meanwhile', field: 'revision' };
  if (facts.credit.customer.status === 'stopped') return { refused: 'order.customer_stopped' };
  const gone = family.lines.find((line) =>
    goods.products.some(({ id, status: now }) => id === line.productId && now === 'discontinued'),
  );
  if (gone) return { refused: 'order.product_discontinued', with: { sku: gone.sku } };
  const other = facts.seesPrices ? movedPrices(facts, last, moment.today) : [];
  if (other.length > 0 && prices === undefined)
    return { refused: 'quote.prices_moved', field: 'prices', with: { lines: other.length } };
  const accepted: Change[] = [
    { op: 'update', noun: 'order', id: order.id, set: { status } },
    { op: 'update', noun: 'quote', id: last.id, set: { status: taken, closedAt: moment.now } },
  ];
  if (prices === 'list') {
    const lines = repriced(facts, last, moment.today);
    const figures = figured(order, lines, settings['tax.rounding']);
    if ('refused' in figures) return figures;
    // By the list of this day, so that what is given away is judged by the same one.
    accepted.push({ op: 'update', noun: 'order', id: order.id, set: { orderedOn: moment.today } });
    for (const line of lines) {
      const before = family.lines.find(({ id }) => id === line.id);
      if (before?.unitPrice !== line.unitPrice)
        accepted.push({ op: 'update', noun: 'order_line', id: line.id, set: { unitPrice: line.unitPrice } });
    }
    accepted.push(...figureChanges(order, lines, figures));
  }
  return { changes: concluded(facts, accepted, moment.now), answer: { id: order.id, number: order.number } };
};

/** Takes an offer back to a draft, to be changed and offered anew; what was offered stays to be read. Refuses `order.not_in_state`. */
export const revise = (facts: OrderFacts, moment: Acting): Decision => {
  const { order } = facts.family;
  const status = moved(orderStates, 'revise', order.status);
  if (status === null) return notInState(order.status);
  const last = lastQuote(facts.family);
  const changes: Change[] = [
    { op: 'update', noun: 'order', id: order.id, set: { status } },
    ...(last ? over(last, moment) : []),
  ];
  return { changes: concluded(facts, changes, moment.now), answer: { id: order.id, number: order.number } };
};

/** Notes that the customer has the offer, and by whose word. Refuses `order.not_in_state`, `quote.sent_already`. */
export const send = (
  { target, quotes }: { readonly target: RowOf<'order'>; readonly quotes: readonly Quote[] },
  moment: Acting,
): Decision => {
  const last = lastQuote({ order: target, quotes });
  if (target.status !== 'quote' || !last) return notInState(target.status);
  if (last.sentAt !== null) return { refused: 'quote.sent_already' };
  const set = { sentAt: moment.now, sentName: moment.actor.name };
  return { changes: [{ op: 'update', noun: 'quote', id: last.id, set }], answer: { id: target.id, quoteId: last.id } };
};

/** Offers that one command ends, at most. */
export const EXPIRED_AT_MOST = 200;

/** Ends what was open and whose last day was before this one; its seller is told. Answers `more` as 1 while there is another page. */
export const expire = (
  { open, more }: { readonly open: readonly Quote[]; readonly more: boolean },
  { day }: { readonly day: Day },
  moment: Pick<Acting, 'now' | 'newId' | 'actor'>,
): Decision => {
  const past = open.filter((one) => one.status === 'open' && one.validUntil < day);
  const set = { status: quoteStates.moves.expire.to, closedAt: moment.now };
  return {
    changes: past.flatMap(({ id, orderId, sellerId }): Change[] => [
      { op: 'update', noun: 'quote', id, set },
      ...notify({ to: [sellerId], kind: 'quote_expired', noun: 'order', id: orderId }, moment),
    ]),
    answer: { ended: past.length, more: more ? 1 : 0 },
  };
};
