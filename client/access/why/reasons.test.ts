import { expect, test } from 'vitest';
import { reasonsOf } from './reasons.ts';

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
