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

/** Why an order is cancelled, as far as it is counted; a sentence of one's own says the rest. */
export const cancelReasons = ['customer', 'stock', 'price', 'credit', 'mistake', 'other'] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** Confirm follows submit by itself unless a hold opened; complete follows when all is shipped or closed, invoiced and paid. */
export const orderStates = machine(orderStatuses, {
  quote: { from: ['draft'], to: 'quote' },
  accept: { from: ['quote'], to: 'draft' },
  submit: { from: ['draft'], to: 'submitted' },
  confirm: { from: ['submitted'], to: 'confirmed' },
  return: { from: ['submitted'], to: 'draft' },
  complete: { from: ['confirmed'], to: 'completed' },
  reopen: { from: ['completed'], to: 'confirmed' },
  cancel: { from: ['quote', 'draft', 'submitted', 'confirmed'], to: 'cancelled' },
});

/** States in which goods may be asked for: what counts as open for stock, credit and the queues. */
export const openStatuses = ['submitted', 'confirmed'] as const;
