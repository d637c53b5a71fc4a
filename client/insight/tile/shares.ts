import { buckets } from '../../../shared/finance/ageing.ts';
import type { NamedPoint } from './points.ts';

export type Share = {
  readonly id: string;
  readonly point: NamedPoint;
  readonly label: string;
  readonly value: number | null;
  /** A colour as CSS has it. */
  readonly paint: string;
  /** Of what is shown, whole per cent; empty for what is taken out. */
  readonly percent: string;
};
const PAINTS = 6;

/** The colour of the n-th of a palette; ages have their own, from pale to brick. */
export const paintOf = (key: string | null, at: number, ages: boolean): string => {
  if (ages && key !== null && (buckets as readonly string[]).includes(key)) return `var(--age-${key})`;
  return key === 'rest' ? 'var(--chart-5)' : `var(--chart-${(at % PAINTS) + 1})`;
};

/** Little is not nothing, and almost all is not all. */
const percentOf = (part: number, whole: number): string => {
  const percent = Math.round((100 * part) / whole);
  if (percent === 0 && part > 0) return '<1%';
  return percent === 100 && part < whole ? '>99%' : `${percent}%`;
};

export const sharesOf = (points: readonly NamedPoint[], hidden: ReadonlySet<string>, ages: boolean) => {
  const weight = ({ key, value }: NamedPoint): number => (hidden.has(String(key)) ? 0 : Math.max(0, value ?? 0));
  const whole = points.reduce((sum, point) => sum + weight(point), 0);
  const all: readonly Share[] = points.map((point, at) => ({
    id: String(point.key),
    point,
    label: point.label,
    value: point.value,
    paint: paintOf(point.key, at, ages),
    percent: hidden.has(String(point.key)) || whole === 0 ? '' : percentOf(weight(point), whole),
  }));
  return { whole: Math.max(1, whole), all, shown: all.filter(({ id, value }) => !hidden.has(id) && (value ?? 0) > 0) };
};
