import { fieldsOf, nounOf } from '../../base/fields.ts';
import { roleChangeStatuses } from './role_change.states.ts';

/** What gives rights: the rules of a role, what a person bears, the role of a screen on a wall. */
export const roleChangeKinds = ['role', 'person', 'wall'] as const;

/** A change by which somebody may more (widening.ts): waits for a second person, or tells of one that nobody else could agree to, or of one who can no more. */
export const roleChange = nounOf({
  name: 'role_change',
  plural: 'role_changes',
  table: 'role_change',
  fields: fieldsOf({
    kind: { kind: 'enum', values: roleChangeKinds, group: 'basics', derived: true },
    /** Of the role, the person or the wall. */
    subjectId: { kind: 'text', group: 'basics', max: 60, derived: true },
    subjectName: { kind: 'text', group: 'party', max: 120, derived: true },
    status: { kind: 'enum', values: roleChangeStatuses, group: 'basics', derived: true },
    /** What it gives more of: a list of `Widened`. */
    widens: { kind: 'json', group: 'basics', derived: true },
    /** What it was made against, and what is to be: name, home and rules of a role, or the cells of a person or wall. */
    before: { kind: 'json', group: 'account', derived: true },
    after: { kind: 'json', group: 'account', derived: true },
    askedById: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    askedByName: { kind: 'text', group: 'party', max: 120, derived: true },
    askedAt: { kind: 'instant', group: 'basics', derived: true },
    askedWhy: { kind: 'text', group: 'notes', max: 500, nullable: true, derived: true },
    /** The last day on which it can be decided. */
    expiresOn: { kind: 'day', group: 'basics', derived: true },
    closedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
    /** The second person. */
    deciderId: { kind: 'ref', of: 'person', group: 'basics', nullable: true, derived: true },
    deciderName: { kind: 'text', group: 'party', max: 120, nullable: true, derived: true },
    decidedWhy: { kind: 'text', group: 'notes', max: 500, nullable: true, derived: true },
  }),
  scopes: { own: { field: 'askedById', is: 'eq', value: { actor: 'id' } } },
  title: 'subjectName',
  sort: [{ field: 'askedAt', down: true }],
  indexes: [
    ['kind', 'subjectId'],
    ['status', 'expiresOn'],
  ],
});
