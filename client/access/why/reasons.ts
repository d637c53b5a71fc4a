/** Why a rule does not reach a row: what of the row it runs up against. */
import type { Rule } from '../../../shared/access/rule.ts';
import { type Binding, bind, type Cells, type Condition, holds } from '../../../shared/base/condition.ts';
import { type NounName, nounNamed } from '../../../shared/catalogue.ts';

export type Reason =
  /** The row is somebody else's, another team's, another warehouse's; `name` where it can be told. */
  | { readonly kind: 'owner' | 'team' | 'warehouse'; readonly name: string | null }
  /** The rule is about the rows of my team or my warehouses, and I have none. */
  | { readonly kind: 'no_team' | 'no_warehouse' }
  /** A field of the row has a value that the rule does not take. */
  | { readonly kind: 'fact'; readonly field: string; readonly value: unknown };

const nameFields = { own: ['sellerName', 'ownerName'], team: [], warehouse: ['warehouseCode'] } as const;
const kinds = { own: 'owner', team: 'team', warehouse: 'warehouse' } as const;

/** The comparisons that do not hold, as far as the reader sees the fields that they are about. */
const failing = (condition: Condition, row: Cells, reasons: Reason[]): void => {
  if ('all' in condition) for (const part of condition.all) failing(part, row, reasons);
  else if ('any' in condition) {
    if (!condition.any.some((part) => holds(part, row))) for (const part of condition.any) failing(part, row, reasons);
  } else if ('field' in condition && Object.hasOwn(row, condition.field) && !holds(condition, row)) {
    if (!reasons.some((one) => one.kind === 'fact' && one.field === condition.field))
      reasons.push({ kind: 'fact', field: condition.field, value: row[condition.field] });
  }
};

/** `row` as the reader sees it; what they do not see is no reason that could be given. */
export const reasonsOf = (
  noun: NounName,
  { scope, when }: Pick<Rule, 'scope' | 'when'>,
  row: Cells,
  actor: Binding,
): readonly Reason[] => {
  const reasons: Reason[] = [];
  const rows = scope === 'all' ? undefined : nounNamed(noun).scopes[scope];
  if (scope !== 'all' && rows) {
    const bound = bind(rows, actor);
    const told = 'field' in bound ? Object.hasOwn(row, bound.field) : true;
    if (told && !holds(bound, row)) {
      const name = nameFields[scope].map((field) => row[field]).find((one) => typeof one === 'string' && one !== '');
      reasons.push({ kind: kinds[scope], name: typeof name === 'string' ? name : null });
    }
  }
  if (when) failing(bind(when, actor), row, reasons);
  return reasons;
};

/** Why a rule reaches no row whatever: it is about those of a team or of warehouses that the reader does not have. */
export const reasonsWithout = ({ scope }: Pick<Rule, 'scope'>, actor: Binding): readonly Reason[] => {
  if (scope === 'team' && actor.teamId === null) return [{ kind: 'no_team' }];
  if (scope === 'warehouse' && actor.warehouses.length === 0) return [{ kind: 'no_warehouse' }];
  return [];
};
