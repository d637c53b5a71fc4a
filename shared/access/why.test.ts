import { expect, test } from 'vitest';
import { type NounName, nounNamed, nounNames } from '../catalogue.ts';
import { actionsOn } from '../commands.ts';
import { rightsOf } from './permit.ts';
import { startingRoles } from './roles.ts';
import { type Sentence, why } from './why.ts';

const sentencesOf = (...codes: string[]): Sentence[] =>
  startingRoles
    .filter(({ code }) => codes.includes(code))
    .flatMap(({ name, rules }) => rules.map((rule) => ({ ...rule, role: name })));
const me = { id: 'seller-1', teamId: 'team-1', warehouses: [] };
const mine = { id: 'o1', status: 'draft', sellerId: 'seller-1' };
const theirs = { id: 'o2', status: 'draft', sellerId: 'seller-2' };

test('[WHY1] a field that no role of mine names is explained by there being no rule', () => {
  expect(why(sentencesOf('sales_rep'), me, { noun: 'order', action: 'read', field: 'cost' }, mine)).toEqual({
    verdict: 'no_rule',
    of: [],
  });
});

test("[WHY2] another seller's order is explained by the rows that my rule is about", () => {
  const told = why(sentencesOf('sales_rep'), me, { noun: 'order', action: 'submit' }, theirs);
  expect(told.verdict).toBe('rows');
  expect(told.of).toEqual([{ role: 'Sales representative', scope: 'own', when: null, holds: false }]);
  expect(why(sentencesOf('sales_rep'), me, { noun: 'order', action: 'submit' }, mine).verdict).toBe('granted');
});

test('[WHY3] of two roles the one that grants it is named', () => {
  const told = why(
    sentencesOf('sales_rep', 'sales_manager'),
    me,
    { noun: 'order', action: 'read', field: 'margin' },
    theirs,
  );
  expect(told.verdict).toBe('granted');
  expect(told.of.map(({ role }) => role)).toEqual(['Sales manager']);
});

test('[WHY6] without a row it is asked whether any could be reached: no team, no warehouse, no rows', () => {
  const teamOnly: Sentence[] = [
    { on: 'customer', may: 'read', scope: 'team', when: null, groups: ['basics'], role: 'Team only' },
  ];
  const asked = { noun: 'customer', action: 'read', field: 'name' } as const;
  expect(why(teamOnly, me, asked, null).verdict).toBe('granted');
  const alone = why(teamOnly, { ...me, teamId: null }, asked, null);
  expect(alone).toEqual({
    verdict: 'rows',
    of: [{ role: 'Team only', scope: 'team', when: null, holds: false }],
  });
});

test('[WHY7] for every starting role, every field and action of every noun it agrees with the evaluator', () => {
  const people = [me, { id: 'seller-1', teamId: null, warehouses: [] }, { ...me, warehouses: ['w1'] }];
  const rowOf = (noun: NounName, own: boolean): { readonly [field: string]: unknown } => ({
    ...Object.fromEntries(Object.keys(nounNamed(noun).fields).map((field) => [field, null])),
    id: own ? 'seller-1' : 'x',
    sellerId: own ? 'seller-1' : 'x',
    ownerId: own ? 'seller-1' : 'x',
    personId: own ? 'seller-1' : 'x',
    teamId: own ? 'team-1' : 'x',
    warehouseId: own ? 'w1' : 'x',
  });
  let agreed = 0;
  for (const { code } of startingRoles)
    for (const actor of people) {
      const sentences = sentencesOf(code);
      const rights = rightsOf(sentences, actor);
      for (const noun of nounNames) {
        const rows = [null, rowOf(noun, true), rowOf(noun, false)];
        for (const row of rows) {
          for (const action of ['read', ...actionsOn(noun)]) {
            const may = row ? rights.may(noun, action, row) : rights.mayEver(noun, action);
            const told = why(sentences, actor, { noun, action }, row).verdict;
            expect([code, noun, action, told === 'granted']).toEqual([code, noun, action, may]);
            agreed++;
          }
          for (const field of Object.keys(nounNamed(noun).fields)) {
            if (field === 'id') continue;
            const view = rights.view(noun);
            const sees = row ? view.fields(row).includes(field) : view.ever(field);
            const told = why(sentences, actor, { noun, action: 'read', field }, row).verdict;
            expect([code, noun, field, told === 'granted']).toEqual([code, noun, field, sees]);
            agreed++;
          }
        }
      }
    }
  expect(agreed).toBeGreaterThan(10_000);
});
