import { computed, type Ref, ref } from 'vue';
import { useNotices } from '../../face/notices.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { useCan } from '../can.ts';
import { useLookups } from './lookups.ts';

/** A select holds no null. */
const NONE = 'none';

export const useTeams = (team: Ref<string | null>) => {
  const notices = useNotices();
  const { can } = useCan();
  const { teams } = useLookups();
  const making = ref(false);
  const name = ref('');
  const busy = ref(false);
  return {
    items: computed(() => [{ value: NONE, label: words.t('access.people.noTeam') }, ...teams.value]),
    chosen: computed({
      get: () => team.value ?? NONE,
      set: (id: string) => {
        team.value = id === NONE ? null : id;
      },
    }),
    mayMake: computed(() => can('team', 'create')),
    making,
    name,
    busy,
    make: async (): Promise<void> => {
      if (name.value.trim() === '' || busy.value) return;
      busy.value = true;
      try {
        const answer = await command('team.create', { name: name.value.trim() });
        if ('refused' in answer) notices.refused(answer);
        else {
          team.value = String(answer.answer.id);
          making.value = false;
          name.value = '';
        }
      } finally {
        busy.value = false;
      }
    },
  };
};
