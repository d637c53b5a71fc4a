/** What settlement terms ask for when, before there is an invoice to date it from. */
import { daysBetween } from '../base/day.ts';
import { share, sum } from '../base/money.ts';
import type { RowOf } from '../catalogue.ts';
import { daysCount, dueParts } from './invoice/invoice.due.ts';

export type Terms = Pick<RowOf<'order'>, 'settlement' | 'termsDays' | 'prepaymentShare'>;
export type TermsPart = {
  readonly when: 'before' | 'at_delivery' | 'after_invoice';
  /** Days after the invoice; 0 for the other two. */
  readonly days: number;
  /** Minor units. */
  readonly amount: number;
};

/** Any day will do: the parts are told by their distance from it. */
const ISSUED = '2001-01-01';

/** The parts sum to `total`, 0 or more, exactly, and none is empty. */
export const termsParts = (terms: Terms, total: number): TermsPart[] => {
  const before = terms.settlement === 'prepayment' ? share(total, terms.prepaymentShare) : 0;
  const when = terms.settlement === 'cash_on_delivery' ? 'at_delivery' : 'after_invoice';
  return [
    ...(before > 0 ? [{ when: 'before', days: 0, amount: before } as const] : []),
    ...dueParts(terms, sum([total, -before]), ISSUED).map(
      ({ amount, dueOn }) => ({ when, days: daysBetween(ISSUED, dueOn), amount }) as const,
    ),
  ];
};

/** Do both ask for the same? What the settlement method does not ask for is not compared. */
export const sameTerms = (a: Terms, b: Terms): boolean =>
  a.settlement === b.settlement &&
  (a.settlement !== 'prepayment' || a.prepaymentShare === b.prepaymentShare) &&
  (!daysCount(a) || a.termsDays === b.termsDays);
