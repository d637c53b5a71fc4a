import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startingRoles } from '../../../shared/access/roles.ts';
import { grantsOf, type Rule } from '../../../shared/access/rule.ts';
import type { Condition } from '../../../shared/base/condition.ts';
import { nounNames } from '../../../shared/catalogue.ts';
import { actionsOn } from '../../../shared/commands.ts';
import { atomsOf, type Clause, differencesOf, matrixOf, onTop, reachOf, rulesOf, sameMatrix } from './matrix.ts';
import { deedsOf, groupsOf, NEVER, sections } from './nouns.ts';

const actor = { id: 'me', teamId: 'team', warehouses: ['w1'] };
const isDeed = (may: string): boolean => !['read', 'create', 'update'].includes(may);
/** What the evaluator makes of rules. Groups mean nothing on actions that name no fields. */
const meaning = (rules: readonly Rule[]): string =>
  JSON.stringify(
    nounNames.flatMap((noun) =>
      [...new Set(['read', 'create', 'update', ...actionsOn(noun)])].map((action) => {
        const grants = grantsOf(rules, noun, action, actor);
        return isDeed(action) ? grants.map(({ rows }) => rows) : grants;
      }),
    ),
  );
const when: Condition = { field: 'status', is: 'in', value: ['submitted', 'confirmed'] };
const rule = (may: string, groups: string[] = [], more: Partial<Rule> = {}): Rule => ({
  on: 'order',
  may,
  scope: 'own',
  when: null,
  groups,
  ...more,
});

test('[ROLES1] the starting roles become clauses and rules again without loss', () => {
  for (const { code, rules } of startingRoles) expect(meaning(rulesOf(matrixOf(rules))), code).toBe(meaning(rules));
});

test('[ROLES2] any rules mean the same after they were clauses', () => {
  const anyRule = fc.record({
    may: fc.constantFrom('read', 'create', 'update', 'submit', 'cancel'),
    scope: fc.constantFrom<Rule['scope'][]>('all', 'own', 'team', 'warehouse'),
    when: fc.constantFrom<(Condition | null)[]>(null, when, {
      any: [when, { field: 'openHolds', is: 'gt', value: 0 }],
    }),
    groups: fc.subarray(['basics', 'amounts', 'cost', 'notes']),
  });
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 12 }), (given) => {
      const rules = given.map((one) => rule(one.may, [], isDeed(one.may) ? { ...one, groups: [] } : one));
      expect(meaning(rulesOf(matrixOf(rules)))).toBe(meaning(rules));
    }),
  );
});

test('[ROLES3] clauses about the same rows are one, however the condition is written', () => {
  const written: Condition = { all: [{ field: 'status', is: 'in', value: ['confirmed', 'submitted'] }] };
  const matrix = matrixOf([rule('read', ['basics'], { when }), rule('read', ['amounts'], { when: written })]);
  expect(matrix).toHaveLength(1);
  expect(matrix[0]?.groups.read).toEqual(['basics', 'amounts']);
});

test('[ROLES4] a difference names what came and went on the same rows', () => {
  const before = matrixOf([rule('read', ['basics', 'amounts']), rule('cancel')]);
  const after = matrixOf([rule('read', ['basics', 'cost']), rule('submit')]);
  expect(differencesOf(before, after)).toEqual([
    {
      on: 'order',
      scope: 'own',
      when: null,
      from: null,
      added: [
        { may: 'read', groups: ['cost'] },
        { may: 'submit', groups: [] },
      ],
      removed: [
        { may: 'read', groups: ['amounts'] },
        { may: 'cancel', groups: [] },
      ],
    },
  ]);
  expect(differencesOf(before, before)).toEqual([]);
});

test('[ROLES5] the same rights on other rows are told as a move', () => {
  const before = matrixOf([rule('read', ['basics', 'amounts'])]);
  const after = before.map((clause): Clause => ({ ...clause, scope: 'all', when }));
  expect(differencesOf(before, after)).toEqual([
    expect.objectContaining({ scope: 'all', from: { scope: 'own', when: null }, added: [], removed: [] }),
  ]);
});

test('[ROLES5] rights that moved and changed a little are told as both', () => {
  const before = matrixOf([rule('read', ['basics', 'amounts', 'notes']), rule('submit'), rule('cancel')]);
  const after = matrixOf([
    rule('read', ['basics', 'amounts', 'cost'], { scope: 'all' }),
    rule('submit', [], { scope: 'all' }),
    rule('cancel', [], { scope: 'all' }),
  ]);
  expect(differencesOf(before, after)).toEqual([
    expect.objectContaining({
      scope: 'all',
      from: { scope: 'own', when: null },
      added: [{ may: 'read', groups: ['cost'] }],
      removed: [{ may: 'read', groups: ['notes'] }],
    }),
  ]);
  const other = matrixOf([rule('update', ['notes'], { scope: 'all' })]);
  expect(differencesOf(before, other).map(({ from }) => from)).toEqual([null, null]);
});

test('[ROLES6] two people who change different pieces of a role both keep theirs', () => {
  const base = matrixOf([rule('read', ['basics', 'amounts']), rule('cancel')]);
  const mine = matrixOf([rule('read', ['basics']), rule('cancel')]);
  const theirs = matrixOf([rule('read', ['basics', 'amounts', 'notes']), rule('submit')]);
  const both = onTop(base, mine, theirs);
  expect(sameMatrix(both, matrixOf([rule('read', ['basics', 'notes']), rule('submit')]))).toBe(true);
  expect(atomsOf(onTop(base, base, theirs))).toEqual(atomsOf(theirs));
});

test('[ROLES7] how far a role reads a group', () => {
  const rules = [
    rule('read', ['amounts']),
    rule('read', ['notes'], { scope: 'all', when }),
    rule('update', ['cost'], { scope: 'all' }),
  ];
  expect(['amounts', 'notes', 'cost'].map((group) => reachOf(rules, 'order', group))).toEqual(['own', 'some', 'none']);
});

test('[ROLES8] the editor shows every noun, group and action that a rule can name, and none that no rule can', () => {
  const shown = sections.flatMap(({ nouns }) => nouns);
  expect([...shown].sort()).toEqual(nounNames.filter((noun) => !NEVER.nouns.includes(noun)).sort());
  for (const noun of shown) {
    expect(groupsOf(noun).map(({ group }) => group)).not.toContain(NEVER.group);
    for (const { rules } of startingRoles) {
      for (const one of rules.filter(({ on }) => on === noun)) {
        expect(['read', 'create', 'update', ...deedsOf(noun)]).toContain(one.may);
        for (const group of one.groups) expect(groupsOf(noun).map((known) => known.group)).toContain(group);
      }
    }
  }
});
