import { computed, type Ref } from 'vue';
import type { Rights } from '../../../shared/access/permit.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import type { Filter, Sort } from '../../../shared/live/protocol.ts';
import { useTheirRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { type Word, words } from '../../words/words.ts';
import { emptyQuestion, namedFields, type Question, questionOfText, questionText } from './question.ts';

export type BuiltIn = {
  readonly id: string;
  readonly label: Word;
  readonly where: Filter | null;
  readonly sort?: Sort;
  /** For whom it is there, beside that they may see every field that it names. */
  readonly when?: (rights: Rights) => boolean;
  /** Begins here: the first such view that is offered. */
  readonly first?: (rights: Rights) => boolean;
};
export type View = {
  readonly id: string;
  readonly label: string;
  readonly question: Question;
  /** Saved by the reader, so that it may be saved anew and removed. */
  readonly owned: boolean;
};

/** The views of a list: those that the product has for the reader's role, then the reader's own. */
export const useViews = (noun: NounName, builtIn: readonly BuiltIn[], sort: Sort) => {
  const rights = useTheirRights();
  const saved = useCollection('saved_view', { where: { field: 'on', is: 'eq', value: noun }, limit: 200 });
  const offered = computed(() =>
    builtIn.filter(
      ({ where, when }) =>
        (when?.(rights.value) ?? true) && namedFields(where).every((field) => rights.value.view(noun).ever(field)),
    ),
  );
  const views = computed<readonly View[]>(() => [
    ...offered.value.map((one) => ({
      id: one.id,
      label: words.t(one.label),
      question: { ...emptyQuestion, where: one.where, sort: one.sort ?? sort },
      owned: false,
    })),
    ...saved.rows.value.map(({ id, name, query }) => ({
      id,
      label: name ?? '',
      question: questionOfText(query ?? ''),
      owned: true,
    })),
  ]);
  const first = computed(() => (offered.value.find((one) => one.first?.(rights.value)) ?? offered.value[0])?.id ?? '');
  const save = (name: string, question: Question, id?: string) =>
    command('saved_view.save', { ...(id ? { id } : {}), on: noun, name, query: questionText(question) });
  const remove = (id: string) => command('saved_view.remove', { id });
  return { views, first, ready: computed(() => saved.state.value !== 'opening') as Ref<boolean>, save, remove };
};
