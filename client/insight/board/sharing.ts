import { computed, type MaybeRefOrGetter, type Ref, ref, toValue, watch } from 'vue';
import { BOARD_LIMITS, type BoardReader } from '../../../shared/insight/board/board.tiles.ts';
import { useAllRows } from '../../access/all-rows.ts';
import { useMe } from '../../access/me.ts';
import { roleName } from '../../access/role-name.ts';
import { words } from '../../words/words.ts';
import type { Board } from './boards.ts';
import { useDoing } from './doing.ts';

type Offered = { readonly id: string; readonly label: string; readonly icon: string };
type Reader = BoardReader & { readonly label: string; readonly icon: string };
/** Nothing chosen: a value of its own, so that the field keeps none by itself. */
const nobody: Offered = { id: '', label: '', icon: '' };
const icons = { role: 'i-lucide-users', person: 'i-lucide-user-round' } as const;

/** Choosing whom a board is shared with: nothing happens until it is submitted. */
export const useSharing = (board: MaybeRefOrGetter<Board>, open: Ref<boolean>) => {
  const { share } = useDoing();
  const me = useMe();
  const roles = useAllRows('role');
  const people = useAllRows('person', { field: 'status', is: 'ne', value: 'suspended' });
  const readers = ref<readonly BoardReader[]>([]);
  const busy = ref(false);
  watch(
    open,
    (isOpen) => {
      if (isOpen) readers.value = toValue(board).shares;
    },
    { immediate: true },
  );

  const known = computed(() => {
    const found = new Map<string, Reader>();
    // A wall is no reader of boards.
    for (const { id, code, name } of roles.rows.value)
      if (code !== 'wall') found.set(id, { kind: 'role', id, label: roleName(name ?? ''), icon: icons.role });
    for (const { id, name } of people.rows.value)
      if (id !== me.me?.person.id) found.set(id, { kind: 'person', id, label: name ?? '', icon: icons.person });
    return found;
  });
  const chosen = computed<readonly Reader[]>(() =>
    readers.value.map((one) => known.value.get(one.id) ?? { ...one, label: '…', icon: icons[one.kind] }),
  );
  const offered = computed(() => {
    const taken = new Set(readers.value.map(({ id }) => id));
    const of = (kind: BoardReader['kind']) =>
      [...known.value.values()]
        .filter((one) => one.kind === kind && !taken.has(one.id))
        .sort((a, b) => a.label.localeCompare(b.label, words.language))
        .map(({ id, label, icon }) => ({ id, label, icon }));
    const named = (label: string, entries: readonly Offered[]) =>
      entries.length > 0 ? [[{ type: 'label' as const, label }, ...entries]] : [];
    return [
      ...named(words.t('boards.sharing.roles'), of('role')),
      ...named(words.t('boards.sharing.people'), of('person')),
    ];
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
    const done = await share(toValue(board), readers.value);
    busy.value = false;
    if (done) open.value = false;
  };
  const isFull = computed(() => readers.value.length >= BOARD_LIMITS.shares);
  return { chosen, offered, picked, take, busy, isFull, most: BOARD_LIMITS.shares, submit };
};
