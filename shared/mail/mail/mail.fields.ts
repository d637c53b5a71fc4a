import { fieldsOf, nounOf } from '../../base/fields.ts';

export const mailKinds = ['mention', 'digest', 'test'] as const;
export type MailKind = (typeof mailKinds)[number];
export const mailStates = ['waiting', 'sending', 'sent', 'failed', 'dropped'] as const;

/** Why one was not sent although it could have been: nothing wrong with it. */
export const dropReasons = [
  /** Read meanwhile, gone, or out of the reader's sight: whichever, it is nobody else's business. */
  'nothing_left',
  /** Not wanted any more. */
  'not_chosen',
  /** Suspended, or not yet with us. */
  'not_active',
  'too_old',
  'demonstration',
] as const;
/** What went wrong, never in the mail server's own words: they may hold addresses. */
export const failReasons = [
  'unreachable',
  'encryption',
  'sign_in',
  /** The address is refused. */
  'address',
  /** The mail, or its sender, is refused. */
  'refused',
  /** The mail server asks to come again, or there was no end to its answer. */
  'later',
  /** What is to be said could not be made; the server's log has more. */
  'unmade',
] as const;
export type DropReason = (typeof dropReasons)[number];
export type FailReason = (typeof failReasons)[number];

/** Settled ones are kept so many days. */
export const MAIL_KEPT_DAYS = 30;

/**
 * A mail that is to go out, or went. It holds references and no word of what it says: that is made for its reader at the
 * moment of sending, by their rights of then.
 */
export const mail = nounOf({
  name: 'mail',
  plural: 'mails',
  table: 'mail',
  fields: fieldsOf({
    personId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    kind: { kind: 'enum', values: mailKinds, group: 'basics', derived: true },
    state: { kind: 'enum', values: mailStates, group: 'basics', derived: true },
    at: { kind: 'instant', group: 'basics', derived: true },
    /** When it is tried next; of one that is being sent, until when it is its sender's. */
    dueAt: { kind: 'instant', group: 'basics', derived: true },
    attempts: { kind: 'integer', group: 'basics', derived: true },
    /** Of the last attempt, if it failed, or why it was let be. */
    reason: {
      kind: 'enum',
      values: [...dropReasons, ...failReasons],
      group: 'basics',
      nullable: true,
      derived: true,
    },
    /** What the mail server answered (RFC 5321, 400 to 599). */
    code: { kind: 'integer', group: 'basics', nullable: true, max: 599, derived: true },
    settledAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
    /** The notification that it is about. */
    newsId: { kind: 'text', group: 'secret', max: 60, nullable: true, derived: true },
    /** A digest without anything that came since is none. */
    since: { kind: 'instant', group: 'secret', nullable: true, derived: true },
    /** Which process is sending it. */
    holder: { kind: 'text', group: 'secret', max: 60, nullable: true, derived: true },
  }),
  scopes: { own: { field: 'personId', is: 'eq', value: { actor: 'id' } } },
  title: 'personId',
  sort: [{ field: 'at', down: true }],
  indexes: [['state', 'dueAt'], ['at'], ['personId']],
});
