/** The points of a figure as they are read: named, in the order of their kind, each with the value that it had before. */
import { fieldNamed } from '../../../shared/catalogue.ts';
import type { Figure, FigurePoint } from '../../../shared/insight/figure.ts';
import { isTimeSplit } from '../../../shared/insight/measure.period.ts';
import { measureNamed } from '../../../shared/insight/measures.ts';
import { dayText } from '../../face/time.ts';
import { words } from '../../words/words.ts';
import { nameFor } from './name-for.ts';
import { dimensionOf } from './offered.ts';

export type NamedPoint = {
  /** As the server gave it: null for rows that have none, `rest` beyond the largest. */
  readonly key: string | null;
  readonly label: string;
  readonly value: number | null;
  readonly before: number | null;
  readonly count: number;
  /** What was noted of its days; absent where nothing was. */
  readonly happened?: string;
};
/** `ranked`: the largest first, as they come, whatever order their kind has. */
export type Split = { readonly measure: string; readonly by: string | null; readonly ranked?: boolean };

const REST = 'rest';
export const isRest = ({ key }: { readonly key: string | null }): boolean => key === REST;

const timeText = (key: string, by: string, today: string): string => {
  if (by === 'hour') return key;
  if (by === 'month')
    return new Intl.DateTimeFormat(words.language, { month: 'short', timeZone: 'UTC' }).format(
      Date.parse(`${key}T12:00Z`),
    );
  return dayText(key, words.language, today);
};

const labelOf = ({ measure, by }: Split, { key, label, local }: FigurePoint, today: string): string => {
  if (key === REST) return words.t('insight.others');
  if (key === null) return words.t('insight.without');
  if (by && isTimeSplit(by)) return timeText(key, by, today);
  if (label) return nameFor(words.language, label, local);
  const found = measureNamed(measure);
  const split = found && dimensionOf(found, by);
  if (!split) return key;
  // Values stand in sentences elsewhere; here each begins a line.
  const text = fieldNamed(split.noun, split.field)?.kind === 'enum' ? words.value(split.noun, split.field, key) : key;
  return text.charAt(0).toLocaleUpperCase(words.language) + text.slice(1);
};

/** Places of an enumeration's values, in the order in which they are declared; null where the split has no such order. */
const orderOf = ({ measure, by }: Split): ReadonlyMap<string, number> | null => {
  const found = measureNamed(measure);
  const split = found && dimensionOf(found, by);
  const values = split && fieldNamed(split.noun, split.field)?.values;
  return values ? new Map(values.map((value, at) => [value, at])) : null;
};

/** Splits of which every value is shown, also those of no row: stages and ages stand where they stand. */
const whole: ReadonlySet<string> = new Set(['fulfilment', 'bucket']);
const filled = (points: readonly FigurePoint[], by: string | null, order: ReadonlyMap<string, number> | null) =>
  order === null || by === null || !whole.has(by)
    ? points
    : [...order.keys()]
        .map((key) => points.find((point) => point.key === key) ?? { key, label: null, value: 0, count: 0 })
        .concat(points.filter(({ key }) => key === null));

/**
 * Times are matched by their place in the period, since their days differ; everything else by its key. A dimension with
 * an order of its own is in it, whatever it is counted by.
 */
export const pointsOf = (figure: Figure, split: Split, today: string): readonly NamedPoint[] => {
  const timed = split.by !== null && isTimeSplit(split.by);
  const before = new Map(figure.compared?.points.map(({ key, value }, at) => [timed ? at : key, value]));
  const order = split.ranked ? null : orderOf(split);
  const place = ({ key }: { key: string | null }): number => (key === null ? 1e6 : (order?.get(key) ?? 1e5));
  const named = filled(figure.points, split.by, order).map((point, at) => ({
    key: point.key,
    label: labelOf(split, point, today),
    value: point.value,
    before: before.get(timed ? at : point.key) ?? null,
    count: point.count,
  }));
  return order ? named.sort((a, b) => place(a) - place(b)) : named;
};

/** Largest of the values, at least 1: what a bar is drawn against. */
export const largest = (points: readonly NamedPoint[]): number =>
  points.reduce((most, point) => (isRest(point) ? most : Math.max(most, Math.abs(point.value ?? 0))), 1);
/** Per cent of the whole, to a tenth; something that is there is never drawn as nothing. */
export const widthOf = (value: number | null, whole: number): number =>
  value === null || value <= 0 ? 0 : Math.max(0.6, Math.round((1_000 * value) / whole) / 10);
