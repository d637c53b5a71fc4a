import { expect, test } from 'vitest';
import { arranged, matching, matchOf } from './palette-match.ts';

test('[S3] the palette finds by any words, whatever their case, accents or width', () => {
  expect(matchOf('Formosa Kitchenware', 'kit FOR')).not.toBe(0);
  expect(matchOf('Café Überland', 'cafe uber')).not.toBe(0);
  expect(matchOf('SO-104158', 'ＳＯ-1041')).toBe(3);
  expect(matchOf('揀貨佇列', '佇列')).toBe(1);
  expect(matchOf('Orders', 'stock')).toBe(0);
});

test('[S3] what begins with the words goes before what only holds them', () => {
  const items = ['Reorder list', 'Pick order', 'Orders', 'Customers'].map((label) => ({ label }));
  expect(matching(items, 'order').map(({ label }) => label)).toEqual(['Orders', 'Pick order', 'Reorder list']);
  expect(matching(items, ' ')).toHaveLength(4);
});

test('[S3] a page that begins with the words goes before the rows that were found, and the others behind them', () => {
  const group = (id: string, ...labels: string[]) => ({ id, items: labels.map((label) => ({ label })) });
  const found = [group('orders', 'SO-001501'), group('products', 'KT-04A')];
  const own = [group('actions', 'Keyboard shortcuts'), group('pages', 'Board', 'Own boards')];
  const order = (query: string) => arranged(found, own, query).map(({ id }) => id);
  expect(order('board')).toEqual(['pages', 'orders', 'products', 'actions']);
  expect(order('oard')).toEqual(['orders', 'products', 'actions', 'pages']);
  expect(order(' ')).toEqual(['orders', 'products', 'actions', 'pages']);
});
