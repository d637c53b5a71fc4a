import { computed, ref } from 'vue';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { sound } from '../feel/sound.ts';
import { piecesOf } from '../scan/codes.ts';
import type { PickRow } from './pick.pending.ts';
import { usePicks } from './pick.rows.ts';

/** What lies in totes for nothing and goes back on its shelf: left behind by orders that were cancelled or cut. */
export const usePutBack = () => {
  const rights = useRights();
  const notices = useNotices();
  const { collection, rows } = usePicks({
    where: { field: 'status', is: 'eq', value: 'put_back' },
    sort: [{ field: 'sequence' }, { field: 'sku' }],
    limit: LIMITS.window,
  });
  const tasks = computed(() => rows.value.filter(({ status }) => status === 'put_back'));
  const chosenId = ref<string | null>(null);
  const chosen = computed(() => tasks.value.find(({ id }) => id === chosenId.value) ?? null);

  const done = async (task: PickRow): Promise<void> => {
    sound('full');
    if (chosenId.value === task.id) chosenId.value = null;
    const answer = await command('pick.put_back', { id: task.id }, { about: { noun: 'pick', id: task.id } });
    if ('refused' in answer) {
      sound('stop');
      notices.refused(answer);
    } else notices.done(words.t('putBack.done', { sku: task.sku, location: task.locationCode }));
  };

  /** The product's code chooses its task, the code of its place says that it lies there again. */
  const scanned = (code: string): void => {
    if (chosen.value && code === chosen.value.locationCode) {
      void done(chosen.value);
      return;
    }
    const found = tasks.value.filter((task) => piecesOf(code, task, []) !== null);
    const at = found.findIndex(({ id }) => id === chosenId.value);
    const next = found[(at + 1) % Math.max(1, found.length)];
    if (next) {
      sound('count');
      chosenId.value = next.id;
      return;
    }
    sound('stop');
    const isPlace = tasks.value.some(({ locationCode }) => locationCode === code);
    notices.say(
      isPlace && chosen.value
        ? words.t('scanning.wrongPlace', { code, location: chosen.value.locationCode })
        : words.t('scanning.nothingHere', { code }),
      'i-lucide-scan-barcode',
    );
  };
  return {
    tasks,
    state: collection.state,
    chosen,
    choose: (id: string | null) => {
      chosenId.value = id;
    },
    done,
    scanned,
    may: (task: PickRow) => rights.value.may('pick', 'put_back', task),
  };
};
export type PutBack = ReturnType<typeof usePutBack>;
