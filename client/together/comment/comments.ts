import { computed, type Ref } from 'vue';
import { type NounName, nounNamed } from '../../../shared/catalogue.ts';
import { COMMENT_TEXT, piecesOf } from '../../../shared/together/comment/comment.text.ts';
import type { HostName } from '../../../shared/together/host.ts';
import { useCan } from '../../access/can.ts';
import { useMe } from '../../access/me.ts';
import { useNames } from '../../access/names.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import type { TimelineEntry } from '../../face/parts/Timeline.vue';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { valueText } from '../../sales/timeline/happened.ts';
import { words } from '../../words/words.ts';
import type { Choice } from './written.ts';

/** Shown at once; older ones follow with the older happenings. */
const SHOWN = 200;
/** What stands for a value that one may not read. */
const HIDDEN = '••••';

type Cells = { readonly [field: string]: unknown };
/** A part of a comment as it is shown: plain, a person's name, or a field with its value of now. */
export type Part = { readonly kind: 'text' | 'person' | 'field'; readonly text: string; readonly self?: boolean };
export type Said = {
  readonly id: string;
  readonly parts: readonly Part[];
  /** As it is kept. */
  readonly text: string;
  readonly isMine: boolean;
  readonly isEdited: boolean;
};
export type About = {
  readonly noun: HostName;
  readonly id: string;
  readonly row: Cells | null;
  readonly currency: string;
};

/** Kinds of fields that say something to people: neither ids nor structures. */
const QUOTED = new Set(['text', 'enum', 'flag', 'money', 'price', 'quantity', 'integer', 'ppm', 'day', 'instant']);

/** Fields of the row that the reader may quote: those that they see, by their names. */
export const quotable = (noun: NounName, row: Cells | null): readonly Choice[] =>
  Object.entries(nounNamed(noun).fields).flatMap(([field, { kind }]) =>
    row && QUOTED.has(kind) && row[field] !== undefined && row[field] !== null
      ? [{ id: field, kind: 'field', name: words.field(noun, field) } as const]
      : [],
  );

/** Those who may be named, oneself left out, asked for when one begins to: ids and names. */
export const readersOf = async (noun: HostName, id: string, self: string): Promise<readonly Choice[]> => {
  const path = `/api/${nounNamed(noun).plural}/${encodeURIComponent(id)}/readers`;
  const answer = await fetch(path, { headers: { accept: 'application/json' } }).catch(() => null);
  if (!answer?.ok) return [];
  const { readers } = (await answer.json()) as { readonly readers: readonly { id: string; name: string }[] };
  return readers.filter((one) => one.id !== self).map((one) => ({ ...one, kind: 'person' }));
};

/** What is said about a row, live, and what one can do about it. */
export const useComments = (about: Ref<About>) => {
  const me = useMe();
  const { can } = useCan();
  const names = useNames();
  const notices = useNotices();
  const { today, now, zone } = useClock();
  const reads = computed(() => can('comment', 'read'));
  const { rows, more } = useCollection('comment', () =>
    reads.value
      ? {
          where: {
            all: [
              { field: 'aboutNoun', is: 'eq', value: about.value.noun },
              { field: 'aboutId', is: 'eq', value: about.value.id },
            ],
          },
          sort: [{ field: 'at', down: true }],
          limit: SHOWN,
        }
      : null,
  );
  const shownValue = (field: string): string => {
    const { noun, row, currency } = about.value;
    const value = row?.[field];
    if (value === undefined) return HIDDEN;
    const telling = { currency, timeZone: zone.value, today: today.value, now: now.value, about: noun };
    return valueText(noun, field, value, telling) ?? words.t('timeline.nothing');
  };
  const partsOf = (text: string): readonly Part[] =>
    piecesOf(text).map((piece): Part => {
      if (piece.kind === 'text') return piece;
      if (piece.kind === 'field')
        return { kind: 'field', text: `${words.field(about.value.noun, piece.field)} ${shownValue(piece.field)}` };
      return { kind: 'person', text: `@${names('person', piece.id)}`, self: piece.id === me.me?.person.id };
    });
  const saidOf = (row: Shown<'comment'>): Said => ({
    id: row.id,
    parts: partsOf(row.text ?? ''),
    text: row.text ?? '',
    isMine: row.authorId === me.me?.person.id && !me.me?.viewing,
    isEdited: typeof row.editedAt === 'number',
  });
  const said = computed<ReadonlyMap<string, Said>>(() => new Map(rows.value.map((row) => [row.id, saidOf(row)])));
  const entries = computed<readonly TimelineEntry[]>(() =>
    rows.value.map((row) => ({
      id: row.id,
      at: row.at ?? 0,
      who: row.authorId ? names('person', row.authorId) : '',
      icon: 'i-lucide-message-square',
      comment: row.id,
    })),
  );
  const done = async (name: string, input: object): Promise<boolean> => {
    const answer = await command(name, input);
    if ('ok' in answer) return true;
    notices.refused(answer);
    return false;
  };
  return {
    said,
    entries,
    more,
    reads,
    maySay: computed(() => can('comment', 'create')),
    nameOf: (id: string) => names('person', id),
    say: (text: string) => done('comment.write', { aboutNoun: about.value.noun, aboutId: about.value.id, text }),
    mend: (id: string, from: string, to: string) => done('comment.update', { id, set: { text: { from, to } } }),
    takeBack: (id: string) => done('comment.remove', { id }),
  };
};

/** Both by their time, newest first. Comments older than the last happening wait for it, while there are older ones. */
export const mixed = (
  happened: readonly TimelineEntry[],
  said: readonly TimelineEntry[],
  hasMore: boolean,
): readonly TimelineEntry[] => {
  const last = hasMore ? (happened.at(-1)?.at ?? 0) : 0;
  return [...happened, ...said.filter(({ at }) => at >= last)].sort((a, b) => b.at - a.at);
};

export const isTooLong = (kept: string): boolean => kept.trim().length > COMMENT_TEXT;
