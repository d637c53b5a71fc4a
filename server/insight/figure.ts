import type { View } from '../../shared/access/project.ts';
import type { Day } from '../../shared/base/day.ts';
import { isRefusal, type Refusal } from '../../shared/base/decision.ts';
import { fieldNamed, type NounName, nounNamed } from '../../shared/catalogue.ts';
import { FIGURE_LIMITS, type Figure, type FigurePoint, type FigureQuery } from '../../shared/insight/figure.ts';
import { keysOf, type Period } from '../../shared/insight/measure.period.ts';
import { isRatio, type Measure, type Reckoning, ratioAt } from '../../shared/insight/measure.ts';
import type { TargetStep } from '../../shared/insight/target/target.share.ts';
import { readMany } from '../read/read.ts';
import type { Seal } from '../store/seal.ts';
import type { Store } from '../store/store.ts';
import { type Asked, addCell, anewSql, askedFrom, type Cell, type Cells } from './figure.anew.ts';
import { type Part, type Plan, planOf } from './figure.plan.ts';
import { targetOf, targetsOf } from './figure.target.ts';

/** Sums kept beside the rows. Null: it does not carry this part, so the rows are asked. */
export type Kept = {
  /** Would it, once it is made? */
  carries(part: Part): boolean;
  sumsOf(part: Part, view: View): Promise<Asked | null>;
};

export type FigureMeans = {
  readonly store: Store;
  readonly seal: Seal;
  /** The organisation's day. */
  readonly today: () => Day;
  readonly reckoning: () => Reckoning;
  readonly kept: Kept | null;
};
export type See = (noun: NounName) => View;

const empty: Cell = { value: 0, count: 0, oldest: null };

/** The value of a point from the cells of its parts: a sum's own, or what the two of a ratio come to. */
const amountAt = (measure: Measure, cells: readonly Cell[]): number | null => {
  const [first = empty, second = empty] = cells;
  return isRatio(measure) ? ratioAt(measure, first.value, second.value) : first.value;
};
const countOf = (measure: Measure, cells: readonly Cell[]): number =>
  (isRatio(measure) ? cells[1] : cells[0])?.count ?? 0;

const totalOf = (cells: Cells): Cell => {
  const all: Cells = new Map();
  for (const { value, count, oldest } of cells.values()) addCell(all, null, value, count, oldest);
  return all.get(null) ?? empty;
};

/** One part of a figure with its points, at a position of the log. */
export type Stood = Asked & { readonly part: Part };
export type Standing = {
  readonly now: readonly Stood[];
  readonly before: readonly Stood[];
  /** The measure's targets, as far as the reader may see them. */
  readonly targets: readonly TargetStep[];
};

const ask = async (means: FigureMeans, see: See, part: Part): Promise<Stood> => {
  const view = see(part.sum.noun);
  const kept = await means.kept?.sumsOf(part, view);
  if (kept) return { part, ...kept };
  const reckoning = means.reckoning();
  const sql = anewSql(part, view, reckoning);
  return { part, ...askedFrom(part, await means.store.aside(sql.text, sql.params), reckoning) };
};

/** Asks for every part of a plan, by the views of one reader. */
export const standingOf = async (means: FigureMeans, see: See, plan: Plan): Promise<Standing> => {
  const targets = plan.target ? targetsOf(means, see, plan.measure) : [];
  const all = await Promise.all([...plan.parts, ...(plan.compared?.parts ?? [])].map((part) => ask(means, see, part)));
  return { now: all.slice(0, plan.parts.length), before: all.slice(plan.parts.length), targets: await targets };
};

type Keyed = { readonly key: string | null; readonly cells: readonly Cell[] };
const point = (measure: Measure, { key, cells }: Keyed): FigurePoint => ({
  key,
  label: null,
  value: amountAt(measure, cells),
  count: countOf(measure, cells),
});

const restOf = (rest: readonly Keyed[], width: number): Keyed => ({
  key: 'rest',
  cells: Array.from({ length: width }, (_, at) =>
    totalOf(new Map(rest.map(({ key, cells }) => [key, cells[at] ?? empty]))),
  ),
});

