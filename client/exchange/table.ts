import { computed, type Ref } from 'vue';
import type { Refusal } from '../../shared/base/decision.ts';
import type { Column } from '../../shared/exchange/tables/table.columns.ts';
import { columnOf, tableOf } from '../../shared/exchange/tables/table.kinds.ts';
import type { TableName } from '../../shared/exchange/tables/table.names.ts';
import { offeredTo } from '../../shared/exchange/tables/table.permit.ts';
import { useRights } from '../access/rights.ts';
import { useWords, type Word } from '../words/words.ts';
import { useBringing } from './bringing.ts';
import { type ShownFault, saveFaults, type TableChoices, type TablePreview, tableDoor } from './import-door.ts';
import type { Mapped } from './import-mapping.ts';

/** How the columns and faults of a table are put into words. */
export const useTableWords = (of: Ref<TableName>) => {
  const words = useWords();
  const rights = useRights();
  const title = ({ name, label }: Column): string =>
    label === 'own' ? words.t(`imports.tables.columns.${name}` as Word) : words.field(...label);
  /** Every column that this person may fill. */
  const titles = computed(() => offeredTo(of.value, rights.value).map(title));
  const fault = (refusal: Refusal): { readonly column: string; readonly text: string } => {
    const column = columnOf(of.value, refusal.field);
    const choices = refusal.with?.choices;
    const more = Object.entries(refusal.with ?? {}).map(([name, value]) => [
      name,
      typeof value === 'number' ? value.toLocaleString(words.language) : value,
    ]);
    if (column && Array.isArray(choices)) {
      const named = choices.map((code) => words.value(...column.writes, String(code)));
      more.push(['choices', new Intl.ListFormat(words.language, { type: 'disjunction' }).format(named)]);
    }
    return {
      column: column ? title(column) : '',
      text: words.refusal({ ...refusal, with: { ...Object.fromEntries(more), noun: column?.writes[0] ?? null } }),
    };
  };
  return { title, titles, fault };
};

/** A table on its way in. */
export const useTable = (of: Ref<TableName>) => {
  const words = useWords();
  const bringing = useBringing<TableChoices, TablePreview>(tableDoor(() => of.value));
  const { preview, choices, choose } = bringing;
  const { title, titles, fault } = useTableWords(of);
  const mapping = computed<Mapped[]>(() => {
    const { value: found } = preview;
    if (!found) return [];
    const offered = new Set(found.offered);
    return tableOf(of.value)
      .columns.filter(({ name }) => offered.has(name))
      .map((column) => ({
        target: column.name,
        label: title(column),
        column: found.choices.columns[column.name] ?? null,
        required: column.required === true,
      }));
  });
  const chooseColumn = (target: string, column: number | null): void => {
    if (choices.value) choose({ columns: { ...choices.value.columns, [target]: column } });
  };
  /** Rows that a run would take, were it begun now. */
  const toTake = computed(() => {
    const { counts } = preview.value ?? {};
    return counts ? counts.added + counts.changed : 0;
  });
  /** Why it cannot be begun; null when it can. */
  const why = computed<string | null>(() => {
    const { value: found } = preview;
    if (!found) return null;
    const [missing] = found.missing;
    const column = missing === undefined ? null : columnOf(of.value, missing);
    if (column) return words.t('imports.tables.columnMissing', { column: title(column) });
    const { wrong } = found.counts;
    return wrong > 0 && !found.choices.leaveOut ? words.t('imports.tables.wrong', { n: wrong }) : null;
  });
  const faults = computed<ShownFault[]>(() =>
    (preview.value?.faults ?? []).map((one, at) => ({ key: `${one.line} ${at}`, line: one.line, ...fault(one.fault) })),
  );
  const getFaults = async (): Promise<void> => {
    const { value: found } = preview;
    if (found) await saveFaults(found, found.of, words.language);
  };
  return { ...bringing, mapping, titles, faults, why, toTake, chooseColumn, getFaults };
};
export type TableImporting = ReturnType<typeof useTable>;
