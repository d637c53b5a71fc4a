import { computed, ref, shallowRef, watch } from 'vue';
import { useRoute } from 'vue-router';
import type { Refusal } from '../../../shared/base/decision.ts';
import { useNotices } from '../../face/notices.ts';
import { useRow } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { afterSave, edit, isContested, keepMine, type RowEdits, settled, withoutEdit } from '../../sales/edit/edits.ts';
import { words } from '../../words/words.ts';
import { useMe } from '../me.ts';
import { useRights } from '../rights.ts';
import { useWaitingFor } from '../role_change/role-change.ts';

export const accountFields = [
  'name',
  'email',
  'roleIds',
  'warehouseIds',
  'teamId',
  'language',
  'discountAuthority',
] as const;
export type AccountField = (typeof accountFields)[number];
/** Lists are held as text, so that an edit of them is compared like any other. */
const lists: ReadonlySet<string> = new Set(['roleIds', 'warehouseIds']);
const flat = (field: string, value: unknown): unknown =>
  lists.has(field) ? JSON.stringify(value ?? []) : (value ?? null);
const whole = (field: string, value: unknown): unknown => (lists.has(field) ? JSON.parse(String(value)) : value);

/** One person: who they are and what they bear, edited field by field beside others who edit the same. */
export const usePersonPage = () => {
  const route = useRoute();
  const me = useMe();
  const rights = useRights();
  const notices = useNotices();
  const id = ref(String(route.params.id));
  watch(
    () => route.params.id,
    (now) => {
      if (route.name === 'person') id.value = String(now);
    },
  );
  const { row, state } = useRow('person', id);
  const waiting = useWaitingFor('person', id);
  const edits = shallowRef<RowEdits>(new Map());
  const saving = ref(false);
  const refusal = shallowRef<Refusal | null>(null);
  watch(id, () => {
    edits.value = new Map();
    refusal.value = null;
  });
  const cells = computed(() =>
    Object.fromEntries(
      accountFields.flatMap((field) =>
        row.value && field in row.value ? [[field, flat(field, row.value[field])] as const] : [],
      ),
    ),
  );
  watch(cells, (now) => {
    if (!saving.value) edits.value = settled(edits.value, now);
  });

  const standing = (field: AccountField): unknown =>
    whole(field, edits.value.has(field) ? edits.value.get(field)?.to : (cells.value[field] ?? flat(field, null)));
  const set = (field: AccountField, value: unknown): void => {
    refusal.value = null;
    edits.value = edit(edits.value, cells.value, field, flat(field, value));
  };
  const nameText = computed(() => row.value?.name ?? '');
  const may = (action: string): boolean => row.value !== null && rights.value.may('person', action, row.value);
  const writable = (field: AccountField): boolean =>
    may('update') && row.value !== null && rights.value.unwritable('person', 'update', row.value, [field]) === null;

  const save = async (): Promise<void> => {
    if (edits.value.size === 0 || saving.value) return;
    saving.value = true;
    refusal.value = null;
    const sent = edits.value;
    try {
      const input = Object.fromEntries(
        [...sent].map(([field, { from, to }]) => [field, { from: whole(field, from), to: whole(field, to) }]),
      );
      const answer = await command(
        'person.update',
        { id: id.value, set: input },
        { about: { noun: 'person', id: id.value } },
      );
      if ('refused' in answer) {
        refusal.value = answer;
        return;
      }
      edits.value = afterSave(edits.value, sent);
      if (answer.answer.waits) {
        notices.done(words.t('rights.done.asked'));
        return;
      }
      notices.done(words.t('access.person.saved', { name: nameText.value }), async () => {
        const back = Object.fromEntries(
          Object.entries(input).map(([field, { from, to }]) => [field, { from: to, to: from }]),
        );
        const undone = await command('person.update', { id: id.value, set: back });
        if ('refused' in undone) notices.refused(undone);
        else if (undone.answer.waits) notices.done(words.t('rights.done.asked'));
      });
    } finally {
      saving.value = false;
      edits.value = settled(edits.value, cells.value);
    }
  };

  const acting = ref(false);
  const act = async (name: 'person.suspend' | 'person.activate', why: string | null): Promise<boolean> => {
    acting.value = true;
    try {
      const answer = await command(name, { id: id.value, ...(why ? { why } : {}) });
      if ('refused' in answer) {
        notices.refused(answer);
        return false;
      }
      const done = name === 'person.suspend' ? 'access.person.suspended' : 'access.person.activated';
      notices.done(words.t(done, { name: nameText.value }));
      return true;
    } finally {
      acting.value = false;
    }
  };
  return {
    id,
    row,
    state,
    waiting,
    isSelf: computed(() => me.me?.person.id === id.value),
    changes: computed(() => edits.value.size),
    isDirty: (field: AccountField) => edits.value.has(field),
    isThere: (field: AccountField) => field in cells.value,
    contested: (field: AccountField) => isContested(edits.value, cells.value, field),
    theirs: (field: AccountField) => whole(field, cells.value[field] ?? flat(field, null)),
    standing,
    text: (field: AccountField) => String(standing(field) ?? ''),
    list: (field: AccountField) => standing(field) as string[],
    set,
    mine: (field: AccountField) => {
      edits.value = keepMine(edits.value, cells.value, field);
    },
    takeTheirs: (field: AccountField) => {
      edits.value = withoutEdit(edits.value, field);
    },
    discard: () => {
      edits.value = new Map();
      refusal.value = null;
    },
    writable,
    may,
    saving,
    refusal,
    save,
    acting,
    suspend: (why: string) => act('person.suspend', why.trim() || null),
    activate: () => act('person.activate', null),
  };
};
