import { ref } from 'vue';
import { words } from '../../words/words.ts';

/** Asks for a one-time link to choose a password; it is answered once and kept nowhere. Rejects with a finished text. */
export const linkFor = async (personId: string): Promise<string> => {
  const answer = await fetch(`/api/people/${encodeURIComponent(personId)}/link`, {
    method: 'POST',
    headers: { accept: 'application/json' },
  }).catch(() => null);
  if (!answer) throw new Error(words.t('access.person.failed'));
  const said = (await answer.json().catch(() => ({}))) as { token?: string; refused?: string };
  if (!answer.ok || said.token === undefined)
    throw new Error(words.refusal({ refused: said.refused ?? `status_${answer.status}` }));
  // The token stands after the `#`, so that no server log ever holds it.
  return `${window.location.origin}/welcome#${said.token}`;
};

/** A link that was made for someone: shown until it is closed. */
export const useLink = () => {
  const link = ref('');
  const failed = ref('');
  const busy = ref(false);
  const copied = ref<'no' | 'yes' | 'by_hand'>('no');
  return {
    link,
    failed,
    busy,
    copied,
    make: async (personId: string): Promise<boolean> => {
      busy.value = true;
      failed.value = '';
      copied.value = 'no';
      try {
        link.value = await linkFor(personId);
        return true;
      } catch (error) {
        failed.value = error instanceof Error ? error.message : '';
        return false;
      } finally {
        busy.value = false;
      }
    },
    copy: async (): Promise<void> => {
      try {
        await navigator.clipboard.writeText(link.value);
        copied.value = 'yes';
      } catch {
        // Without HTTPS, or refused: the field is there to be copied from.
        copied.value = 'by_hand';
      }
    },
    forget: (): void => {
      link.value = '';
      copied.value = 'no';
    },
  };
};
export type Link = ReturnType<typeof useLink>;
