import { computed, onScopeDispose, shallowReactive, shallowRef } from 'vue';
import type { NounName } from '../../../shared/catalogue.ts';
import type { Command } from '../../face/palette.ts';

/** A row, or with `id` null a noun as such: what one may on any row at all. */
export type WhyRow = { readonly noun: NounName; readonly id: string | null };
/** An action, the reading of a field, or the writing of one (`action` is then `create` or `update`). */
export type WhyQuestion = { readonly action?: string; readonly field?: string };
/** Something that is not on a page, by its own name, and the question about a noun that tells why. */
export type Withheld = {
  readonly key: string;
  readonly label: string;
  readonly noun: NounName;
  readonly question: WhyQuestion;
};
/** A page of figures: what of it is not there for the reader; asked anew when rules change. */
export type WhyPage = { readonly withheld: () => readonly Withheld[] };
export type WhySubject = WhyRow | WhyPage;
/** The subject, and what is asked of it: nothing yet; or of which noun what, with the figure's name on a page of figures. */
export type Asked = {
  readonly subject: WhySubject;
  readonly about: (WhyRow & { readonly question: WhyQuestion; readonly label: string | null }) | null;
};

/** What the panel is open for; null: it is not. */
export const asked = shallowRef<Asked | null>(null);

export const isPage = (subject: WhySubject): subject is WhyPage => 'withheld' in subject;

/** Opens *Why?*: on one field or action of a row or noun, or, without a question, on all that is withheld there. */
export const useWhy = () => ({
  ask: (subject: WhySubject, question: WhyQuestion | null = null): void => {
    const about = question && !isPage(subject) ? { ...subject, question, label: null } : null;
    asked.value = { subject, about };
  },
  close: (): void => {
    asked.value = null;
  },
  isOpen: computed(() => asked.value !== null),
});

/** What stands before the reader, by what is open: the latest that has anything to say is meant. */
const subjects = shallowReactive<(() => WhySubject | null)[]>([]);
const before = (): WhySubject | null => {
  for (const subject of subjects.toReversed()) {
    const now = subject();
    if (now) return now;
  }
  return null;
};

/** What is before the reader now. */
export const subjectNow = computed(before);

/** Shift+W, and *Why?* in the palette: of what is before the reader. Registered once, by the shell. */
export const whyCommand: Command = {
  id: 'why',
  label: 'access.why.title',
  shortcut: 'shift+w',
  icon: 'i-lucide-circle-help',
  group: 'here',
  run: () => {
    const subject = before();
    if (subject) asked.value = { subject, about: null };
  },
  when: () => before() !== null,
};

/** Says what this page, or a part of it that is open, is about: Shift+W and the palette ask *Why?* of it. */
export const useWhySubject = (subject: () => WhySubject | null): void => {
  subjects.push(subject);
  onScopeDispose(() => {
    const at = subjects.indexOf(subject);
    if (at >= 0) subjects.splice(at, 1);
    if (subjects.length === 0) asked.value = null;
  });
};
