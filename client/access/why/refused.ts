/** Which question about one's rules a refusal of the server answers to; null where the reason is no rule of permission. */
import type { Refusal } from '../../../shared/base/decision.ts';
import { isNoun, type NounName } from '../../../shared/catalogue.ts';
import type { WhyQuestion, WhyRow } from './why.ts';

/**
 * Rows of these are made and not changed. Named here, and held to the commands by a test: those, with the form of every
 * input, would weigh on the first load of each desk.
 */
export const MADE_ONCE: readonly NounName[] = [
  'order_draft',
  'warehouse',
  'location',
  'receipt',
  'team',
  'saved_view',
  'price_change',
];

export type WhyRefused = { readonly subject: WhyRow; readonly question: WhyQuestion };

/** `id` of the row that the command was about, where it is known; else it is asked of the noun as such. */
export const whyRefused = (refusal: Refusal, id: string | null = null): WhyRefused | null => {
  const noun = refusal.with?.noun;
  if (typeof noun !== 'string' || !isNoun(noun)) return null;
  const subject = { noun, id };
  if (refusal.refused === 'not_permitted') {
    const action = refusal.with?.action;
    if (typeof action !== 'string') return null;
    // What is yet to be made has no row to be asked about.
    return { subject: action === 'create' ? { noun, id: null } : subject, question: { action } };
  }
  if (refusal.refused === 'field_not_permitted' && refusal.field !== undefined) {
    const action = id === null && MADE_ONCE.includes(noun) ? 'create' : 'update';
    return { subject, question: { action, field: refusal.field } };
  }
  return null;
};
