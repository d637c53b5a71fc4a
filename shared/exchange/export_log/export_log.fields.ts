import { fieldsOf, nounOf } from '../../base/fields.ts';

export const exportFormats = ['csv', 'pdf'] as const;

/** Who took what out of the product: written before the first byte leaves. */
export const exportLog = nounOf({
  name: 'export_log',
  plural: 'export_logs',
  table: 'export_log',
  fields: fieldsOf({
    personId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    personName: { kind: 'text', group: 'basics', max: 120, derived: true },
    exportedAt: { kind: 'instant', group: 'basics', derived: true },
    on: { kind: 'text', group: 'basics', max: 60, derived: true },
    format: { kind: 'enum', values: exportFormats, group: 'basics', derived: true },
    fields: { kind: 'json', group: 'basics', derived: true },
    query: { kind: 'text', group: 'basics', max: 4000, derived: true },
  }),
  scopes: { own: { field: 'personId', is: 'eq', value: { actor: 'id' } } },
  title: 'on',
  sort: [{ field: 'exportedAt', down: true }],
});
