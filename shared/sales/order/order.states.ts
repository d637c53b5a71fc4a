import { machine } from '../../base/machine.ts';

export const orderStatuses = ['quote', 'draft', 'submitted', 'confirmed', 'completed', 'cancelled'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Least advanced first: an order reads as its least advanced open line. */
export const fulfilments = [
  'unreserved',
  'backordered',
  'reserved',
  'picking',
  'packed',
  'shipped',
  'delivered',
] as const;
export type Fulfilment = (typeof fulfilments)[number];
export const billings = ['uninvoiced', 'part_invoiced', 'invoiced'] as const;
export const payments = ['unpaid', 'part_paid', 'paid', 'overdue'] as const;

/** As what a line is given away: free goods belong to what was bought, a sample is to bring an order. */
export const freeKinds = ['goods', 'sample'] as const;
export type FreeKind = (typeof freeKinds)[number];

/** Why an order is cancelled, as far as it is counted; a sentence of one's own says the rest. */
export const cancelReasons = ['customer', 'stock', 'price', 'credit', 'mistake', 'other'] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** Confirm follows submit by itself unless a hold opened; complete follows when all is shipped or closed, invoiced and paid. */
export const orderStates = machine(orderStatuses, {
  quote: { from: ['draft'], to: 'quote' },
  /** What is offered is offered anew, the same until another day. */
  renew: { from: ['quote'], to: 'quote' },
  accept: { from: ['quote'], to: 'draft' },
  revise: { from: ['quote'], to: 'draft' },
  submit: { from: ['draft'], to: 'submitted' },
  confirm: { from: ['submitted'], to: 'confirmed' },
  return: { from: ['submitted'], to: 'draft' },
  complete: { from: ['confirmed'], to: 'completed' },
  /** Also of a confirmed order that was closed short: what was closed is wanted again. */
  reopen: { from: ['completed', 'confirmed'], to: 'confirmed' },
  cancel: { from: ['quote', 'draft', 'submitted', 'confirmed'], to: 'cancelled' },
  /** A cancellation undone, to where the order had come: by what it was, one of the three. */
  restore: { from: ['cancelled'], to: 'confirmed' },
  resubmit: { from: ['cancelled'], to: 'submitted' },
  redraft: { from: ['cancelled'], to: 'draft' },
});

/** States in which goods may be asked for: what counts as open for stock, credit and the queues. */
export const openStatuses = ['submitted', 'confirmed'] as const;
