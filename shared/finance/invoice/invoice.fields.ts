import { fieldsOf, nounOf } from '../../base/fields.ts';
import { orderOwners, orderScopes } from '../../sales/order/order.fields.ts';

/** An invoice to one customer; numbered and frozen at issue. It stands for one order. */
export const invoice = nounOf({
  name: 'invoice',
  plural: 'invoices',
  table: 'invoice',
  fields: fieldsOf({
    number: { kind: 'text', group: 'basics', max: 30, searchable: true, nullable: true, derived: true },
    orderId: { kind: 'ref', of: 'order', group: 'basics' },
    orderNumber: { kind: 'text', group: 'basics', max: 30, derived: true },
    customerId: { kind: 'ref', of: 'customer', group: 'basics', derived: true },
    customerName: { kind: 'text', group: 'party', max: 240, searchable: true, derived: true },
    status: { kind: 'enum', values: ['issued', 'void'], group: 'basics', derived: true },
    issuedOn: { kind: 'day', group: 'basics', derived: true },
    postedOn: { kind: 'day', group: 'basics', derived: true },
    dueOn: { kind: 'day', group: 'basics', derived: true },
    currency: { kind: 'text', group: 'basics', max: 3, derived: true },
    rate: { kind: 'price', group: 'amounts', derived: true },
    net: { kind: 'money', group: 'amounts', measure: 'sum', derived: true },
    tax: { kind: 'money', group: 'amounts', measure: 'sum', derived: true },
    total: { kind: 'money', group: 'amounts', measure: 'sum', derived: true },
    ...orderOwners,
  }),
  scopes: orderScopes,
  title: 'number',
  sort: [{ field: 'number', down: true }],
  about: { noun: 'order', field: 'orderId' },
  unique: [['number']],
  indexes: [['orderId'], ['customerId'], ['issuedOn']],
});

export const invoiceLine = nounOf({
  name: 'invoice_line',
  plural: 'invoice_lines',
  table: 'invoice_line',
  fields: fieldsOf({
    invoiceId: { kind: 'ref', of: 'invoice', group: 'basics' },
    orderId: { kind: 'ref', of: 'order', group: 'basics' },
    lineId: { kind: 'ref', of: 'order_line', group: 'basics' },
    sku: { kind: 'text', group: 'basics', max: 60, derived: true },
    productName: { kind: 'text', group: 'basics', max: 320, derived: true },
    quantity: { kind: 'quantity', group: 'basics', derived: true },
    unitPrice: { kind: 'price', group: 'amounts', derived: true },
    discount: { kind: 'ppm', group: 'amounts', derived: true },
    taxCode: { kind: 'text', group: 'amounts', max: 20, derived: true },
    taxRate: { kind: 'ppm', group: 'amounts', derived: true },
    net: { kind: 'money', group: 'amounts', derived: true },
    tax: { kind: 'money', group: 'amounts', derived: true },
    total: { kind: 'money', group: 'amounts', derived: true },
    ...orderOwners,
  }),
  scopes: orderScopes,
  title: 'sku',
  sort: [{ field: 'invoiceId' }, { field: 'sku' }],
  about: { noun: 'order', field: 'orderId' },
  indexes: [['invoiceId'], ['lineId'], ['orderId']],
});
