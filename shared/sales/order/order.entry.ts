/** How an order comes to be: entered as a draft, submitted, confirmed at once unless something holds it. */
import { folded, insertedRow } from '../../base/changes.ts';
import type { Change, Decision, Refusal } from '../../base/decision.ts';
import { moved } from '../../base/machine.ts';
import { PPM } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import type { Numbered } from '../../finance/posting.ts';
import { type Acting, fullName } from '../acting.ts';
import { type Family, familyAfter, follow, ownersOf } from './order.children.ts';
import { LINES_AT_MOST, type LineInput } from './order.commands.ts';
import { concluded, type OrderFacts, proceed } from './order.confirm.ts';
import { discountExcess, holdChanges, holdNeeds } from './order.holds.ts';
import { figured, type Goods, lineFrom } from './order.lines.ts';
import { orderStates } from './order.states.ts';
import type { TaxRounding } from './order.totals.ts';

type Order = RowOf<'order'>;
type Line = RowOf<'order_line'>;

export type CreateFacts = {
  /** An order, or one of the lines, has the id that was given for a new one. */
  readonly taken: 'order' | 'line' | null;
  readonly customer: RowOf<'customer'>;
  readonly list: RowOf<'price_list'>;
  readonly warehouse: RowOf<'warehouse'> | null;
  readonly goods: Goods;
  /** Of the organisation's currency for one of the order's, at 6 decimals; null where none is set. */
  readonly rate: number | null;
  readonly taxRounding: TaxRounding;
  readonly number: Numbered;
};
type Header = Pick<
  Order,
  | 'promisedOn'
  | 'warehouseId'
  | 'externalNumber'
  | 'consignee'
  | 'deliveryStreet'
  | 'deliveryPhone'
  | 'deliveryInstructions'
  | 'notes'
  | 'discount'
>;
export type CreateInput = { readonly [name in keyof Header]?: Header[name] | undefined } & {
  readonly id?: string | undefined;
  readonly lines: readonly LineInput[];
};

/** A family of one that nothing hangs on yet but its lines. */
const newFamily = (order: Order, lines: readonly Line[]): Family => ({
  order,
  lines,
  holds: [],
  picks: [],
  packages: [],
  shipments: [],
  shipmentLines: [],
  invoices: [],
  invoiceLines: [],
  receivables: [],
  allocations: [],
  requests: [],
  edits: [],
  quotes: [],
});

const headerOf = (
  facts: CreateFacts,
  warehouse: RowOf<'warehouse'>,
  rate: number,
  input: CreateInput,
  moment: Acting,
): Partial<Order> => {
  const { customer, list, number } = facts;
  return {
    number: number.text,
    status: 'draft',
    customerId: customer.id,
    customerName: fullName(customer),
    sellerId: customer.sellerId,
    sellerName: customer.sellerName,
    teamId: customer.teamId,
    warehouseId: warehouse.id,
    warehouseCode: warehouse.code,
    currency: list.currency,
    source: 'desk',
    externalNumber: input.externalNumber ?? null,
    orderedOn: moment.today,
    promisedOn: input.promisedOn ?? null,
    settlement: customer.settlement,
    termsDays: customer.termsDays,
    prepaymentShare: customer.settlement === 'prepayment' ? customer.prepaymentShare || PPM : 0,
    reviewed: false,
    priceIncludesTax: list.includesTax,
    discount: input.discount ?? 0,
    rate,
    consignee: input.consignee === undefined ? customer.consignee : input.consignee,
    deliveryStreet: input.deliveryStreet === undefined ? customer.deliveryStreet : input.deliveryStreet,
    deliveryPhone: input.deliveryPhone === undefined ? customer.deliveryPhone : input.deliveryPhone,
    deliveryInstructions:
      input.deliveryInstructions === undefined ? customer.deliveryInstructions : input.deliveryInstructions,
    notes: input.notes ?? null,
  };
};

export type Entered = { readonly family: Family; readonly changes: readonly Change[] };

