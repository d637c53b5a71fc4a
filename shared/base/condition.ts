/**
 * Conditions on the fields of one row: the language of role rules, list filters and row scopes.
 * Two-valued on purpose: every leaf is true or false, never unknown, so that SQL and memory agree on nulls
 * (server/read/condition-sql.ts is the other half; a property test holds the two together).
 */
export type Scalar = string | number | boolean | null;
export type ActorValue = { actor: 'id' | 'teamId' | 'warehouses' | 'circles' };
/** `has`: the text is words with a space between, and this is one of them. The product's own: neither a role's rule nor a list's filter bears it. */
export type Comparison = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'in' | 'not_in' | 'starts' | 'has';
export type Leaf = { field: string; is: Comparison; value: Scalar | readonly Scalar[] | ActorValue };
export type Condition = Leaf | { all: readonly Condition[] } | { any: readonly Condition[] } | { not: Condition };
export type Cells = { readonly [field: string]: unknown };

export const always: Condition = { all: [] };
export const never: Condition = { any: [] };

const asScalar = (value: unknown): Scalar => (value === undefined ? null : (value as Scalar));

/** Code-point order, which both databases use (SQLite BINARY, PostgreSQL "C"); JavaScript's `<` compares UTF-16 units. */
export const compareText = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    // Surrogates stand for code points above U+FFFF: lift them over the rest of the basic plane.
    if (x >= 0xd800 && x <= 0xdfff) x += 0x2000;
    else if (x >= 0xe000) x -= 0x800;
    if (y >= 0xd800 && y <= 0xdfff) y += 0x2000;
    else if (y >= 0xe000) y -= 0x800;
    return x - y;
  }
  return a.length - b.length;
};

/** Order of two non-null values of one kind; flags count as 0 and 1. */
export const compareScalar = (a: Scalar, b: Scalar): number =>
  typeof a === 'string' && typeof b === 'string' ? compareText(a, b) : Number(a) - Number(b);

const same = (a: Scalar, b: Scalar): boolean =>
  a === b || (a !== null && b !== null && typeof a !== 'string' && typeof b !== 'string' && Number(a) === Number(b));

const holdsLeaf = (leaf: Leaf, row: Cells): boolean => {
  const cell = asScalar(row[leaf.field]);
  const value = leaf.value;
  if (value !== null && typeof value === 'object' && 'actor' in value)
    throw new Error(`unbound actor value on ${leaf.field}`);
  if (leaf.is === 'in') return (value as readonly Scalar[]).some((one) => same(cell, one));
  if (leaf.is === 'not_in') return !(value as readonly Scalar[]).some((one) => same(cell, one));
  const wanted = value as Scalar;
  if (leaf.is === 'eq') return same(cell, wanted);
  if (leaf.is === 'ne') return !same(cell, wanted);
  if (cell === null || wanted === null) return false;
  if (leaf.is === 'starts') return typeof cell === 'string' && typeof wanted === 'string' && cell.startsWith(wanted);
  if (leaf.is === 'has') return typeof cell === 'string' && cell.split(' ').includes(String(wanted));
  if ((typeof cell === 'string') !== (typeof wanted === 'string')) return false;
  const order = compareScalar(cell, wanted);
  if (leaf.is === 'lt') return order < 0;
  if (leaf.is === 'le') return order <= 0;
  if (leaf.is === 'gt') return order > 0;
  return order >= 0;
};

/** Does the row satisfy the condition? An empty `all` holds, an empty `any` and an empty `in` do not. */
export const holds = (condition: Condition, row: Cells): boolean => {
  if ('all' in condition) return condition.all.every((one) => holds(one, row));
  if ('any' in condition) return condition.any.some((one) => holds(one, row));
  if ('not' in condition) return !holds(condition.not, row);
  return holdsLeaf(condition, row);
};

/** The fields that a condition names, each once. */
export const fieldsIn = (condition: Condition, found: Set<string> = new Set()): Set<string> => {
  if ('all' in condition) for (const one of condition.all) fieldsIn(one, found);
  else if ('any' in condition) for (const one of condition.any) fieldsIn(one, found);
  else if ('not' in condition) fieldsIn(condition.not, found);
  else found.add(condition.field);
  return found;
};

export type Binding = {
  readonly id: string;
  readonly teamId: string | null;
  readonly warehouses: readonly string[];
  /** What something may be shared with to reach them: the person and each of their roles. Absent: the person alone. */
  readonly circles?: readonly string[];
};

/** Puts the acting person's own values where a rule says `{ actor: … }`. A person without a team matches no team row. */
export const bind = (condition: Condition, actor: Binding): Condition => {
  if ('all' in condition) return { all: condition.all.map((one) => bind(one, actor)) };
  if ('any' in condition) return { any: condition.any.map((one) => bind(one, actor)) };
  if ('not' in condition) return { not: bind(condition.not, actor) };
  const value = condition.value;
  if (value === null || typeof value !== 'object' || !('actor' in value)) return condition;
  const bound = value.actor === 'circles' ? (actor.circles ?? [actor.id]) : actor[value.actor];
  if (bound === null) return never;
  return { ...condition, value: bound };
};

const opposite: { readonly [is in Comparison]?: Comparison } = { eq: 'ne', ne: 'eq', in: 'not_in', not_in: 'in' };

/**
 * Negation moved down to the leaves. A leaf that has no opposite with the same reading of null stays under its own
 * `not`; a reader's filter adds "and the field is visible" outside of that (server/read/filter.ts).
 */
export const pushNot = (condition: Condition, negated = false): Condition => {
  if ('not' in condition) return pushNot(condition.not, !negated);
  if ('all' in condition) {
    const parts = condition.all.map((one) => pushNot(one, negated));
    return negated ? { any: parts } : { all: parts };
  }
  if ('any' in condition) {
    const parts = condition.any.map((one) => pushNot(one, negated));
    return negated ? { all: parts } : { any: parts };
  }
  if (!negated) return condition;
  const is = opposite[condition.is];
  return is ? { ...condition, is } : { not: condition };
};
