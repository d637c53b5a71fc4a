import { bySeller, byWarehouse, fieldsOf, nounOf } from '../../base/fields.ts';
import { settlements } from '../customer/customer.fields.ts';
import { billings, cancelReasons, freeKinds, fulfilments, orderStatuses, payments } from './order.states.ts';

/** What every child of an order carries, so that a rule about it needs no join; written by the same command as the order. */
export const orderOwners = fieldsOf({
  sellerId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
  teamId: { kind: 'ref', of: 'team', group: 'basics', nullable: true, derived: true },
  warehouseId: { kind: 'ref', of: 'warehouse', group: 'basics', derived: true },
  orderStatus: { kind: 'enum', values: orderStatuses, group: 'basics', derived: true },
});
export const orderScopes = { ...bySeller, ...byWarehouse };

export const orderFields = fieldsOf({
  number: { kind: 'text', group: 'basics', max: 30, searchable: true, derived: true },
  status: { kind: 'enum', values: orderStatuses, group: 'basics', derived: true },
  customerId: { kind: 'ref', of: 'customer', group: 'basics' },
  customerName: { kind: 'text', group: 'party', max: 240, searchable: true, derived: true },
  sellerId: { kind: 'ref', of: 'person', group: 'basics' },
  sellerName: { kind: 'text', group: 'party', max: 120, derived: true },
  teamId: { kind: 'ref', of: 'team', group: 'basics', nullable: true, derived: true },
  warehouseId: { kind: 'ref', of: 'warehouse', group: 'basics' },
  warehouseCode: { kind: 'text', group: 'basics', max: 20, derived: true },
  currency: { kind: 'text', group: 'basics', max: 3, derived: true },
  /** `desk` entered here, `import` completed history from outside, `api` by an integration. */
  source: { kind: 'enum', values: ['desk', 'import', 'api'], group: 'basics', derived: true },
  externalNumber: { kind: 'text', group: 'basics', max: 60, searchable: true, nullable: true },
  orderedOn: { kind: 'day', group: 'basics', derived: true },
  promisedOn: { kind: 'day', group: 'basics', nullable: true },
  submittedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
  confirmedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
  completedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
  cancelledAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
  /** Of what kind the reason was; what was said of it stands with the command in the history. */
  cancelReason: { kind: 'enum', values: cancelReasons, group: 'basics', nullable: true, derived: true },
  /** The company's own reason, which is counted as that kind. */
  cancelReasonId: { kind: 'ref', of: 'choice', group: 'basics', nullable: true, derived: true },
  /** How often it was offered as a quote. */
  revision: { kind: 'integer', group: 'basics', derived: true },
  /** The last day on which the customer can take the offer; null unless it is one. */
  validUntil: { kind: 'day', group: 'basics', nullable: true, derived: true },
  lineCount: { kind: 'integer', group: 'basics', derived: true },
  openHolds: { kind: 'integer', group: 'basics', derived: true },
  fulfilment: { kind: 'enum', values: fulfilments, group: 'basics', derived: true },
  billing: { kind: 'enum', values: billings, group: 'billing', derived: true },
  payment: { kind: 'enum', values: payments, group: 'billing', derived: true },
  settlement: { kind: 'enum', values: settlements, group: 'terms' },
  termsDays: { kind: 'integer', group: 'terms', max: 365 },
  prepaymentShare: { kind: 'ppm', group: 'terms', max: 1_000_000 },
  /** Amounts were looked at by Finance (F1) for this version of lines and terms; an edit voids it. */
  reviewed: { kind: 'flag', group: 'terms', derived: true },
  priceIncludesTax: { kind: 'flag', group: 'terms', derived: true },
  discount: { kind: 'ppm', group: 'amounts', max: 1_000_000 },
  net: { kind: 'money', group: 'amounts', measure: 'sum', derived: true },
  tax: { kind: 'money', group: 'amounts', measure: 'sum', derived: true },
  total: { kind: 'money', group: 'amounts', measure: 'sum', derived: true },
  /**
   * The total that was last agreed to, minor units: as it was submitted, reviewed by Finance, approved as a change, or set by
   * somebody of full authority. What an order may grow by alone counts from it. What is closed short is taken off, so that it is
   * below zero where more had grown than is left. Null until it is submitted.
   */
  agreedTotal: { kind: 'money', group: 'amounts', nullable: true, derived: true },
  invoicedTotal: { kind: 'money', group: 'amounts', derived: true },
  paidTotal: { kind: 'money', group: 'amounts', derived: true },
  /** Of the organisation's currency for one of the order's, at 6 decimals. */
  rate: { kind: 'price', group: 'amounts', derived: true },
  cost: { kind: 'money', group: 'cost', measure: 'sum', nullable: true, derived: true },
  margin: { kind: 'money', group: 'cost', measure: 'sum', nullable: true, derived: true },
  /** Cash that the driver collects, minor units; null unless settled by cash on delivery. */
  collect: { kind: 'integer', group: 'collect', nullable: true, derived: true },
  consignee: { kind: 'text', group: 'delivery', personal: true, max: 120, nullable: true },
  deliveryStreet: { kind: 'text', group: 'delivery', personal: true, max: 240, nullable: true },
  deliveryPhone: { kind: 'text', group: 'delivery', personal: true, max: 40, nullable: true },
  /** What whoever brings the goods has to know. */
  deliveryInstructions: { kind: 'text', group: 'delivery', personal: true, max: 240, nullable: true },
  notes: { kind: 'text', group: 'notes', max: 2000, searchable: true, nullable: true },
});

