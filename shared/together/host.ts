/**
 * Rows about other rows: comments, notifications. Such a row shows only to who sees the row that it is about, its host,
 * and so bears what rules about the host judge by: no rule then needs a second row. The writer fills these cells in and
 * keeps them as the host's are (server/write/carried.ts); the evaluator reads the host's rules on them (access/rule.ts).
 */
import type { Condition } from '../base/condition.ts';
import type { Fields } from '../base/fields.ts';
import { fieldsOf } from '../base/fields.ts';

/** What a row may be about: each noun's fields that rules judge by, and the cell that bears each of them. */
export const hosts = {
  order: {
    sellerId: 'sellerId',
    teamId: 'teamId',
    warehouseId: 'warehouseId',
    status: 'hostStatus',
    confirmedAt: 'hostConfirmedAt',
  },
  customer: { sellerId: 'sellerId', teamId: 'teamId', status: 'hostStatus' },
  invoice: { sellerId: 'sellerId', teamId: 'teamId', warehouseId: 'warehouseId', orderStatus: 'hostStatus' },
  deputy: { absentId: 'absentId', deputyId: 'deputyId', status: 'hostStatus' },
  role_change: { askedById: 'askedById', status: 'hostStatus' },
} as const satisfies { readonly [noun: string]: { readonly [field: string]: keyof typeof carriedFields } };
export type HostName = keyof typeof hosts;
export const hostNames = Object.keys(hosts) as HostName[];
/** What people write comments on; of the others one is only told. */
export const commented = ['order', 'customer', 'invoice'] as const satisfies readonly HostName[];
export const isHost = (noun: string): noun is HostName => Object.hasOwn(hosts, noun);

/** Never granted: of its host a reader knows what they read there. */
const carriedFields = fieldsOf({
  sellerId: { kind: 'ref', of: 'person', group: 'secret', nullable: true, derived: true },
  teamId: { kind: 'ref', of: 'team', group: 'secret', nullable: true, derived: true },
  warehouseId: { kind: 'ref', of: 'warehouse', group: 'secret', nullable: true, derived: true },
  absentId: { kind: 'ref', of: 'person', group: 'secret', nullable: true, derived: true },
  deputyId: { kind: 'ref', of: 'person', group: 'secret', nullable: true, derived: true },
  askedById: { kind: 'ref', of: 'person', group: 'secret', nullable: true, derived: true },
  hostStatus: { kind: 'text', group: 'secret', max: 40, nullable: true, derived: true },
  hostConfirmedAt: { kind: 'instant', group: 'secret', nullable: true, derived: true },
});

/** The cells of every noun whose rows are about others': `host: true` in its declaration. */
export const hostedFields = fieldsOf({
  aboutNoun: { kind: 'enum', values: hostNames, group: 'basics', derived: true },
  aboutId: { kind: 'text', group: 'basics', max: 60, derived: true },
  ...carriedFields,
});
hostedFields satisfies Fields;

type Cells = { readonly [field: string]: unknown };
type Map = { readonly [field: string]: string };
const mapOf = (noun: HostName): Map => hosts[noun];

/** The host's cells, by the names that they are borne under. */
export const carriedOf = (noun: HostName, host: Cells): { readonly [field: string]: unknown } =>
  Object.fromEntries(Object.entries(mapOf(noun)).map(([field, as]) => [as, host[field] ?? null]));

/** Does a change of these fields of a host change what is borne of it? */
export const isCarried = (noun: HostName, fields: readonly string[]): boolean =>
  fields.some((field) => Object.hasOwn(mapOf(noun), field));

/**
 * A condition on a host as one on a row about it; null where it asks for what is not borne. Then nothing is shown by it:
 * a rule with such a condition lets its reader see the host, and no comment on it.
 */
const borne = (condition: Condition, map: Map): Condition | null => {
  if ('not' in condition) {
    const inner = borne(condition.not, map);
    return inner && { not: inner };
  }
  if ('all' in condition || 'any' in condition) {
    const parts: Condition[] = [];
    for (const one of 'all' in condition ? condition.all : condition.any) {
      const part = borne(one, map);
      if (!part) return null;
      parts.push(part);
    }
    return 'all' in condition ? { all: parts } : { any: parts };
  }
  if (condition.field === 'id') return { ...condition, field: 'aboutId' };
  const as = Object.hasOwn(map, condition.field) ? map[condition.field] : undefined;
  return as === undefined ? null : { ...condition, field: as };
};

/** Rows about hosts of this noun that satisfy the condition; null where that cannot be told from what they bear. */
export const aboutHost = (noun: HostName, condition: Condition): Condition | null => {
  const part = borne(condition, mapOf(noun));
  return part && { all: [{ field: 'aboutNoun', is: 'eq', value: noun }, part] };
};
