import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, endOfMonth } from '../../shared/base/day.ts';
import { rangesOf } from './summary.ask.ts';
import { monthKey } from './summary.fold.ts';

test('[E1] whole months and the days beside them hold each day of a period once, and no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 900 }), (start, length) => {
      const from = addDays('2019-01-01', start);
      const to = addDays(from, length);
      const days: string[] = [];
      for (const [first, last] of rangesOf({ from, to })) {
        if (!first.startsWith('M')) {
          for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
          continue;
        }
        for (let month = `${first.slice(1)}-01`; monthKey(month) <= last; month = addDays(endOfMonth(month), 1))
          for (let day = month; day <= endOfMonth(month); day = addDays(day, 1)) days.push(day);
      }
      const wanted = Array.from({ length: length + 1 }, (_, n) => addDays(from, n));
      expect(days.sort()).toEqual(wanted);
    }),
  );
});
