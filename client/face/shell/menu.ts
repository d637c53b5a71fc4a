import { computed, ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useCan } from '../../access/can.ts';
import { words } from '../../words/words.ts';
import { useCounts } from '../counts.ts';
import { entriesFor, navigationGroups } from '../navigation.ts';

/** The drawer of the phone. */
export const menuOpen = ref(false);

/** The menu as the person at this screen sees it, and which entry is the page that is open. */
export function useMenu() {
  const route = useRoute();
  const router = useRouter();
  const { reaches } = useCan();
  const counts = useCounts();
  const entries = computed(() => entriesFor(reaches, router.hasRoute));
  const isCurrent = (name: string): boolean =>
    route.matched.some((one) => one.name === name) || route.path.startsWith(`${router.resolve({ name }).path}/`);
  const groups = computed(() =>
    navigationGroups
      .map((id) => ({
        id,
        label: words.t(`nav.${id}`),
        entries: entries.value
          .filter((entry) => entry.group === id)
          .map((entry) => ({
            ...entry,
            text: words.t(entry.label),
            to: { name: entry.route },
            count: counts[entry.id],
            current: isCurrent(entry.route),
          })),
      }))
      .filter((group) => group.entries.length > 0),
  );
  return { groups, entries };
}
