import { computed, ref, shallowRef } from 'vue';
import type { Refusal } from '../../shared/base/decision.ts';

/** How long after the last change a file is read again, ms. */
const PAUSE = 300;

export type Brought<C> = { readonly id: string; readonly choices: C };
export type BringingDoor<C, P extends Brought<C>> = {
  bring(file: File): Promise<P | Refusal>;
  again(id: string, choices: C): Promise<P | Refusal>;
  run(id: string, choices: C): Promise<{ readonly id: string } | Refusal>;
};

/** A file on its way in, whatever it holds: brought, looked at, read otherwise, run. */
export const useBringing = <C extends object, P extends Brought<C>>(door: BringingDoor<C, P>) => {
  const preview = shallowRef<P | null>(null);
  const refusal = shallowRef<Refusal | null>(null);
  /** Name of the file that is being brought. */
  const reading = ref<string | null>(null);
  const busy = ref(false);
  /** A choice has been made that the preview does not show yet. */
  const stale = ref(false);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  /** As it was last read. */
  let shown: P | null = null;

  const take = (answer: P | Refusal): void => {
    if ('refused' in answer) refusal.value = answer;
    else {
      shown = answer;
      preview.value = answer;
      refusal.value = null;
    }
  };
  const bring = async (file: File): Promise<void> => {
    refusal.value = null;
    // A choice that the file before was not read by yet is let go: should this file be refused, that one stands as shown.
    clearTimeout(waiting);
    if (stale.value) preview.value = shown;
    stale.value = false;
    reading.value = file.name;
    const turn = ++asked;
    const answer = await door.bring(file);
    reading.value = null;
    if (turn === asked) take(answer);
  };
  const choices = computed(() => preview.value?.choices ?? null);

  /** Shows the choice at once and reads the file again by it. */
  const choose = (set: Partial<C>): void => {
    const { value: before } = preview;
    if (!before) return;
    preview.value = { ...before, choices: { ...before.choices, ...set } };
    clearTimeout(waiting);
    const turn = ++asked;
    stale.value = true;
    waiting = setTimeout(async () => {
      const now = preview.value;
      if (!now) return;
      const answer = await door.again(now.id, now.choices);
      if (turn !== asked) return;
      stale.value = false;
      take(answer);
    }, PAUSE);
  };

  const forget = (): void => {
    clearTimeout(waiting);
    asked++;
    stale.value = false;
    shown = null;
    preview.value = null;
    refusal.value = null;
  };
  /** Answers whether the run has begun. */
  const run = async (): Promise<boolean> => {
    const now = preview.value;
    if (!now || busy.value) return false;
    busy.value = true;
    clearTimeout(waiting);
    const answer = await door.run(now.id, now.choices);
    busy.value = false;
    if ('refused' in answer) {
      refusal.value = answer;
      return false;
    }
    forget();
    return true;
  };
  return { preview, refusal, reading, busy, stale, choices, bring, choose, run, forget };
};
