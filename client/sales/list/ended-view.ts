import { type Ref, watch } from 'vue';
import type { Question } from './question.ts';
import type { View } from './views.ts';

/** A view that stood open, with what the list was asked while it did, and what of that the view itself asks. */
export type Ended = {
  readonly id: string;
  readonly label: string;
  readonly question: Question;
  readonly kept: Question;
};

/**
 * Another's view may be shared no more while it is open. `ended` hears of it once, with what was asked last; a view that is
 * only on its way (at a new start of the page, after a change of rights) has not ended. `named`: the view in the address.
 */
export const useEndedView = (
  list: {
    readonly named: () => unknown;
    readonly view: Ref<View | undefined>;
    readonly question: Ref<Question>;
    readonly ready: Ref<boolean>;
  },
  ended: (view: Ended) => void,
): void => {
  let open: Ended | null = null;
  watch(
    [list.named, list.view, list.question, list.ready],
    ([named, view, question, ready]) => {
      if (!ready) return;
      const before = open?.id === named ? open : null;
      const isOthers = view !== undefined && view.by !== null && view.id === named;
      open = isOthers ? { id: view.id, label: view.label, question, kept: view.question } : null;
      if (before && view?.id !== named) ended(before);
    },
    { immediate: true },
  );
};
