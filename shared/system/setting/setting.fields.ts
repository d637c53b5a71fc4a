import { fieldsOf, nounOf } from '../../base/fields.ts';

/** Settings of the organisation by key (setting.defaults.ts declares keys and defaults); `value` is JSON. */
export const setting = nounOf({
  name: 'setting',
  plural: 'settings',
  table: 'setting',
  fields: fieldsOf({
    key: { kind: 'text', group: 'basics', max: 60 },
    value: { kind: 'json', group: 'basics' },
  }),
  scopes: {},
  title: 'key',
  sort: [{ field: 'key' }],
  unique: [['key']],
});
