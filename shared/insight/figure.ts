/**
 * What crosses the doors about figures, read by server/insight and client/insight alike. A figure is a measure
 * (shared/insight/measures.ts) over a period, perhaps split, perhaps compared; each person's is summed over the rows
 * that their rules admit. Keys and values only: no row leaves through it.
 */
import * as v from 'valibot';

export const FIGURE_LIMITS = {
  /** Figures open at once on one socket, at most. */
  open: 60,
  /** Points of one answer, at most; what is beyond is gathered into the point `rest`. */
  points: 400,
  /** Days of one period, at most. */
  days: 800,
  /** Values that a dimension may be narrowed to, and dimensions that a figure may be narrowed by, at most. */
  only: 50,
  narrowings: 6,
} as const;

const day = v.pipe(v.string(), v.isoDate());
export const periodNames = [
  'today',
  'yesterday',
  'last_7_days',
  'last_28_days',
  'last_12_weeks',
  'month_to_date',
  'last_month',
  'quarter_to_date',
  'year_to_date',
  'last_12_months',
  'next_7_days',
  'next_8_weeks',
] as const;
export type PeriodName = (typeof periodNames)[number];

export const comparisonNames = ['previous', 'year', 'target'] as const;
export type ComparisonName = (typeof comparisonNames)[number];

const narrowing = v.strictObject({
  dimension: v.pipe(v.string(), v.maxLength(60)),
  values: v.pipe(v.array(v.pipe(v.string(), v.maxLength(400))), v.maxLength(FIGURE_LIMITS.only)),
});
export type Narrowed = v.InferOutput<typeof narrowing>;

export const figureQuerySchema = v.strictObject({
  measure: v.pipe(v.string(), v.maxLength(60)),
  /** A name moves with the organisation's day; absent for measures of what stands now. */
  period: v.optional(v.nullable(v.union([v.picklist(periodNames), v.strictObject({ from: day, to: day })]))),
  /** How it is split: by time, or by one of the measure's dimensions. */
  by: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(60)))),
  /** Only rows of which each of these dimensions, each named once, has one of its values. */
  only: v.optional(v.nullable(v.pipe(v.array(narrowing), v.maxLength(FIGURE_LIMITS.narrowings)))),
  /**
   * The same for the period before, or the same days a year ago (weekdays kept: 364 days); or the house's target, as far
   * as it should be reached by now. Nothing is compared where there is no target, or none for this reader.
   */
  compare: v.optional(v.nullable(v.picklist(comparisonNames))),
  /** The largest so many points, the others as `rest`; asked anew at most every five seconds. */
  top: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)))),
});
export type FigureQuery = v.InferOutput<typeof figureQuerySchema>;

export type FigurePoint = {
  /** A day (first of its week or month), or the dimension's value; null for rows that have none; 'rest' beyond `top`. */
  readonly key: string | null;
  /** What people call it, where the key is an id. */
  readonly label: string | null;
  /** Its name in the script of the place, where it has one beside that. */
  readonly local?: string;
  /** In the measure's unit; null where nothing can be said (a ratio over nothing). */
  readonly value: number | null;
  /** Rows behind it. */
  readonly count: number;
};
export type Figure = {
  readonly points: readonly FigurePoint[];
  readonly value: number | null;
  readonly count: number;
  /** Of a queue: when its oldest row began to wait, ms; null for none and for measures that do not wait. */
  readonly oldest: number | null;
  /** The days that it is over; null for what stands now. */
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly compared: {
    readonly points: readonly FigurePoint[];
    readonly value: number | null;
    readonly period: { readonly from: string; readonly to: string };
  } | null;
};

/** Socket, with acknowledgement: `figure.open` (a query) answers this or a refusal; `figure.close` takes `{ room }`. */
export type FigureOpened = { readonly room: string; readonly n: number; readonly figure: Figure };
/** Socket, server to client, event `figure`: the whole figure again whenever it moved. `n` counts within the room. */
export type FigureTold = { readonly room: string; readonly n: number; readonly figure: Figure };
