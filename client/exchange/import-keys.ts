import { nextTick, type Ref, watch } from 'vue';
import { useNotices } from '../face/notices.ts';
import { useCommands } from '../face/palette.ts';
import { isNowhere } from '../face/returning.ts';
import type { Word } from '../words/words.ts';

/** Of the button that a file is chosen by, and of what is shown of the file. */
export const CHOOSE = 'import-choose';
export const PREVIEW = 'import-preview';

type Importing = {
  readonly preview: Ref<{ readonly missing: readonly string[] } | null>;
  readonly reading: Ref<string | null>;
  readonly busy: Ref<boolean>;
  readonly run: () => Promise<boolean>;
  readonly forget: () => void;
};
type Saying = {
  /** Why it cannot be run; null when it can. */
  readonly why: Ref<string | null>;
  /** What running it says. */
  readonly label: () => string;
  readonly again: Word;
  /** Whether what is shown is not what was chosen yet. */
  readonly stale?: Ref<boolean>;
};

/**
 * What is done with a file by key, and where one goes on: once it is read, at the column that is missing, else at what it
 * comes to; once it is run, let go or refused, where the next one is chosen.
 */
export const useImportKeys = ({ preview, reading, busy, run, forget }: Importing, saying: Saying): void => {
  const notices = useNotices();
  const choose = (): void => document.getElementById(CHOOSE)?.click();
  const begin = (): void => {
    if (saying.why.value) notices.say(saying.why.value);
    else if (!busy.value && saying.stale?.value !== true) void run();
  };
  const isShown = (): boolean => preview.value !== null;
  useCommands('import', [
    {
      id: 'import.choose',
      label: 'imports.drop.choose',
      shortcut: 'n',
      icon: 'i-lucide-file-up',
      group: 'here',
      run: choose,
      when: () => !isShown() && reading.value === null,
    },
    {
      id: 'import.run',
      label: saying.label,
      shortcut: 'mod+Enter',
      icon: 'i-lucide-check',
      group: 'here',
      run: begin,
      when: isShown,
    },
    { id: 'import.again', label: saying.again, icon: 'i-lucide-file-up', group: 'here', run: forget, when: isShown },
  ]);
  watch([isShown, reading], async ([shown, now], [was, before]) => {
    // Nothing has been brought or taken away yet.
    if (shown === was && !(before !== null && now === null)) return;
    await nextTick();
    if (!isNowhere()) return;
    const missing = preview.value?.missing[0];
    const column = missing === undefined ? null : document.querySelector(`[aria-labelledby="column-${missing}"]`);
    const to = shown ? (column ?? document.getElementById(PREVIEW)) : document.getElementById(CHOOSE);
    if (to instanceof HTMLElement) to.focus();
  });
};
