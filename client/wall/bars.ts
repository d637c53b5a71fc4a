import { computed, type Ref } from 'vue';
import { dayOf } from '../../shared/base/day.ts';
import type { WallScreen } from '../../shared/insight/wall/protocol.ts';
import type { WallFigure } from '../../shared/insight/wall/scenes.ts';
import { dayText } from '../face/time.ts';
import {
  barText,
  digitsWide,
  hoursShown,
  isDayNamed,
  isHourNamed,
  minutesText,
  pointsAt,
  wordWide,
} from './figures.ts';
import { figureOf, minute } from './wall.ts';
import { language, say, valueWord } from './words.ts';

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

/** So many bars have room for a name and a value each. */
const MANY = 12;

/** The bars of a figure, with the current hour or day marked. */
export const useBars = (figure: Ref<WallFigure>, screen: Ref<WallScreen>) => {
  const found = computed(() => figureOf(figure.value.query).figure);
  const by = computed(() => figure.value.query.by ?? '');
  const bars = computed<readonly Bar[]>(() => {
    const zone = screen.value.timeZone;
    const at = minute.value;
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
      const isNamed =
        key === null ||
        (by.value === 'day'
          ? isDayNamed(key, today)
          : by.value !== 'hour' || points.length <= MANY || isHourNamed(Number(key), hour));
      return {
        key: key ?? '–',
        label: !isNamed ? '' : by.value === 'hour' ? (key ?? '') : name,
        name,
        // Of hours that are still to come nothing can be said.
        value:
          by.value === 'hour' && Number(key) > hour
            ? ''
            : barText(value, figure.value.unit, language.value, screen.value.currency),
        share: Math.max(0, value ?? 0) / most,
        current: by.value === 'hour' ? Number(key) === hour : by.value === 'day' && key === today,
      };
    });
  });
  /** Values stand on the bars where there are few. */
  const valued = computed(() => bars.value.length <= MANY);
  const heard = computed(() => bars.value.map(({ name, value }) => `${name} ${value}`).join(say('comma')));
  const named = computed(() => by.value !== 'hour' && by.value !== 'day');
  /** By what the size of its letters is reckoned. Hours are short, and of many days few are named: each has room. */
  const fit = computed(() => ({
    '--bars': Math.max(1, bars.value.length),
    '--values': Math.max(2, ...bars.value.map(({ value }) => digitsWide(value))).toFixed(2),
    '--words': named.value ? Math.max(2, ...bars.value.map(({ label }) => wordWide(label))).toFixed(2) : '0.5',
  }));
  return { bars, valued, named, heard, fit };
};
