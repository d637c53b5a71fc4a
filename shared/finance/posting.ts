import type { Change } from '../base/decision.ts';

/** A number of a series about to be taken, with the change that takes it: part of the decision, so that a refusal takes none. */
export type Numbered = { readonly text: string; readonly change: Change };

/** Series begin anew each year, hence the year in the number. `#` stands for the number itself. */
export const yearlyPattern = (prefix: string, period: string): string => `${prefix}-${period}-#`;
