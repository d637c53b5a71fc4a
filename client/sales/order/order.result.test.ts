import { createPinia, setActivePinia } from 'pinia';
import { expect, test } from 'vitest';
import { useMe } from '../../access/me.ts';
import { tellResult, useResults } from './order.result.ts';

test('[P3] what became of an order is told to whoever submitted it, and not to the next who signs in on this page', () => {
  setActivePinia(createPinia());
  const me = useMe();
  const signIn = (id: string): void => me.$patch({ me: { person: { id } } as never, known: true });
  const line = { id: 'line', sku: 'SKU-1', fulfilment: 'backordered', quantity: 5, reserved: 2 };
  const rows = [
    { noun: 'order', id: 'order', row: { id: 'order', status: 'confirmed' } },
    { noun: 'order_line', id: 'line', row: line },
  ];
  signIn('rep');
  tellResult('order', { ok: true, answer: null, rows } as unknown as Parameters<typeof tellResult>[1]);
  expect(useResults().of('order')).toEqual({ status: 'confirmed', holds: [], short: [{ sku: 'SKU-1', quantity: 3 }] });
  me.forget();
  expect(useResults().of('order')).toBeUndefined();
  signIn('op');
  expect(useResults().of('order')).toBeUndefined();
});
