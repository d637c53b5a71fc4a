import { type Fields, fieldsOf, nounOf } from '../../base/fields.ts';
import { orderFields, orderLineFields, orderOwners, orderScopes } from '../order/order.fields.ts';
import { changeRequestStatuses } from './change_request.states.ts';

/** What a submitted order is changed in beyond the authority of whoever asks (order.authority.ts), and is decided by another. */
export const changeRequest = nounOf({
  name: 'change_request',
  plural: 'change_requests',
  table: 'change_request',
  fields: fieldsOf({
    orderId: { kind: 'ref', of: 'order', group: 'basics', derived: true },
    orderNumber: { kind: 'text', group: 'basics', max: 30, derived: true },
    customerName: { kind: 'text', group: 'party', max: 240, derived: true },
    status: { kind: 'enum', values: changeRequestStatuses, group: 'basics', derived: true },
    /** Names of `authorityReasons`: what in it is beyond the authority of whoever asks. */
    beyond: { kind: 'json', group: 'basics', derived: true },
    requesterId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    requesterName: { kind: 'text', group: 'party', max: 120, derived: true },
    askedAt: { kind: 'instant', group: 'basics', derived: true },
    /** The last day on which it can be decided. */
    expiresOn: { kind: 'day', group: 'basics', derived: true },
    closedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
    deciderId: { kind: 'ref', of: 'person', group: 'basics', nullable: true, derived: true },
    deciderName: { kind: 'text', group: 'party', max: 120, nullable: true, derived: true },
    /** For whom it was decided, where a deputy did. */
    deciderForName: { kind: 'text', group: 'party', max: 120, nullable: true, derived: true },
    askedWhy: { kind: 'text', group: 'notes', max: 500, derived: true },
    decidedWhy: { kind: 'text', group: 'notes', max: 500, nullable: true, derived: true },
    currency: { kind: 'text', group: 'basics', max: 3, derived: true },
    /** Of the order when it was asked, and with all of it accepted; minor units. */
    totalFrom: { kind: 'money', group: 'amounts', derived: true },
    totalTo: { kind: 'money', group: 'amounts', derived: true },
    ...orderOwners,
  }),
  scopes: orderScopes,
  title: 'orderNumber',
  sort: [{ field: 'askedAt' }],
  about: { noun: 'order', field: 'orderId' },
  indexes: [['orderId'], ['status', 'expiresOn']],
});

type Pairs<F extends Fields, N extends keyof F & string> = {
  readonly [K in N as `${K}From` | `${K}To`]: Omit<F[K], 'nullable' | 'derived' | 'searchable' | 'measure'> & {
    readonly nullable: true;
    readonly derived: true;
  };
};
/** For each of these fields what it was and what it is to be, in the group of the field itself; equal where it is not asked. */
const pairsOf = <const F extends Fields, const N extends keyof F & string>(
  fields: F,
  names: readonly N[],
): Pairs<F, N> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const { searchable: _s, measure: _m, ...field } = fields[name] as F[N] & { searchable?: true; measure?: 'sum' };
      const cell = { ...field, nullable: true, derived: true };
      return [
        [`${name}From`, cell],
        [`${name}To`, cell],
      ];
    }),
  ) as Pairs<F, N>;

export const headerPairs = [
  'promisedOn',
  'externalNumber',
  'consignee',
  'deliveryStreet',
  'deliveryPhone',
  'deliveryInstructions',
  'notes',
  'discount',
  'settlement',
] as const;
export const linePairs = ['quantity', 'unit', 'unitPrice', 'discount'] as const;

/** One thing asked for: a field of the order's head, or a line changed, added or removed. It is accepted or refused whole. */
export const changeEdit = nounOf({
  name: 'change_edit',
  plural: 'change_edits',
  table: 'change_edit',
  fields: fieldsOf({
    requestId: { kind: 'ref', of: 'change_request', group: 'basics', derived: true },
    /** Whoever asked: what they asked for nobody decides in their name. */
    requesterId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    orderId: { kind: 'ref', of: 'order', group: 'basics', derived: true },
    position: { kind: 'integer', group: 'basics', derived: true },
    op: { kind: 'enum', values: ['head', 'change', 'add', 'remove'], group: 'basics', derived: true },
    outcome: { kind: 'enum', values: ['open', 'accepted', 'refused'], group: 'basics', derived: true },
    /** The line's id; of one to be added the id that it will have. */
    lineId: { kind: 'ref', of: 'order_line', group: 'basics', nullable: true, derived: true },
    productId: { kind: 'ref', of: 'product', group: 'basics', nullable: true, derived: true },
    sku: { kind: 'text', group: 'basics', max: 60, nullable: true, derived: true },
    productName: { kind: 'text', group: 'basics', max: 320, nullable: true, derived: true },
    free: { kind: 'flag', group: 'basics', derived: true },
    currency: { kind: 'text', group: 'basics', max: 3, derived: true },
    ...pairsOf(orderFields, headerPairs),
    ...pairsOf(orderLineFields, ['quantity', 'unit', 'unitPrice']),
    ...orderOwners,
  }),
  scopes: orderScopes,
  title: 'op',
  sort: [{ field: 'requestId' }, { field: 'position' }],
  about: { noun: 'order', field: 'orderId' },
  indexes: [['orderId'], ['requestId']],
});