export const order = nounOf({
  name: 'order',
  plural: 'orders',
  table: 'sales_order',
  fields: orderFields,
  scopes: orderScopes,
  title: 'number',
  sort: [{ field: 'number', down: true }],
  foundBy: { child: 'order_line', parent: 'orderId', ref: 'productId', of: 'product' },
  unique: [['number']],
  indexes: [
    // With all that a customer's exposure is summed from: the sum reads the index alone.
    ['customerId', 'billing', 'status', 'currency', 'total', 'invoicedTotal'],
    ['sellerId', 'number'],
    ['warehouseId', 'status'],
    ['status', 'number'],
    ['externalNumber'],
    ['promisedOn'],
    ['status', 'submittedAt'],
    ['cancelledAt'],
  ],
});

export const orderLineFields = fieldsOf({
  orderId: { kind: 'ref', of: 'order', group: 'basics' },
  position: { kind: 'integer', group: 'basics', derived: true },
  productId: { kind: 'ref', of: 'product', group: 'basics' },
  sku: { kind: 'text', group: 'basics', max: 60, derived: true },
  productName: { kind: 'text', group: 'basics', max: 320, derived: true },
  nature: { kind: 'enum', values: ['goods', 'charge'], group: 'basics', derived: true },
  quantity: { kind: 'quantity', group: 'basics' },
  unit: { kind: 'text', group: 'basics', max: 20 },
  unitFactor: { kind: 'quantity', group: 'basics', derived: true },
  reserved: { kind: 'quantity', group: 'basics', derived: true },
  picked: { kind: 'quantity', group: 'basics', derived: true },
  packed: { kind: 'quantity', group: 'basics', derived: true },
  shipped: { kind: 'quantity', group: 'basics', derived: true },
  /** Closed short: no longer wanted, and no longer in the line's net, tax and total. */
  closed: { kind: 'quantity', group: 'basics', derived: true },
  fulfilment: { kind: 'enum', values: fulfilments, group: 'basics', derived: true },
  /** Since when stock does not cover it; null while it does. */
  backorderedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
  /** When the last of what is wanted of it was taken from the shelf; null while something is still to be. */
  pickedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
  invoiced: { kind: 'quantity', group: 'billing', derived: true },
  free: { kind: 'flag', group: 'basics' },
  /** As what it is given away; null where it is charged for. */
  freeAs: { kind: 'enum', values: freeKinds, group: 'basics', nullable: true },
  unitPrice: { kind: 'price', group: 'amounts' },
  discount: { kind: 'ppm', group: 'amounts', max: 1_000_000 },
  taxCode: { kind: 'text', group: 'amounts', max: 20, derived: true },
  taxRate: { kind: 'ppm', group: 'amounts', derived: true },
  net: { kind: 'money', group: 'amounts', measure: 'sum', derived: true },
  tax: { kind: 'money', group: 'amounts', measure: 'sum', derived: true },
  total: { kind: 'money', group: 'amounts', measure: 'sum', derived: true },
  cost: { kind: 'money', group: 'cost', measure: 'sum', nullable: true, derived: true },
  margin: { kind: 'money', group: 'cost', measure: 'sum', nullable: true, derived: true },
  customerId: { kind: 'ref', of: 'customer', group: 'basics', derived: true },
  /** The order's own, for figures of lines. */
  currency: { kind: 'text', group: 'basics', max: 3, derived: true },
  rate: { kind: 'price', group: 'amounts', derived: true },
  submittedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
  ...orderOwners,
});
export const orderLine = nounOf({
  name: 'order_line',
  plural: 'order_lines',
  table: 'sales_order_line',
  fields: orderLineFields,
  scopes: orderScopes,
  title: 'sku',
  sort: [{ field: 'orderId' }, { field: 'position' }],
  about: { noun: 'order', field: 'orderId' },
  indexes: [
    ['orderId', 'productId'],
    // With the order: which orders have a product is read off the index alone.
    ['productId', 'fulfilment', 'orderId'],
    ['customerId', 'productId', 'submittedAt'],
    ['submittedAt'],
    ['pickedAt'],
  ],
});

