import { computed } from 'vue';
import { useRoute } from 'vue-router';
import { type TableName, tableNames } from '../../shared/exchange/tables/table.names.ts';
import { barredTable } from '../../shared/exchange/tables/table.permit.ts';
import { useRights } from '../access/rights.ts';
import { useWords } from '../words/words.ts';

export type Importable = 'orders' | TableName;

/** What this person may import, as tabs, and which of them is open: it stands in the address. */
export const useImportables = () => {
  const words = useWords();
  const route = useRoute();
  const rights = useRights();
  const kinds = computed<Importable[]>(() => [
    ...(rights.value.mayEver('order', 'import') ? (['orders'] as const) : []),
    ...tableNames.filter((name) => barredTable(name, rights.value) === null),
  ]);
  const tabs = computed(() =>
    kinds.value.map((id) => ({ id, label: words.value('import_run', 'of', id), to: { query: { of: id } } })),
  );
  const open = computed<Importable | null>(
    () => kinds.value.find((one) => one === route.query.of) ?? kinds.value[0] ?? null,
  );
  return { tabs, open };
};
