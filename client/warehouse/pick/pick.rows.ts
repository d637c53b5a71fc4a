import { computed, type MaybeRefOrGetter } from 'vue';
import { useMe } from '../../access/me.ts';
import { useClock } from '../../face/now.ts';
import { type Asking, useCollection } from '../../live/collection.ts';
import { usePending } from '../../live/connection.ts';
import { groupsOf } from './pick.groups.ts';
import { picksWith } from './pick.pending.ts';

/** A live list of picks as they stand with what this device has done, and the same by order. */
export const usePicks = (asking: MaybeRefOrGetter<Asking | null>) => {
  const store = useMe();
  const { now } = useClock();
  const pending = usePending();
  const collection = useCollection('pick', asking);
  const me = computed(() => store.me?.person.id ?? '');
  const rows = computed(() => picksWith(collection.rows.value, pending.value, me.value));
  const groups = computed(() => groupsOf(rows.value, me.value, now.value));
  return { collection, rows, groups, me };
};
