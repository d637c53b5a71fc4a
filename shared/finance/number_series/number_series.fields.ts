import { fieldsOf, nounOf } from '../../base/fields.ts';

/** Numbers are taken at issue only, under this row's lock: without gaps within a series and its period. */
export const numberSeries = nounOf({
  name: 'number_series',
  plural: 'number_series',
  table: 'number_series',
  fields: fieldsOf({
    series: { kind: 'text', group: 'basics', max: 30 },
    period: { kind: 'text', group: 'basics', max: 10 },
    last: { kind: 'integer', group: 'basics', derived: true },
  }),
  scopes: {},
  title: 'series',
  sort: [{ field: 'series' }, { field: 'period' }],
  unique: [['series', 'period']],
});
