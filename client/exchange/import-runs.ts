import type { Shown } from '../live/collection.ts';
import { useWords } from '../words/words.ts';

type Run = Shown<'import_run'>;
const counted = ['orders', 'added', 'already', 'waiting', 'refused'] as const;

/** How a run is put into words. */
export const useRuns = () => {
  const words = useWords();
  const text = (n: number | undefined): string => (n ?? 0).toLocaleString(words.language);
  return {
    /** '3,200 of 42,481 lines' */
    progressText: ({ done, total }: Run): string =>
      words.t('imports.progress', { done: text(done), total: text(total) }),
    /** Per cent. */
    share: ({ done = 0, total = 0 }: Run): number => (total === 0 ? 0 : Math.round((100 * done) / total)),
    /** What came of it, without the zeros. */
    figures: (row: Run) =>
      counted
        .filter((field) => (row[field] ?? 0) > 0)
        .map((field) => ({ field, label: words.field('import_run', field), value: text(row[field]) })),
  };
};
