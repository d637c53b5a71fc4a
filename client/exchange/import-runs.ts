import type { Shown } from '../live/collection.ts';
import { useWords } from '../words/words.ts';

type Run = Shown<'import_run'>;
const counted = ['orders', 'added', 'changed', 'already', 'waiting', 'refused'] as const;

/** How a run is put into words. */
export const useRuns = () => {
  const words = useWords();
  const text = (n: number | undefined): string => (n ?? 0).toLocaleString(words.language);
  return {
    /** '3,200 of 42,481 lines' */
    progressText: ({ checked, done = 0, refused = 0, waiting = 0, total }: Run): string =>
      done <= refused + waiting && (checked ?? 0) < (total ?? 0)
        ? words.t('imports.tables.checking', { done: text(checked), total: text(total) })
        : words.t('imports.progress', { done: text(done), total: text(total) }),
    /** Per cent; going through the file is the first half. */
    share: ({ checked = 0, done = 0, total = 0 }: Run): number =>
      total === 0 ? 0 : Math.round((50 * (Math.max(checked, done) + done)) / total),
    /** What came of it, without the zeros. */
    figures: (row: Run) =>
      counted
        .filter((field) => (row[field] ?? 0) > 0)
        .map((field) => ({ field, label: words.field('import_run', field), value: text(row[field]) })),
  };
};
