/** P12 over the rows that a history made: two roles together show what either shows, on each row each field, and no more. */
import { rightsOf } from '../shared/access/permit.ts';
import { startingRoles } from '../shared/access/roles.ts';
import type { Rule } from '../shared/access/rule.ts';
import type { NounName, RowOf } from '../shared/catalogue.ts';
import { fieldsFor, type Row, type Sentence } from './agreement/oracle.ts';
import type { World } from './world.ts';

const NOUNS = [
  'order',
  'order_line',
  'quote',
  'change_request',
  'change_edit',
  'hold',
  'pick',
  'invoice',
  'invoice_line',
  'receivable',
  'receipt',
  'allocation',
  'price',
  'customer',
  'comment',
  'notification',
] as const satisfies readonly NounName[];
type Binding = { readonly id: string; readonly teamId: string | null; readonly warehouses: readonly string[] };
type Role = {
  readonly code: string;
  readonly rules: readonly Rule[];
  /** The noun of which it reads nothing any more. */
  readonly blind: NounName | null;
};

const sorted = (fields: Iterable<string>): string => [...fields].sort().join();
const open = (field: string): Rule['when'] => ({ field, is: 'in', value: ['open', 'confirmed', 'issued', 'active'] });
/** What a rule of a noun may be narrowed by beside its own condition. */
const NARROWER: { readonly [noun: string]: Rule['when'] } = {
  order: open('status'),
  order_line: { field: 'free', is: 'eq', value: false },
  hold: { field: 'kind', is: 'ne', value: 'credit' },
  quote: open('status'),
  receivable: open('status'),
  invoice: open('orderStatus'),
  // By what rows about a customer bear too: else nothing that is said of them would show.
  customer: { field: 'teamId', is: 'ne', value: null },
};

/** A starting role as it is, without its sentences on one noun, with fewer rows of it, or with one group of fields less. */
const roleBy = (pick: (below: number) => number): Role | null => {
  const role = startingRoles[pick(startingRoles.length)];
  const noun = NOUNS[pick(NOUNS.length)];
  if (!role || !noun) return null;
  const reads = (rule: Rule): boolean => rule.on === noun && rule.may === 'read';
  const how = pick(4);
  if (how === 0) return { ...role, blind: null };
  if (how === 1)
    return { code: `${role.code} but ${noun}`, rules: role.rules.filter((rule) => !reads(rule)), blind: noun };
  if (how === 2) {
    const narrower = NARROWER[noun] ?? null;
    const narrowed = (rule: Rule): Rule => {
      if (!reads(rule) || narrower === null) return rule;
      return { ...rule, when: rule.when === null ? narrower : { all: [rule.when, narrower] } };
    };
    return { code: `${role.code} with fewer of ${noun}`, rules: role.rules.map(narrowed), blind: null };
  }
  const gone = ['amounts', 'party', 'notes', 'content', 'basics'][pick(5)];
  const without = (rule: Rule): Rule =>
    reads(rule) ? { ...rule, groups: rule.groups.filter((group) => group !== gone) } : rule;
  return { code: `${role.code} without ${gone} of ${noun}`, rules: role.rules.map(without), blind: null };
};

/**
 * Holds the product's reading of every row against plain words, for pairs of roles as `pick` chooses and narrows them.
 * @param pick a number below its argument
 */
export const roleFaults = async (w: World, who: Binding, pick: (below: number) => number): Promise<string[]> => {
  const [one, other] = [roleBy(pick), roleBy(pick)];
  if (!one || !other) return ['there are no roles'];
  const faults: string[] = [];
  const rights = (...roles: readonly Role[]) =>
    rightsOf(
      roles.flatMap(({ rules }) => rules),
      who,
    );
  const [a, b, both] = [rights(one), rights(other), rights(one, other)];
  const sentences = [...one.rules, ...other.rules] as unknown as readonly Sentence[];
  for (const noun of NOUNS) {
    const [ofA, ofB, ofBoth] = [a.view(noun), b.view(noun), both.view(noun)];
    // What is said of a row goes with the right to read it, of whichever role: so a comment is not judged role by role.
    const isAbout = noun === 'comment' || noun === 'notification';
    for (const row of await w.rows(noun)) {
      const shown = (view: typeof ofA): readonly string[] => (view.sees(row as never) ? view.fields(row as never) : []);
      const [mine, theirs] = [shown(ofA), shown(ofB)];
      const either = sorted(new Set([...mine, ...theirs]));
      const together = sorted(shown(ofBoth));
      const plain = sorted(fieldsFor({ ...who, sentences }, noun, row as unknown as Row) ?? []);
      const named = `${one.code} and ${other.code} on ${noun} ${row.id}`;
      const isLess = isAbout ? !either.split(',').every((field) => together.includes(field)) : together !== either;
      if (isLess) faults.push(`${named}: together ${together}, either ${either}`);
      if (together !== plain) faults.push(`${named}: ${together}, in plain words ${plain}`);
      const about = isAbout ? (row as unknown as RowOf<'comment'>).aboutNoun : noun;
      for (const [role, fields] of [
        [one, mine],
        [other, theirs],
      ] as const)
        if (role.blind !== null && (role.blind === noun || role.blind === about) && fields.length > 0)
          faults.push(`${role.code} reads ${sorted(fields)} of ${noun} ${row.id}, about ${about}`);
      if (faults.length > 3) return faults;
    }
  }
  return faults;
};
