import type { Change, Decision, Refusal } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import type { HostName } from '../host.ts';
import { notify } from '../notification/notify.ts';
import { MENTIONED_AT_MOST, mentionedIn, quotedIn } from './comment.text.ts';

type Comment = RowOf<'comment'>;
type Moment = { readonly now: number; readonly newId: () => string; readonly actor: { readonly id: string } };

export type SayFacts = {
  /** The id is taken. */
  readonly exists: boolean;
  /** Ids of those whom the text names, by whether they are there and may read the row. */
  readonly readers: ReadonlySet<string>;
  /** Fields of the row that the author reads. */
  readonly quotable: ReadonlySet<string>;
  /** Whose row it is, and who has said something about it. */
  readonly concerned: readonly (string | null)[];
};
export type SayInput = {
  readonly id?: string | undefined;
  readonly aboutNoun: HostName;
  readonly aboutId: string;
  readonly text: string;
};

/**
 * Refuses `comment.too_many_named`, `comment.not_for` (somebody named may not read the row, or is not there: the same) and
 * `comment.unknown_field` (quoted, and not to be read by the author).
 */
const judge = (text: string, { readers, quotable }: Pick<SayFacts, 'readers' | 'quotable'>): Refusal | null => {
  const named = mentionedIn(text);
  if (named.length > MENTIONED_AT_MOST)
    return { refused: 'comment.too_many_named', field: 'text', with: { limit: MENTIONED_AT_MOST } };
  const stranger = named.find((id) => !readers.has(id));
  if (stranger !== undefined) return { refused: 'comment.not_for', field: 'text', with: { person: stranger } };
  const unknown = quotedIn(text).find((field) => !quotable.has(field));
  if (unknown !== undefined) return { refused: 'comment.unknown_field', field: 'text', with: { name: unknown } };
  return null;
};

/** Answers `id`. Tells those whom it names, and those whom it concerns otherwise. Refuses also `comment.exists`. */
export const write = (facts: SayFacts, { aboutNoun, aboutId, text, ...input }: SayInput, moment: Moment): Decision => {
  if (facts.exists) return { refused: 'comment.exists', field: 'id' };
  const refusal = judge(text, facts);
  if (refusal) return refusal;
  const id = input.id ?? moment.newId();
  const named = mentionedIn(text);
  const news = { noun: aboutNoun, id: aboutId, part: id } as const;
  return {
    changes: [
      {
        op: 'insert',
        noun: 'comment',
        id,
        set: { authorId: moment.actor.id, at: moment.now, editedAt: null, text, aboutNoun, aboutId },
      },
      ...notify({ ...news, to: named, kind: 'mentioned' }, moment),
      ...notify(
        { ...news, to: facts.concerned.filter((one) => !named.includes(one ?? '')), kind: 'commented' },
        moment,
      ),
    ],
    answer: { id },
  };
};

/** Tells those whom it names now and did not before. Refuses `changed_meanwhile`, and as `write` does. */
export const update = (
  facts: Pick<SayFacts, 'readers' | 'quotable'> & { readonly target: Comment },
  input: { readonly set: Edits },
  moment: Moment,
): Decision => {
  const { target } = facts;
  const edits = edited(target, input.set);
  if ('refused' in edits) return edits;
  const text = (edits.set as Partial<Comment>).text;
  if (text === undefined) return { changes: [], answer: { id: target.id } };
  const refusal = judge(text, facts);
  if (refusal) return refusal;
  const before = mentionedIn(target.text);
  const to = mentionedIn(text).filter((one) => !before.includes(one));
  return {
    changes: [
      { op: 'update', noun: 'comment', id: target.id, set: { text, editedAt: moment.now } },
      ...notify({ to, kind: 'mentioned', noun: target.aboutNoun, id: target.aboutId, part: target.id }, moment),
    ],
    answer: { id: target.id },
  };
};

export const remove = ({
  target,
  told,
}: {
  readonly target: Comment;
  readonly told: readonly RowOf<'notification'>[];
}): Decision => ({
  changes: [
    { op: 'delete', noun: 'comment', id: target.id },
    ...told.map(({ id }): Change => ({ op: 'delete', noun: 'notification', id })),
  ],
  answer: { id: target.id },
});
