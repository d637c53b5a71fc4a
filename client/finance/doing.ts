import { ref } from 'vue';
import type { Refusal } from '../../shared/base/decision.ts';
import type { Answer } from '../../shared/live/protocol.ts';
import { useNotices } from '../face/notices.ts';
import { command } from '../live/connection.ts';

export type Done = Extract<Answer, { readonly ok: true }>;
export const isRefused = (answer: Answer): answer is Exclude<Answer, Done> => 'refused' in answer;

/** Commands given by a person's hand, one at a time: a second press does nothing, a refusal is said. */
export const useDoing = () => {
  const notices = useNotices();
  const busy = ref(false);
  /** The answer, or null when it was refused or another is still under way. */
  const give = async (
    name: string,
    input: unknown,
    about?: { readonly noun: string; readonly id: string },
    refused?: (refusal: Refusal) => void,
  ): Promise<Done | null> => {
    const answer = await command(name, input, about ? { about } : {});
    if (!isRefused(answer)) return answer;
    notices.refused(answer, about?.id);
    refused?.(answer);
    return null;
  };
  /** Runs what is given unless something runs already. */
  const once = async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (busy.value) return null;
    busy.value = true;
    try {
      return await work();
    } finally {
      busy.value = false;
    }
  };
  return { busy, give, once };
};
