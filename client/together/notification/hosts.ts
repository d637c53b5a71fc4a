/** Rows that others are about, as far as the reader sees them now: what notifications and comments are told by. */
import { computed, type Ref } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import { nounNamed } from '../../../shared/catalogue.ts';
import { type HostName, hostNames } from '../../../shared/together/host.ts';
import { useRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';
import { router } from '../../router.ts';
import { words } from '../../words/words.ts';

/** Of one noun, at most. */
const MOST = 400;

export type About = { readonly noun: HostName; readonly id: string };
export type HostText = { readonly title: string; readonly name: string; readonly to: RouteLocationRaw | null };

/** The hosts that are named, live. One that the reader does not see, or not any more, is not there. */
export const useHosts = (about: Ref<readonly About[]>) => {
  const rights = useRights();
  const of = hostNames.map((noun) => {
    const ids = computed(() => [...new Set(about.value.filter((one) => one.noun === noun).map(({ id }) => id))].sort());
    const { rows, state } = useCollection(noun, () =>
      ids.value.length === 0 || !rights.value.mayEver(noun, 'read')
        ? null
        : { where: { field: 'id', is: 'in', value: ids.value.slice(0, MOST) }, limit: MOST, sort: [] },
    );
    const opening = computed(() => ids.value.length > 0 && state.value === 'opening');
    return { noun, rows, opening };
  });
  const texts = computed(() => {
    const found = new Map<string, HostText>();
    for (const { noun, rows } of of) {
      const { title } = nounNamed(noun);
      for (const row of rows.value) {
        const cells = row as { readonly [field: string]: unknown };
        const text = cells[title];
        found.set(`${noun} ${row.id}`, {
          title: typeof text === 'string' && text !== '' ? text : words.noun(noun),
          name: [cells.customerName, cells.absentName].find((one) => typeof one === 'string') ?? '',
          to: router.hasRoute(noun) ? { name: noun, params: { id: row.id } } : null,
        });
      }
    }
    return found;
  });
  return { texts, opening: computed(() => of.some(({ opening }) => opening.value)) };
};
