import { always, type Binding, bind, type Condition, never } from '../base/condition.ts';
import { type NounName, nounNamed, nounNames } from '../catalogue.ts';
import { aboutHost, hostNames } from '../together/host.ts';
import { askedAs, soughtIn } from './sought.ts';

/** One sentence of a role, as stored (noun `rule`): on these rows of a noun, may do this, with these groups of fields. */
export type Rule = {
  readonly on: NounName;
  readonly may: string;
  readonly scope: 'all' | 'own' | 'team' | 'warehouse';
  readonly when: Condition | null;
  readonly groups: readonly string[];
};

/** A rule bound to a person: rows by plain values, groups that exist on the noun. */
export type Grant = { readonly rows: Condition; readonly groups: readonly string[] };

export const isAlways = (condition: Condition): boolean => 'all' in condition && condition.all.length === 0;
export const isNever = (condition: Condition): boolean => 'any' in condition && condition.any.length === 0;

/** Flattens, folds constants and sorts, so that conditions which read the same are the same text. */
export const normalCondition = (condition: Condition): Condition => {
  if ('not' in condition) {
    const inner = normalCondition(condition.not);
    if (isAlways(inner)) return never;
    if (isNever(inner)) return always;
    return { not: inner };
  }
  if ('all' in condition || 'any' in condition) {
    const every = 'all' in condition;
    const parts = new Map<string, Condition>();
    for (const one of every ? condition.all : condition.any) {
      const part = normalCondition(one);
      if (every ? isNever(part) : isAlways(part)) return every ? never : always;
      const flat = every && 'all' in part ? part.all : !every && 'any' in part ? part.any : [part];
      for (const piece of flat) parts.set(JSON.stringify(piece), piece);
    }
    const sorted = [...parts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
    if (sorted.length === 1) return sorted[0] as Condition;
    return every ? { all: sorted } : { any: sorted };
  }
  // A person's own warehouses are a list only once the condition is bound to them.
  if ((condition.is === 'in' || condition.is === 'not_in') && Array.isArray(condition.value)) {
    const values = [...new Set(condition.value as readonly (string | number)[])].sort();
    if (values.length === 0) return condition.is === 'in' ? never : always;
    if (values.length === 1) {
      return { field: condition.field, is: condition.is === 'in' ? 'eq' : 'ne', value: values[0] as string | number };
    }
    return { field: condition.field, is: condition.is, value: values };
  }
  return { field: condition.field, is: condition.is, value: condition.value };
};

/** The rows of a rule before a person is bound to it. A scope that the noun does not know admits nothing. */
export const rowsOf = (rule: Rule): Condition => {
  const scope = rule.scope === 'all' ? always : (nounNamed(rule.on).scopes[rule.scope] ?? never);
  return rule.when === null ? scope : { all: [scope, rule.when] };
};

const groupsOn = (noun: NounName): Set<string> =>
  new Set(Object.values(nounNamed(noun).fields).map((field) => field.group));

/** Grants of the same rows made one, those of no row left out, and those that grant no more than one on all rows. */
const merged = (found: readonly Grant[]): readonly Grant[] => {
  const byRows = new Map<string, { rows: Condition; groups: Set<string> }>();
  for (const { rows, groups } of found) {
    if (isNever(rows)) continue;
    const key = JSON.stringify(rows);
    const grant = byRows.get(key) ?? { rows, groups: new Set<string>() };
    for (const group of groups) grant.groups.add(group);
    byRows.set(key, grant);
  }
  const everywhere = [...byRows.values()].find((grant) => isAlways(grant.rows));
  const useful = [...byRows.entries()].filter(
    ([, grant]) =>
      grant === everywhere || !everywhere || [...grant.groups].some((group) => !everywhere.groups.has(group)),
  );
  return useful
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, grant]) => ({ rows: grant.rows, groups: [...grant.groups].sort() }));
};

const ownGrants = (rules: readonly Rule[], noun: NounName, action: string, actor: Binding): readonly Grant[] => {
  const known = groupsOn(noun);
  return merged(
    rules
      .filter((rule) => rule.on === noun && rule.may === action)
      .map((rule) => ({
        rows: normalCondition(bind(rowsOf(rule), actor)),
        groups: rule.groups.filter((group) => known.has(group)),
      })),
  );
};

/** Rows about others' whose host is read by these rules, as a condition for each way to it. */
const aboutReadable = (rules: readonly Rule[], actor: Binding): readonly Condition[] =>
  hostNames.flatMap((host) => ownGrants(rules, host, 'read', actor).flatMap(({ rows }) => aboutHost(host, rows) ?? []));

/**
 * The questions that these rules can ask: on nouns that they read, by no group of fields that they show on no row. That holds of
 * what a search goes through beside the noun as well.
 */
const askable = (rules: readonly Rule[], actor: Binding): Condition => {
  const byShut = new Map<string, { readonly on: NounName[]; readonly shut: readonly string[] }>();
  const openOn = new Map(
    nounNames.map((noun) => [noun, new Set(ownGrants(rules, noun, 'read', actor).flatMap(({ groups }) => groups))]),
  );
  for (const noun of nounNames) {
    if (ownGrants(rules, noun, 'read', actor).length === 0) continue;
    const parts = [...[...groupsOn(noun)].map((group) => ({ noun, group })), ...soughtIn(noun)];
    const isShut = (part: (typeof parts)[number]): boolean => openOn.get(part.noun)?.has(part.group) !== true;
    const shut = [...new Set(parts.filter(isShut).map((part) => askedAs(noun, part)))].sort();
    const alike = byShut.get(shut.join()) ?? { on: [], shut };
    alike.on.push(noun);
    byShut.set(shut.join(), alike);
  }
  return {
    any: [...byShut.values()].map(
      ({ on, shut }): Condition => ({
        all: [
          { field: 'on', is: 'in', value: on },
          ...shut.map((group): Condition => ({ not: { field: 'asks', is: 'has', value: group } })),
        ],
      }),
    ),
  };
};

/**
 * What must hold of rows of this noun beside what is granted on them: one of these, each a way of its own. Of rows about
 * others', that the row that they are about is read; of questions, that they can be asked. Null where nothing must.
 */
export const besideGrants = (noun: NounName, rules: readonly Rule[], actor: Binding): readonly Condition[] | null => {
  const { host, asks } = nounNamed(noun);
  if (host) return aboutReadable(rules, actor);
  return asks ? [askable(rules, actor)] : null;
};

/**
 * The normal form of what a person's rules grant for one action on one noun: people with equal forms are one audience,
 * whatever their roles are called. Grants of no row are left out; grants of the same rows are one.
 */
export const grantsOf = (rules: readonly Rule[], noun: NounName, action: string, actor: Binding): readonly Grant[] => {
  const own = ownGrants(rules, noun, action, actor);
  const ways = own.length > 0 ? besideGrants(noun, rules, actor) : null;
  if (!ways) return own;
  return merged(
    own.flatMap(({ rows, groups }) => ways.map((way) => ({ rows: normalCondition({ all: [rows, way] }), groups }))),
  );
};

/** The audience's name: equal text, equal view of the noun. */
export const audienceKey = (noun: NounName, grants: readonly Grant[]): string => `${noun} ${JSON.stringify(grants)}`;
