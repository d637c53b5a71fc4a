import { describe, expect, test } from 'vitest';
import { Patience, WAIT } from './patience.ts';

const people = (count: number): string[] => Array.from({ length: count }, (_, n) => `person-${n}`);
const alone = new Set(['person-0']);

/** Commands of so many people in turn, one every `every` ms, until `at`. */
const busy = (patience: Patience, count: number, every: number, at: number): void => {
  const who = people(count);
  for (let n = 0; n < 60; n++) patience.arrived(who[n % count] as string, at - (60 - n) * every);
};

describe('[live.cpu_ratio] a transaction waits for company', () => {
  test('while many people hand in commands of their own accord', () => {
    const patience = new Patience();
    busy(patience, 10, 10, 1_000);
    expect(patience.waits(alone, 1_000)).toBe(WAIT);
  });

  test('and not in a calm house, however many were there before', () => {
    const patience = new Patience();
    expect(patience.waits(alone, 0)).toBe(0);
    busy(patience, 10, 30, 1_000);
    expect(patience.waits(alone, 1_000)).toBe(0);
    busy(patience, 10, 10, 2_000);
    expect(patience.waits(alone, 2_500)).toBe(0);
  });

  test('nor for one person, however fast', () => {
    const patience = new Patience();
    busy(patience, 1, 1, 1_000);
    expect(patience.waits(alone, 1_000)).toBe(0);
  });

  test('nor when all who are there wait already', () => {
    const patience = new Patience();
    busy(patience, 8, 2, 1_000);
    expect(patience.waits(new Set(people(8)), 1_000)).toBe(0);
    expect(patience.waits(new Set(people(7)), 1_000)).toBe(WAIT);
  });

  test('nor again soon after nobody came: twice as long each time, until somebody does', () => {
    const patience = new Patience();
    const waitsAt = (at: number): boolean => {
      busy(patience, 10, 10, at);
      return patience.waits(alone, at) > 0;
    };
    patience.gathered(1, 10_000);
    expect([10_499, 10_500].map(waitsAt)).toEqual([false, true]);
    patience.gathered(1, 20_000);
    expect([20_999, 21_000].map(waitsAt)).toEqual([false, true]);
    for (let n = 0; n < 20; n++) patience.gathered(1, 30_000);
    expect([59_999, 60_000].map(waitsAt)).toEqual([false, true]);
    patience.gathered(2, 70_000);
    expect(waitsAt(70_001)).toBe(true);
    patience.gathered(1, 80_000);
    expect([80_499, 80_500].map(waitsAt)).toEqual([false, true]);
  });
});
