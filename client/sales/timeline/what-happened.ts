import type { InjectionKey, Ref } from 'vue';
import type { TimelineEntry } from '../../face/parts/Timeline.vue';

export type LastChange = { readonly who: string; readonly at: number };
/** What a page's timeline tells the parts on it: who changed a field last, and when; what others did since. */
export type WhatHappened = {
  /** By `rowId field`, the latest change by somebody else; `at` in ms since 1970 UTC, by the server's clock. */
  readonly last: Ref<ReadonlyMap<string, LastChange>>;
  /** When the latest thing happened that the page knows of, whoever did it; null while it knows of none. */
  readonly newest: Ref<number | null>;
  /** Of others, newest first. */
  readonly entries: Ref<readonly TimelineEntry[]>;
};
export const WHAT_HAPPENED: InjectionKey<WhatHappened> = Symbol('what happened');
