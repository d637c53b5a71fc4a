import type { Change, Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { DRAFT_AT_MOST, draftContentFrom, draftMadeWhole } from './order_draft.content.ts';

type Draft = RowOf<'order_draft'>;

/** Drafts of one person, at most. */
export const DRAFTS_AT_MOST = 50;
/** How long one is kept that nobody goes on with, ms. */
export const DRAFT_LASTS = 30 * 24 * 3_600_000;

export const isStale = ({ keptAt }: Pick<Draft, 'keptAt'>, now: number): boolean => now - keptAt > DRAFT_LASTS;

type Moment = { readonly now: number; readonly newId: () => string; readonly actor: { readonly id: string } };
type Input = Pick<Draft, 'orderId' | 'customerId' | 'lineCount' | 'content'>;

/** With what its person was not shown of what they go on with. Too long to be kept so, it is kept as it came. */
const madeWhole = (content: string, stored: string): string => {
  const draft = draftContentFrom(content);
  if (!draft?.withheld) return content;
  const whole = JSON.stringify(draftMadeWhole(draft, draftContentFrom(stored)));
  return whole.length > DRAFT_AT_MOST ? content : whole;
};

/**
 * Keeps a draft under its person and order, and clears away what of theirs is past its time. What was withheld from
 * them when they were told of it stays in it. Refuses
 * `order_draft.too_many` (`limit`). Answers `keptAt`.
 * @param own all drafts of the person, locked
 */
export const keep = ({ own }: { readonly own: readonly Draft[] }, input: Input, moment: Moment): Decision => {
  const { now, newId, actor } = moment;
  const stale = own.filter((row) => row.orderId !== input.orderId && isStale(row, now));
  const same = own.find((row) => row.orderId === input.orderId);
  if (!same && own.length - stale.length >= DRAFTS_AT_MOST)
    return { refused: 'order_draft.too_many', with: { limit: DRAFTS_AT_MOST } };
  const content = madeWhole(input.content, same?.content ?? '');
  const set = { ...input, content, keptAt: now };
  const kept: Change = same
    ? { op: 'update', noun: 'order_draft', id: same.id, set }
    : { op: 'insert', noun: 'order_draft', id: newId(), set: { personId: actor.id, ...set } };
  return {
    changes: [...stale.map(({ id }): Change => ({ op: 'delete', noun: 'order_draft', id })), kept],
    answer: { keptAt: now },
  };
};

export const drop = ({ own }: { readonly own: readonly Draft[] }, { orderId }: Pick<Draft, 'orderId'>): Decision => ({
  changes: own
    .filter((row) => row.orderId === orderId)
    .map(({ id }): Change => ({ op: 'delete', noun: 'order_draft', id })),
});
