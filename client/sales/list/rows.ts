import { type NounName, nounNamed } from '../../../shared/catalogue.ts';
import type { Filter, Sort } from '../../../shared/live/protocol.ts';
import type { Shown } from '../../live/collection.ts';
import { sortText } from './question.ts';

export type Wanted = {
  readonly where?: Filter | null;
  readonly search?: string;
  readonly sort?: Sort;
  /** 1 to 500. */
  readonly limit?: number;
  readonly cursor?: string | null;
  readonly signal?: AbortSignal;
};

/** Rows as they are now, asked once: for searches while typing and for acting on all that match. Rejects when refused or cut off. */
export const rowsOf = async <N extends NounName>(
  noun: N,
  { where, search, sort, limit = 20, cursor, signal }: Wanted,
): Promise<{ readonly rows: readonly Shown<N>[]; readonly next: string | null }> => {
  const asked = new URLSearchParams({ limit: String(limit) });
  if (where) asked.set('filter', JSON.stringify(where));
  if (search) asked.set('search', search);
  if (sort?.length) asked.set('sort', sortText(sort));
  if (cursor) asked.set('cursor', cursor);
  const answer = await fetch(`/api/${nounNamed(noun).plural}?${asked}`, {
    signal,
    headers: { accept: 'application/json' },
  });
  if (!answer.ok) throw new Error(`${noun}: ${answer.status}`);
  return (await answer.json()) as { rows: readonly Shown<N>[]; next: string | null };
};

/** All that match, page by page, at most `most`. */
export const allRowsOf = async <N extends NounName>(
  noun: N,
  wanted: Omit<Wanted, 'cursor' | 'limit'>,
  most: number,
): Promise<readonly Shown<N>[]> => {
  const found: Shown<N>[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof rowsOf<N>>> = await rowsOf(noun, { ...wanted, limit: 500, cursor });
    found.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null && found.length < most);
  return found.slice(0, most);
};
