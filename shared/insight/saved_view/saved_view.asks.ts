import * as v from 'valibot';
import { askedAs, soughtIn } from '../../access/sought.ts';
import { fieldNamed, type NounName } from '../../catalogue.ts';
import { type Filter, filterSchema } from '../../live/protocol.ts';

/** The parts of a list's query string: search, filter, sort, columns. */
const PARTS: ReadonlySet<string> = new Set(['q', 'filter', 'sort', 'cols']);

const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/** The parts of a query string, each once; null where it holds anything else. */
const partsOf = (query: string): ReadonlyMap<string, string> | null => {
  const parts = new Map<string, string>();
  try {
    for (const part of query.split('&').filter(Boolean)) {
      const at = part.indexOf('=');
      const name = decoded(at < 0 ? part : part.slice(0, at));
      if (!PARTS.has(name) || parts.has(name)) return null;
      parts.set(name, at < 0 ? '' : decoded(part.slice(at + 1)));
    }
  } catch {
    return null;
  }
  return parts;
};

/** The filter that the text is; undefined where it is none. */
const filterOf = (text: string): Filter | undefined => {
  try {
    const read = v.safeParse(filterSchema, JSON.parse(text));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
};

const fieldsOf = (filter: Filter): readonly string[] => {
  if ('all' in filter) return filter.all.flatMap(fieldsOf);
  if ('any' in filter) return filter.any.flatMap(fieldsOf);
  return 'not' in filter ? fieldsOf(filter.not) : [filter.field];
};

/**
 * Groups of the fields by whose values a view of a list filters and searches, in order, with a space between: what one must be able
 * to see to be shown the view. What is searched for is a value of any field that the search goes through, so it asks for all of
 * these, also where they are another noun's (`product.basics`). Null where the list has no such question. Sort and columns name
 * fields and hold no values.
 */
export const asksOf = (on: NounName, query: string): string | null => {
  const parts = partsOf(query);
  if (!parts) return null;
  const text = parts.get('filter') ?? '';
  const filter = text === '' ? { all: [] } : filterOf(text);
  if (!filter) return null;
  const sought = parts.get('q')?.trim() ? soughtIn(on) : [];
  const groups = new Set(sought.map((part) => askedAs(on, part)));
  for (const name of fieldsOf(filter)) {
    if (name === 'id') continue;
    const field = fieldNamed(on, name);
    if (!field || field.kind === 'json' || field.personal) return null;
    groups.add(field.group);
  }
  return [...groups].sort().join(' ');
};
