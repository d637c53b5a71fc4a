import { computed, type Ref } from 'vue';
import { useWords } from '../words/words.ts';

/** A column that no select takes for its own emptiness. */
export const NONE = -1;

export type Mapped = {
  readonly target: string;
  readonly label: string;
  readonly column: number | null;
  readonly required?: boolean;
};
export type Headed = { readonly header: readonly string[]; readonly sample: readonly (readonly string[])[] };

/** What each target may be chosen from, and the first value that its column has. */
export const useMapping = (file: Ref<Headed>, mapping: Ref<readonly Mapped[]>) => {
  const words = useWords();
  return {
    columns: computed(() => [
      { label: words.t('imports.columns.none'), value: NONE },
      ...file.value.header.map((title, value) => ({ label: title || `${value + 1}`, value })),
    ]),
    rows: computed(() =>
      mapping.value.map(({ column, ...row }) => {
        const cells = column === null ? [] : file.value.sample.map((one) => one[column] ?? '');
        return { ...row, column: column ?? NONE, sample: cells.find((cell) => cell.trim() !== '') ?? '' };
      }),
    ),
  };
};
