/** Questions about figures as a trial draws them, and what is held of them by themselves. */
import { expect } from 'vitest';
import { listSum } from '../../server/insight/figure.list.ts';
import { type FigureMeans, figureOf } from '../../server/insight/figure.ts';
import type { View } from '../../shared/access/project.ts';
import { isRefusal } from '../../shared/base/decision.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Figure, FigureQuery } from '../../shared/insight/figure.ts';
import { rowsBehind } from '../../shared/insight/measure.rows.ts';
import { isRatio, type Measure } from '../../shared/insight/measure.ts';
import { measureNamed, sumsOf } from '../../shared/insight/measures.ts';
import type { Dice } from '../live/dice.ts';
import type { Tables } from './figures.oracle.ts';

/** Splits of a measure: none, its days, its months, and each of its dimensions. */
export const splitsOf = (measure: Measure): (string | null)[] => {
  const dimensions = sumsOf(measure)[0]?.dimensions.map(({ field }) => field) ?? [];
  const [first] = sumsOf(measure);
  const flows = first?.time && !first.past && !(isRatio(measure) && measure.days);
  return [null, ...(flows ? ['day', 'month'] : []), ...dimensions];
};

/** What a question is narrowed to: one to three values, as the rows have them, of one or two dimensions. */
export const narrowing = (dice: Dice, measure: Measure, tables: Tables): NonNullable<FigureQuery['only']> => {
  const [sum] = sumsOf(measure);
  if (!sum) return [];
  return dice
    .shuffled(sum.dimensions)
    .slice(0, 1 + dice.below(2))
    .map(({ field }) => {
      const values = new Set(
        (tables[sum.noun] ?? []).flatMap((row) => (row[field] == null ? [] : [String(row[field])])),
      );
      return {
        dimension: field,
        values: [...dice.shuffled([...values, 'nothing like it']).slice(0, 1 + dice.below(3))],
      };
    });
};

/** With its points the largest `top` and the others, told by itself from the points of the same question without it. */
export const checkTop = async (
  means: FigureMeans,
  see: (noun: NounName) => View,
  query: FigureQuery,
  whole: Figure,
): Promise<void> => {
  const top = 2;
  const cut = await figureOf(means, see, { ...query, top });
  const title = JSON.stringify(query);
  if (isRefusal(cut)) throw new Error(`${title}: ${JSON.stringify(cut)}`);
  const named = cut.points.filter(({ key }) => key !== 'rest');
  const rest = cut.points.find(({ key }) => key === 'rest');
  const size = ({ value }: { value: number | null }): number => value ?? Number.NEGATIVE_INFINITY;
  expect([title, named.map(size)]).toEqual([
    title,
    whole.points
      .map(size)
      .sort((a, b) => b - a)
      .slice(0, top),
  ]);
  for (const one of named) expect(whole.points).toContainEqual(one);
  expect([title, rest?.count ?? 0]).toEqual([title, whole.count - named.reduce((all, { count }) => all + count, 0)]);
  if (!isRatio(measureNamed(query.measure) as Measure))
    expect([title, rest?.value ?? 0]).toEqual([
      title,
      Number(whole.value) - named.reduce((all, { value }) => all + Number(value), 0),
    ]);
};

/** What stands at the foot of the list behind a figure, or behind its first point, is the figure, of as many rows. */
export const checkFoot = async (
  means: FigureMeans,
  see: (noun: NounName) => View,
  query: FigureQuery,
  whole: Figure,
  { today, zone, by }: { readonly today: string; readonly zone: string; readonly by: string | null },
): Promise<void> => {
  const measure = measureNamed(query.measure) as Measure;
  const key = by ? whole.points[0]?.key : undefined;
  if (by && key === undefined) return;
  const behind = rowsBehind(measure, query, key, today, zone);
  const title = JSON.stringify([query, key]);
  if (!behind) throw new Error(`${title}: no rows`);
  const foot = await listSum(means, see, behind.noun, { where: behind.where, measure: measure.name });
  if (isRefusal(foot)) throw new Error(`${title}: ${JSON.stringify(foot)}`);
  expect([title, foot.counted + foot.hidden]).toEqual([title, foot.rows]);
  const shown = key === undefined ? whole : whole.points[0];
  if (isRatio(measure) && measure.days) {
    const first = await figureOf(means, see, { ...query, measure: measure.over[0], period: null, compare: null });
    if (isRefusal(first)) throw new Error(`${title}: ${JSON.stringify(first)}`);
    const of = key === undefined ? first : first.points.find((one) => one.key === key);
    expect([title, foot.value, foot.sums]).toEqual([title, null, [of?.value ?? 0]]);
  } else expect([title, foot.value, foot.counted]).toEqual([title, shown?.value, shown?.count]);
};
