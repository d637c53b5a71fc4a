/**
 * Where in a long list one is. The rows that are there are a window of at most 500; it moves by key as one scrolls, so
 * that a list is scrolled through to its end and none of it lies on the page but what is near.
 */
import { useDebounceFn, useTimeoutFn } from '@vueuse/core';
import { computed, type Ref, shallowRef, watch } from 'vue';
import { onBeforeRouteLeave, useRoute } from 'vue-router';
import type { NounName } from '../../../shared/catalogue.ts';
import { type Filter, LIMITS, type Sort } from '../../../shared/live/protocol.ts';
import { count, keyAt } from '../../live/connection.ts';
import { afterKey, type Key, keyOf } from './after.ts';
import type { AnyRow } from './column.ts';
import { keyNamed, nameOf } from './place-keys.ts';
import { FAR, FIRST, MORE, moveOf, type Sight, WINDOW } from './window-move.ts';

/** `above` rows lie before the window, which begins after the row of the key; null: at the top. */
type Place = { readonly after: Key | null; readonly above: number; readonly limit: number };
/** As the browser's history holds it: the key by its name alone. */
type Kept = {
  readonly of: string;
  readonly first: number;
  readonly after: string | null;
  readonly above: number;
  readonly limit: number;
};
type Asked = { readonly where: Filter | null; readonly search: string | null; readonly sort: Sort };
type Shown = {
  readonly rows: Ref<readonly AnyRow[]>;
  /** How many further ones wait to be shown. */
  readonly held: Ref<number>;
  readonly more: Ref<boolean>;
  readonly above: Ref<number>;
  readonly state: Ref<string>;
};
type Entry = { readonly place?: Kept; readonly current?: string } | null;

/** A place is written down for whoever comes back once the list has rested so long, ms: it takes a browser long. */
const KEEP = 400;
/** Who drags along a list is shown rows of it so often, ms: more of them nobody reads, and each window is work for both sides. */
const DRAGGED = 200;

const TOP: Place = { after: null, above: 0, limit: FIRST };

/** The place that the entry of the browser's history holds, of this list. */
const keptOf = (of: string): (Place & { readonly first: number }) | null => {
  const kept = (window.history.state as Entry)?.place;
  if (kept?.of !== of) return null;
  const { first, after, above, limit } = kept;
  const key = after === null ? null : keyNamed(after);
  return key === undefined ? null : { after: key, above, limit, first };
};

/** `asked` names the question as it stands in the address: another question begins at its top. */
export const usePlace = (noun: NounName, asked: () => string) => {
  const route = useRoute();
  const page = route.name;
  const of = computed(() => `${noun} ${asked()}`);
  const chosen = shallowRef<(Place & { readonly of: string }) | null>(null);
  const place = computed<Place>(() => (chosen.value?.of === of.value ? chosen.value : (keptOf(of.value) ?? TOP)));
  let sight: Sight = { first: 0, last: 0 };
  const begin = (): void => {
    const first = keptOf(of.value)?.first ?? 0;
    sight = { first, last: first };
  };
  begin();
  watch(of, begin, { flush: 'sync' });

  const keepNow = (): void => {
    // The entry may be another page's by now.
    if (route.name !== page || (window.history.state as Entry)?.current !== route.fullPath) return;
    const { after, above, limit } = place.value;
    const kept: Kept = { of: of.value, first: sight.first, after: after && nameOf(after), above, limit };
    window.history.replaceState({ ...window.history.state, place: kept }, '');
  };
  const keep = useDebounceFn(keepNow, KEEP);
  onBeforeRouteLeave(keepNow);
  const go = (to: Place): void => {
    chosen.value = { ...to, of: of.value };
  };

  /** The window's beginning as the live list is asked for it. */
  const from = (sort: Sort) => {
    const { after, above } = place.value;
    return after ? { where: afterKey(noun, sort, after), above } : null;
  };

  /** `canMove` is false where the list's order names what is not visible on every row: there are no keys then. */
  const moving = (shown: Shown, asked: () => Asked, canMove: () => boolean) => {
    let asking = false;
    // On a phone nobody tells what is looked at: windows follow each other there by buttons.
    let isTold = false;
    const keyOfRow = (at: number) => keyAt({ noun, ...asked(), sort: [...asked().sort], at });

    /** Where the window of that many rows begins if so many are to lie above it; null without an answer. */
    const find = async (at: number, limit: number): Promise<Place | null> => {
      if (at <= 0) return { ...TOP, limit: WINDOW };
      const key = await keyOfRow(at);
      if (key) return { after: key, above: at, limit };
      // The list has become shorter than it is drawn.
      const { where, search } = asked();
      const total = await count({ noun, where, search });
      if (total === null) return null;
      const above = total - WINDOW;
      const last = above > 0 ? await keyOfRow(above) : null;
      return last ? { after: last, above, limit: WINDOW } : { ...TOP, limit: WINDOW };
    };
    const to = async (at: number, limit = WINDOW): Promise<void> => {
      if (asking) return;
      asking = true;
      const question = of.value;
      const found = await find(at, limit);
      asking = false;
      if (question !== of.value) settle();
      else if (found) go(found);
    };

    const settle = (): void => {
      const { rows, held, more, above, state } = shown;
      // What was asked for may still be on its way.
      if (!isTold || asking || state.value !== 'ready' || above.value !== place.value.above) return;
      if (rows.value.length === 0) {
        if (above.value > 0) go(TOP);
        return;
      }
      const { limit } = place.value;
      const here = { rows: rows.value.length, held: held.value, above: above.value, more: more.value };
      const move = moveOf({ ...here, limit, canMove: canMove() }, sight);
      if (!move) return;
      if ('jump' in move) {
        const isFar = move.limit === FAR.limit;
        if (isFar && dragged.isPending.value) return;
        if (isFar) dragged.start();
        void to(move.jump, move.limit);
      } else if ('grow' in move) go({ ...place.value, limit: move.grow });
      else {
        const last = rows.value[move.slide] as AnyRow;
        go({ after: keyOf(asked().sort, last), above: above.value + move.slide + 1, limit: WINDOW });
      }
    };
    watch([shown.rows, shown.state, shown.above], settle, { flush: 'post' });
    const dragged = useTimeoutFn(settle, DRAGGED, { immediate: false });

    return {
      /** Which rows of the whole list are looked at, from 0. */
      look: (first: number, last: number): void => {
        sight = { first, last };
        isTold = true;
        void keep();
        settle();
      },
      /** More rows below those of a list that grows as one scrolls, up to what a window holds. */
      further: (): void => {
        const { limit } = place.value;
        if (shown.more.value && shown.rows.value.length + shown.held.value >= limit && limit < LIMITS.window)
          go({ ...place.value, limit: Math.min(LIMITS.window, limit + MORE) });
      },
      next: (): void => {
        const last = shown.rows.value.at(-1);
        if (last)
          go({ after: keyOf(asked().sort, last), above: shown.above.value + shown.rows.value.length, limit: FIRST });
      },
      previous: (): void => void to(Math.max(0, shown.above.value - LIMITS.window)),
      top: (): void => go(TOP),
    };
  };
  return {
    of,
    place,
    from,
    moving,
    /** The row to show first when the list opens or is asked otherwise. */
    start: (): number => sight.first,
  };
};
