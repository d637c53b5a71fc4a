import { computed, onScopeDispose, shallowRef } from 'vue';
import type { NounName } from '../../../shared/catalogue.ts';
import { useCommands } from '../../face/palette.ts';

/** A row, or with `id` null a noun as such: what one may at all. */
export type WhySubject = { readonly noun: NounName; readonly id: string | null };
export type WhyQuestion = { readonly action: string } | { readonly field: string };
type Asked = { readonly subject: WhySubject; readonly question: WhyQuestion | null };

/** What the panel is open for; null: it is not. */
export const asked = shallowRef<Asked | null>(null);

/** Opens *Why?*: on one field or action of a row, or, without a question, on all that is withheld there. */
export const useWhy = () => ({
  ask: (subject: WhySubject, question: WhyQuestion | null = null): void => {
    asked.value = { subject, question };
  },
  close: (): void => {
    asked.value = null;
  },
  isOpen: computed(() => asked.value !== null),
});

/** Lets Shift+W and the palette ask *Why?* of what this page shows. */
export const useWhySubject = (subject: () => WhySubject | null): void => {
  const { ask, close } = useWhy();
  const open = (): void => {
    const now = subject();
    if (now) ask(now);
  };
  useCommands('why', [
    {
      id: 'why',
      label: 'access.why.title',
      icon: 'i-lucide-circle-help',
      group: 'here',
      run: open,
      when: () => subject() !== null,
    },
  ]);
  onScopeDispose(close);
};
