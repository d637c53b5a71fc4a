import { computed, type Ref, ref, shallowRef, watch } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import {
  TRAITS_AT_MOST,
  type Trait,
  traitNames,
  traitsOf,
  traitValue,
} from '../../../shared/sales/product/product.traits.ts';
import { useRights } from '../../access/rights.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';

/** What a product is told by, in a line. */
export const traitsText = ({ traits }: { readonly traits?: unknown }): string =>
  traitsOf(traits)
    .map(({ value }) => value)
    .join(' · ');

/** By what a product is told from others of its family, and who those are. */
export const useProductVariants = (row: Ref<Shown<'product'>>) => {
  const rights = useRights();
  const family = computed(() => row.value.family ?? '');
  const found = useCollection('product', () =>
    family.value === ''
      ? null
      : { where: { field: 'family', is: 'eq', value: family.value }, sort: [{ field: 'sku' }], limit: 200 },
  );
  const stored = computed(() => traitsOf(row.value.traits));
  const variants = computed(() =>
    found.rows.value.map((one) => ({
      id: one.id,
      sku: one.sku ?? '',
      status: one.status,
      traits: traitsOf(one.traits),
    })),
  );
  const names = computed(() => traitNames(variants.value));
  const editing = ref(false);
  const form = ref<{ name: string; value: string }[]>([]);
  const refusal = shallowRef<Refusal | null>(null);
  const busy = ref(false);
  const written = computed<readonly Trait[]>(() =>
    form.value
      .map(({ name, value }) => ({ name: name.trim(), value: value.trim() }))
      .filter(({ name, value }) => name !== '' && value !== ''),
  );
  watch(
    () => row.value.id,
    () => {
      editing.value = false;
    },
  );
  return {
    family,
    stored,
    names,
    variants: computed(() =>
      variants.value.map((one) => ({ ...one, values: names.value.map((name) => traitValue(one, name)) })),
    ),
    may: computed(() => rights.value.unwritable('product', 'update', row.value, ['traits']) === null),
    editing,
    form,
    busy,
    refusalText: computed(() => (refusal.value ? words.refusal(refusal.value) : '')),
    mayAdd: computed(() => form.value.length < TRAITS_AT_MOST),
    /** With the names of its family, so that one only writes the values. */
    begin: () => {
      const missing = names.value.filter((name) => traitValue({ traits: stored.value }, name) === '');
      const all = [...stored.value.map((one) => ({ ...one })), ...missing.map((name) => ({ name, value: '' }))];
      form.value = all.length > 0 ? all : [{ name: '', value: '' }];
      refusal.value = null;
      editing.value = true;
    },
    add: () => form.value.push({ name: '', value: '' }),
    drop: (at: number) => form.value.splice(at, 1),
    save: async (): Promise<void> => {
      if (busy.value) return;
      busy.value = true;
      const set = { traits: { from: row.value.traits ?? null, to: written.value } };
      const answer = await command('product.update', { id: row.value.id, set });
      busy.value = false;
      if ('refused' in answer) refusal.value = answer;
      else editing.value = false;
    },
  };
};
