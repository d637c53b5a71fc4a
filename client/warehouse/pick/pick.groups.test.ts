import { expect, test } from 'vitest';
import { groupsOf } from './pick.groups.ts';
import { type PickRow, picksWith } from './pick.pending.ts';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
const pick = (id: string, more: Partial<PickRow> = {}): PickRow => ({
  id,
  orderId: 'o1',
  orderNumber: 'SO-1',
  promisedOn: '2026-03-02',
  sequence: Number(id),
  status: 'reserved',
  quantity: 5,
  ...more,
});
const claimedBy = (who: string, hours = 1) =>
  ({ status: 'claimed', claimedBy: who, claimedName: who, claimedAt: NOW - hours * HOUR }) as const;

test('[W4] orders stand by promise, each with its lines along the walk and who picks them', () => {
  const groups = groupsOf(
    [
      pick('9', { orderId: 'o2', orderNumber: 'SO-2', promisedOn: null }),
      pick('3', claimedBy('me')),
      pick('1', claimedBy('Lo')),
      pick('2'),
      pick('4', { status: 'picked', quantity: 2 }),
      pick('8', { orderId: 'o3', orderNumber: 'SO-3', promisedOn: '2026-03-01' }),
    ],
    'me',
    NOW,
  );
  expect(groups.map(({ number }) => number)).toEqual(['SO-3', 'SO-1', 'SO-2']);
  expect(groups[1]).toMatchObject({ others: ['Lo'], pieces: 15 });
  expect(groups[1]?.picks.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
  expect(groups[1]?.mine.map(({ id }) => id)).toEqual(['3']);
  expect(groups[1]?.free.map(({ id }) => id)).toEqual(['2']);
});

test('[W4] a claim of somebody who went home is free again', () => {
  const [group] = groupsOf([pick('1', claimedBy('Lo', 9))], 'me', NOW);
  expect(group).toMatchObject({ others: [], mine: [] });
  expect(group?.free).toHaveLength(1);
});

test('[W4] what was done without a line shows as done, in its order, and leaves when it is refused', () => {
  const rows = [pick('1', claimedBy('me')), pick('2', claimedBy('me')), pick('3', claimedBy('Lo'))];
  const confirm = { name: 'pick.confirm', input: { id: '1', picked: 3, shortReason: 'Not there' } };
  const kept = [
    confirm,
    { name: 'pick.unclaim', input: { orderId: 'o1' } },
    { name: 'order.pack', input: { id: '2' } },
  ];
  expect(picksWith(rows, kept, 'me').map(({ status, pending }) => [status, pending ?? false])).toEqual([
    ['picked', true],
    ['reserved', true],
    ['claimed', false],
  ]);
  expect(picksWith(rows, [confirm], 'me')[0]).toMatchObject({ picked: 3, quantity: 3 });
  const undone = picksWith(rows, [confirm, { name: 'pick.put_back', input: { id: '1' } }], 'me');
  expect(undone[0]).toMatchObject({ status: 'reserved', picked: 0, claimedBy: null });
  expect(picksWith(rows, [{ name: 'pick.claim', input: { ids: ['3'] } }], 'me')).toEqual(rows);
  expect(picksWith(rows, [], 'me')).toEqual(rows);
});
