import { describe, expect, test } from 'vitest';
import { calendarOf, shiftsUntil } from './calendar.ts';
import { chanceOf } from './chance.ts';
import { clockwork } from './clock.ts';

describe('the time of the demonstration', () => {
  const zone = 'Asia/Taipei';
  test('[DEMO7] shifts leave nights and Sundays out, and the last one runs until now whatever the hour', () => {
    for (const hour of ['2026-03-11T06:30:00Z', '2026-03-10T19:00:00Z', '2026-03-15T02:00:00Z']) {
      const now = Date.parse(hour);
      const calendar = calendarOf(shiftsUntil('2026-02-01', now, zone));
      const { shifts } = calendar;
      expect(shifts.at(-1)).toMatchObject({ from: now - 7 * 3_600_000, to: now });
      for (const [n, shift] of shifts.entries()) {
        expect(shift.from).toBeLessThan(shift.to);
        if (n > 0) expect(shift.from).toBeGreaterThanOrEqual(shifts[n - 1]?.to ?? 0);
      }
      const first = shifts[0];
      const second = shifts[1];
      if (!first || !second) throw new Error('no shifts');
      expect(calendar.after(first.to - 1_000, 61_000)).toBe(second.from + 60_000);
      expect(calendar.next(first.to + 1)).toBe(second.from);
      expect(calendar.after(now - 1_000, 1_000)).toBeNull();
    }
  });

  test('[DEMO8] the simulated clock never runs back nor past the real one, and chance repeats', () => {
    const clock = clockwork(() => 10_000_000);
    expect(clock.now()).toBe(10_000_000);
    clock.begin(1_000, chanceOf('x'));
    const first = clock.bytes(10);
    for (const [reach, lands] of [
      [5_000, 5_000],
      [4_000, 5_700],
      [20_000_000, 10_000_000],
      [6_000, 10_000_000],
    ] as const) {
      clock.reach(reach);
      expect(clock.now()).toBe(lands);
    }
    clock.begin(1_000, chanceOf('x'));
    expect(clock.bytes(10)).toEqual(first);
    clock.end();
    expect(clock.now()).toBe(10_000_000);
    expect(chanceOf('x').fork('a').int(0, 1e9)).not.toBe(chanceOf('x').fork('b').int(0, 1e9));
  });
});
