import { computed, ref, shallowRef } from 'vue';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import type { Shown } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { rowsOf } from '../list/rows.ts';

/** Hands customers to another seller, with their open orders and all that hangs on them. */
export const useHandover = (ids: () => readonly string[], done: () => void) => {
  const rights = useRights();
  const notices = useNotices();
  const open = ref(false);
  const busy = ref(false);
  const why = ref('');
  const to = shallowRef<Shown<'person'> | null>(null);
  return {
    open,
    busy,
    why,
    to,
    may: computed(() => rights.value.mayEver('customer', 'reassign')),
    find: async (text: string, signal: AbortSignal): Promise<readonly Shown<'person'>[]> =>
      (await rowsOf('person', { ...(text ? { search: text } : {}), limit: 8, signal })).rows,
    begin: () => {
      to.value = null;
      why.value = '';
      open.value = true;
    },
    run: async (): Promise<void> => {
      if (!to.value || busy.value) return;
      busy.value = true;
      const some = ids();
      const answer = await command('customer.reassign', {
        ids: some,
        toSellerId: to.value.id,
        why: why.value.trim() || null,
      });
      busy.value = false;
      if ('refused' in answer) {
        notices.refused(answer);
        return;
      }
      open.value = false;
      notices.done(words.t('customers.handedOver', { n: some.length, name: to.value.name ?? '' }));
      done();
    },
  };
};
export type Handover = ReturnType<typeof useHandover>;
