import { nextTick, type Ref, watch } from 'vue';
import { useNotices } from '../face/notices.ts';
import { useCommands } from '../face/palette.ts';
import { isNowhere } from '../face/returning.ts';
import { type Word, words } from '../words/words.ts';

/** Of the button that a file is chosen by, and of what is shown of the file. */
export const CHOOSE = 'import-choose';
export const PREVIEW = 'import-preview';

/** Where what is missing is chosen: the control that says so in `data-import`. A column is named by its target alone. */
const choiceOf = (missing: string): string => missing.replace(/^column_/, '');

type Importing = {
  readonly preview: Ref<{ readonly fileName: string; readonly missing: readonly string[] } | null>;
  readonly reading: Ref<string | null>;
  readonly busy: Ref<boolean>;
  /** Whether what is shown is not what was chosen yet. */
  readonly stale: Ref<boolean>;
  readonly run: () => Promise<boolean>;
  readonly forget: () => void;
};
type Saying = {
  /** Why it cannot be run; null when it can. */
  readonly why: Ref<string | null>;
  /** What running it says. */
  readonly label: () => string;
  readonly again: Word;
};

/**
 * What is done with a file by key, and where one goes on: once it is read, at the choice that is missing, else at what it
 * comes to; once it is run, let go or refused, where the next one is chosen.
 */
export const useImportKeys = ({ preview, reading, busy, stale, run, forget }: Importing, saying: Saying): void => {
  const notices = useNotices();
  const choose = (): void => document.getElementById(CHOOSE)?.click();
  const begin = (): void => {
    // What it said of the choices before is not so any more.
    if (stale.value) notices.say(words.t('imports.drop.reading', { name: preview.value?.fileName ?? '' }));
    else if (saying.why.value) notices.say(saying.why.value);
    else if (!busy.value) void run();
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
    const choice = missing === undefined ? null : document.querySelector(`[data-import="${choiceOf(missing)}"]`);
    const to = shown ? (choice ?? document.getElementById(PREVIEW)) : document.getElementById(CHOOSE);
    if (to instanceof HTMLElement) to.focus();
  });
};
