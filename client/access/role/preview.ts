/** What a person with certain rules would see of a row, told from the row as somebody else sees it. */

import type { Rights } from '../../../shared/access/permit.ts';
import { viewOf } from '../../../shared/access/project.ts';
import type { Grant } from '../../../shared/access/rule.ts';
import { type Cells, fieldsIn, holds } from '../../../shared/base/condition.ts';
import { type NounName, nounNamed } from '../../../shared/catalogue.ts';
import { deedsOf, groupsOf } from './nouns.ts';

export type PreviewField = {
  readonly name: string;
  readonly group: string;
  /** `masked`: visible to the role, not to who looks at the preview. */
  readonly state: 'shown' | 'masked';
  readonly value: unknown;
};
export type Preview = {
  /** `unknown`: it hangs on fields that who looks may not read. */
  readonly sees: 'yes' | 'no' | 'unknown';
  readonly fields: readonly PreviewField[];
  /** Groups that the noun has and the role does not see on this row. */
  readonly absent: readonly string[];
  /** Business actions that the role may do on this row. */
  readonly deeds: readonly string[];
  /** Fields on which it hangs, of those that who looks may not read. */
  readonly hangsOn: readonly string[];
};

/** `row` holds exactly the cells that the onlooker may read: a condition on any other cannot be judged here. */
export const previewOf = (rights: Rights, noun: NounName, row: Cells): Preview => {
  const hangsOn = new Set<string>();
  const judged = (grants: readonly Grant[]): readonly Grant[] =>
    grants.filter(({ rows }) => {
      const missing = [...fieldsIn(rows)].filter((field) => !Object.hasOwn(row, field));
      for (const field of missing) hangsOn.add(field);
      return missing.length === 0;
    });
  const grants = rights.grants(noun, 'read');
  const told = judged(grants);
  const view = viewOf(noun, told);
  const visible = new Set(view.fields(row));
  const sees = view.sees(row) ? 'yes' : told.length < grants.length ? 'unknown' : 'no';
  const fields = Object.entries(nounNamed(noun).fields)
    .filter(([name]) => visible.has(name))
    .map(([name, { group }]): PreviewField => {
      const known = Object.hasOwn(row, name);
      return { name, group, state: known ? 'shown' : 'masked', value: known ? row[name] : null };
    });
  return {
    sees,
    fields,
    absent: groupsOf(noun)
      .map(({ group }) => group)
      .filter((group) => !fields.some((field) => field.group === group)),
    deeds: deedsOf(noun).filter((deed) => judged(rights.grants(noun, deed)).some((grant) => holds(grant.rows, row))),
    hangsOn: sees === 'no' ? [] : [...hangsOn],
  };
};
