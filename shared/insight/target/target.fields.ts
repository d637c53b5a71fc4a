import { fieldsOf, nounOf } from '../../base/fields.ts';

/** What a measure of the whole house should reach in each month, from a month on, until a later row says otherwise. */
export const target = nounOf({
  name: 'target',
  plural: 'targets',
  table: 'target',
  fields: fieldsOf({
    /** Name of a measure (shared/insight/measures.ts). */
    measure: { kind: 'text', group: 'basics', max: 60 },
    /** First day of the month. */
    startsOn: { kind: 'day', group: 'basics' },
    /** In the measure's unit; of a sum, what a whole month adds up to. */
    amount: { kind: 'integer', group: 'amounts' },
  }),
  scopes: {},
  title: 'measure',
  sort: [{ field: 'measure' }, { field: 'startsOn', down: true }],
  unique: [['measure', 'startsOn']],
});
