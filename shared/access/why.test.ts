import { expect, test } from 'vitest';
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
