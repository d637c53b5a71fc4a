import { useToast } from '@nuxt/ui/composables';
import { words } from '../words/words.ts';

type Undo = () => void | Promise<void>;

/** What has just happened, said at the edge of the page and to a screen reader. Texts are finished sentences. */
export function useNotices() {
  const toast = useToast();
  const add = toast.add;
  return {
    /** It is done; with `undo`, the way back stands beside it for eight seconds. */
    done(text: string, undo?: Undo): void {
      add({
        title: text,
        icon: 'i-lucide-check',
        color: 'success',
        duration: undo ? 8_000 : 4_000,
        actions: undo
          ? [{ label: words.t('shell.undo'), color: 'primary', variant: 'link', onClick: () => void undo() }]
          : undefined,
      });
    },
    /** It was refused or failed: what happened, and what to do. Stays until closed. */
    failed(text: string, what?: string): void {
      add({ title: text, description: what, icon: 'i-lucide-circle-alert', color: 'error', duration: 0 });
    },
    /** A refusal as the server or a rule names it. */
    refused(refusal: { readonly refused: string; readonly with?: Record<string, unknown> }): void {
      add({ title: words.refusal(refusal), icon: 'i-lucide-circle-alert', color: 'error', duration: 10_000 });
    },
    /** Worth knowing, needs nothing. */
    say(text: string, icon = 'i-lucide-info'): void {
      add({ title: text, icon, color: 'neutral', duration: 4_000 });
    },
  };
}
