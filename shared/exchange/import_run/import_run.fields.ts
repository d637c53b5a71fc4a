import { fieldsOf, nounOf } from '../../base/fields.ts';
import { tableNames } from '../tables/table.names.ts';

/** What a file may hold: orders, or one of the tables of `tables/table.kinds.ts`. */
export const importables = ['orders', ...tableNames] as const;

/**
 * One run of an import. `total` to `refused` count lines of the file, `orders` whole orders that were added. `done` of
 * `total` lines have been dealt with; each is added, changed what was there, already there, waiting for a noun that the
 * product does not have yet, or refused. Unless what is wrong is left out, `checked` lines were gone through before the
 * first was written.
 */
export const importRun = nounOf({
  name: 'import_run',
  plural: 'import_runs',
  table: 'import_run',
  fields: fieldsOf({
    personId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    personName: { kind: 'text', group: 'basics', max: 120, derived: true },
    of: { kind: 'enum', values: importables, group: 'basics', derived: true },
    fileName: { kind: 'text', group: 'basics', max: 200 },
    startedAt: { kind: 'instant', group: 'basics', derived: true },
    endedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
    status: { kind: 'enum', values: ['running', 'done', 'failed'], group: 'basics', derived: true },
    /** Why it failed: a refusal's name. */
    reason: { kind: 'text', group: 'basics', max: 60, nullable: true, derived: true },
    total: { kind: 'integer', group: 'basics', derived: true },
    checked: { kind: 'integer', group: 'basics', derived: true },
    done: { kind: 'integer', group: 'basics', derived: true },
    added: { kind: 'integer', group: 'basics', derived: true },
    changed: { kind: 'integer', group: 'basics', derived: true },
    already: { kind: 'integer', group: 'basics', derived: true },
    waiting: { kind: 'integer', group: 'basics', derived: true },
    refused: { kind: 'integer', group: 'basics', derived: true },
    orders: { kind: 'integer', group: 'basics', derived: true },
    /** The file's header, hashed: the next file with the same header is offered the same reading. */
    signature: { kind: 'text', group: 'basics', max: 64, derived: true },
    /** How the file was read and its rows entered (`ImportChoices`, `TableChoices`). */
    choices: { kind: 'json', group: 'basics', derived: true },
  }),
  scopes: { own: { field: 'personId', is: 'eq', value: { actor: 'id' } } },
  title: 'fileName',
  sort: [{ field: 'startedAt', down: true }],
  indexes: [
    ['signature', 'startedAt'],
    ['of', 'startedAt'],
  ],
});

/** What became of each document of a run (`DocumentReport[]`), kept when the file itself is gone. As readable as its run. */
export const importReport = nounOf({
  name: 'import_report',
  plural: 'import_reports',
  table: 'import_report',
  fields: fieldsOf({
    runId: { kind: 'ref', of: 'import_run', group: 'basics', derived: true },
    documents: { kind: 'json', group: 'basics', derived: true },
  }),
  scopes: {},
  title: 'runId',
  sort: [{ field: 'id' }],
  unique: [['runId']],
  unlogged: true,
});
