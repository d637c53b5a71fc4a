import { expect, test } from 'vitest';
import { asksOf } from './saved_view.asks.ts';

const query = (filter: unknown, more = ''): string =>
  `${more}filter=${encodeURIComponent(typeof filter === 'string' ? filter : JSON.stringify(filter))}`;
const leaf = (field: string) => ({ field, is: 'eq', value: null });

test('[S3] [P3] a view asks for the groups of the fields that its filter names, wherever they stand in it', () => {
  const where = {
    all: [leaf('id'), leaf('status'), { any: [leaf('margin'), { not: { all: [leaf('total'), leaf('cost')] } }] }],
  };
  expect(asksOf('order', query(where))).toBe('amounts basics cost');
  expect(asksOf('order', query(where).replaceAll('%20', '+'))).toBe('amounts basics cost');
});

test('[S3] what holds no value of a field asks for nothing', () => {
  for (const text of ['', 'sort=-margin&cols=number,margin', 'q=', 'q=+', 'filter=', query(leaf('id'))])
    expect([text, asksOf('order', text)]).toEqual([text, '']);
});

test('[S3] [P3] a search asks for every field that it goes through, those of what the rows are found by too', () => {
  const found = 'basics notes order_line.basics party product.basics';
  expect(asksOf('order', 'q=Bay+%E5%92%8C%E5%B9%B3')).toBe(found);
  expect(asksOf('order', query(leaf('margin'), 'q=Bay&'))).toBe(`basics cost ${found.slice('basics '.length)}`);
  expect([asksOf('customer', 'q=Bay'), asksOf('stock', 'q=Bay')]).toEqual(['basics terms', 'basics']);
});

test('[S3] [P3] of what is no question of the list nobody can say what it filters by', () => {
  for (const text of [
    query(leaf('creditLimit')),
    query(leaf('toString')),
    query(leaf('order.total')),
    query('{"field":"total"'),
    query('7'),
    query('null'),
    query({ field: 'total', is: 'has', value: 'x' }),
    query({ ...leaf('status'), more: leaf('margin') }),
    // Read twice: a page would take one of them, and the other stand there all the same.
    `${query(leaf('margin'))}&${query(leaf('status'))}`,
    query(leaf('status'), 'note=42&'),
    query(leaf('status'), '%66ilter=x&'),
    'q=%E5%9',
  ])
    expect([text, asksOf('order', text)]).toEqual([text, null]);
  // Sealed at rest, and structured: neither can be filtered by.
  expect([asksOf('contact', query(leaf('name'))), asksOf('board', query(leaf('tiles')))]).toEqual([null, null]);
});
