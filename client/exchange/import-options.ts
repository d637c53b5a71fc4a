import { computed, type Ref } from 'vue';
import { currencies } from '../../shared/base/currency.ts';
import { encodings } from '../../shared/exchange/import_run/import.choices.ts';
import { targets } from '../../shared/exchange/import_run/import.columns.ts';
import { dateOrders } from '../../shared/exchange/import_run/import.time.ts';
import { useMe } from '../access/me.ts';
import { useCollection } from '../live/collection.ts';
import { useWords } from '../words/words.ts';
import type { Preview } from './import-door.ts';

/** What can be chosen for a file. */
export const useOptions = (preview: Ref<Preview>) => {
  const words = useWords();
  const me = useMe();
  const people = useCollection('person', {
    where: { field: 'status', is: 'eq', value: 'active' },
    sort: [{ field: 'name' }],
    limit: 500,
  });
  const warehouses = useCollection('warehouse', { limit: 200 });
  const mapping = computed(() =>
    targets.map((target) => ({
      target,
      label: words.t(`imports.targets.${target}`),
      column: preview.value.choices.columns[target],
    })),
  );
  const own = computed(() => me.organisation.currency);
  const named = (rows: readonly { readonly id: string; readonly name?: string }[]) =>
    rows.map(({ id, name }) => ({ label: name ?? id, value: id }));
  return {
    mapping,
    own,
    sellers: computed(() => named(people.rows.value)),
    warehouses: computed(() => named(warehouses.rows.value)),
    currencies: currencies.map((code) => ({ label: code, value: code })),
    zones: Intl.supportedValuesOf('timeZone'),
    dateOrders: computed(() => dateOrders.map((value) => ({ label: words.t(`imports.choices.${value}`), value }))),
    encodings: encodings.map((code) => ({ label: code.toUpperCase(), value: code })),
    kinds: computed(() =>
      (['history', 'drafts'] as const).map((value) => ({ label: words.t(`imports.choices.${value}`), value })),
    ),
  };
};
