import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { insertedRow } from '../../base/changes.ts';
import { holds } from '../../base/condition.ts';
import { addDays } from '../../base/day.ts';
import { buckets } from '../ageing.ts';
import { clockId, misread, turn } from './day.rules.ts';
import { itemReading } from './item.ts';
import { receivable } from './receivable.fields.ts';

const anyItem = fc.record({
  late: fc.integer({ min: -3, max: 95 }),
  bucket: fc.constantFrom(...receivable.fields.bucket.values),
  overdue: fc.boolean(),
  open: fc.integer({ min: 1, max: 9 }),
});
const day = '2026-03-02';

describe('[P8] a day that turns', () => {
  property.prop([anyItem], { numRuns: 2000 })('finds exactly the items that read otherwise', ({ late, ...cells }) => {
    const item = insertedRow('receivable', 'item', { ...cells, status: 'open', dueOn: addDays(day, -late) });
    const { bucket, overdue } = itemReading(item, item.open, day);
    expect(holds(misread(day), item)).toBe(bucket !== item.bucket || overdue !== item.overdue);
  });

  test('knows each boundary between two buckets', () => {
    for (let late = -1; late <= 92; late++) {
      const dueOn = addDays(day, -late);
      const right = late <= 0 ? 0 : Math.min(4, Math.ceil(late / 30));
      buckets.forEach((bucket, n) => {
        const item = insertedRow('receivable', 'item', { bucket, overdue: late > 0, open: 1, status: 'open', dueOn });
        expect([late, bucket, holds(misread(day), item)]).toEqual([late, bucket, n !== right]);
      });
    }
  });

  test('moves a customer’s credit status by items in its own currency only', () => {
    const item = (id: string, currency: string) =>
      insertedRow('receivable', id, {
        customerId: 'c',
        orderId: `o-${id}`,
        currency,
        open: 5,
        status: 'open',
        dueOn: '2026-03-01',
      });
    const facts = {
      target: null,
      more: false,
      orders: [insertedRow('order', 'o-a', {}), insertedRow('order', 'o-b', {})],
      customers: [insertedRow('customer', 'c', { currency: 'TWD' })],
      holds: [],
      overdue: new Map(),
    };
    const changed = (items: ReturnType<typeof item>[]) => {
      const decision = turn({ ...facts, items }, { day });
      return 'changes' in decision ? decision.changes.map(({ noun, id }) => `${noun} ${id}`) : [];
    };
    expect(changed([item('a', 'USD')])).toEqual(['receivable a', 'order o-a', `setting ${clockId}`]);
    expect(changed([item('b', 'TWD')])).toEqual(['receivable b', 'order o-b', 'customer c', `setting ${clockId}`]);
  });
});
