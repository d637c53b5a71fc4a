import { fieldsOf, nounOf } from '../../base/fields.ts';

export const role = nounOf({
  name: 'role',
  plural: 'roles',
  table: 'role',
  fields: fieldsOf({
    code: { kind: 'text', group: 'basics', max: 60 },
    name: { kind: 'text', group: 'basics', max: 120 },
    /** Where people of the role begin: orders, review, picking, receivables, board. */
    home: { kind: 'text', group: 'basics', max: 40 },
  }),
  scopes: {},
  title: 'name',
  sort: [{ field: 'code' }],
  unique: [['code']],
});

export const rowScopes = ['all', 'own', 'team', 'warehouse'] as const;
/** One sentence of a role: on this noun, may do this, with these rows and these groups of fields. */
export const rule = nounOf({
  name: 'rule',
  plural: 'rules',
  table: 'role_rule',
  fields: fieldsOf({
    roleId: { kind: 'ref', of: 'role', group: 'basics' },
    on: { kind: 'text', group: 'basics', max: 60 },
    /** read, create, update or a business action by name. */
    may: { kind: 'text', group: 'basics', max: 60 },
    scope: { kind: 'enum', values: rowScopes, group: 'basics' },
    /** Condition beside the scope, or null. */
    when: { kind: 'json', group: 'basics' },
    /** Groups readable (`read`) or writable (`create`, `update`); empty for other actions. */
    groups: { kind: 'json', group: 'basics' },
  }),
  scopes: {},
  title: 'may',
  sort: [{ field: 'roleId' }, { field: 'on' }, { field: 'may' }],
  about: { noun: 'role', field: 'roleId' },
  indexes: [['roleId']],
});
