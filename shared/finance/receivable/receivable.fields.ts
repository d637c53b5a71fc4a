import { bySeller, fieldsOf, nounOf } from '../../base/fields.ts';
import { orderOwners, orderScopes } from '../../sales/order/order.fields.ts';
import { buckets } from '../ageing.ts';

/** An open item: what an issued invoice still has to bring in. `bucket` and `overdue` are moved by `day.turned`. */
export const receivable = nounOf({
  name: 'receivable',
  plural: 'receivables',
  table: 'receivable',
  fields: fieldsOf({
    invoiceId: { kind: 'ref', of: 'invoice', group: 'basics' },
    invoiceNumber: { kind: 'text', group: 'basics', max: 30, searchable: true, derived: true },
    orderId: { kind: 'ref', of: 'order', group: 'basics' },
    orderNumber: { kind: 'text', group: 'basics', max: 30, searchable: true, derived: true },
    customerId: { kind: 'ref', of: 'customer', group: 'basics', derived: true },
    customerName: { kind: 'text', group: 'party', max: 240, searchable: true, derived: true },
    status: { kind: 'enum', values: ['open', 'settled', 'void'], group: 'basics', derived: true },
    dueOn: { kind: 'day', group: 'basics', derived: true },
    bucket: { kind: 'enum', values: buckets, group: 'basics', derived: true },
    overdue: { kind: 'flag', group: 'basics', derived: true },
    currency: { kind: 'text', group: 'basics', max: 3, derived: true },
    /** The invoice's. */
    rate: { kind: 'price', group: 'amounts', derived: true },
    original: { kind: 'money', group: 'amounts', measure: 'sum', derived: true },
    open: { kind: 'money', group: 'amounts', measure: 'sum', derived: true },
    ...orderOwners,
  }),
  scopes: orderScopes,
  title: 'invoiceNumber',
  sort: [{ field: 'dueOn' }, { field: 'invoiceNumber' }],
  about: { noun: 'order', field: 'orderId' },
  indexes: [['customerId', 'status'], ['status', 'dueOn'], ['orderId'], ['invoiceId']],
});

/** A payment received. `unallocated` is the customer's credit until allocated to open items. */
export const receipt = nounOf({
  name: 'receipt',
  plural: 'receipts',
  table: 'receipt',
  fields: fieldsOf({
    number: { kind: 'text', group: 'basics', max: 30, searchable: true, derived: true },
    customerId: { kind: 'ref', of: 'customer', group: 'basics' },
    customerName: { kind: 'text', group: 'party', max: 240, searchable: true, derived: true },
    receivedOn: { kind: 'day', group: 'basics' },
    postedOn: { kind: 'day', group: 'basics', derived: true },
    status: { kind: 'enum', values: ['open', 'allocated', 'reversed'], group: 'basics', derived: true },
    method: { kind: 'enum', values: ['transfer', 'cash', 'cheque', 'card', 'offset'], group: 'basics' },
    currency: { kind: 'text', group: 'basics', max: 3 },
    rate: { kind: 'price', group: 'amounts', derived: true },
    received: { kind: 'money', group: 'amounts', measure: 'sum' },
    unallocated: { kind: 'money', group: 'amounts', measure: 'sum', derived: true },
    reference: { kind: 'text', group: 'bank', personal: true, max: 120, nullable: true },
    sellerId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    teamId: { kind: 'ref', of: 'team', group: 'basics', nullable: true, derived: true },
  }),
  scopes: bySeller,
  title: 'number',
  sort: [{ field: 'number', down: true }],
  unique: [['number']],
  indexes: [['customerId', 'status']],
});

/** Money of one receipt put to one open item, or kept for an order as its prepayment until an invoice takes it. */
export const allocation = nounOf({
  name: 'allocation',
  plural: 'allocations',
  table: 'allocation',
  fields: fieldsOf({
    receiptId: { kind: 'ref', of: 'receipt', group: 'basics' },
    receiptNumber: { kind: 'text', group: 'basics', max: 30, derived: true },
    receivableId: { kind: 'ref', of: 'receivable', group: 'basics', nullable: true },
    invoiceNumber: { kind: 'text', group: 'basics', max: 30, nullable: true, derived: true },
    orderId: { kind: 'ref', of: 'order', group: 'basics' },
    customerId: { kind: 'ref', of: 'customer', group: 'basics', derived: true },
    allocatedAt: { kind: 'instant', group: 'basics', derived: true },
    currency: { kind: 'text', group: 'basics', max: 3, derived: true },
    allocated: { kind: 'money', group: 'amounts', measure: 'sum' },
    ...orderOwners,
  }),
  scopes: orderScopes,
  title: 'receiptNumber',
  sort: [{ field: 'allocatedAt' }],
  about: { noun: 'order', field: 'orderId' },
  indexes: [['receiptId'], ['receivableId'], ['orderId'], ['customerId', 'receivableId']],
});
