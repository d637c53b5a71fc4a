import { describe, expect, test } from 'vitest';
import type { FigurePoint, FigureQuery } from '../../shared/insight/figure.ts';
import { sceneNames } from '../../shared/insight/wall/scene-names.ts';
import { wallScenes } from '../../shared/insight/wall/scenes.ts';
import { arrange, isAnswered, type Standing } from './arrange.ts';
import { DRIFT, driftAt } from './drift.ts';
import {
  barText,
  digitsWide,
  figureText,
  hoursShown,
  isDayNamed,
  isHourNamed,
  pointsAt,
  waitOf,
  wordWide,
} from './figures.ts';
import { nextScene, type Running, shouldReload } from './rotation.ts';

const standing =
  (absent: readonly string[]) =>
  ({ measure }: FigureQuery): Standing =>
    absent.includes(measure) ? 'absent' : 'there';
const MONEY = ['bookings', 'receivable_overdue', 'receivable_open', 'receipts_unallocated'];

describe('[E4] a scene', () => {
  test('shows everything to a wall that may see everything', () => {
    for (const name of sceneNames) {
      const made = arrange(wallScenes[name], standing([]));
      expect([name, made?.large.length, made?.bars !== null, made?.small.length]).toEqual([name, 2, true, 3]);
    }
  });

  test('closes up around what the wall may not see, and something else takes the place of a chart', () => {
    const finance = arrange(wallScenes.finance, standing(MONEY));
    expect(finance?.large.map(({ id }) => id)).toEqual(['to_review']);
    expect(finance?.bars?.id).toBe('holds_by_kind');
    expect(finance?.small.map(({ id }) => id)).toEqual(['to_invoice', 'held']);
    expect(arrange(wallScenes.floor, standing(['shipments', 'orders_late', 'lines_picked']))?.large).toHaveLength(2);
  });

  test('is none where nothing of it may be seen', () => {
    expect(arrange(wallScenes.sales, () => 'absent')).toBeNull();
    expect(arrange(wallScenes.sales, () => 'waiting')).toBeNull();
    expect(isAnswered(wallScenes.sales, () => 'absent')).toBe(true);
    expect(isAnswered(wallScenes.sales, ({ measure }) => (measure === 'bookings' ? 'waiting' : 'there'))).toBe(false);
  });

  test('gives way to the next that has something to show, to itself when it is the only one', () => {
    const shows = [true, false, true, false];
    const next = (from: number) => nextScene(from, shows.length, (at) => shows[at] ?? false);
    expect([next(0), next(1), next(2), next(3)]).toEqual([2, 2, 0, 0]);
    expect(nextScene(0, 1, () => true)).toBe(0);
    expect(nextScene(0, 3, () => false)).toBeNull();
    expect(nextScene(0, 0, () => true)).toBeNull();
  });
});

describe('[E4] the page loads itself anew', () => {
  const now = 10_000_000_000;
  const running: Running = { own: 'a', served: 'a', tried: null, since: now - 60_000, faulty: false, live: true };
  const reloads = (changed: Partial<Running>) => shouldReload({ ...running, ...changed }, now);

  test('after an upgrade, after a fault and once a day, and not otherwise', () => {
    expect(reloads({})).toBe(false);
    expect(reloads({ served: 'b' })).toBe(true);
    expect(reloads({ served: null })).toBe(false);
    expect(reloads({ own: null, served: 'b' })).toBe(false);
    expect(reloads({ faulty: true })).toBe(true);
    expect(reloads({ since: now - 24 * 3_600_000 })).toBe(true);
  });

  test('never while the server is not heard: what stands there would be lost', () => {
    expect(reloads({ served: 'b', live: false })).toBe(false);
    expect(reloads({ since: 0, live: false })).toBe(false);
  });

  test('not in a circle: a build that did not come is waited for', () => {
    expect(reloads({ served: 'b', tried: { build: 'b', at: now - 60_000 } })).toBe(false);
    expect(reloads({ served: 'c', tried: { build: 'b', at: now - 60_000 } })).toBe(true);
    expect(reloads({ served: 'b', tried: { build: 'b', at: now - 11 * 60_000 } })).toBe(true);
    expect(reloads({ faulty: true, tried: { build: 'a', at: now - 60_000 } })).toBe(false);
  });
});