export const holdKinds = ['credit', 'overdue', 'discount', 'review', 'prepayment', 'manual'] as const;
export const hold = nounOf({
  name: 'hold',
  plural: 'holds',
  table: 'order_hold',
  fields: fieldsOf({
    orderId: { kind: 'ref', of: 'order', group: 'basics' },
    orderNumber: { kind: 'text', group: 'basics', max: 30, derived: true },
    customerId: { kind: 'ref', of: 'customer', group: 'basics', derived: true },
    customerName: { kind: 'text', group: 'party', max: 240, derived: true },
    kind: { kind: 'enum', values: holdKinds, group: 'basics', derived: true },
    /** Which desk lifts it; shown to everyone who sees the order, the figure behind it is not. */
    releasedBy: {
      kind: 'enum',
      values: ['finance', 'sales_manager', 'receipt', 'anyone'],
      group: 'basics',
      derived: true,
    },
    status: { kind: 'enum', values: ['open', 'released', 'void'], group: 'basics', derived: true },
    openedAt: { kind: 'instant', group: 'basics', derived: true },
    /** Whose command it followed from: who gave a discount does not agree to it. */
    openedById: { kind: 'ref', of: 'person', group: 'basics', nullable: true, derived: true },
    closedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
    closedName: { kind: 'text', group: 'party', max: 120, nullable: true, derived: true },
    /** For whom it was lifted, where a deputy did. */
    closedForName: { kind: 'text', group: 'party', max: 120, nullable: true, derived: true },
    /**
     * By how much the limit or the policy is passed, minor units: of a hold on the customer's credit that is open at this moment, by
     * all of the customer's orders and money; of one that was released as it was agreed to.
     */
    excess: { kind: 'money', group: 'credit', nullable: true, derived: true },
    reason: { kind: 'text', group: 'notes', max: 500, nullable: true },
    reasonId: { kind: 'ref', of: 'choice', group: 'notes', nullable: true, derived: true },
    ...orderOwners,
  }),
  scopes: orderScopes,
  title: 'kind',
  sort: [{ field: 'openedAt' }],
  about: { noun: 'order', field: 'orderId' },
  passing: ['excess'],
  indexes: [['orderId'], ['status', 'kind'], ['customerId', 'status']],
});
