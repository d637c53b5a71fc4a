import { addDays, type Day, dayOf, startOfDay, weekday } from '../../shared/base/day.ts';

/** One working day of the house: from and to in ms. */
export type Shift = { readonly day: Day; readonly from: number; readonly to: number };

const HOUR = 3_600_000;
/** Half past eight to half past six. */
const OPENS = 8.5 * HOUR;
const WORKED = 10 * HOUR;
/** The last shift ends with the moment at which the company is made, whatever the hour: somebody looks at it now. */
const LAST = 7 * HOUR;
/** Saturdays are worked until noon. */
const SATURDAY = 3.5 * HOUR;

/**
 * The shifts from a day on until now, the last one running: Monday to Saturday noon, then the hours before `now` on
 * whatever day that is, so that it always looks like the middle of a working day.
 */
export const shiftsUntil = (first: Day, now: number, zone: string): readonly Shift[] => {
  const last: Shift = { day: dayOf(now, zone), from: now - LAST, to: now };
  const shifts: Shift[] = [];
  for (let day = first; day <= last.day; day = addDays(day, 1)) {
    const on = weekday(day);
    if (on === 7) continue;
    const from = startOfDay(day, zone) + OPENS;
    const to = Math.min(from + (on === 6 ? SATURDAY : WORKED), last.from - HOUR / 2);
    if (to > from) shifts.push({ day, from, to });
  }
  return [...shifts, last];
};

/** Working time: what is not done when the house closes goes on when it opens again. */
export type Calendar = {
  readonly shifts: readonly Shift[];
  /** The instant `ms` of working time later; null when that is not before the end. */
  after(at: number, ms: number): number | null;
  /** The first instant at or after `at` at which somebody works; null when there is none. */
  next(at: number): number | null;
};

export const calendarOf = (shifts: readonly Shift[]): Calendar => {
  const indexAt = (at: number): number => {
    let [low, high] = [0, shifts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((shifts[middle] as Shift).to <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const after = (at: number, ms: number): number | null => {
    let left = ms;
    for (let i = indexAt(at); i < shifts.length; i++) {
      const { from, to } = shifts[i] as Shift;
      const begin = Math.max(from, at);
      if (begin + left < to) return begin + left;
      left -= to - begin;
    }
    return null;
  };
  return { shifts, after, next: (at) => after(at, 0) };
};
