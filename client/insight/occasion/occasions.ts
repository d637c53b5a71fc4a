import { computed, type MaybeRefOrGetter, type Ref, reactive, ref, toValue } from 'vue';
import { isTimeSplit, type Period } from '../../../shared/insight/measure.period.ts';
import { occasionsByKey } from '../../../shared/insight/occasion/occasion.rules.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import { dayText } from '../../face/time.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';

export type Occasion = Shown<'occasion'>;
/** Of one chart, at most. */
const MOST = 200;

export const useMayNote = () => {
  const rights = useRights();
  return computed(() => rights.value.mayEver('occasion', 'note'));
};

/** What happened within a period, live, and what of it stands at each point of a split by time. Null asks nothing. */
export const useOccasions = (period: MaybeRefOrGetter<Period | null>, by: MaybeRefOrGetter<string | null>) => {
  const rights = useRights();
  const { today } = useClock();
  const { rows } = useCollection('occasion', () => {
    const over = toValue(period);
    if (!over || !rights.value.mayEver('occasion', 'read')) return null;
    const where = {
      all: [
        { field: 'day', is: 'ge' as const, value: over.from },
        { field: 'day', is: 'le' as const, value: over.to },
      ],
    };
    return { where, sort: [{ field: 'day', down: true }], limit: MOST };
  });
  const occasions = computed<readonly Occasion[]>(() => (toValue(period) ? rows.value : []));
  const happenedAt = computed<ReadonlyMap<string, string>>(() => {
    const split = toValue(by);
    if (!split || !isTimeSplit(split)) return new Map();
    // A point of several days says on which of them.
    const said = ({ day, text }: Occasion): string =>
      split === 'day' ? (text ?? '') : words.titled(dayText(day ?? '', words.language, today.value), text ?? '');
    return new Map([...occasionsByKey(occasions.value, split)].map(([key, all]) => [key, all.map(said).join('\n')]));
  });
  return { occasions, happenedAt };
};

/** One more, as it is typed; and those of one's own taken away. */
export const useNoting = (open: Ref<boolean>) => {
  const me = useMe();
  const notices = useNotices();
  const { today } = useClock();
  const form = reactive({ day: today.value, text: '' });
  const wrong = ref(false);
  const busy = ref(false);
  const give = async (name: string, input: object): Promise<boolean> => {
    const answer = await command(name, input);
    if ('ok' in answer) return true;
    notices.refused(answer);
    return false;
  };
  const note = async (): Promise<void> => {
    const text = form.text.trim();
    wrong.value = text === '' || form.day === '';
    if (wrong.value || busy.value) return;
    busy.value = true;
    const done = await give('occasion.note', { day: form.day, text });
    busy.value = false;
    if (!done) return;
    open.value = false;
    notices.done(words.t('occasions.noted'));
  };
  const remove = async ({ id, day, text }: Occasion): Promise<void> => {
    if (!(await give('occasion.remove', { id }))) return;
    notices.done(words.t('occasions.removed', { text: text ?? '' }), () => give('occasion.note', { day, text }));
  };
  const isMine = ({ authorId }: Occasion): boolean => authorId !== undefined && authorId === me.me?.person.id;
  const dayOf = ({ day }: Occasion): string => dayText(day ?? '', words.language, today.value);
  return { form, wrong, busy, note, remove, isMine, dayOf };
};
