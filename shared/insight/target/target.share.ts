/** What of targets falls to the days of a period: of a sum its share of each month, of a ratio the target itself. */
import { addDays, type Day, daysBetween, endOfMonth } from '../../base/day.ts';
import { mulDivRound, safe } from '../../base/money.ts';
import type { Period } from '../measure.period.ts';
import { isRatio, type Measure } from '../measure.ts';

/** `amount` from the month that begins with the day `from`, until the next step. */
export type TargetStep = { readonly from: Day; readonly amount: number };

/** The days of a period of which something should be reached by now: a period that runs on ends today. */
export const reachedBy = ({ from, to }: Period, today: Day): Period => ({
  from,
  to: from <= today && today < to ? today : to,
});

type Piece = { readonly amount: number; readonly before: number; readonly until: number; readonly length: number };

/** The months of a period with the target of each: days of the month before the period, and until its end. */
const piecesOf = (steps: readonly TargetStep[], { from, to }: Period): readonly Piece[] | null => {
  const inOrder = [...steps].sort((a, b) => (a.from < b.from ? -1 : 1));
  const pieces: Piece[] = [];
  for (let day = from; day <= to; ) {
    const first = `${day.slice(0, 7)}-01`;
    const last = endOfMonth(day);
    const step = inOrder.findLast((one) => one.from <= first);
    if (!step) return null;
    const end = last < to ? last : to;
    pieces.push({
      amount: step.amount,
      before: daysBetween(first, day),
      until: daysBetween(first, end) + 1,
      length: daysBetween(first, last) + 1,
    });
    day = addDays(last, 1);
  }
  return pieces;
};

const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);

/**
 * The target over whole days, in the measure's unit; null where a day of them has none, and for no days. Of a sum each
 * month is shared out by days so that the shares of its parts add up to the share of the whole, to the last minor unit;
 * of a ratio, months with other targets count by their days, rounded half away from zero.
 */
export const targetOver = (measure: Measure, steps: readonly TargetStep[], period: Period): number | null => {
  if (period.from > period.to) return null;
  const pieces = piecesOf(steps, period);
  if (!pieces) return null;
  if (isRatio(measure)) {
    const weighed = sumOf(pieces.map(({ amount, before, until }) => BigInt(amount) * BigInt(until - before)));
    return safe(mulDivRound(weighed, 1n, sumOf(pieces.map(({ before, until }) => BigInt(until - before)))));
  }
  const upTo = ({ amount, length }: Piece, days: number): bigint =>
    mulDivRound(BigInt(amount), BigInt(days), BigInt(length));
  return safe(sumOf(pieces.map((piece) => upTo(piece, piece.until) - upTo(piece, piece.before))));
};
