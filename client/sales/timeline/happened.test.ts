import { expect, test, vi } from 'vitest';
import type { Happening } from '../../../shared/audit/happening.ts';
import { words } from '../../words/words.ts';
import { entriesOf } from './happened.ts';

vi.spyOn(words, 'partOf').mockImplementation((part, of) => `${part}, ${of}`);

const telling = { currency: 'TWD', timeZone: 'Asia/Taipei', today: '2026-03-02', now: 0, about: 'order' as const };
const happening = (command: string, changes: Happening['changes']): Happening => ({
  at: 1,
  who: 'Lin',
  command,
  why: null,
  changes,
});
const update = (noun: string, title: string, fields: Happening['changes'][number]['fields']) => ({
  noun,
  id: 'x',
  op: 'update' as const,
  title,
  fields,
});

test('[S3] a change is told field by field, a line with its SKU, and what follows from it is left out', () => {
  const [entry] = entriesOf(
    [
      happening('order.update', [
        update('order', 'SO-1', [
          { field: 'customerId', old: 'a', new: 'b' },
          { field: 'total', old: 100, new: 2_000 },
          { field: 'notes', old: null, new: 'Call' },
        ]),
        update('order_line', 'A-1', [{ field: 'quantity', old: 40, new: 60 }]),
        update('pick', 'A-1', [{ field: 'stockId', old: 's', new: 't' }]),
      ]),
    ],
    telling,
  );
  expect(entry?.changes).toEqual([
    { label: 'total', from: '100', to: '2,000' },
    { label: 'notes', from: null, to: 'Call' },
    { label: 'quantity, A-1', from: '40', to: '60' },
  ]);
});

test('[S3] a line that came or went is told by its quantity in its unit', () => {
  const fields = [
    { field: 'quantity', old: null, new: 200 },
    { field: 'unit', old: null, new: 'BOX' },
    { field: 'unitFactor', old: null, new: 100 },
  ];
  const gone = fields.map(({ field, new: old }) => ({ field, old, new: null }));
  const [entry] = entriesOf(
    [
      happening('order.update', [
        { noun: 'order_line', id: '1', op: 'insert', title: 'A-1', fields },
        { noun: 'order_line', id: '2', op: 'delete', title: 'B-1', fields: gone },
      ]),
    ],
    telling,
  );
  expect(entry?.changes).toMatchObject([
    { label: 'A-1', to: '2 BOX' },
    { label: 'B-1', from: '2 BOX' },
  ]);
});

test('[S3] what a command did that the reader may not see did not happen', () => {
  expect(entriesOf([happening('unknown.command', [])], telling)).toEqual([]);
  const passing = happening('order.create', [update('customer', 'C', [{ field: 'exposure', old: 1, new: 2 }])]);
  expect(entriesOf([passing], { ...telling, about: 'customer' })).toEqual([]);
});
