/**
 * A role as its editor shows it: for each noun the rows that are meant (a clause), and what may be read, entered, changed
 * and done on them. Rules become clauses and clauses rules again without loss of meaning.
 */
import { normalCondition, type Rule } from '../../../shared/access/rule.ts';
import type { Condition } from '../../../shared/base/condition.ts';
import { type NounName, nounNames } from '../../../shared/catalogue.ts';

export type Scope = Rule['scope'];
/** Actions that come with groups of fields. */
export const fielded = ['read', 'create', 'update'] as const;
export type Fielded = (typeof fielded)[number];
const isFielded = (may: string): may is Fielded => (fielded as readonly string[]).includes(may);

/** What a role may do with the rows that one scope and condition name. */
export type Clause = {
  /** Stays while the clause is edited; unique within a matrix. */
  readonly id: string;
  readonly on: NounName;
  readonly scope: Scope;
  readonly when: Condition | null;
  /** Groups by action; null: the action is not granted at all, empty: granted without any field. */
  readonly groups: Readonly<Record<Fielded, readonly string[] | null>>;
  readonly actions: readonly string[];
};
export type Matrix = readonly Clause[];

const nothing: Clause['groups'] = { read: null, create: null, update: null };
const normal = (when: Condition | null): Condition | null => when && normalCondition(when);

export const clauseOf = (id: string, on: NounName, scope: Scope, when: Condition | null = null): Clause => ({
  id,
  on,
  scope,
  when,
  groups: nothing,
  actions: [],
});

/** Equal for clauses about the same rows of the same noun. */
export const rowsKey = ({ on, scope, when }: Pick<Clause, 'on' | 'scope' | 'when'>): string =>
  `${on} ${scope} ${JSON.stringify(normal(when))}`;

const order = new Map(nounNames.map((noun, at) => [noun, at]));
const scopes: readonly Scope[] = ['all', 'team', 'warehouse', 'own'];
const byPlace = (a: Clause, b: Clause): number =>
  (order.get(a.on) ?? 0) - (order.get(b.on) ?? 0) ||
  scopes.indexOf(a.scope) - scopes.indexOf(b.scope) ||
  Number(a.when !== null) - Number(b.when !== null) ||
  (rowsKey(a) < rowsKey(b) ? -1 : 1);

const union = (a: readonly string[] | null, b: readonly string[]): readonly string[] => [
  ...new Set([...(a ?? []), ...b]),
];

/** The clauses that rules make, in the catalogue's order. An id is the clause's rows, so that it lasts over a reload. */
export const matrixOf = (rules: readonly Rule[]): Matrix => {
  const found = new Map<string, Clause>();
  for (const { on, may, scope, when, groups } of rules) {
    const id = rowsKey({ on, scope, when });
    const clause = found.get(id) ?? clauseOf(id, on, scope, normal(when));
    found.set(
      id,
      isFielded(may)
        ? { ...clause, groups: { ...clause.groups, [may]: union(clause.groups[may], groups) } }
        : { ...clause, actions: union(clause.actions, [may]) },
    );
  }
  return [...found.values()].sort(byPlace);
};

/** The rules that say what the clauses say; clauses about the same rows are one. */
export const rulesOf = (matrix: Matrix): readonly Rule[] => {
  const found = new Map<string, Rule>();
  const add = (clause: Clause, may: string, groups: readonly string[]): void => {
    const when = normal(clause.when);
    const key = `${rowsKey(clause)} ${may}`;
    const known = found.get(key)?.groups ?? [];
    found.set(key, { on: clause.on, may, scope: clause.scope, when, groups: [...union(known, groups)].sort() });
  };
  for (const clause of matrix) {
    for (const may of fielded) {
      const groups = clause.groups[may];
      if (groups !== null) add(clause, may, groups);
    }
    for (const action of clause.actions) add(clause, action, []);
  }
  return [...found.values()];
};

/** The smallest pieces that a role grants: what is compared, added and taken away. */
export type Atom = {
  readonly on: NounName;
  readonly scope: Scope;
  readonly when: Condition | null;
  readonly may: string;
  /** null: the action itself, without a field. */
  readonly group: string | null;
};
export const atomKey = (atom: Atom): string => `${rowsKey(atom)} ${atom.may} ${atom.group ?? ''}`;

export const atomsOf = (matrix: Matrix): ReadonlyMap<string, Atom> => {
  const atoms = rulesOf(matrix).flatMap(({ on, may, scope, when, groups }) => [
    { on, may, scope, when, group: null },
    ...groups.map((group) => ({ on, may, scope, when, group })),
  ]);
  return new Map(atoms.map((atom) => [atomKey(atom), atom]));
};

export const sameMatrix = (a: Matrix, b: Matrix): boolean => {
  const [x, y] = [atomsOf(a), atomsOf(b)];
  return x.size === y.size && [...x.keys()].every((key) => y.has(key));
};

