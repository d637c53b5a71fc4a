import { expect, test } from 'vitest';
import { rightsOf } from '../../../shared/access/permit.ts';
import { startingRoles } from '../../../shared/access/roles.ts';
import type { Rule } from '../../../shared/access/rule.ts';
import { previewOf } from './preview.ts';

const rulesOfRole = (code: string): readonly Rule[] => startingRoles.find((role) => role.code === code)?.rules ?? [];
const seller = { id: 'seller-1', teamId: null, warehouses: [] };
/** An order as the administrator sees it: basics and names, no amounts. */
const seen = {
  id: 'o1',
  number: 'SO-1',
  status: 'confirmed',
  sellerId: 'seller-1',
  customerName: 'Acme',
  warehouseId: 'w1',
};

test('[ROLES12] what the role sees and the onlooker does not is there, masked', () => {
  const told = previewOf(rightsOf(rulesOfRole('sales_rep'), seller), 'order', seen);
  expect(told.sees).toBe('yes');
  expect(told.fields.find(({ name }) => name === 'customerName')).toMatchObject({ state: 'shown', value: 'Acme' });
  expect(told.fields.find(({ name }) => name === 'total')).toEqual({
    name: 'total',
    group: 'amounts',
    state: 'masked',
    value: null,
  });
  expect(told.absent).toEqual(['cost']);
  expect(told.deeds).toContain('submit');
  expect(told.deeds).not.toContain('review');
});

test('[ROLES13] an order out of the rows of the role is not there at all', () => {
  const told = previewOf(rightsOf(rulesOfRole('sales_rep'), { ...seller, id: 'seller-2' }), 'order', seen);
  expect(told).toMatchObject({ sees: 'no', fields: [], deeds: [], hangsOn: [] });
});

test('[ROLES14] what hangs on a field that the onlooker may not read is not guessed', () => {
  const paid: Rule = {
    on: 'order',
    may: 'read',
    scope: 'all',
    when: { field: 'payment', is: 'eq', value: 'paid' },
    groups: ['basics', 'amounts'],
  };
  expect(previewOf(rightsOf([paid], seller), 'order', seen)).toMatchObject({ sees: 'unknown', hangsOn: ['payment'] });
  const both = previewOf(rightsOf([paid, { ...paid, when: null, groups: ['basics'] }], seller), 'order', seen);
  expect(both).toMatchObject({ sees: 'yes', hangsOn: ['payment'] });
  expect(both.fields.map(({ name }) => name)).not.toContain('total');
});
