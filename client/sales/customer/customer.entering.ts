import { useDebounceFn, useEventListener } from '@vueuse/core';
import { computed, ref, shallowRef, watch } from 'vue';
import { useRouter } from 'vue-router';
import { useNotices } from '../../face/notices.ts';
import { useCommands } from '../../face/palette.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import { useRowEditing } from '../edit/row-editing.ts';
import { rowsOf } from '../list/rows.ts';
import { customerGroups } from './customer.fields.ts';

/** Pause in typing after which similar customers are looked for, ms. */
const PAUSE = 300;

/** A new customer: what is needed, what is usual filled in, and those of the same name pointed out while typing. */
export const useCustomerEntry = () => {
  const router = useRouter();
  const notices = useNotices();
  const lists = useCollection('price_list', { limit: 100 });
  const priceLists = () =>
    lists.rows.value.map(({ id, name, currency }) => ({
      value: id,
      label: [name, currency].filter(Boolean).join(' · '),
    }));
  const id = ref(null);
  const editing = useRowEditing('customer', id, ref(null), () => ({
    priceListId: lists.rows.value[0]?.id ?? null,
    settlement: 'net',
    termsDays: 30,
  }));
  const groups = computed(() =>
    customerGroups(priceLists).map((group) => ({
      ...group,
      title: words.t(group.title),
      fields: group.fields.filter(({ name }) => name !== 'creditLimit'),
    })),
  );

  const similar = shallowRef<readonly Shown<'customer'>[]>([]);
  const look = useDebounceFn(async (name: string) => {
    if (name.length < 2) {
      similar.value = [];
      return;
    }
    similar.value = (await rowsOf('customer', { search: name, limit: 4 }).catch(() => ({ rows: [] }))).rows;
  }, PAUSE);
  watch(
    () => [editing.now.value.name, editing.now.value.localName],
    ([name, localName]) => void look(String(name ?? localName ?? '').trim()),
  );
  const missing = computed(() =>
    ['name', 'country', 'priceListId']
      .filter((field) => !editing.now.value[field])
      .map((field) => words.field('customer', field)),
  );
  const why = computed(() =>
    missing.value.length > 0
      ? words.t('customers.missing', { fields: missing.value.join(', ') })
      : editing.blocked.value,
  );
  const save = async (): Promise<void> => {
    if (why.value) {
      notices.say(why.value);
      return;
    }
    const made = await editing.create();
    if (made === null) return;
    notices.done(words.t('customers.made'));
    await router.replace({ name: 'customer', params: { id: made } });
  };
  useEventListener(window, 'beforeunload', (event) => {
    if (editing.dirty.value) event.preventDefault();
  });
  useCommands('customer-entry', [
    {
      id: 'customer.save',
      label: 'shell.save',
      shortcut: 'mod+s',
      icon: 'i-lucide-save',
      group: 'here',
      run: () => void save(),
    },
    {
      id: 'customer.list',
      label: 'customers.toList',
      shortcut: 'Escape',
      icon: 'i-lucide-arrow-left',
      group: 'here',
      run: () => void router.push({ name: 'customers' }),
    },
  ]);
  return { editing, groups, similar, why, save: () => void save() };
};
