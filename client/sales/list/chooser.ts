import { computed, type Ref } from 'vue';
import type { Column } from './column.ts';

/** The columns of a list as rows to choose from: those shown in their order, then the rest. */
export const useChooser = (
  possible: Ref<readonly Column[]>,
  columns: Ref<readonly Column[]>,
  set: (fields: readonly string[]) => void,
) => {
  const shown = computed(() => columns.value.map(({ field }) => field));
  const rows = computed(() => [
    ...shown.value.map((field, at) => ({
      field,
      shown: true,
      only: shown.value.length === 1,
      first: at === 0,
      last: at === shown.value.length - 1,
    })),
    ...possible.value
      .filter(({ field }) => !shown.value.includes(field))
      .map(({ field }) => ({ field, shown: false, only: false, first: false, last: false })),
  ]);
  return {
    rows,
    toggle: (field: string) =>
      set(shown.value.includes(field) ? shown.value.filter((one) => one !== field) : [...shown.value, field]),
    move: (field: string, by: number) => {
      const now = shown.value.filter((one) => one !== field);
      now.splice(shown.value.indexOf(field) + by, 0, field);
      set(now);
    },
  };
};
