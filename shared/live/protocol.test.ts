import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { unstorable } from '../base/text.ts';
import { filterSchema, LIMITS, openSchema } from './protocol.ts';

const leaf = { field: 'number', is: 'eq', value: 'SO-000001' };
const nested = (wrap: (inner: unknown) => unknown, depth: number): unknown => {
  let filter: unknown = leaf;
  for (let i = 0; i < depth; i++) filter = wrap(filter);
  return filter;
};
const not = (inner: unknown) => ({ not: inner });
const all = (inner: unknown) => ({ all: [inner, leaf] });

describe('[TEXT2] a question nested without end is refused, and ends nobody', () => {
  test.each([
    ['not', not],
    ['all', all],
  ])('%s', (_name, wrap) => {
    expect(v.safeParse(filterSchema, nested(wrap, LIMITS.depth - 1)).success).toBe(true);
    for (const depth of [LIMITS.depth * 3, 2_000, 9_000])
      expect(v.safeParse(openSchema, { noun: 'order', where: nested(wrap, depth) }).success).toBe(false);
  });

  test('an input of a command likewise', () => {
    const deep: unknown = JSON.parse('['.repeat(30_000) + ']'.repeat(30_000));
    expect(unstorable({ set: { value: deep } })).toMatch(/^set\.value/);
    expect(unstorable({ set: { value: nested(not, 20) } })).toBeNull();
  });
});
