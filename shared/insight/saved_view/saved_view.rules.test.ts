import { expect, test } from 'vitest';
import type { RowOf } from '../../catalogue.ts';
import { save } from './saved_view.rules.ts';

const filter = (field: string): string =>
  `filter=${encodeURIComponent(JSON.stringify({ field, is: 'eq', value: null }))}`;
const moment = { newId: () => 'view-0002', actor: { id: 'anna' } };
const target = {
  id: 'view-0001',
  ownerId: 'anna',
  on: 'order',
  name: 'Late',
  query: filter('total'),
  shares: [],
} as unknown as RowOf<'saved_view'>;
const shares = [{ id: 'share-1' }] as unknown as readonly RowOf<'saved_view_share'>[];

test('[S3] a view that is only named anew asks what it did, of whoever it is shared with as well', () => {
  expect(save({ target, shares, own: 0 }, { on: 'order', name: 'Too late' }, moment)).toMatchObject({
    changes: [
      { id: 'view-0001', set: { name: 'Too late', query: filter('total') } },
      { id: 'share-1', set: { name: 'Too late', query: filter('total'), asks: 'amounts' } },
    ],
  });
  const anew = { on: 'order', name: 'Late', query: '' };
  expect(save({ target, shares, own: 0 }, anew, moment)).toMatchObject({
    changes: [{ set: { query: '' } }, { set: { query: '', asks: '' } }],
  });
});

test('[S3] a new view without a question asks nothing of its list', () => {
  expect(save({ target: null, shares: [], own: 0 }, { on: 'order', name: 'All' }, moment)).toMatchObject({
    changes: [{ op: 'insert', set: { ownerId: 'anna', name: 'All', query: '' } }],
  });
});
