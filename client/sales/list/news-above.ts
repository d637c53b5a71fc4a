/**
 * Who reads far down a list is told of rows that came above: the window down there hears only of its own, so how many lie
 * before its key is asked from time to time. What has come is what there are more of; it stays told until one is at the top.
 */
import { computed, type Ref, shallowRef } from 'vue';
import type { NounName } from '../../../shared/catalogue.ts';
import type { Filter } from '../../../shared/live/protocol.ts';
import { counted } from '../../live/connection.ts';
import { usePaced } from './paced.ts';

/** Asked again at most this often, ms, and only while rows move and somebody looks. */
const EVERY = 4_000;

/** `base` rows lay above the window when it came to stand there; `fresh` of those that lie there now are more. */
export type News = {
  readonly window: string | null;
  readonly base: number;
  readonly fresh: number;
  /** What windows before this one told. */
  readonly carried: number;
};
export const NONE: News = { window: null, base: 0, fresh: 0, carried: 0 };

/** So many rows lie above a window; the window's name is null at the list's top, where nothing lies above. */
export const heard = (news: News, window: string | null, above: number): News => {
  if (window === null) return NONE;
  if (news.window === window) return { ...news, fresh: Math.max(0, above - news.base) };
  return { window, base: above, fresh: 0, carried: news.carried + news.fresh };
};

/** All rows that do not come after a window's beginning. */
export const before = (where: Filter | null, begin: Filter): Filter =>
  where ? { all: [where, { not: begin }] } : { not: begin };

type Asked = { readonly where: Filter | null; readonly search: string | null };

/** `begin` is the filter of the window's beginning, null at the top; `of` names the list: of another one nothing is new. */
export const useNewsAbove = (
  noun: NounName,
  of: () => string,
  asked: () => Asked,
  begin: () => Filter | null,
): Ref<number> => {
  const news = shallowRef<News>(NONE);
  let list = of();
  const named = (): string | null => {
    const from = begin();
    return from && JSON.stringify(from);
  };
  usePaced(
    () => JSON.stringify([of(), named()]),
    async (counts) => {
      if (of() !== list) news.value = NONE;
      list = of();
      const from = begin();
      const window = named();
      if (!from) {
        news.value = NONE;
        return;
      }
      const { where, search } = asked();
      const found = await counted({ noun, where: before(where, from), search });
      // A search is counted up to where it is enough: beyond, nothing can be said.
      if (counts() && found && !found.more) news.value = heard(news.value, window, found.count);
    },
    () => EVERY,
  );
  return computed(() => news.value.carried + news.value.fresh);
};
