import { addDays, addMonths, type Day, daysBetween, endOfMonth, startOfDay, weekday } from '../../shared/base/day.ts';
import { type Demo, HOUR, ZONE } from './demo.ts';
import type { Cast } from './people.ts';
import type { Stage } from './stage.ts';

/** Dollars that a month is to bring: while the house was small, and since it is busy. */
const QUIET = 2_500_000;
const BUSY = 33_000_000;
/** ppm. */
const MARGIN = 340_000;
const ON_TIME = 750_000;
/** Targets are round. */
const STEP = 100_000;

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;
const rounded = (amount: number): number => Math.max(STEP, Math.round(amount / STEP) * STEP);

/** What the house wants to reach: bookings that grow with it, a margin to keep and promises to hold. */
export const enterTargets = async (
  { must }: Stage,
  at: number,
  cast: Cast,
  { first, busyFrom, scale }: { readonly first: Day; readonly busyFrom: Day; readonly scale: number },
): Promise<void> => {
  const turning = firstOfMonth(busyFrom);
  // The month in which the house becomes busy is so for a part of it.
  const share = (daysBetween(busyFrom, endOfMonth(busyFrom)) + 1) / (daysBetween(turning, endOfMonth(busyFrom)) + 1);
  const targets = [
    [cast.executive, 'bookings', firstOfMonth(first), rounded(QUIET * scale)],
    [cast.executive, 'bookings', turning, rounded((QUIET + (BUSY - QUIET) * share) * scale)],
    [cast.executive, 'bookings', addMonths(turning, 1), rounded(BUSY * scale)],
    [cast.salesManager, 'margin_share', firstOfMonth(first), MARGIN],
    [cast.executive, 'on_time_in_full', firstOfMonth(first), ON_TIME],
  ] as const;
  for (const [person, measure, startsOn, amount] of targets)
    await must(person, at, 'target.set', { measure, startsOn, amount });
};

/** What happened lately, each written down on its day: a typhoon on a day without orders, new prices, a fair. */
export const planOccasions = ({ stage, play, cast }: Demo, today: Day): void => {
  const sunday = addDays(today, -14 - (weekday(today) % 7));
  const month = firstOfMonth(today);
  const occasions = [
    [cast.warehouseManager, sunday, 'Typhoon: the harbour was closed 颱風停航'],
    [cast.salesManager, daysBetween(month, today) > 2 ? month : addMonths(month, -1), 'New price list 新價目表'],
    [cast.salesManager, addDays(today, -9), 'Taipei hardware fair 台北五金展'],
  ] as const;
  for (const [person, day, text] of occasions)
    play.later(startOfDay(day, ZONE) + 9 * HOUR, async (at) => {
      await stage.must(person, at, 'occasion.note', { day, text });
    });
};
