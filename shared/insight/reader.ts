/** With whom somebody shares what is theirs: persons and roles. What each has of it is a row (docs/decisions/006-a-share-is-a-row.md). */
import * as v from 'valibot';

/** Persons and roles that one thing is shared with, at most. */
export const READERS_AT_MOST = 30;

export const readerSchema = v.strictObject({
  kind: v.picklist(['person', 'role']),
  id: v.pipe(v.string(), v.regex(/^[0-9a-z-]{8,60}$/i)),
});
export type Reader = v.InferOutput<typeof readerSchema>;
export const readersSchema = v.pipe(v.array(readerSchema), v.maxLength(READERS_AT_MOST));

type Share = { readonly id: string; readonly withId: string };

/** Shares with readers who are named stay, others end, new ones begin. Each person and role counts once. */
export const sharedAnew = (
  shares: readonly Share[],
  named: readonly Reader[],
): { readonly readers: readonly Reader[]; readonly ended: readonly string[]; readonly begun: readonly string[] } => {
  const wanted = new Map(named.map((reader) => [reader.id, reader]));
  const had = new Set(shares.map(({ withId }) => withId));
  return {
    readers: [...wanted.values()],
    ended: shares.flatMap(({ id, withId }) => (wanted.has(withId) ? [] : [id])),
    begun: [...wanted.keys()].filter((id) => !had.has(id)),
  };
};
