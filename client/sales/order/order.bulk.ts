import { ref, shallowRef } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import type { Command } from '../../face/palette.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import type { AnyRow } from '../list/column.ts';
import { rowsOf } from '../list/rows.ts';
import type { Selection } from '../list/selection.ts';
import type { Counted } from './cancel-reasons.ts';
import { releaseOf } from './order.release.ts';

export type BulkAction = 'cancel' | 'hold' | 'release';
const keysOf: { readonly [action in BulkAction]?: string } = { hold: 'h', release: 'r' };
const iconOf: { readonly [action in BulkAction]: string } = {
  hold: 'i-lucide-pause',
  release: 'i-lucide-play',
  cancel: 'i-lucide-ban',
};
export type Undone = { readonly id: string; readonly title: string; readonly why: string };

const isRefusal = (answer: object): answer is Refusal => 'refused' in answer;
const pages = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/** The same action on many orders, each by its own command: what is refused is named, the rest is done. */
export const useOrderBulk = (selection: Selection) => {
  const rights = useRights();
  const notices = useNotices();
  const asking = ref<BulkAction | null>(null);
  const why = ref('');
  const reason = ref<Counted>({ reason: 'customer' });
  /** Chosen from the company's reasons to hold. */
  const reasonId = ref<string | null>(null);
  const busy = ref(false);
  const done = ref(0);
  const total = ref(0);
  const undone = shallowRef<readonly Undone[]>([]);

  const openHolds = async (ids: readonly string[]): Promise<readonly AnyRow[]> => {
    const found: AnyRow[] = [];
    for (const some of pages(ids, 100)) {
      const where = {
        all: [
          { field: 'orderId', is: 'in' as const, value: [...some] },
          { field: 'status', is: 'eq' as const, value: 'open' },
        ],
      };
      found.push(...((await rowsOf('hold', { where, limit: LIMITS.window })).rows as unknown as readonly AnyRow[]));
    }
    return found;
  };
  /** Lifts every hold of the order that is this person's to lift; the first that is not says who lifts it. */
  const release = async (holds: readonly AnyRow[]): Promise<string | null> => {
    if (holds.length === 0) return words.t('orders.bulk.notHeld');
    const mine = holds.filter((hold) => rights.value.may('hold', 'release', hold));
    for (const hold of mine) {
      const answer = await command('hold.release', releaseOf(hold, why.value.trim() || null));
      if (isRefusal(answer)) return words.refusal(answer);
    }
    const other = holds.find((hold) => !mine.includes(hold));
    return other ? words.value('hold', 'releasedBy', String(other.releasedBy)) : null;
  };

  const run = async (): Promise<void> => {
    const action = asking.value;
    if (!action || busy.value) return;
    const ids = [...selection.selected.value];
    busy.value = true;
    done.value = 0;
    total.value = ids.length;
    const left: Undone[] = [];
    try {
      const holds = action === 'release' ? await openHolds(ids) : [];
      for (const id of ids) {
        const about = { noun: 'order', id };
        let refused: string | null;
        if (action === 'release') refused = await release(holds.filter(({ orderId }) => orderId === id));
        else {
          const kind = action === 'cancel' ? reason.value : reasonId.value ? { reasonId: reasonId.value } : {};
          const answer = await command(`order.${action}`, { id, why: why.value.trim(), ...kind }, { about });
          refused = isRefusal(answer) ? words.refusal(answer) : null;
        }
        if (refused !== null) left.push({ id, title: selection.titleOf(id), why: refused });
        done.value++;
      }
      undone.value = left;
      const ok = ids.length - left.length;
      if (left.length === 0) notices.done(words.t(`orders.bulk.${action}Done`, { n: ok }));
      selection.only(left.map(({ id }) => id));
      asking.value = null;
      why.value = '';
    } catch {
      notices.failed(words.t('list.failed'), words.t('list.failedWhat'));
    } finally {
      busy.value = false;
    }
  };
  const ask = (action: BulkAction): void => {
    undone.value = [];
    why.value = '';
    reason.value = { reason: 'customer' };
    reasonId.value = null;
    asking.value = action;
  };
  const verb = (action: BulkAction): string =>
    action === 'release' ? words.action('hold', 'release') : words.action('order', action);
  const may = (action: BulkAction): boolean =>
    action === 'release' ? rights.value.mayEver('hold', 'release') : rights.value.mayEver('order', action);
  return {
    asking,
    why,
    reason,
    reasonId,
    busy,
    done,
    total,
    undone,
    ask,
    run,
    verb,
    may,
    /** The same by key and from the palette. */
    actions: (): readonly Command[] =>
      (['hold', 'release', 'cancel'] as const).filter(may).map((action) => ({
        id: `orders.bulk.${action}`,
        label: () => verb(action),
        shortcut: keysOf[action],
        icon: iconOf[action],
        group: 'here',
        run: () => ask(action),
      })),
  };
};
