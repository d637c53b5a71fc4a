import type { View } from '../../shared/access/project.ts';
import type { Condition } from '../../shared/base/condition.ts';
import { never } from '../../shared/base/condition.ts';
import { fieldNamed } from '../../shared/catalogue.ts';

/** On which rows is the field visible? The rows of the grants that name its group. */
export const visibleRows = (view: View, field: string): Condition => {
  if (field === 'id') return { any: view.grants.map((grant) => grant.rows) };
  const group = fieldNamed(view.noun, field)?.group;
  if (group === undefined) return never;
  return groupRows(view, group);
};

export const groupRows = (view: View, group: string): Condition => ({
  any: view.grants.filter((grant) => grant.groups.includes(group)).map((grant) => grant.rows),
});
