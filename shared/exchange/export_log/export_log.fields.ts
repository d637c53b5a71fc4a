import { fieldsOf, nounOf } from '../../base/fields.ts';

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
    format: { kind: 'enum', values: ['csv'], group: 'basics', derived: true },
    fields: { kind: 'json', group: 'basics', derived: true },
    query: { kind: 'text', group: 'basics', max: 4000, derived: true },
  }),
  scopes: { own: { field: 'personId', is: 'eq', value: { actor: 'id' } } },
  title: 'on',
  sort: [{ field: 'exportedAt', down: true }],
});

/** One run of an import; what could not be taken is listed in `report`, what waits for a later noun in `waiting`. */
export const importRun = nounOf({
  name: 'import_run',
  plural: 'import_runs',
  table: 'import_run',
  fields: fieldsOf({
    personId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    personName: { kind: 'text', group: 'basics', max: 120, derived: true },
    fileName: { kind: 'text', group: 'basics', max: 200 },
    startedAt: { kind: 'instant', group: 'basics', derived: true },
    endedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
    status: { kind: 'enum', values: ['running', 'done', 'failed'], group: 'basics', derived: true },
    total: { kind: 'integer', group: 'basics', derived: true },
    done: { kind: 'integer', group: 'basics', derived: true },
    added: { kind: 'integer', group: 'basics', derived: true },
    already: { kind: 'integer', group: 'basics', derived: true },
    waiting: { kind: 'integer', group: 'basics', derived: true },
    refused: { kind: 'integer', group: 'basics', derived: true },
  }),
  scopes: { own: { field: 'personId', is: 'eq', value: { actor: 'id' } } },
  title: 'fileName',
  sort: [{ field: 'startedAt', down: true }],
});
