/** What a whole board is asked for, as it stands in the address: a link is a view. */

import * as v from 'valibot';
import type { LocationQuery } from 'vue-router';
import type { BoardFilter } from '../../../shared/insight/board/board.tiles.ts';
import { boardFilterSchema } from '../../../shared/insight/board/board.tiles.ts';
import type { FigureQuery } from '../../../shared/insight/figure.ts';
import { narrowings } from './narrowing.ts';

export type Only = NonNullable<FigureQuery['only']>;

const one = (value: LocationQuery[string] | undefined): string | null => (typeof value === 'string' ? value : null);
const NONE = 'none';

const periodOf = (text: string | null): unknown => {
  const [from, to] = text?.split('..') ?? [];
  return from && to ? { from, to } : text;
};

/** The filter that the address names; of what it does not name, the board's own. What cannot be read counts as not named. */
export const filterOf = (query: LocationQuery, own: BoardFilter | null): BoardFilter => {
  const read = (part: Partial<BoardFilter>): BoardFilter => {
    const parsed = v.safeParse(boardFilterSchema, part);
    return parsed.success ? parsed.output : {};
  };
  const named = (key: 'period' | 'compare', value: unknown): Partial<BoardFilter> => {
    if (one(query[key]) === NONE) return { [key]: null };
    return one(query[key]) === null ? {} : read({ [key]: value } as Partial<BoardFilter>);
  };
  const narrowed = narrowings.flatMap((dimension): Only[number][] => {
    const kept = own?.only?.filter((part) => part.dimension === dimension) ?? [];
    const text = one(query[dimension]);
    if (text === NONE) return [];
    const values = text?.split(',').filter(Boolean) ?? [];
    return values.length > 0 ? (read({ only: [{ dimension, values }] }).only ?? kept) : kept;
  });
  return {
    period: own?.period ?? null,
    compare: own?.compare ?? null,
    only: narrowed.length > 0 ? narrowed : null,
    ...named('period', periodOf(one(query.period))),
    ...named('compare', one(query.compare)),
  };
};

/** The values of a dimension by which a filter narrows; none where it does not. */
export const valuesOf = (filter: BoardFilter | null, dimension: string): readonly string[] =>
  filter?.only?.find((part) => part.dimension === dimension)?.values ?? [];

/** The filter with other values of one dimension, none to narrow by it no more; dimensions keep their order. */
export const narrowedBy = (filter: BoardFilter, dimension: string, values: readonly string[]): BoardFilter => {
  const only = narrowings.flatMap((one) => {
    const of = one === dimension ? [...values] : [...valuesOf(filter, one)];
    return of.length > 0 ? [{ dimension: one, values: of }] : [];
  });
  return { ...filter, only: only.length > 0 ? only : null };
};

const periodText = (period: BoardFilter['period']): string | null =>
  !period ? null : typeof period === 'string' ? period : `${period.from}..${period.to}`;

/** What of a filter differs from the board's own, as the address holds it. */
export const queryOfFilter = (filter: BoardFilter, own: BoardFilter | null): { readonly [name: string]: string } => {
  const query: { [name: string]: string } = {};
  if (periodText(filter.period) !== periodText(own?.period)) query.period = periodText(filter.period) ?? NONE;
  if ((filter.compare ?? null) !== (own?.compare ?? null)) query.compare = filter.compare ?? NONE;
  for (const dimension of narrowings) {
    const values = valuesOf(filter, dimension);
    if (values.join() !== valuesOf(own, dimension).join())
      query[dimension] = values.length > 0 ? values.join(',') : NONE;
  }
  return query;
};

/** As it is kept with the board: null for one that asks nothing. */
export const keptFilter = ({ period, compare, only }: BoardFilter): BoardFilter | null =>
  period || compare || only ? { period: period ?? null, compare: compare ?? null, only: only ?? null } : null;
