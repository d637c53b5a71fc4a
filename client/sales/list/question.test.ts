import { expect, test } from 'vitest';
import type { Filter } from '../../../shared/live/protocol.ts';
import {
  emptyQuestion,
  groupedClauses,
  namedFields,
  type Question,
  queryOf,
  questionFrom,
  questionOfText,
  questionText,
  resolved,
  withField,
} from './question.ts';

const held: Filter = { field: 'openHolds', is: 'gt', value: 0 };
const question: Question = {
  search: '和平 SO-1',
  where: { all: [held, { field: 'status', is: 'in', value: ['submitted', 'confirmed'] }] },
  sort: [{ field: 'total', down: true }, { field: 'number' }],
  columns: ['number', 'customerName'],
};

test('[S3] a link is a view: what stands in the address is the whole question', () => {
  expect(questionFrom(queryOf(question, emptyQuestion), emptyQuestion)).toEqual(question);
  expect(questionOfText(questionText(question))).toEqual(question);
});

test('[S3] a view that was not changed needs no more than its name', () => {
  expect(queryOf(question, question)).toEqual({});
  const without = { ...question, where: null, search: '' };
  expect(queryOf(without, question)).toEqual({ filter: '', q: '' });
  expect(questionFrom(queryOf(without, question), question)).toEqual(without);
});

test('[S3] an address that somebody cut is no filter, not an error', () => {
  for (const filter of ['{"field":', '7', '[]', '{"x":1}', 'null'])
    expect(questionFrom({ filter }, emptyQuestion).where).toBeNull();
  expect(questionFrom({ filter: ['{"field":"a","is":"eq","value":1}', 'x'] }, emptyQuestion).where).toEqual({
    field: 'a',
    is: 'eq',
    value: 1,
  });
});

test('[S3] a saved view means its reader and the day of reading', () => {
  const moment = { me: 'p-1', today: '2026-02-27' };
  const where: Filter = {
    all: [
      { field: 'sellerId', is: 'in', value: ['@me', 'p-2'] },
      { not: { any: [{ field: 'promisedOn', is: 'lt', value: '@today' }] } },
      { field: 'promisedOn', is: 'le', value: '@today+3' },
      { field: 'number', is: 'eq', value: '@home' },
    ],
  };
  expect(resolved(where, moment)).toEqual({
    all: [
      { field: 'sellerId', is: 'in', value: ['p-1', 'p-2'] },
      { not: { any: [{ field: 'promisedOn', is: 'lt', value: '2026-02-27' }] } },
      { field: 'promisedOn', is: 'le', value: '2026-03-02' },
      { field: 'number', is: 'eq', value: '@home' },
    ],
  });
  expect(namedFields(where)).toEqual(['sellerId', 'promisedOn', 'promisedOn', 'number']);
});

test('[S3] what is said of one field is one chip and is changed in its place', () => {
  const where: Filter = {
    all: [{ field: 'promisedOn', is: 'ge', value: 'a' }, held, { field: 'promisedOn', is: 'le', value: 'b' }],
  };
  expect(groupedClauses(where)).toEqual([
    { field: 'promisedOn', leaves: [where.all[0], where.all[2]] },
    { field: 'openHolds', leaves: [held] },
  ]);
  expect(withField(where, 'promisedOn', [{ field: 'promisedOn', is: 'eq', value: 'c' }])).toEqual({
    all: [{ field: 'promisedOn', is: 'eq', value: 'c' }, held],
  });
  expect(withField(held, 'openHolds', [])).toBeNull();
  expect(withField(null, 'openHolds', [held as never])).toEqual(held);
});