/** Points in their order: time as it goes, states as they are declared, all else from the largest down. */
const pointsOf = (plan: Plan, stood: readonly Stood[], period: Period | null): readonly FigurePoint[] => {
  const { measure, split } = plan;
  if (!split) return [];
  const parts = stood.map(({ cells }) => cells);
  const at = (key: string | null): Keyed => ({ key, cells: parts.map((cells) => cells.get(key) ?? empty) });
  if ('time' in split) return keysOf(period as Period, split.time).map((key) => point(measure, at(key)));
  const keyed = [...new Set(parts.flatMap((cells) => [...cells.keys()]))].map(at);
  const declared = fieldNamed((plan.parts[0] as Part).sum.noun, split.field)?.values;
  const size = (one: Keyed): number => amountAt(measure, one.cells) ?? Number.NEGATIVE_INFINITY;
  const place = (one: Keyed): number =>
    one.key === null ? Number.MAX_SAFE_INTEGER : (declared?.indexOf(one.key) ?? 0);
  const bySize = (a: Keyed, b: Keyed): number =>
    size(a) === size(b) ? (String(a.key) < String(b.key) ? -1 : 1) : size(a) < size(b) ? 1 : -1;
  keyed.sort(declared && plan.top === null ? (a, b) => place(a) - place(b) : bySize);
  const most = Math.min(plan.top ?? FIGURE_LIMITS.points, FIGURE_LIMITS.points);
  const shown = keyed.slice(0, most).map((one) => point(measure, one));
  return keyed.length > most ? [...shown, point(measure, restOf(keyed.slice(most), parts.length))] : shown;
};

/** What a row is called beside a figure: its title, a product by its name; and by its local name, where it has one. */
export const labelField = (noun: NounName): string => (noun === 'product' ? 'name' : nounNamed(noun).title);
export const LOCAL = 'localName';

/** Names of the points whose keys are ids, as far as the reader may read them. */
const labelled = async (
  means: FigureMeans,
  see: See,
  noun: NounName | null,
  points: readonly FigurePoint[],
): Promise<readonly FigurePoint[]> => {
  if (!noun) return points;
  const ids = points.flatMap(({ key }) => (key === null || key === 'rest' ? [] : [key]));
  const seen = await means.store.read((query) => readMany(query, means.seal, see(noun), ids));
  const name = labelField(noun);
  return points.map((one) => {
    const row = one.key === null ? undefined : seen.get(one.key);
    const label = row?.[name];
    if (label === undefined || label === null) return one;
    const local = row?.[LOCAL];
    return { ...one, label: String(label), ...(local && local !== label ? { local: String(local) } : {}) };
  });
};

const totalsOf = (stood: readonly Stood[]): readonly Cell[] => stood.map(({ cells }) => totalOf(cells));

/** The figure that a standing comes to. What it is made of is read before the first pause. */
export const figureFrom = async (
  means: FigureMeans,
  see: See,
  plan: Plan,
  { now, before, targets }: Standing,
): Promise<Figure> => {
  const { measure, period, compared } = plan;
  const points = pointsOf(plan, now, period);
  const totals = totalsOf(now);
  const earlier = compared && {
    points: pointsOf(plan, before, compared.period),
    value: amountAt(measure, totalsOf(before)),
    period: compared.period,
  };
  return {
    points: await labelled(means, see, plan.labels, points),
    value: amountAt(measure, totals),
    count: countOf(measure, totals),
    oldest: totals[0]?.oldest ?? null,
    period,
    compared: plan.target
      ? targetOf(plan, plan.target, targets)
      : earlier && { ...earlier, points: await labelled(means, see, plan.labels, earlier.points) },
  };
};

/**
 * A person's figure: summed over the rows on which their rules show every field that it rests on. Refuses
 * `unknown_measure` (none of that name, or none of whose rows they see any), `unknown_dimension`, `input.invalid`.
 */
export const figureOf = async (means: FigureMeans, see: See, query: FigureQuery): Promise<Figure | Refusal> => {
  const plan = planOf(query, means.today(), see);
  return isRefusal(plan) ? plan : figureFrom(means, see, plan, await standingOf(means, see, plan));
};
