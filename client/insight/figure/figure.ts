import { computed, type MaybeRefOrGetter, onScopeDispose, type Ref, shallowRef, toValue, watch } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import type { Figure, FigureQuery } from '../../../shared/insight/figure.ts';
import { figures } from '../../live/connection.ts';
import { type FigureSeen, type FigureState, unseen } from './figures.ts';

export type LiveFigure = {
  /** `refused` also means: not there for this reader; then nothing is shown, not even an empty box. */
  readonly state: Ref<FigureState>;
  readonly figure: Ref<Figure | null>;
  readonly refusal: Ref<Refusal | null>;
  /** How often it has changed since it was opened: what a screen marks. */
  readonly moves: Ref<number>;
  /** The answer to another period is on its way; what is shown is still the period before. */
  readonly turning: Ref<boolean>;
};

/** A live figure, open while the component that asks stands and asked anew when its query changes. `null` asks nothing. */
export const useFigure = (query: MaybeRefOrGetter<FigureQuery | null>): LiveFigure => {
  const seen = shallowRef<FigureSeen>(unseen);
  const turning = shallowRef(false);
  let close: () => void = () => undefined;
  let shape = '';

  watch(
    () => JSON.stringify(toValue(query)),
    (text) => {
      close();
      close = () => undefined;
      const asked = toValue(query);
      const now = asked && JSON.stringify([asked.measure, asked.by, asked.top]);
      // Of the same measure, split the same way, the period before stays until the new one is there: nothing jumps.
      const keeps = now === shape && seen.value.figure !== null;
      shape = now ?? '';
      if (!asked || text === undefined) {
        seen.value = unseen;
        return;
      }
      turning.value = keeps;
      let atOnce = true;
      close = figures.open(asked, (told) => {
        // Only the first word may be passed over: a wipe while the answer is on its way takes everything away.
        if (atOnce && keeps && told.state === 'opening') return;
        turning.value = false;
        seen.value = told;
      });
      atOnce = false;
    },
    { immediate: true },
  );
  onScopeDispose(() => close());

  return {
    state: computed(() => seen.value.state),
    figure: computed(() => seen.value.figure),
    refusal: computed(() => seen.value.refusal),
    moves: computed(() => seen.value.moves),
    turning,
  };
};
