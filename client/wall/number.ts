import { computed, type Ref } from 'vue';
import type { WallScreen } from '../../shared/insight/wall/protocol.ts';
import type { WallFigure } from '../../shared/insight/wall/scenes.ts';
import { figureParts, figureText, waitOf } from './figures.ts';
import { figureOf, minute } from './wall.ts';
import { language, say } from './words.ts';

/** What is written of a figure that is a number, and what beside it. */
export const useFigureText = (figure: Ref<WallFigure>, screen: Ref<WallScreen>) => {
  const found = computed(() => figureOf(figure.value.query));
  const written = (value: number | null): string =>
    figureText(value, figure.value.unit, language.value, screen.value.currency);
  const parts = computed(() =>
    figureParts(found.value.figure?.value ?? null, figure.value.unit, language.value, screen.value.currency),
  );
  const aside = computed(() => {
    const { beside, unit } = figure.value;
    const other = beside && figureOf(beside.query).figure;
    if (beside && other)
      return say('beside', {
        n: figureText(other.value, unit, language.value, screen.value.currency),
        what: say(`figure.${beside.id}`),
      });
    const { compared, oldest } = found.value.figure ?? {};
    if (compared) return say('before', { n: written(compared.value) });
    if (oldest) {
      const wait = waitOf(oldest, minute.value);
      // Its number and its unit stand on one line.
      return say('oldest', { age: say(wait.unit, { n: wait.n }).replaceAll(' ', '\u00a0') });
    }
    return '';
  });
  return {
    parts,
    aside,
    alarming: computed(() => Boolean(figure.value.alarms) && (found.value.figure?.value ?? 0) > 0),
    /** Grows with each change: its mark is drawn anew. */
    moves: computed(() => found.value.moves),
  };
};
