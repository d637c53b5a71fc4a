import { addDays, type Day } from '../../base/day.ts';
import { PPM, spread } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import { type Instalment, schedule } from '../instalments.ts';

type Terms = Pick<RowOf<'order'>, 'settlement' | 'termsDays' | 'prepaymentShare'>;

/** Do days after the invoice count? Not where all is paid at delivery or before. */
export const daysCount = ({ settlement, prepaymentShare }: Pick<Terms, 'settlement' | 'prepaymentShare'>): boolean =>
  settlement !== 'cash_on_delivery' && !(settlement === 'prepayment' && prepaymentShare >= PPM);

const INSTALMENTS = 3;
/** Days over which instalments are spread where the terms name none. */
const SPAN = 90;

/** Equal parts at even distances; the last is due when the terms end. */
const instalments = (days: number) => {
  const span = days >= INSTALMENTS ? days : SPAN;
  return spread(
    PPM,
    Array.from({ length: INSTALMENTS }, () => 1),
  ).map((ppm, at) => ({ ppm, afterDays: Math.round((span * (at + 1)) / INSTALMENTS) }));
};

/**
 * What of an invoice is due when, by the order's terms; the parts sum to `total` exactly and none is empty. Cash on delivery
 * is due at once, and so is what was to be paid before in full, whoever let the goods go without; instalments in equal parts over the terms, all else when the terms end.
 * @param total minor units, 0 or more
 * @param from the day of issue
 */
export const dueParts = (terms: Terms, total: number, from: Day): Instalment[] => {
  if (total <= 0) return [];
  const { settlement, termsDays } = terms;
  if (!daysCount(terms)) return [{ amount: total, dueOn: from }];
  if (settlement !== 'instalments') return [{ amount: total, dueOn: addDays(from, termsDays) }];
  return schedule(total, instalments(termsDays), from).filter(({ amount }) => amount > 0);
};
