import { useThrottleFn } from '@vueuse/core';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useMe } from '../../access/me.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { useMoved } from '../../live/connection.ts';
import type { List } from '../../sales/list/list.ts';
import { both } from '../../sales/list/question.ts';
import { allRowsOf } from '../../sales/list/rows.ts';

/** Items that are gathered beyond a live window, at most, and how often they are gathered anew, ms. */
const MOST = 10_000;
const EVERY = 5_000;

export type OpenItem = Omit<Shown<'receivable'>, 'bucket' | 'currency' | 'open'> & {
  readonly id: string;
  readonly bucket: NonNullable<Shown<'receivable'>['bucket']>;
  readonly currency: string;
  readonly open: number | null;
};

/**
 * Every open item that the list's question finds: a live window, and where more are open than it holds, all of them asked
 * again while something moves. `missing` says that even so not all are here.
 */
export const useOpenItems = (list: List) => {
  const me = useMe();
  const moved = useMoved();
  const where = computed(() => both(list.where.value, { field: 'status', is: 'eq', value: 'open' }));
  const search = computed(() => list.question.value.search.trim());
  const sort = [{ field: 'dueOn' }] as const;
  const window = useCollection('receivable', () => ({
    where: where.value,
    search: search.value || null,
    sort,
    limit: LIMITS.window,
  }));
  const beyond = shallowRef<readonly Shown<'receivable'>[] | null>(null);
  let turn = 0;
  const gather = async (): Promise<void> => {
    const mine = ++turn;
    if (!window.more.value) {
      beyond.value = null;
      return;
    }
    const asked = { where: where.value, ...(search.value ? { search: search.value } : {}), sort };
    const found = await allRowsOf('receivable', asked, MOST).catch(() => null);
    if (mine === turn && found) beyond.value = found;
  };
  const soon = useThrottleFn(() => void gather(), EVERY, true);
  watch([where, search], () => {
    beyond.value = null;
  });
  watch([window.more, where, search], () => void gather());
  watch(moved, () => {
    if (window.more.value) void soon();
  });
  onScopeDispose(() => {
    turn++;
  });
  const rows = computed(() => (window.more.value ? (beyond.value ?? window.rows.value) : window.rows.value));
  return {
    items: computed(() =>
      rows.value.map(
        (row): OpenItem => ({
          ...row,
          bucket: row.bucket ?? 'current',
          currency: row.currency ?? me.organisation.currency,
          open: row.open ?? null,
        }),
      ),
    ),
    opening: computed(() => window.state.value === 'opening'),
    missing: computed(() => window.more.value && (beyond.value === null || beyond.value.length >= MOST)),
    changed: window.changed,
  };
};
