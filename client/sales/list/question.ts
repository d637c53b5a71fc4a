/**
 * What a list shows, as a value: filter, search, sort and columns. The whole of it stands in the address, so that a link
 * is a view, and in a saved view's `query`.
 */
import type { Scalar } from '../../../shared/base/condition.ts';
import { addDays, type Day } from '../../../shared/base/day.ts';
import type { Filter, FilterLeaf, Sort } from '../../../shared/live/protocol.ts';

export type Question = {
  readonly search: string;
  readonly where: Filter | null;
  readonly sort: Sort;
  /** Fields shown, in order; null: as the list is made. */
  readonly columns: readonly string[] | null;
};
export type Query = { readonly [name: string]: unknown };

export const emptyQuestion: Question = { search: '', where: null, sort: [], columns: null };

const isFilter = (value: unknown): value is Filter =>
  typeof value === 'object' &&
  value !== null &&
  ('all' in value || 'any' in value || 'not' in value || ('field' in value && 'is' in value && 'value' in value));

/** A filter from an address that somebody may have cut: what is none reads as no filter. The server judges the rest. */
export const filterFrom = (text: string): Filter | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isFilter(value) ? value : null;
  } catch {
    return null;
  }
};

export const sortText = (sort: Sort): string => sort.map(({ field, down }) => (down ? `-${field}` : field)).join(',');
export const sortFrom = (text: string): Sort =>
  text
    .split(',')
    .filter(Boolean)
    .slice(0, 4)
    .map((part) => (part.startsWith('-') ? { field: part.slice(1), down: true } : { field: part }));

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : Array.isArray(value) && typeof value[0] === 'string' ? value[0] : undefined;

/** The question in an address, laid over the view that the address names: a part that is not there is the view's. */
export const questionFrom = (query: Query, base: Question): Question => {
  const filter = textOf(query.filter);
  const sort = textOf(query.sort);
  const columns = textOf(query.cols);
  return {
    search: textOf(query.q) ?? base.search,
    where: filter === undefined ? base.where : filterFrom(filter),
    sort: sort === undefined ? base.sort : sortFrom(sort),
    columns: columns === undefined ? base.columns : columns.split(',').filter(Boolean),
  };
};

const parts = (question: Question): { [name: string]: string } => ({
  q: question.search,
  filter: question.where === null ? '' : JSON.stringify(question.where),
  sort: sortText(question.sort),
  cols: question.columns?.join(',') ?? '',
});

/** What of a question differs from its view, as the parts of an address. */
export const queryOf = (question: Question, base: Question): { [name: string]: string } => {
  const own = parts(question);
  const given = parts(base);
  return Object.fromEntries(Object.entries(own).filter(([name, text]) => text !== given[name]));
};

/** The whole question as a query string: what a saved view keeps. */
export const questionText = (question: Question): string =>
  new URLSearchParams(queryOf(question, emptyQuestion)).toString();
export const questionOfText = (text: string): Question =>
  questionFrom(Object.fromEntries(new URLSearchParams(text)), emptyQuestion);

export type Moment = { readonly me: string; readonly today: Day };

/** `@me`, `@today`, `@today+7`: kept so in views and addresses, so that they mean the reader and the day of reading. */
const resolvedValue = (value: Scalar, { me, today }: Moment): Scalar => {
  if (typeof value !== 'string' || !value.startsWith('@')) return value;
  if (value === '@me') return me;
  const days = /^@today([+-]\d{1,4})?$/.exec(value);
  return days ? addDays(today, Number(days[1] ?? 0)) : value;
};

/** The filter as the server is asked, with the reader and the day in place of their signs. */
export const resolved = (where: Filter | null, moment: Moment): Filter | null => {
  if (where === null) return null;
  const walk = (one: Filter): Filter => {
    if ('all' in one) return { all: one.all.map(walk) };
    if ('any' in one) return { any: one.any.map(walk) };
    if ('not' in one) return { not: walk(one.not) };
    const value = Array.isArray(one.value)
      ? one.value.map((part) => resolvedValue(part, moment))
      : resolvedValue(one.value as Scalar, moment);
    return { ...one, value };
  };
  return walk(where);
};

/** The parts that must all hold: each is a chip of the filter bar. */
export const clausesOf = (where: Filter | null): readonly Filter[] =>
  where === null ? [] : 'all' in where ? where.all : [where];
export const fromClauses = (clauses: readonly Filter[]): Filter | null =>
  clauses.length === 0 ? null : clauses.length === 1 ? (clauses[0] as Filter) : { all: [...clauses] };
export const both = (...filters: readonly (Filter | null)[]): Filter | null =>
  fromClauses(filters.flatMap((one) => clausesOf(one)));

const isLeaf = (one: Filter): one is FilterLeaf => 'field' in one;

/** Leaves about one field stand together: a day from and a day to are one chip. */
export type Clause = { readonly field: string; readonly leaves: readonly FilterLeaf[] } | { readonly other: Filter };
export const groupedClauses = (where: Filter | null): readonly Clause[] => {
  const byField = new Map<string, FilterLeaf[]>();
  const found: Clause[] = [];
  for (const one of clausesOf(where)) {
    if (!isLeaf(one)) {
      found.push({ other: one });
      continue;
    }
    const leaves = byField.get(one.field);
    if (leaves) {
      leaves.push(one);
      continue;
    }
    const made = [one];
    byField.set(one.field, made);
    found.push({ field: one.field, leaves: made });
  }
  return found;
};

/** The filter with these leaves in place of all that it said of the field. */
export const withField = (where: Filter | null, field: string, leaves: readonly FilterLeaf[]): Filter | null => {
  const rest = clausesOf(where);
  const at = rest.findIndex((one) => isLeaf(one) && one.field === field);
  const without = rest.filter((one) => !(isLeaf(one) && one.field === field));
  const place = at < 0 ? without.length : at;
  return fromClauses([...without.slice(0, place), ...leaves, ...without.slice(place)]);
};
export const without = (where: Filter | null, part: Filter): Filter | null =>
  fromClauses(clausesOf(where).filter((one) => JSON.stringify(one) !== JSON.stringify(part)));

/** The fields that a filter names: a view whose fields are not all the reader's to see is not offered. */
export const namedFields = (where: Filter | null): readonly string[] => {
  if (where === null) return [];
  if ('all' in where) return where.all.flatMap(namedFields);
  if ('any' in where) return where.any.flatMap(namedFields);
  if ('not' in where) return namedFields(where.not);
  return [where.field];
};