/**
 * A draft from what its customer usually has: seller, terms, price list, delivery. Two lines of one product are two
 * lines. Refuses `order.exists`, `order.line_exists`, `order.customer_stopped`, `order.no_warehouse`, `order.no_rate`,
 * `order.too_many_lines`, `order.too_large` and what `lineFrom` refuses.
 */
export const enter = (facts: CreateFacts, input: CreateInput, moment: Acting): Entered | Refusal => {
  const { customer, warehouse, rate, goods } = facts;
  if (facts.taken === 'order') return { refused: 'order.exists', field: 'id' };
  if (facts.taken === 'line') return { refused: 'order.line_exists', field: 'lines' };
  if (customer.status === 'stopped') return { refused: 'order.customer_stopped', field: 'customerId' };
  if (!warehouse) return { refused: 'order.no_warehouse', field: 'warehouseId' };
  if (rate === null) return { refused: 'order.no_rate', with: { currency: facts.list.currency } };
  if (input.lines.length > LINES_AT_MOST)
    return { refused: 'order.too_many_lines', field: 'lines', with: { limit: LINES_AT_MOST } };
  const order = insertedRow('order', input.id ?? moment.newId(), headerOf(facts, warehouse, rate, input, moment));
  const lines: Line[] = [];
  for (const [at, one] of input.lines.entries()) {
    const line = lineFrom(one, goods, moment.today, `lines.${at}`);
    if ('refused' in line) return line;
    const set = { ...line.set, orderId: order.id, position: at + 1, customerId: customer.id, ...ownersOf(order) };
    lines.push(insertedRow('order_line', one.id ?? moment.newId(), set));
  }
  const figures = figured(order, lines, facts.taxRounding);
  if ('refused' in figures) return figures;
  const priced = newFamily(
    { ...order, ...figures.order },
    lines.map((line) => ({ ...line, ...figures.lines.get(line.id) })),
  );
  const after = familyAfter(priced, follow(priced, [], moment.now));
  const { id: _id, ...header } = after.order;
  const changes: Change[] = [
    { op: 'insert', noun: 'order', id: order.id, set: header },
    ...after.lines.map(({ id, ...set }): Change => ({ op: 'insert', noun: 'order_line', id, set })),
    facts.number.change,
  ];
  return { family: after, changes };
};

/** Enters an order; with `entry` submits it in the same decision. Answers `id` and `number`. */
export const create = (entered: Entered, entry: ((family: Family) => Decision) | null): Decision => {
  const { family, changes } = entered;
  const answer = { id: family.order.id, number: family.order.number };
  if (!entry) return { changes, answer };
  const decision = entry(family);
  if ('refused' in decision) return decision;
  return { changes: folded([...changes, ...decision.changes]), answer };
};

/**
 * Submits a draft. What holds it opens as hold rows; an order without one is confirmed in the same decision and its
 * stock reserved, a held one has nothing reserved. Refuses `order.not_in_state`, `order.no_lines`, `order.no_delivery`,
 * `order.customer_stopped`.
 */
export const submit = (facts: OrderFacts, moment: Acting): Decision => {
  const { order, lines } = facts.family;
  const status = moved(orderStates, 'submit', order.status);
  if (status === null) return { refused: 'order.not_in_state', with: { status: order.status } };
  if (lines.length === 0) return { refused: 'order.no_lines', field: 'lines' };
  if (facts.credit.customer.status === 'stopped') return { refused: 'order.customer_stopped' };
  const goods = lines.some(({ nature }) => nature === 'goods');
  if (goods && !order.deliveryStreet) return { refused: 'order.no_delivery', field: 'deliveryStreet' };
  const set = { status, submittedAt: moment.now, reviewed: false, agreedTotal: order.total };
  const submitted: Change[] = [{ op: 'update', noun: 'order', id: order.id, set }];
  const family = familyAfter(facts.family, submitted);
  const given = discountExcess(order, lines, facts.goods, moment.actor.discountAuthority);
  const held = holdChanges(family, holdNeeds({ ...facts, order: family.order, lines, given }), moment);
  const changes = concluded(facts, proceed(facts, [...submitted, ...held], moment), moment.now);
  return { changes, answer: { id: order.id, number: order.number } };
};
