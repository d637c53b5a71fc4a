import { type Binding, bind, type Cells, type Condition, holds } from '../base/condition.ts';
import type { Day } from '../base/day.ts';
import { fieldNamed, type NounName } from '../catalogue.ts';
import type { Rights } from './permit.ts';
import { besideGrants, isNever, normalCondition, type Rule, rowsOf } from './rule.ts';

/** Whose deputy one is, and until which day. */
export type For = { readonly name: string; readonly until: Day };
/** A rule with the role that it is a sentence of, for explaining; of a deputy's, for whom they stand in. */
export type Sentence = Rule & { readonly role: string; readonly for?: For };

/**
 * Why something is or is not allowed: `no_rule` none of the person's roles grants it anywhere; `rows` some do, but not on
 * this row, or on no row that there could be for them (`of` says on which); `granted` these do; `masked` these do, but who
 * sees as them may not read it. What is asked: an action, or the reading of a field.
 */
export type Why = {
  readonly verdict: 'granted' | 'rows' | 'no_rule' | 'masked';
  readonly of: readonly {
    readonly role: string;
    readonly scope: Rule['scope'];
    readonly when: Condition | null;
    readonly for?: For;
    readonly holds: boolean;
  }[];
};

export type Asked = { readonly noun: NounName; readonly action: string; readonly field?: string | null };

/**
 * Explains one permission by the rules that decide it, as the evaluator (permit.ts) weighs them. `row` null: is there any
 * row for which it could hold? A rule about the rows of my team reaches none while I am in no team.
 */
export const why = (sentences: readonly Sentence[], actor: Binding, asked: Asked, row: Cells | null): Why => {
  const group = asked.field ? fieldNamed(asked.noun, asked.field)?.group : undefined;
  const naming = sentences.filter(
    (rule) =>
      rule.on === asked.noun &&
      rule.may === asked.action &&
      (!asked.field || asked.field === 'id' || (group !== undefined && rule.groups.includes(group))),
  );
  const ways = besideGrants(asked.noun, sentences, actor);
  const about: Condition[] = ways ? [{ any: ways }] : [];
  const of = naming.map((rule) => {
    const rows: Condition = { all: [bind(rowsOf(rule), actor), ...about] };
    return {
      role: rule.role,
      scope: rule.scope,
      when: rule.when,
      ...(rule.for ? { for: rule.for } : {}),
      holds: row === null ? !isNever(normalCondition(rows)) : holds(rows, row),
    };
  });
  if (of.length === 0) return { verdict: 'no_rule', of };
  return { verdict: of.some((one) => one.holds) ? 'granted' : 'rows', of };
};

/** Of another's reading, as who sees as them is told: by `met`, what both may read, what is granted to them alone is masked. */
export const maskedBy = (told: Why, met: Rights, { noun, action, field }: Asked, row: Cells | null): Why => {
  if (told.verdict !== 'granted' || action !== 'read') return told;
  const view = met.view(noun);
  const shows = row === null ? view.ever(field ?? 'id') : !field || field === 'id' || view.fields(row).includes(field);
  return shows && view.grants.length > 0 ? told : { ...told, verdict: 'masked' };
};
