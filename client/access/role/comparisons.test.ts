import { expect, test } from 'vitest';
import { conditionFault } from '../../../shared/access/role/role.condition.ts';
import { startingRoles } from '../../../shared/access/roles.ts';
import type { Condition, Leaf } from '../../../shared/base/condition.ts';
import { fieldNamed, nounNames } from '../../../shared/catalogue.ts';
import {
  askingOf,
  askingsOf,
  comparable,
  conditionOf,
  firstLeaf,
  leafOf,
  shapeOf,
  takes,
  valuesOf,
} from './comparisons.ts';

const fitting: { readonly [kind: string]: readonly (string | number)[] } = {
  ref: ['0190-abcd', '0190-abce'],
  text: ['A'],
  day: ['2026-03-02'],
};

test('[ROLES9] every comparison that is offered may stand in a rule, and is read back as what it was', () => {
  for (const noun of nounNames.filter((one) => one !== 'credential')) {
    for (const field of comparable(noun)) {
      const declared = fieldNamed(noun, field);
      if (!declared) throw new Error(field);
      for (const asking of askingsOf(declared)) {
        const values = declared.kind === 'enum' ? (declared.values ?? []) : (fitting[declared.kind] ?? [12]);
        const given =
          takes(declared, asking) === 'one' ? values.slice(0, 1) : takes(declared, asking) === 'none' ? [] : values;
        const leaf = leafOf(noun, field, asking, given);
        expect(conditionFault(noun, leaf), `${noun}.${field} ${asking}`).toBeNull();
        expect(askingOf(noun, leaf), `${noun}.${field} ${asking}`).toBe(asking);
        if (asking !== 'yes' && asking !== 'no') expect(valuesOf(leaf)).toEqual(given);
      }
    }
  }
});

test('[ROLES10] a comparison that lacks its value can stand in no rule', () => {
  expect(conditionFault('order', leafOf('order', 'warehouseId', 'is'))).toMatchObject({ fault: 'wrong_value' });
  expect(conditionFault('order', leafOf('order', 'warehouseId', 'is_not'))).toMatchObject({ fault: 'wrong_value' });
  expect(conditionFault('order', leafOf('order', 'promisedOn', 'from'))).toMatchObject({ fault: 'wrong_value' });
  expect(conditionFault('order', firstLeaf('order', 'status'))).toBeNull();
  expect(conditionFault('order', firstLeaf('order', 'total'))).toBeNull();
});

test('[ROLES11] a condition keeps its meaning through its editor', () => {
  const leaf: Leaf = { field: 'openHolds', is: 'gt', value: 0 };
  const nested: Condition = { any: [leaf, { not: leaf }] };
  const conditions: (Condition | null)[] = [
    null,
    leaf,
    { all: [leaf, leaf] },
    nested,
    { not: nested },
    { all: [nested, leaf] },
  ];
  for (const { rules } of startingRoles) conditions.push(...rules.map(({ when }) => when));
  const sorted = (condition: Condition | null): unknown =>
    JSON.stringify(condition, (_, value) =>
      Array.isArray(value) ? [...value].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : value,
    );
  for (const condition of conditions) expect(sorted(conditionOf(shapeOf(condition)))).toBe(sorted(condition));
});
