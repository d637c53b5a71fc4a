import { expect, test } from 'vitest';
import { reasonsOf, reasonsWithout } from './reasons.ts';

const me = { id: 'seller-1', teamId: null, warehouses: ['w1'] };
const row = {
  id: 'o1',
  status: 'draft',
  sellerId: 'seller-2',
  sellerName: 'Chen',
  warehouseId: 'w2',
  warehouseCode: 'KHH',
};

test('[WHY4] a row out of scope says whose it is, as far as the reader may know', () => {
  expect(reasonsOf('order', { scope: 'own', when: null }, row, me)).toEqual([{ kind: 'owner', name: 'Chen' }]);
  const { sellerName: _, ...nameless } = row;
  expect(reasonsOf('order', { scope: 'own', when: null }, nameless, me)).toEqual([{ kind: 'owner', name: null }]);
  expect(reasonsOf('order', { scope: 'warehouse', when: null }, row, me)).toEqual([{ kind: 'warehouse', name: 'KHH' }]);
  expect(reasonsOf('order', { scope: 'team', when: null }, row, me)).toEqual([{ kind: 'team', name: null }]);
  expect(reasonsOf('order', { scope: 'own', when: null }, { ...row, sellerId: me.id }, me)).toEqual([]);
});

test('[WHY5] a condition says the fact that it runs up against, and never a field that the reader does not see', () => {
  const when = {
    all: [
      { field: 'status', is: 'in', value: ['confirmed'] },
      { field: 'payment', is: 'eq', value: 'paid' },
    ],
  } as const;
  expect(reasonsOf('order', { scope: 'all', when }, row, me)).toEqual([
    { kind: 'fact', field: 'status', value: 'draft' },
  ]);
  const either = { any: [when.all[0], { field: 'status', is: 'eq', value: 'submitted' }] } as const;
  expect(reasonsOf('order', { scope: 'all', when: either }, row, me)).toHaveLength(1);
  expect(reasonsOf('order', { scope: 'all', when: either }, { ...row, status: 'submitted' }, me)).toEqual([]);
});

test('[WHY9] where no row at all is reached, it says that the reader has no team or no warehouse', () => {
  expect(reasonsWithout({ scope: 'team' }, me)).toEqual([{ kind: 'no_team' }]);
  expect(reasonsWithout({ scope: 'team' }, { ...me, teamId: 't1' })).toEqual([]);
  expect(reasonsWithout({ scope: 'warehouse' }, { ...me, warehouses: [] })).toEqual([{ kind: 'no_warehouse' }]);
  expect(reasonsWithout({ scope: 'warehouse' }, me)).toEqual([]);
  expect(reasonsWithout({ scope: 'own' }, me)).toEqual([]);
});
