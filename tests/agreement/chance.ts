/** Random rows, conditions and rules over the declarations: what the two readings of permission are compared on. */
import fc from 'fast-check';
import { emptyValue, type Field } from '../../shared/base/fields.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import type { Row, Sentence } from './oracle.ts';

/** `CROSSDOCK_SEED` replays a run. */
export const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);

const textual = new Set(['id', 'ref', 'text', 'enum', 'day']);
/** Few values, so that equal ones meet; every sign whose order the three readings could disagree on. */
export const TEXTS = [
  '',
  ' ',
  'a',
  'A',
  'ab',
  'b',
  '枘',
  'a b',
  'ä',
  'ß',
  'é',
  'e\u0301',
  '0',
  '5',
  '-1',
  '05',
  '%',
  '_',
  "'",
  '"',
  '\\',
  '林美玲',
  '林',
  '門市',
  '门市',
  '쇼핑',
  '\uE000',
  '\uFFFD',
  '\uFFFF',
  '😀',
  '😀a',
  '👨‍👩‍👧',
  '𠮷野家',
  '\u{10FFFE}',
  '\u{10FFFF}',
  'a\u{10FFFF}',
  'a\u{10FFFF}z',
  'null',
  'true',
];
const NUMBERS = [
  0, 1, -1, 5, -5, 42, 1_000_000, -1_000_000, 2_147_483_648, -2_147_483_649, 9_007_199_254_740_991,
  -9_007_199_254_740_991,
];
const DAYS = ['', '2025-12-31', '2026-01-01', '2026-02-28', '2027-01-01', '2028-02-29'];

/** A value that the field may hold, never null. */
const filled = (field: Field, ids: readonly string[]): fc.Arbitrary<unknown> => {
  if (field.kind === 'flag') return fc.boolean();
  if (field.kind === 'enum') return fc.constantFrom(...(field.values ?? ['']));
  if (field.kind === 'day') return fc.constantFrom(...DAYS);
  if (field.kind === 'id' || field.kind === 'ref') return fc.constantFrom(...ids);
  if (field.kind === 'text') return fc.constantFrom(...TEXTS);
  return fc.constantFrom(...NUMBERS);
};

export const IDS = ['id-a', 'id-b', 'id-c', 'id-d'];

/** A whole row of the noun. Fields of its uniques are left to the caller. */
export const rowOf = (noun: NounName): fc.Arbitrary<Row> => {
  const cells: { [name: string]: fc.Arbitrary<unknown> } = {};
  for (const [name, field] of Object.entries(nounNamed(noun).fields)) {
    if (field.kind === 'json') cells[name] = fc.constant(emptyValue(field));
    else if (field.nullable)
      cells[name] = fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: filled(field, IDS) });
    else cells[name] = filled(field, IDS);
  }
  return fc.record(cells) as unknown as fc.Arbitrary<Row>;
};

export const plainFields = (noun: NounName): [string, Field][] =>
  Object.entries(nounNamed(noun).fields).filter(([, field]) => field.kind !== 'json' && !field.personal);

/** A leaf as a reader may send it: values of the field's kind, null, lists with null, empty lists. */
export const leafOf = (name: string, field: Field): fc.Arbitrary<unknown> => {
  const one = fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 6, arbitrary: filled(field, IDS) });
  const lists = fc.record({
    field: fc.constant(name),
    is: fc.constantFrom('in', 'not_in'),
    value: fc.array(one, { maxLength: 4 }),
  });
  const single = fc.record({
    field: fc.constant(name),
    is: fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge'),
    value: one,
  });
  const begins = fc.record({
    field: fc.constant(name),
    is: fc.constant('starts'),
    value: fc.constantFrom('', 'a', '林', '😀', '2026', '\u{10FFFF}', 'a\u{10FFFF}', '\uFFFF'),
  });
  // What the product alone asks of a text: whether a word stands in it.
  const word = fc.record({
    field: fc.constant(name),
    is: fc.constant('has'),
    value: fc.constantFrom('', 'a', 'b', 'A', '林', '%', '_'),
  });
  return textual.has(field.kind) ? fc.oneof(single, single, lists, begins, word) : fc.oneof(single, single, lists);
};

const tree = (leaf: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 4, arbitrary: leaf },
      { weight: 1, arbitrary: fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ not: tie('node') }) },
    ),
  })).node;

export const conditionOn = (noun: NounName, fields = plainFields(noun)): fc.Arbitrary<unknown> => {
  const pairs: [string, Field][] = [['id', { kind: 'id', group: 'basics' }], ...fields];
  return tree(fc.oneof(...pairs.map(([name, field]) => leafOf(name, field))));
};

/** Rules of one noun with any scope that it has, any groups, and sometimes a condition with the actor in it. */
export const sentencesOn = (noun: NounName): fc.Arbitrary<Sentence[]> => {
  const groups = [...new Set(Object.values(nounNamed(noun).fields).map(({ group }) => group))];
  const refs = plainFields(noun).filter(([, field]) => field.kind === 'ref');
  const actor = refs.map(([name]) =>
    fc.constantFrom(
      { field: name, is: 'eq', value: { actor: 'id' } },
      { field: name, is: 'ne', value: { actor: 'id' } },
      { field: name, is: 'eq', value: { actor: 'teamId' } },
      { field: name, is: 'in', value: { actor: 'warehouses' } },
    ),
  );
  const when = fc.oneof(
    fc.constant(null),
    fc.constant(null),
    conditionOn(noun),
    ...(actor.length > 0 ? [fc.oneof(...actor)] : []),
  );
  const one = fc.record({
    on: fc.constant(noun as string),
    may: fc.constant('read'),
    scope: fc.constantFrom('all', 'own', 'team', 'warehouse'),
    when,
    groups: fc.subarray(groups),
  });
  return fc.array(one, { minLength: 1, maxLength: 4 });
};

export const actorOf = fc.record({
  id: fc.constantFrom(...IDS),
  teamId: fc.constantFrom(null, ...IDS),
  warehouses: fc.subarray(IDS),
});
