import { computed, type Ref } from 'vue';
import { dayOf, daysBetween, weekday } from '../../shared/base/day.ts';
import type { WallScreen } from '../../shared/insight/wall/protocol.ts';
import type { WallFigure } from '../../shared/insight/wall/scenes.ts';
import { dayText } from '../face/time.ts';
import { figureText, hoursShown, minutesText, pointsAt } from './figures.ts';
import { figureOf, now, offset } from './wall.ts';
import { language, valueWord } from './words.ts';

export type Bar = {
  readonly key: string;
  /** Under the bar; empty where there is no room for each. */
  readonly label: string;
  /** For those who hear it. */
  readonly name: string;
  readonly value: string;
  /** Of the highest, 0 to 1. */
  readonly share: number;
  /** The hour or day that is not over yet. */
  readonly current: boolean;
};

/** The bars of a figure, with the current hour or day marked. */
export const useBars = (figure: Ref<WallFigure>, screen: Ref<WallScreen>) => {
  const found = computed(() => figureOf(figure.value.query).figure);
  const by = computed(() => figure.value.query.by ?? '');
  const bars = computed<readonly Bar[]>(() => {
    const zone = screen.value.timeZone;
    const at = now.value + offset.value;
    const today = dayOf(at, zone);
    const hour = Number(minutesText(at, 'en', zone).slice(0, 2));
    const all = found.value?.points ?? [];
    const { keys } = figure.value;
    const points = by.value === 'hour' ? hoursShown(all, hour) : keys ? pointsAt(all, keys) : all;
    const most = Math.max(1, ...points.map(({ value }) => value ?? 0));
    return points.map(({ key, label, value }) => {
      const name =
        by.value === 'hour'
          ? `${key}:00`
          : by.value === 'day' && key
            ? dayText(key, language.value, today)
            : (label ?? valueWord(key ?? '–'));
      // Of many days the Mondays are named, and today; not both where they would touch.
      const quiet =
        by.value === 'day' && key !== null && key !== today && (weekday(key) !== 1 || daysBetween(key, today) < 5);
      return {
        key: key ?? '–',
        label: by.value === 'hour' ? (key ?? '') : quiet ? '' : name,
        name,
        // Of hours that are still to come nothing can be said.
        value:
          by.value === 'hour' && Number(key) > hour
            ? ''
            : figureText(value, figure.value.unit, language.value, screen.value.currency),
        share: Math.max(0, value ?? 0) / most,
        current: by.value === 'hour' ? Number(key) === hour : by.value === 'day' && key === today,
      };
    });
  });
  /** Values stand on the bars where there are few. */
  const valued = computed(() => bars.value.length <= 12);
  const heard = computed(() => bars.value.map(({ name, value }) => `${name} ${value}`).join(', '));
  const named = computed(() => by.value !== 'hour' && by.value !== 'day');
  return { bars, valued, named, heard };
};
