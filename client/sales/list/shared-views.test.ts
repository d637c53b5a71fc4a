import { expect, test } from 'vitest';
import { sharedViews } from './shared-views.ts';

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
