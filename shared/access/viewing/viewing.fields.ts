import { fieldsOf, nounOf } from '../../base/fields.ts';

/** Why a viewing is over: ended by who began it, its time, its session, or because whom it was as, or the right to it, is gone. */
export const viewingEnds = ['self', 'time', 'session', 'target', 'right'] as const;

/**
 * One session's seeing the product as somebody else does, or as a role does: from its row's being there until its end
 * that session reads by the meet of both rules (meet.ts) and changes nothing. Other sessions of the person go on as they are.
 */
export const viewing = nounOf({
  name: 'viewing',
  plural: 'viewings',
  table: 'viewing',
  fields: fieldsOf({
    /** Who looks. */
    personId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    sessionId: { kind: 'text', group: 'basics', max: 60, derived: true },
    /** As whom, or else as which role. */
    asPersonId: { kind: 'ref', of: 'person', group: 'basics', nullable: true, derived: true },
    asRoleId: { kind: 'ref', of: 'role', group: 'basics', nullable: true, derived: true },
    status: { kind: 'enum', values: ['open', 'ended'], group: 'basics', derived: true },
    since: { kind: 'instant', group: 'basics', derived: true },
    /** When it ends by itself. */
    until: { kind: 'instant', group: 'basics', derived: true },
    endedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
    ended: { kind: 'enum', values: viewingEnds, group: 'basics', nullable: true, derived: true },
  }),
  scopes: { own: { field: 'personId', is: 'eq', value: { actor: 'id' } } },
  title: 'personId',
  sort: [{ field: 'since', down: true }],
  indexes: [['status']],
});
