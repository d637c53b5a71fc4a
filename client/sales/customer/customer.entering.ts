import { useEventListener } from '@vueuse/core';
import { computed, ref } from 'vue';
import { useRouter } from 'vue-router';
import { useNotices } from '../../face/notices.ts';
import { useCommands } from '../../face/palette.ts';
import { words } from '../../words/words.ts';
import { addressFields } from '../address/address.form.ts';
import { contactFields } from '../contact/contact.form.ts';
import type { Cells } from '../edit/edits.ts';
import { toEmpty, toMarked } from '../edit/marked.ts';
import { type FieldSpec, useRowEditing } from '../edit/row-editing.ts';
import { usePriceLists } from '../price/price-lists.ts';
import { type Likened, useAlike } from './customer.alike.ts';
import { customerGroups } from './customer.fields.ts';

/** Of a part that may be left out nothing is asked for. */
const optional = (fields: readonly FieldSpec[]): readonly FieldSpec[] =>
  fields.map(({ required: _required, ...field }) => field);

/** A new customer: what is needed, what is usual filled in, and those that may be the same firm pointed out while typing. */
export const useCustomerEntry = () => {
  const router = useRouter();
  const notices = useNotices();
  const lists = usePriceLists();
  const id = ref(null);
  const editing = useRowEditing('customer', id, ref(null), () => ({
    priceListId: lists.usual.value?.id ?? null,
    settlement: 'net',
    termsDays: 30,
  }));
  // Whom one calls and where goods go, as far as they are filled in; further ones are entered on its page.
  const contact = useRowEditing('contact', ref(null), ref(null));
  const delivery = useRowEditing('address', ref(null), ref(null));
  const filled = (part: typeof contact): Cells =>
    Object.fromEntries(Object.entries(part.now.value).filter(([, value]) => value !== null && value !== undefined));
  const isFilled = (part: typeof contact): boolean => Object.keys(filled(part)).length > 0;
  const groups = computed(() =>
    customerGroups(() => lists.choices()).map((group) => ({
      ...group,
      title: words.t(group.title),
      fields: group.fields.filter(({ name }) => name !== 'creditLimit'),
    })),
  );

  const alike = useAlike(
    () => {
      const { name, localName, country, taxNumber } = editing.now.value as Likened;
      const phones = [contact, delivery].flatMap((part) => (part.now.value.phone as string | null) || []);
      return name || localName || taxNumber || phones.length > 0
        ? { name, localName, country, taxNumber, phones }
        : null;
    },
    () => String(editing.now.value.name ?? editing.now.value.localName ?? ''),
  );
  const missing = computed(() => [
    ...['name', 'country', 'priceListId']
      .filter((field) => !editing.now.value[field])
      .map((field) => words.field('customer', field)),
    ...(isFilled(contact) && !contact.now.value.name ? [words.field('customer', 'contactName')] : []),
    ...(isFilled(delivery) && !delivery.now.value.street ? [words.field('address', 'street')] : []),
  ]);
  const why = computed(() =>
    missing.value.length > 0
      ? words.t('customers.missing', { fields: missing.value.join(words.t('access.comma')) })
      : editing.blocked.value,
  );
  const save = async (): Promise<void> => {
    if (why.value) {
      notices.say(why.value);
      if (missing.value.length > 0) toEmpty();
      else toMarked();
      return;
    }
    const made = await editing.create({
      ...(isFilled(contact) ? { contacts: [filled(contact)] } : {}),
      ...(isFilled(delivery) ? { addresses: [{ kind: 'delivery', ...filled(delivery) }] } : {}),
    });
    if (made === null) return;
    contact.discard();
    delivery.discard();
    notices.done(words.t('customers.made'));
    await router.replace({ name: 'customer', params: { id: made } });
  };
  useEventListener(window, 'beforeunload', (event) => {
    if ([editing, contact, delivery].some(({ dirty }) => dirty.value)) event.preventDefault();
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
  /** One that was begun needs what it is known by. */
  const needing = (field: string, part: typeof contact, fields: readonly FieldSpec[]): readonly FieldSpec[] =>
    fields.map((spec) => (spec.name === field && isFilled(part) ? { ...spec, required: true } : spec));
  const parts = computed(() => [
    {
      id: 'contact',
      noun: 'contact' as const,
      title: words.noun('contact'),
      editing: contact,
      fields: needing('name', contact, optional(contactFields)),
    },
    {
      id: 'delivery',
      noun: 'address' as const,
      title: words.t('customers.deliveryTo'),
      editing: delivery,
      // Its country is the customer's unless said otherwise on the customer's page.
      fields: needing('street', delivery, optional(addressFields('delivery').filter(({ name }) => name !== 'country'))),
    },
  ]);
  return { editing, groups, parts, alike, why, save: () => void save() };
};