test('[E4] the picture wanders within its bounds, a little each minute, and comes back', () => {
  const places = Array.from({ length: 96 }, (_, minute) => driftAt(minute));
  for (const { x, y } of places) expect(Math.hypot(x, y)).toBeLessThanOrEqual(DRIFT + 1e-9);
  for (let i = 1; i < places.length; i++) expect(places[i]).not.toEqual(places[i - 1]);
  expect(driftAt(48).x).toBeCloseTo(driftAt(0).x);
  expect(new Set(places.slice(0, 48).map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`)).size).toBe(48);
});

describe('[E4] figures', () => {
  test('are written in few digits', () => {
    expect(figureText(1_120, 'count', 'en', 'TWD')).toBe('1,120');
    expect(figureText(2_924_115, 'money', 'en', 'TWD')).toBe('$2.92M');
    expect(figureText(2_924_115, 'money', 'zh-TW', 'TWD')).toBe('$292萬');
    expect(figureText(123_456, 'money', 'en', 'USD')).toBe('$1,235');
    expect(figureText(674_000, 'ppm', 'en', 'TWD')).toBe('67.4%');
    expect(figureText(null, 'ppm', 'en', 'TWD')).toBe('–');
  });

  test('from a million on are told to three figures, and on a bar from ten thousand', () => {
    expect(figureText(999_999, 'count', 'en', 'TWD')).toBe('999,999');
    expect(figureText(123_456_789, 'count', 'en', 'TWD')).toBe('123M');
    expect(figureText(123_456_789, 'count', 'zh-TW', 'TWD')).toBe('1.23億');
    expect(barText(9_999, 'count', 'en', 'TWD')).toBe('9,999');
    expect(barText(12_345, 'count', 'en', 'TWD')).toBe('12.3K');
    expect(barText(null, 'count', 'en', 'TWD')).toBe('–');
  });

  test('are as wide as their letters: those of Chinese wider than digits, and broken anywhere', () => {
    expect([digitsWide('1,120'), digitsWide('1.23億')]).toEqual([5, 5.7]);
    expect([wordWide('Back-ordered'), wordWide('未預留'), wordWide('已部分預留')]).toEqual([7, 5.1, 5.1]);
  });

  test('of many bars so many are named that no name touches another', () => {
    const hours = (now: number) =>
      Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isHourNamed(hour, now));
    expect(hours(7)).toEqual([0, 3, 7, 9, 12, 15, 18, 21]);
    expect(hours(9)).toEqual([0, 3, 6, 9, 12, 15, 18, 21]);
    const days = ['2026-11-16', '2026-11-22', '2026-11-23', '2026-11-29'];
    expect(days.filter((day) => isDayNamed(day, '2026-11-29'))).toEqual(['2026-11-16', '2026-11-29']);
    expect(days.filter((day) => isDayNamed(day, '2026-11-30'))).toEqual(['2026-11-16', '2026-11-23']);
  });

  test('ages are told in the largest unit that is at least one', () => {
    const at = (minutes: number) => waitOf(0, minutes * 60_000);
    expect([at(0), at(59), at(60), at(47 * 60), at(48 * 60)]).toEqual([
      { unit: 'minutes', n: 0 },
      { unit: 'minutes', n: 59 },
      { unit: 'hours', n: 1 },
      { unit: 'hours', n: 47 },
      { unit: 'days', n: 2 },
    ]);
    expect(waitOf(60_000, 0)).toEqual({ unit: 'minutes', n: 0 });
  });

  test('of a day ten hours are shown at least, with the first and the present one', () => {
    const day = (busy: readonly number[]): FigurePoint[] =>
      Array.from({ length: 24 }, (_, hour) => ({
        key: String(hour).padStart(2, '0'),
        label: null,
        value: busy.includes(hour) ? 5 : 0,
        count: 0,
      }));
    const keys = (busy: readonly number[], hour: number) => {
      const shown = hoursShown(day(busy), hour).map(({ key }) => key);
      return `${shown[0]}-${shown.at(-1)} ${shown.length}`;
    };
    expect(keys([8, 9], 10)).toBe('08-17 10');
    expect(keys([6, 7, 20], 20)).toBe('06-20 15');
    expect(keys([], 0)).toBe('00-09 10');
    expect(keys([], 23)).toBe('14-23 10');
    expect(keys([0], 23)).toBe('00-23 24');
  });

  test('of states each has its bar, in their order, also where nothing stands', () => {
    const point = { key: 'b', label: null, value: 7, count: 2 };
    expect(pointsAt([point], ['a', 'b']).map(({ key, value }) => [key, value])).toEqual([
      ['a', 0],
      ['b', 7],
    ]);
  });
});
