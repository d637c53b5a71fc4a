/** Why somebody is told of a row, each with its own sentence (client/words, `notifications.text`). */
export const notificationKinds = [
  /** A comment names them. */
  'mentioned',
  /** A comment on what is theirs, or on what they commented on themselves. */
  'commented',
  'order_returned',
  'order_held',
  /** Nothing holds it any more: it was submitted and is confirmed now; it was confirmed, and can go on. */
  'order_confirmed',
  'order_released',
  'order_cancelled',
  'order_restored',
  /** Nobody took in its time what they offered. */
  'quote_expired',
  /** A change of an order is theirs to decide; what they asked for is decided. */
  'change_requested',
  'change_decided',
  /** Nobody decided in its time what they asked for. */
  'change_expired',
  /** Somebody decides for somebody away, or is proposed to: to both, and to who could agree to it; or it was ended. */
  'deputy_named',
  'deputy_proposed',
  'deputy_ended',
  /** More rights: theirs to agree to; given, to whom it may concern; what they asked for is decided; nobody decided it in its time;
   * somebody who could agree can no more, told to whom it may concern. */
  'rights_asked',
  'rights_widened',
  'rights_decided',
  'rights_expired',
  'rights_dropped',
  /** Customers of theirs now: handed over. */
  'customer_assigned',
  /** Entered by one seller although another seems to have it: for who hands customers over. */
  'customer_alike',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/**
 * What asks somebody to decide, by the noun of the matter: the status in which it waits, and the cell of the notification that
 * names it. Whoever decides it, or ends it otherwise, has answered all who were asked.
 */
export const asking = {
  change_request: { kind: 'change_requested', waits: 'requested', names: 'partId' },
  role_change: { kind: 'rights_asked', waits: 'waiting', names: 'aboutId' },
  deputy: { kind: 'deputy_proposed', waits: 'proposed', names: 'aboutId' },
} as const satisfies {
  readonly [noun: string]: {
    readonly kind: NotificationKind;
    readonly waits: string;
    readonly names: 'partId' | 'aboutId';
  };
};
