import { type NounName, nounNamed } from '../../../shared/catalogue.ts';
import type { Filter, Sort } from '../../../shared/live/protocol.ts';
import { sortText } from './question.ts';

/** Where the same question is answered as CSV: the server writes only what the reader may see, and logs it. */
export const exportLink = (
  noun: NounName,
  asked: {
    readonly where: Filter | null;
    readonly search: string;
    readonly sort: Sort;
    readonly fields: readonly string[];
    /** Of the titles and words in the file. */
    readonly language: string;
  },
): string => {
  const query = new URLSearchParams();
  if (asked.where) query.set('filter', JSON.stringify(asked.where));
  if (asked.search) query.set('search', asked.search);
  if (asked.sort.length > 0) query.set('sort', sortText(asked.sort));
  query.set('fields', asked.fields.join(','));
  query.set('lang', asked.language);
  return `/api/export/${nounNamed(noun).plural}.csv?${query}`;
};
