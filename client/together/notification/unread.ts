/** How much one was told and has not read, beside the entry of the menu and at the bell. */
import { computed, effectScope, shallowRef, watch } from 'vue';
import { useRights } from '../../access/rights.ts';
import { useConnection } from '../../face/connection-state.ts';
import { tellCount } from '../../face/counts.ts';
import { useCollection } from '../../live/collection.ts';

/** More are not counted: "99+". */
export const COUNTED = 100;
const count = shallowRef<number | null>(null);
/** Null until it is known, and for whom there is none; at most `COUNTED`. */
export const unread = computed(() => count.value);

/** Begins to count as soon as there is a connection; called once. */
export const beginUnread = (): void => {
  const connection = useConnection();
  const scope = effectScope(true);
  const begin = (): void => {
    const rights = useRights();
    // A window of one's own rows: it moves the moment that somebody tells something, on every device.
    const { rows, state } = useCollection('notification', () =>
      rights.value.mayEver('notification', 'read')
        ? {
            where: { field: 'readAt', is: 'eq', value: null },
            sort: [{ field: 'at', down: true }],
            limit: COUNTED,
          }
        : null,
    );
    watch(
      [rows, state, rights],
      () => {
        const known = state.value === 'ready' && rights.value.mayEver('notification', 'read');
        count.value = known ? rows.value.length : null;
        tellCount('inbox', count.value || null);
      },
      { immediate: true },
    );
  };
  scope.run(() => {
    const wait = watch(
      () => connection.value.state === 'live',
      (live) => {
        if (!live) return;
        wait.stop();
        scope.run(begin);
      },
    );
  });
};
