import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { derivedId } from '../../shared/base/id.ts';
import { markIndex, markOf, meet } from './marks.ts';

test('[S3] every text has a mark of eight digits, equal ones the same, and ids one of their own', () => {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE "line" ("ref" text, "parent" text)');
  db.exec(markIndex('line', ['ref', 'parent']).sql);
  const mark = db.prepare(`SELECT ${markOf('?1')} AS "mark"`);
  const put = db.prepare('INSERT INTO "line" VALUES (?1, ?1)');
  const marked = (text: string): string => {
    put.run(text);
    return String(mark.get(text)?.mark);
  };
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .tuple(fc.string({ minLength: 26, maxLength: 30 }), fc.stringMatching(/^[0-9a-fA-F-]{0,9}$/))
      .map(([a, b]) => a + b),
    fc.uuid(),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(marked(text)).toMatch(/^[0-9a-fA-F]{8}$/);
    }),
  );
  expect(['', 'row-0001', 'id-a'].map(marked)).toEqual(['00000000', '00000000', '00000000']);
  expect(marked('01900000-0000-7000-8300-0000000f4238')).toBe('000f4238');
  const ids = Array.from({ length: 2_000 }, (_, n) => derivedId('mark', String(n)));
  expect(new Set(ids.map(marked)).size).toBe(ids.length);
  const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT ${markOf('"parent"')} FROM "line" WHERE ${markOf('"ref"')} = ?`);
  expect(plan.all('00000000').map(({ detail }) => detail)).toEqual([expect.stringMatching(/COVERING INDEX line_ref/)]);
  db.close();
});

test('[S3] marks meet where each of the lists has them, whatever they are, and not beyond what is said', () => {
  const few = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 });
  const any = fc.array(fc.integer({ min: 0, max: 0xffffffff }), { maxLength: 60 });
  const signs = (list: readonly number[]): string[] => list.map((mark) => mark.toString(16).padStart(8, '0'));
  fc.assert(
    fc.property(fc.array(fc.oneof(few, any), { minLength: 2, maxLength: 4 }), (lists) => {
      const [first = [], ...others] = lists.map(signs);
      const wanted = new Set(first.filter((mark) => others.every((other) => other.includes(mark))));
      const texts = lists.map((list) => signs(list).join(''));
      expect(meet(1_000, ...texts)).toBe(JSON.stringify([...wanted]));
      expect(meet(wanted.size, ...texts)).not.toBeNull();
      if (wanted.size > 0) expect(meet(wanted.size - 1, ...texts)).toBeNull();
    }),
  );
  // Ends of ids that are none of ours: nothing is known by them.
  for (const strange of ['000000', '0000000g', '00000001order-17']) {
    expect(meet(1_000, '00000001', strange)).toBeNull();
    expect(meet(1_000, strange, '00000001')).toBeNull();
  }
});
