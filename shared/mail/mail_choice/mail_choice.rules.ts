import { addDays, type Day, weekday } from '../../base/day.ts';
import type { Change, Decision } from '../../base/decision.ts';
import { derivedId } from '../../base/id.ts';
import type { RowOf } from '../../catalogue.ts';

type Choice = RowOf<'mail_choice'>;
export type Wanted = Pick<Choice, 'mentions' | 'digest' | 'hour' | 'weekday'>;
/** Day and full hour (0 to 23) that the organisation's clock shows. */
export type Clock = { readonly today: Day; readonly hour: number };

const WEEK = 7;

/** The day of the first digest after now: today only if its hour is still to come. */
export const nextDigest = ({ digest, hour, weekday: on }: Wanted, now: Clock): Day | null => {
  if (digest === 'none') return null;
  const over = now.hour >= hour ? 1 : 0;
  if (digest === 'daily') return addDays(now.today, over);
  const ahead = (on - weekday(now.today) + WEEK) % WEEK;
  return addDays(now.today, ahead === 0 ? over * WEEK : ahead);
};

/** A person has one choice. Answers `nextOn`. */
export const choose = (
  { target, clock }: { readonly target: Choice | null; readonly clock: Clock },
  wanted: Wanted,
  { actor }: { readonly actor: { readonly id: string } },
): Decision => {
  const nextOn = nextDigest(wanted, clock);
  const set = { ...wanted, nextOn };
  const change: Change = target
    ? { op: 'update', noun: 'mail_choice', id: target.id, set }
    : {
        op: 'insert',
        noun: 'mail_choice',
        id: derivedId('mail_choice', actor.id),
        set: { ...set, personId: actor.id, toldUntil: 0 },
      };
  return { changes: [change], answer: { nextOn } };
};
