import { computed, type Ref } from 'vue';
import { currencies } from '../../shared/base/currency.ts';
import { encodings } from '../../shared/exchange/import_run/import.choices.ts';
import { targets } from '../../shared/exchange/import_run/import.columns.ts';
import { dateOrders } from '../../shared/exchange/import_run/import.time.ts';
import { useMe } from '../access/me.ts';
import { useCollection } from '../live/collection.ts';
import { useWords } from '../words/words.ts';
import type { Preview } from './import-door.ts';

/** A column that no select takes for its own emptiness. */
const NONE = -1;

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
  const columns = computed(() => [
    { label: words.t('imports.columns.none'), value: NONE },
    ...preview.value.header.map((title, value) => ({ label: title || `${value + 1}`, value })),
  ]);
  const mapping = computed(() =>
    targets.map((target) => {
      const column = preview.value.choices.columns[target];
      const sample =
        column === null
          ? ''
          : (preview.value.sample.map((row) => row[column] ?? '').find((cell) => cell.trim() !== '') ?? '');
      return { target, label: words.t(`imports.targets.${target}`), column: column ?? NONE, sample };
    }),
  );
  const own = computed(() => me.organisation.currency);
  const named = (rows: readonly { readonly id: string; readonly name?: string }[]) =>
    rows.map(({ id, name }) => ({ label: name ?? id, value: id }));
  return {
    columns,
    mapping,
    own,
    none: NONE,
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
