import type { InputOf } from '../../base/command.ts';
import type { Decision } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import { PPM } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import { daysCount } from '../../finance/invoice/invoice.due.ts';
import { sameTerms, type Terms } from '../../finance/terms.ts';
import type { paymentTermCommands } from './payment_term.commands.ts';

type Term = RowOf<'payment_term'>;
/** Terms, at most: they are read as a whole where some are chosen. */
export const TERMS_AT_MOST = 100;

/** What was chosen, without what the settlement method does not ask for. */
const plain = (terms: Terms): Terms => ({
  settlement: terms.settlement,
  termsDays: daysCount(terms) ? terms.termsDays : 0,
  prepaymentShare: terms.settlement === 'prepayment' ? terms.prepaymentShare : 0,
});

/**
 * What is left out of new terms: due at once, all of it where it is paid before, in use, and they stand last. Refuses
 * `payment_term.exists` (with `code`) where what `isNew` is there already, `payment_term.no_share` and
 * `payment_term.too_many`. Answers `id`.
 */
export const set = (
  { target, count }: { readonly target: Term | null; readonly count: number },
  { isNew, ...input }: InputOf<(typeof paymentTermCommands)['payment_term.set']>,
  { newId }: { readonly newId: () => string },
): Decision => {
  if (target && isNew) return { refused: 'payment_term.exists', field: 'code', with: { code: input.code } };
  const terms = plain({
    settlement: input.settlement,
    termsDays: input.termsDays ?? target?.termsDays ?? 0,
    prepaymentShare: input.prepaymentShare ?? (target?.prepaymentShare || PPM),
  });
  if (terms.settlement === 'prepayment' && terms.prepaymentShare === 0)
    return { refused: 'payment_term.no_share', field: 'prepaymentShare' };
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  if (target)
    return {
      changes: [{ op: 'update', noun: 'payment_term', id: target.id, set: { ...given, ...terms } }],
      answer: { id: target.id },
    };
  if (count >= TERMS_AT_MOST) return { refused: 'payment_term.too_many', with: { limit: TERMS_AT_MOST } };
  const id = newId();
  const whole = { position: (count + 1) * 10, active: true, ...given, ...terms };
  return { changes: [{ op: 'insert', noun: 'payment_term', id, set: whole }], answer: { id } };
};

/**
 * What another settlement method does not ask for goes with the one before; of a prepayment that begins without a share it is
 * all. Refuses `changed_meanwhile` (`field`), `payment_term.no_share`. Answers `id`.
 */
export const update = ({ target }: { readonly target: Term }, { set }: { readonly set: Edits }): Decision => {
  const edits = edited(target, set);
  if ('refused' in edits) return edits;
  const after = { ...target, ...edits.set };
  const begins = after.settlement === 'prepayment' && target.settlement !== 'prepayment';
  const all = begins && edits.set.prepaymentShare === undefined ? { prepaymentShare: PPM } : {};
  const terms = plain({ ...after, ...all });
  if (terms.settlement === 'prepayment' && terms.prepaymentShare === 0)
    return { refused: 'payment_term.no_share', field: 'prepaymentShare' };
  return {
    changes: [{ op: 'update', noun: 'payment_term', id: target.id, set: { ...edits.set, ...terms } }],
    answer: { id: target.id },
  };
};

export const remove = ({ target }: { readonly target: Term }): Decision => ({
  changes: [{ op: 'delete', noun: 'payment_term', id: target.id }],
  answer: { id: target.id },
});

type Kept = Partial<Pick<Term, 'settlement' | 'termsDays' | 'prepaymentShare' | 'active' | 'position'>>;
/** The terms of a row whose every part can be read; null else. */
export const termsIn = ({ settlement, termsDays, prepaymentShare }: Kept): Terms | null =>
  settlement === undefined || termsDays === undefined || prepaymentShare === undefined
    ? null
    : { settlement, termsDays, prepaymentShare };

/** The kept terms that these are, those in use before others; null where they were agreed on their own. */
export const termOf = <T extends Kept>(kept: readonly T[], terms: Terms | null): T | null => {
  if (terms === null) return null;
  const same = kept.filter((one) => {
    const own = termsIn(one);
    return own !== null && sameTerms(own, terms);
  });
  const rank = ({ active, position }: Kept): number => (active ? 0 : 100_000) + (position ?? 0);
  return same.sort((a, b) => rank(a) - rank(b))[0] ?? null;
};
