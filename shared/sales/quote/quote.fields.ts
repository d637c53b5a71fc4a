import { fieldsOf, nounOf } from '../../base/fields.ts';
import { settlements } from '../customer/customer.fields.ts';
import { orderOwners, orderScopes } from '../order/order.fields.ts';
import { quoteStatuses } from './quote.states.ts';

/** What was offered to a customer, frozen as it was offered: an order that is revised and offered again has another. */
export const quote = nounOf({
  name: 'quote',
  plural: 'quotes',
  table: 'quote',
  fields: fieldsOf({
    orderId: { kind: 'ref', of: 'order', group: 'basics', derived: true },
    /** The order's number, from the second offer on with its revision: SO-000123-R2. */
    number: { kind: 'text', group: 'basics', max: 40, searchable: true, derived: true },
    /** 1 for the first offer. */
    revision: { kind: 'integer', group: 'basics', derived: true },
    status: { kind: 'enum', values: quoteStatuses, group: 'basics', derived: true },
    customerId: { kind: 'ref', of: 'customer', group: 'basics', derived: true },
    customerName: { kind: 'text', group: 'party', max: 240, derived: true },
    sellerName: { kind: 'text', group: 'party', max: 120, derived: true },
    currency: { kind: 'text', group: 'basics', max: 3, derived: true },
    externalNumber: { kind: 'text', group: 'basics', max: 60, nullable: true, derived: true },
    promisedOn: { kind: 'day', group: 'basics', nullable: true, derived: true },
    offeredOn: { kind: 'day', group: 'basics', derived: true },
    offeredAt: { kind: 'instant', group: 'basics', derived: true },
    /** The last day on which the customer can take it. */
    validUntil: { kind: 'day', group: 'basics', derived: true },
    /** When somebody said that the customer has it, and who; null until then. */
    sentAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
    sentName: { kind: 'text', group: 'party', max: 120, nullable: true, derived: true },
    closedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
    settlement: { kind: 'enum', values: settlements, group: 'terms', derived: true },
    termsDays: { kind: 'integer', group: 'terms', max: 365, derived: true },
    prepaymentShare: { kind: 'ppm', group: 'terms', max: 1_000_000, derived: true },
    priceIncludesTax: { kind: 'flag', group: 'terms', derived: true },
    lineCount: { kind: 'integer', group: 'basics', derived: true },
    discount: { kind: 'ppm', group: 'amounts', max: 1_000_000, derived: true },
    net: { kind: 'money', group: 'amounts', derived: true },
    tax: { kind: 'money', group: 'amounts', derived: true },
    total: { kind: 'money', group: 'amounts', derived: true },
    /** `QuoteLine`s in their order (quote.rules.ts): an offer is read whole or not at all. */
    lines: { kind: 'json', group: 'amounts', derived: true },
    /** By line's id what its customer's list said on that day, at 6 decimals; null where it had no price. For the rules. */
    listPrices: { kind: 'json', group: 'prices', derived: true },
    ...orderOwners,
  }),
  scopes: orderScopes,
  title: 'number',
  sort: [{ field: 'number', down: true }],
  about: { noun: 'order', field: 'orderId' },
  unique: [['number']],
  indexes: [['orderId'], ['status', 'validUntil']],
});