const matrixFrom = (atoms: Iterable<Atom>): Matrix => {
  const rules = [...atoms].map(({ on, may, scope, when, group }) => ({
    on,
    may,
    scope,
    when,
    groups: group === null ? [] : [group],
  }));
  return matrixOf(rules);
};

/** What was edited from `base` to `mine`, done to `theirs` instead: two people who change different pieces both keep theirs. */
export const onTop = (base: Matrix, mine: Matrix, theirs: Matrix): Matrix => {
  const [was, now, other] = [atomsOf(base), atomsOf(mine), new Map(atomsOf(theirs))];
  for (const key of was.keys()) if (!now.has(key)) other.delete(key);
  for (const [key, atom] of now) if (!was.has(key)) other.set(key, atom);
  return matrixFrom(other.values());
};

/** What differs on the same rows of a noun. `from`: the rows that the rights were about before, where those moved. */
export type Difference = {
  readonly on: NounName;
  readonly scope: Scope;
  readonly when: Condition | null;
  readonly from: { readonly scope: Scope; readonly when: Condition | null } | null;
  readonly added: readonly { readonly may: string; readonly groups: readonly string[] }[];
  readonly removed: readonly { readonly may: string; readonly groups: readonly string[] }[];
};

const grantsNothing = ({ groups, actions }: Clause): boolean =>
  actions.length === 0 && fielded.every((may) => groups[may] === null);
const rightsIn = ({ groups, actions }: Clause): ReadonlySet<string> =>
  new Set([...fielded.flatMap((may) => (groups[may] ?? []).map((group) => `${may} ${group}`)), ...actions]);
/** How much of what either grants both grant, 0 to 1. */
const likeness = (a: Clause, b: Clause): number => {
  const [x, y] = [rightsIn(a), rightsIn(b)];
  const both = [...x].filter((right) => y.has(right)).length;
  return both / Math.max(1, x.size + y.size - both);
};
/** From here on the same rights on other rows read as moved, not as taken from one and given to the other. */
const LIKE = 0.5;

type Pieces = readonly { readonly may: string; readonly groups: readonly string[] }[];
const piecesOf = (clause: Clause, not: Clause | undefined): Pieces => [
  ...fielded.flatMap((may) => {
    const now = clause.groups[may];
    if (now === null) return [];
    const was = not?.groups[may] ?? null;
    const groups = now.filter((group) => !was?.includes(group));
    return groups.length > 0 || was === null ? [{ may, groups }] : [];
  }),
  ...clause.actions.filter((action) => !not?.actions.includes(action)).map((may) => ({ may, groups: [] })),
];

/** From `before` to `after`, noun by noun. */
export const differencesOf = (before: Matrix, after: Matrix): readonly Difference[] => {
  const joined = (matrix: Matrix): Matrix => matrixOf(rulesOf(matrix)).filter((clause) => !grantsNothing(clause));
  const was = new Map(joined(before).map((clause) => [clause.id, clause]));
  const now = new Map(joined(after).map((clause) => [clause.id, clause]));
  const gone = [...was.values()].filter(({ id }) => !now.has(id));
  const movedFrom = (clause: Clause): Clause | undefined => {
    const [like] = gone
      .filter((one) => one.on === clause.on && likeness(one, clause) >= LIKE)
      .sort((a, b) => likeness(b, clause) - likeness(a, clause));
    if (like) gone.splice(gone.indexOf(like), 1);
    return like;
  };
  const found: { readonly clause: Clause; readonly difference: Difference }[] = [];
  for (const clause of now.values()) {
    const { on, scope, when } = clause;
    const same = was.get(clause.id);
    const moved = same ? undefined : movedFrom(clause);
    const old = same ?? moved;
    const from = moved ? { scope: moved.scope, when: moved.when } : null;
    const added = piecesOf(clause, old);
    const removed = old ? piecesOf(old, clause) : [];
    if (from || added.length > 0 || removed.length > 0) {
      found.push({ clause, difference: { on, scope, when, from, added, removed } });
    }
  }
  for (const clause of gone) {
    const { on, scope, when } = clause;
    found.push({
      clause,
      difference: { on, scope, when, from: null, added: [], removed: piecesOf(clause, undefined) },
    });
  }
  return found.sort((a, b) => byPlace(a.clause, b.clause)).map(({ difference }) => difference);
};

/** How far a role reads a group: everywhere, on rows of a scope, on some by a condition, nowhere. */
export type Reach = Scope | 'some' | 'none';
export const reachOf = (rules: readonly Rule[], on: NounName, group: string): Reach => {
  const reading = rules.filter((rule) => rule.on === on && rule.may === 'read' && rule.groups.includes(group));
  const widest = scopes.find((scope) => reading.some((rule) => rule.scope === scope && rule.when === null));
  return widest ?? (reading.length > 0 ? 'some' : 'none');
};
