import type { Day } from '../base/day.ts';
import type { Change } from '../base/decision.ts';

/** What the rules of Finance take of the moment instead of looking at a clock or a die. */
export type Posting = {
  /** ms since 1970 UTC */
  readonly now: number;
  /** In the organisation's time zone. */
  readonly today: Day;
  readonly newId: () => string;
  readonly actor: { readonly id: string; readonly name: string };
};

/** A number of a series about to be taken, with the change that takes it: part of the decision, so that a refusal takes none. */
export type Numbered = { readonly text: string; readonly change: Change };

/** Series begin anew each year, hence the year in the number. `#` stands for the number itself. */
export const yearlyPattern = (prefix: string, period: string): string => `${prefix}-${period}-#`;
