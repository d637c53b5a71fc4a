import { describe, expect, test } from 'vitest';
import { viewOf } from '../../shared/access/project.ts';
import { always } from '../../shared/base/condition.ts';
import { isRefusal } from '../../shared/base/decision.ts';
import type { FigureTold } from '../../shared/insight/figure.ts';
import type { Entry } from '../audit/change-log.ts';
import type { Asked } from './figure.anew.ts';
import { FigureRooms } from './figure.rooms.ts';
import type { FigureMeans } from './figure.ts';

const sale = (position: number): Entry =>
  ({
    position,
    noun: 'order',
    rowId: `o${position}`,
    before: null,
    after: { id: `o${position}`, version: 1, status: 'submitted', submittedAt: Date.UTC(2026, 2, 2, 3) },
  }) as unknown as Entry;

/** Rooms over sums that are answered when the test says so. */
const standing = () => {
  const told: FigureTold[] = [];
  const faults: unknown[] = [];
  let asked: { answer: (found: Asked) => void; fail: (error: Error) => void } | null = null;
  const figures = {
    today: () => '2026-03-02',
    reckoning: () => ({ currency: 'TWD', zone: 'Asia/Taipei' }),
    kept: {
      carries: () => true,
      sumsOf: () =>
        new Promise<Asked>((answer, fail) => {
          asked = { answer, fail };
        }),
    },
  } as unknown as FigureMeans;
  const rooms = new FigureRooms({
    figures,
    clock: () => performance.now(),
    tell: (_room, one) => told.push(one),
    settled: async () => undefined,
    report: (error) => faults.push(error),
  });
  const see = () => viewOf('order', [{ rows: always, groups: ['basics'] }]);
  const room = rooms.find(see, { measure: 'bookings_count', period: 'today' });
  if (isRefusal(room)) throw new Error(room.refused);
  rooms.join(room);
  const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    rooms,
    room,
    told,
    faults,
    later,
    answer: (value: number, position: number) =>
      asked?.answer({ cells: new Map([[null, { value, count: value, oldest: null }]]), position }),
    fail: () => asked?.fail(new Error('the database is away')),
  };
};

describe('[LIVE21] a figure while it is asked for', () => {
  test('[P2] what came meanwhile counts once, whether the answer had seen it or not', async () => {
    const { rooms, room, answer, later } = standing();
    rooms.take([sale(9)]);
    const figure = rooms.figure(room);
    await later();
    rooms.take([sale(10), sale(11)]);
    rooms.take([sale(12)]);
    answer(5, 10);
    expect((await figure).value).toBe(7);
    rooms.take([sale(13)]);
    await rooms.flush();
    expect([room.figure?.value, room.n]).toEqual([8, 1]);
    rooms.close();
  });

  test('a question that fails is asked again with the next change, and the others are told meanwhile', async () => {
    const { rooms, room, answer, fail, later, told } = standing();
    const first = rooms.figure(room);
    await later();
    answer(5, 10);
    expect((await first).value).toBe(5);
    room.stale = true;
    const again = rooms.figure(room);
    await later();
    fail();
    await expect(again).rejects.toThrow('away');
    rooms.take([sale(11)]);
    const third = rooms.figure(room);
    await later();
    answer(6, 11);
    expect((await third).value).toBe(6);
    expect(told.map(({ figure }) => figure.value)).toEqual([6]);
    rooms.close();
  });
});
