import type { OrderStatus } from './order.states.ts';

/** What of an order is printed for its customer, and in which states it is one. */
export const orderDocuments = {
  quote: ['quote'],
  confirmation: ['confirmed', 'completed'],
} as const satisfies { readonly [document: string]: readonly OrderStatus[] };
export type OrderDocument = keyof typeof orderDocuments;

export const isOrderDocument = (text: string): text is OrderDocument => Object.hasOwn(orderDocuments, text);

/** The document that an order in this state is printed as; null where there is none. */
export const documentIn = (status: string): OrderDocument | null =>
  (Object.keys(orderDocuments) as OrderDocument[]).find((one) =>
    (orderDocuments[one] as readonly string[]).includes(status),
  ) ?? null;
