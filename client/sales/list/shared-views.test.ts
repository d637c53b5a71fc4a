import { expect, test } from 'vitest';
import { rightsOf } from '../../../shared/access/permit.ts';
import { startingRoles } from '../../../shared/access/roles.ts';
import { emptyQuestion, type Question } from './question.ts';
import { countedOf, mayAsk, mayGoOn, sharedViews } from './shared-views.ts';

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

test('[S3] [P11] a view that ended is gone on with by what is the reader’s of it: what they typed themselves stands', () => {
  const rules = startingRoles.find(({ code }) => code === 'sales_rep')?.rules ?? [];
  const rightsBut = (group: string) =>
    rightsOf(
      rules.map((rule) => ({ ...rule, groups: rule.groups.filter((one) => one !== group) })),
      { id: 'me', teamId: null, warehouses: [] },
    );
  const asks = (parts: Partial<Question>): Question => ({ ...emptyQuestion, ...parts });
  const narrow = rightsBut('notes');
  const status = asks({ where: { field: 'status', is: 'eq', value: 'confirmed' } });
  // Who does not read all that a search goes through has typed a word on top of a view that searches for nothing.
  expect(mayAsk(narrow, 'order', asks({ search: 'SO-1' }))).toBe(false);
  expect(mayGoOn(narrow, 'order', { ...status, search: 'SO-1' }, status)).toBe(true);
  const sought = { ...status, search: 'Harbour' };
  expect(mayGoOn(narrow, 'order', sought, sought)).toBe(false);
  expect(mayGoOn(narrow, 'order', { ...sought, search: 'Harbour 7' }, sought)).toBe(false);
  expect(mayGoOn(narrow, 'order', { ...sought, search: 'SO-1' }, sought)).toBe(true);
  expect(mayGoOn(rightsBut(''), 'order', sought, sought)).toBe(true);
  // By what the view filters it is judged, whatever was typed since.
  const total = asks({ where: { field: 'total', is: 'ge', value: 1 } });
  expect(mayGoOn(rightsBut('amounts'), 'order', { ...total, search: 'SO-1' }, total)).toBe(false);
});
