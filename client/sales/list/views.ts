import { computed } from 'vue';
import type { Rights } from '../../../shared/access/permit.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import type { Reader } from '../../../shared/insight/reader.ts';
import { type Filter, LIMITS, type Sort } from '../../../shared/live/protocol.ts';
import { useMe } from '../../access/me.ts';
import { useNames } from '../../access/names.ts';
import { useTheirRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';
import { type Word, words } from '../../words/words.ts';
import { emptyQuestion, namedFields, type Question, questionOfText } from './question.ts';
import { sharedViews } from './shared-views.ts';

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
  /** Saved by the reader, so that it may be saved anew, shared and removed. */
  readonly owned: boolean;
  /** As it is kept; null for a view of the product. */
  readonly query: string | null;
  /** With whom the reader shares it. */
  readonly shares: readonly Reader[];
  /** Whoever shares it with the reader; null for all others. */
  readonly by: { readonly id: string; readonly name: string } | null;
};

/** The views of a list: those that the product has for the reader's role, the reader's own, then those that others share. */
export const useViews = (noun: NounName, builtIn: readonly BuiltIn[], sort: Sort) => {
  const rights = useTheirRights();
  const me = useMe();
  const nameOf = useNames();
  const where: Filter = { field: 'on', is: 'eq', value: noun };
  const saved = useCollection('saved_view', { where, limit: 200 });
  const shared = useCollection('saved_view_share', { where, limit: LIMITS.window });
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
      query: null,
      shares: [],
      by: null,
    })),
    ...saved.rows.value.map(({ id, name, query, shares }) => ({
      id,
      label: name ?? '',
      question: questionOfText(query ?? ''),
      owned: true,
      query: query ?? '',
      shares: (shares ?? []) as readonly Reader[],
      by: null,
    })),
    ...sharedViews(shared.rows.value, me.me?.person.id ?? '', (id) => nameOf('person', id), words.language).map(
      ({ id, name, query, ownerId, by }) => ({
        id,
        label: name,
        question: questionOfText(query),
        owned: false,
        query,
        shares: [],
        by: { id: ownerId, name: by },
      }),
    ),
  ]);
  const first = computed(() => (offered.value.find((one) => one.first?.(rights.value)) ?? offered.value[0])?.id ?? '');
  const ready = computed(() => saved.state.value !== 'opening' && shared.state.value !== 'opening');
  return { views, first, ready };
};
