import { expect, test } from 'vitest';
import type { NounName } from '../catalogue.ts';
import { derivable, guarded } from './derivable.ts';
import { startingRoles } from './roles.ts';
import type { Rule } from './rule.ts';

const reads = (on: NounName, ...groups: string[]): Rule => ({ on, may: 'read', scope: 'all', when: null, groups });
const named = (rules: readonly Rule[]): string[] => derivable(rules).map(({ noun, group }) => `${noun} ${group}`);
const startingRules = (code: string): readonly Rule[] => startingRoles.find((role) => role.code === code)?.rules ?? [];

test('[DERIVE1] cost and margin add up to the price that is denied', () => {
  const found = derivable([reads('order', 'basics', 'cost')]);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ noun: 'order', group: 'amounts' });
  expect(found[0]?.from).toEqual([
    { noun: 'order', field: 'cost' },
    { noun: 'order', field: 'margin' },
  ]);
});

test('[DERIVE2] stock value and quantity give the cost, value and cost the quantity, quantity and cost the value', () => {
  expect(named([reads('stock', 'basics', 'value', 'quantities')])).toContain('stock cost');
  expect(named([reads('stock', 'basics', 'value', 'cost')])).toContain('stock quantities');
  expect(named([reads('stock', 'basics', 'cost', 'quantities')])).toContain('stock value');
  expect(named([reads('stock', 'basics', 'value')])).toEqual([]);
});

test('[DERIVE3] what follows over several steps follows', () => {
  // Value and on hand give the unit cost, that and the line's quantity its cost, that and the price the margin.
  const rules = [reads('stock', 'basics', 'value', 'quantities'), reads('order_line', 'basics', 'amounts')];
  expect(named(rules)).toEqual(expect.arrayContaining(['stock cost', 'order_line cost']));
  expect(derivable(rules).find(({ noun }) => noun === 'order_line')?.from).toEqual(
    expect.arrayContaining([
      { noun: 'stock', field: 'value' },
      { noun: 'stock', field: 'onHand' },
    ]),
  );
});

test('[DERIVE4] lines that show their amounts give away the order that does not', () => {
  expect(named([reads('order_line', 'basics', 'amounts')])).toContain('order amounts');
  expect(named([reads('invoice', 'basics', 'amounts')])).toContain('order amounts');
});

test('[DERIVE5] what is granted is no warning, and only reading grants', () => {
  expect(
    named([reads('order', 'basics', 'amounts', 'cost'), reads('order_line', 'basics', 'amounts', 'cost')]),
  ).not.toContain('order amounts');
  expect(named([{ ...reads('order', 'basics', 'cost'), may: 'update' }])).toEqual([]);
});

test('[DERIVE6] of the starting roles none can compute an amount or a cost that it is denied on every noun', () => {
  for (const { code, rules } of startingRoles) {
    const sees = (group: string) => rules.some(({ may, groups }) => may === 'read' && groups.includes(group));
    for (const { group } of derivable(rules)) {
      if (group === 'amounts' || group === 'cost' || group === 'value')
        expect(sees(group), `${code} ${group}`).toBe(true);
    }
  }
  // Who sees the value of stock and the cost of what was sold knows how many there are.
  expect(named(startingRules('sales_manager'))).toContain('stock quantities');
  for (const code of [
    'sales_rep',
    'finance_clerk',
    'warehouse_operator',
    'warehouse_manager',
    'wall',
    'administrator',
  ]) {
    expect(named(startingRules(code)), code).toEqual([]);
  }
});

test('[DERIVE7] the relations name fields that there are', () => {
  expect(guarded).toContainEqual({ noun: 'stock', group: 'value' });
  expect(guarded.every(({ group }) => group !== 'basics')).toBe(true);
});
