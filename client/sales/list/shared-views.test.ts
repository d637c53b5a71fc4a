import { expect, test } from 'vitest';
import { countedOf, sharedViews } from './shared-views.ts';

const names: { readonly [id: string]: string } = { kuo: 'Kuo Chen', fen: 'Fen Chang', other: 'Fen Chang' };
const share = (id: string, viewId: string, ownerId: string, name: string) => ({ id, viewId, ownerId, name, query: '' });
const shown = (rows: Parameters<typeof sharedViews>[0]) =>
  sharedViews(rows, 'me', (id) => names[id] ?? '…', 'en').map(({ id, by }) => `${id} by ${by}`);

test('[S3] views of others stand under who shares them, each once, those of two of one name apart', () => {
  expect(
    shown([
      share('1', 'late', 'kuo', 'Late'),
      share('2', 'big', 'other', 'Big'),
      share('3', 'urgent', 'fen', 'Urgent'),
      share('4', 'late', 'kuo', 'Late'),
      share('5', 'small', 'other', 'Small'),
      share('6', 'again', 'fen', 'Again'),
    ]),
  ).toEqual([
    'again by Fen Chang',
    'urgent by Fen Chang',
    'big by Fen Chang',
    'small by Fen Chang',
    'late by Kuo Chen',
  ]);
});

test('[S3] what one shares with a role of one’s own is no other’s view, and a row that is not shown whole is none', () => {
  expect(shown([share('1', 'mine', 'me', 'Mine'), { id: '2', name: 'Half' }])).toEqual([]);
});

test('[S3] of what others share the first few are counted and the open one, one’s own and the product’s all', () => {
  const own = Array.from({ length: 20 }, (_, at) => ({ id: `own-${at}`, by: null }));
  const others = Array.from({ length: 200 }, (_, at) => ({ id: `kuo-${at}`, by: { id: 'kuo' } }));
  const counted = (open?: string) => countedOf([...own, ...others], open).map(({ id }) => id);
  const few = ['kuo-0', 'kuo-1', 'kuo-2', 'kuo-3', 'kuo-4', 'kuo-5'];
  const mine = own.map(({ id }) => id);
  expect(counted()).toEqual([...mine, ...few]);
  expect(counted('kuo-3')).toEqual([...mine, ...few]);
  expect(counted('kuo-150')).toEqual([...mine, ...few, 'kuo-150']);
});
