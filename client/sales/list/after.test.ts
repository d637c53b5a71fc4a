import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Seen } from '../../../shared/access/project.ts';
import { compareRows, matches } from '../../../shared/live/apply.ts';
import type { Sort } from '../../../shared/live/protocol.ts';
import { afterKey, keyOf } from './after.ts';

const row = fc.record({
  id: fc.uuid(),
  number: fc.constantFrom('SO-1', 'SO-2', 'SO-3'),
  promisedOn: fc.constantFrom(null, '2026-01-01', '2026-02-01'),
  lineCount: fc.integer({ min: 0, max: 3 }),
});
const sort: fc.Arbitrary<Sort> = fc
  .uniqueArray(fc.constantFrom('number', 'promisedOn', 'lineCount'), { maxLength: 3 })
  .chain((fields) =>
    fc.tuple(...fields.map((field) => fc.boolean().map((down) => (down ? { field, down } : { field })))),
  );

test('[S3] windows by key hold every row once, whatever the sort and the empty cells', () => {
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 40 }), sort, fc.nat(39), (rows, by, at) => {
      const all = [...(rows as Seen[])].sort((a, b) => compareRows(by, a, b));
      const last = all[at];
      if (!last) return;
      const next = all.filter((one) => matches(afterKey('order', by, keyOf(by, last)), one));
      expect(next).toEqual(all.slice(at + 1));
    }),
    { numRuns: 600 },
  );
});
