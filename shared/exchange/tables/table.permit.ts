import type { Rights } from '../../access/permit.ts';
import { isAlways } from '../../access/rule.ts';
import type { Refusal } from '../../base/decision.ts';
import { fieldNamed, type NounName } from '../../catalogue.ts';
import type { Column } from './table.columns.ts';
import { tableOf } from './table.kinds.ts';
import type { TableName } from './table.names.ts';

/** May these rights write the column's field on some row? A field of no group of theirs is no column for them. */
export const mayFill = (rights: Rights, { writes: [noun, field], free }: Column): boolean => {
  if (free) return true;
  const group = fieldNamed(noun, field)?.group ?? '';
  return (['create', 'update'] as const).some((may) =>
    rights.grants(noun, may).some((grant) => grant.groups.includes(group)),
  );
};

/** The columns that these rights may fill. */
export const offeredTo = (of: TableName, rights: Rights): readonly Column[] =>
  tableOf(of).columns.filter((column) => mayFill(rights, column));

/** Is the field read on every row that the action is granted on? Grants are in normal form: the same rows, the same text. */
const seesWhere = (rights: Rights, noun: NounName, may: string, field: string): boolean => {
  const group = fieldNamed(noun, field)?.group ?? '';
  const read = rights.view(noun).grants.filter(({ groups }) => groups.includes(group));
  return rights
    .grants(noun, may)
    .every((done) => read.some(({ rows }) => isAlways(rows) || JSON.stringify(rows) === JSON.stringify(done.rows)));
};

/**
 * Why these rights do not let anyone import a table, or null: the action of a desk that it stands for, the runs that they
 * would follow it by, each column that it cannot do without, and sight of every row of what it is compared with, or of
 * those where they may do it: what stood there unseen would be added once more by each import.
 */
export const barredTable = (of: TableName, rights: Rights): Refusal | null => {
  const { on, may, whole, compares = [], columns } = tableOf(of);
  if (!rights.mayEver(on, may)) return { refused: 'not_permitted', with: { noun: on, action: may } };
  if (!rights.mayEver('import_run', 'read'))
    return { refused: 'not_permitted', with: { noun: 'import_run', action: 'read' } };
  const denied = columns.find((column) => column.required && !mayFill(rights, column));
  if (denied) {
    const [noun, field] = denied.writes;
    return { refused: 'field_not_permitted', field, with: { noun } };
  }
  const hidden = whole.find((noun) => !rights.view(noun).grants.some(({ rows }) => isAlways(rows)));
  if (hidden) return { refused: 'import.needs_all_rows', with: { noun: hidden } };
  return compares.every((field) => seesWhere(rights, on, may, field))
    ? null
    : { refused: 'import.needs_all_rows', with: { noun: on } };
};
