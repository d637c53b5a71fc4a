import { computed, type Ref, ref, watch } from 'vue';
import { READERS_AT_MOST, type Reader } from '../../../shared/insight/reader.ts';
import { words } from '../../words/words.ts';
import { useAllRows } from '../all-rows.ts';
import { useMe } from '../me.ts';
import { roleName } from '../role-name.ts';

type Offered = { readonly id: string; readonly label: string; readonly icon: string };
type Named = Reader & { readonly label: string; readonly icon: string };
/** Nothing chosen: a value of its own, so that the field keeps none by itself. */
const nobody: Offered = { id: '', label: '', icon: '' };
const icons = { role: 'i-lucide-users', person: 'i-lucide-user-round' } as const;

/**
 * Choosing with whom something is shared: nothing happens until it is submitted. `shares`: with whom it is until then;
 * `share` does it, and answers whether it was done.
 */
export const useSharing = (
  shares: () => readonly Reader[],
  share: (readers: readonly Reader[]) => Promise<boolean>,
  open: Ref<boolean>,
) => {
  const me = useMe();
  const roles = useAllRows('role');
  const people = useAllRows('person', { field: 'status', is: 'ne', value: 'suspended' });
  const readers = ref<readonly Reader[]>([]);
  const busy = ref(false);
  watch(
    open,
    (isOpen) => {
      if (isOpen) readers.value = shares();
    },
    { immediate: true },
  );

  const known = computed(() => {
    const found = new Map<string, Named>();
    // A wall reads nothing of anybody's.
    for (const { id, code, name } of roles.rows.value)
      if (code !== 'wall') found.set(id, { kind: 'role', id, label: roleName(name ?? ''), icon: icons.role });
    for (const { id, name } of people.rows.value)
      if (id !== me.me?.person.id) found.set(id, { kind: 'person', id, label: name ?? '', icon: icons.person });
    return found;
  });
  const chosen = computed<readonly Named[]>(() =>
    readers.value.map((one) => known.value.get(one.id) ?? { ...one, label: '…', icon: icons[one.kind] }),
  );
  const offered = computed(() => {
    const taken = new Set(readers.value.map(({ id }) => id));
    const of = (kind: Reader['kind']) =>
      [...known.value.values()]
        .filter((one) => one.kind === kind && !taken.has(one.id))
        .sort((a, b) => a.label.localeCompare(b.label, words.language))
        .map(({ id, label, icon }) => ({ id, label, icon }));
    const named = (label: string, entries: readonly Offered[]) =>
      entries.length > 0 ? [[{ type: 'label' as const, label }, ...entries]] : [];
    return [...named(words.t('sharing.roles'), of('role')), ...named(words.t('sharing.people'), of('person'))];
  });
  /** Whom one points at is added at once, and the field is free for the next. */
  const picked = ref<Offered>(nobody);
  watch(picked, (one) => {
    const reader = known.value.get(one.id);
    if (reader) readers.value = [...readers.value, { kind: reader.kind, id: reader.id }];
    picked.value = nobody;
  });
  const take = (id: string): void => {
    readers.value = readers.value.filter((one) => one.id !== id);
  };
  const submit = async (): Promise<void> => {
    busy.value = true;
    const done = await share(readers.value);
    busy.value = false;
    if (done) open.value = false;
  };
  const isFull = computed(() => readers.value.length >= READERS_AT_MOST);
  return { chosen, offered, picked, take, busy, isFull, most: READERS_AT_MOST, submit };
};
