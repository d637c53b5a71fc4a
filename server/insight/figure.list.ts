/** What a list adds up to: a measure over the rows of a question, as much of each as its reader sees. */
import type { View } from '../../shared/access/project.ts';
import type { Condition } from '../../shared/base/condition.ts';
import type { Day } from '../../shared/base/day.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { ownPeriod, sumsBehind, within } from '../../shared/insight/measure.rows.ts';
import { isRatio, type Measure, type Reckoning, ratioAt, restsOn, type Sum } from '../../shared/insight/measure.ts';
import { measureNamed, sumsOf } from '../../shared/insight/measures.ts';
import type { ListSum, SumAsked } from '../../shared/live/protocol.ts';
import { allVisible, amountSql } from '../read/aggregate.ts';
import { conditionSql, type Sql } from '../read/condition-sql.ts';
import { reading, type Selected, selectedBy } from '../read/read.ts';
import type { FigureMeans, See } from './figure.ts';

/** Which rows count by the sum's own definition, whatever the list is narrowed by. */
const ownSql = (sum: Sum, { zone }: Reckoning, today: Day): Sql => {
  const parts: Condition[] = [];
  if (sum.where) parts.push(sum.where);
  if (sum.time) parts.push({ field: sum.time, is: 'ne', value: null });
  if (sum.past)
    parts.push(within(sum, ownPeriod(sum, 0, null, today) as NonNullable<ReturnType<typeof ownPeriod>>, zone));
  return conditionSql({ all: parts });
};

/** One statement: rows of the list, those that show all that the sums rest on, and of them what each sum adds. */
const listSumSql = (
  sums: readonly Sum[],
  view: View,
  { source, rows }: Selected,
  reckoning: Reckoning,
  today: Day,
): Sql => {
  const shown = allVisible(view, [...new Set(sums.flatMap(restsOn))]);
  const told: Sql[] = [
    { text: 'COUNT(*) AS "rows"', params: [] },
    { text: `COUNT(CASE WHEN ${shown.text} THEN 1 END) AS "shown"`, params: shown.params },
  ];
  sums.forEach((sum, at) => {
    const own = ownSql(sum, reckoning, today);
    const params = [...shown.params, ...own.params];
    const counts = `CASE WHEN ${shown.text} AND ${own.text} THEN`;
    const amount = amountSql(sum, reckoning.currency);
    told.push({ text: `CAST(COALESCE(SUM(${counts} ${amount} END), 0) AS BIGINT) AS "value${at}"`, params });
    told.push({ text: `COUNT(${counts} 1 END) AS "counted${at}"`, params });
  });
  return {
    text: `SELECT ${told.map(({ text }) => text).join(', ')} FROM ${source} WHERE ${rows.text}`,
    params: [...told.flatMap(({ params }) => [...params]), ...rows.params],
  };
};

/** The measure, where a list of this noun tells of it and the reader may see it at all; else there is none of that name. */
const found = (see: See, noun: NounName, name: string): Measure | null => {
  const measure = measureNamed(name);
  if (!measure || sumsBehind(measure).some((sum) => sum.noun !== noun)) return null;
  const seen = sumsOf(measure).every((sum) => {
    const view = see(sum.noun);
    return view.grants.length > 0 && restsOn(sum).every((field) => view.ever(field));
  });
  return seen ? measure : null;
};

/**
 * What the rows of a list add up to. Beside the writer; costs a pass over what the question matches. Refuses
 * `unknown_measure` as a figure does, and what a count is refused.
 */
export const listSum = async (
  { store, reckoning, today }: FigureMeans,
  see: See,
  noun: NounName,
  asked: Omit<SumAsked, 'noun'>,
): Promise<ListSum | Refusal> => {
  const measure = found(see, noun, asked.measure);
  if (!measure) return { refused: 'unknown_measure' };
  const view = see(noun);
  const selected = await reading(store, Boolean(asked.search), (query) => selectedBy(query, view, asked));
  if ('refused' in selected) return selected;
  const over = sumsBehind(measure);
  const sql = listSumSql(over, view, selected, reckoning(), today());
  const [row] = await store.aside(sql.text, sql.params);
  const sums = over.map((_, at) => Number(row?.[`value${at}`] ?? 0));
  const rows = Number(row?.rows ?? 0);
  const [first = 0, second] = sums;
  return {
    value: !isRatio(measure) ? first : second === undefined ? null : ratioAt(measure, first, second),
    sums,
    counted: Number(row?.[`counted${over.length - 1}`] ?? 0),
    hidden: rows - Number(row?.shown ?? 0),
    rows,
  };
};
