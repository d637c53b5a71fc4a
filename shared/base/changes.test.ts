import { expect, test } from 'vitest';
import { folded, insertedRow, rowsAfter } from './changes.ts';
import type { Change } from './decision.ts';

const insert = (set: object): Change => ({ op: 'insert', noun: 'team', id: 'a', set });
const update = (set: object): Change => ({ op: 'update', noun: 'team', id: 'a', set });
const gone: Change = { op: 'delete', noun: 'team', id: 'a' };

test('[W4] one change for each row, the later field wins, what came and went is not mentioned', () => {
  expect(folded([insert({ name: 'x' }), update({ name: 'y' })])).toEqual([insert({ name: 'y' })]);
  expect(folded([update({ name: 'x' }), update({})])).toEqual([update({ name: 'x' })]);
  expect(folded([update({ name: 'x' }), gone])).toEqual([gone]);
  expect(folded([insert({}), gone])).toEqual([]);
  expect(() => folded([gone, update({})])).toThrow('after it was deleted');
});

test('[W4] rows as the changes leave them', () => {
  const row = insertedRow('team', 'a', { name: 'x' });
  expect(rowsAfter('team', [row], [update({ name: 'y' })])).toEqual([{ id: 'a', name: 'y' }]);
  expect(rowsAfter('team', [], [insert({})])).toEqual([{ id: 'a', name: '' }]);
  expect(rowsAfter('team', [row], [gone])).toEqual([]);
  expect(rowsAfter('team', [row], [{ op: 'delete', noun: 'order', id: 'a' }])).toEqual([row]);
});
