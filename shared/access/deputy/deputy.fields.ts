import { fieldsOf, nounOf } from '../../base/fields.ts';
import { deputyStatuses } from './deputy.states.ts';

/** Somebody decides for an absent person, on these days and no others (deputy.rights.ts says what). */
export const deputy = nounOf({
  name: 'deputy',
  plural: 'deputies',
  table: 'deputy',
  fields: fieldsOf({
    /** Whose rights they are. */
    absentId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    absentName: { kind: 'text', group: 'party', max: 120, derived: true },
    deputyId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    deputyName: { kind: 'text', group: 'party', max: 120, derived: true },
    /** First and last day, both included, by the organisation's time zone. */
    startsOn: { kind: 'day', group: 'basics', derived: true },
    endsOn: { kind: 'day', group: 'basics', derived: true },
    status: { kind: 'enum', values: deputyStatuses, group: 'basics', derived: true },
    reason: { kind: 'text', group: 'notes', max: 500, derived: true },
    namedById: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    namedByName: { kind: 'text', group: 'party', max: 120, derived: true },
    namedAt: { kind: 'instant', group: 'basics', derived: true },
    /** The second person; null where none was needed, or none has agreed yet. */
    confirmedById: { kind: 'ref', of: 'person', group: 'basics', nullable: true, derived: true },
    confirmedByName: { kind: 'text', group: 'party', max: 120, nullable: true, derived: true },
    endedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
  }),
  scopes: {
    own: {
      any: [
        { field: 'absentId', is: 'eq', value: { actor: 'id' } },
        { field: 'deputyId', is: 'eq', value: { actor: 'id' } },
      ],
    },
  },
  title: 'deputyName',
  sort: [{ field: 'startsOn', down: true }],
  indexes: [
    ['deputyId', 'status'],
    ['absentId', 'status'],
    ['status', 'endsOn'],
  ],
});
