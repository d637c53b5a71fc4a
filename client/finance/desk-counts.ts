/** What waits for Finance, beside its entries of the menu wherever one is in the product. */
import { effectScope, watch } from 'vue';
import type { NounName } from '../../shared/catalogue.ts';
import type { Filter } from '../../shared/live/protocol.ts';
import { useTheirRights } from '../access/rights.ts';
import { useConnection } from '../face/connection-state.ts';
import { tellCount } from '../face/counts.ts';
import { count, useMoved } from '../live/connection.ts';
import { clausesOf } from '../sales/list/question.ts';
import { allRowsOf } from '../sales/list/rows.ts';
import { queueOf } from './review/queue.ts';

/** Asked again at most this often, ms, and only while something moves and somebody looks. */
const EVERY = 6_000;
const HOLDS_AT_MOST = 2_000;

const eq = (field: string, value: string | boolean): Filter => ({ field, is: 'eq', value });
const counted: readonly {
  readonly entry: string;
  readonly noun: NounName;
  readonly action: string;
  readonly where: Filter;
}[] = [
  { entry: 'invoicing', noun: 'shipment', action: 'read', where: eq('billed', 'open') },
  { entry: 'receipts', noun: 'receipt', action: 'allocate', where: eq('status', 'open') },
  {
    entry: 'receivables',
    noun: 'receivable',
    action: 'read',
    where: { all: [eq('status', 'open'), eq('overdue', true)] },
  },
];

/** Begins to tell as soon as there is a connection; called once, when the product's routes are made. */
export const beginCounts = (): void => {
  const connection = useConnection();
  const moved = useMoved();
  let waits: number | null = null;
  let again = false;

  const review = async (): Promise<number | null> => {
    const rights = useTheirRights().value;
    if (!rights.mayEver('order', 'review')) return null;
    const holds = await allRowsOf('hold', { where: eq('status', 'open') }, HOLDS_AT_MOST).catch(() => null);
    const authority = {
      mayReview: () => true,
      mayRelease: (hold: { readonly id: string }) => rights.may('hold', 'release', hold),
    };
    // An order that is held is there: its own row decides no more than whether it is.
    const orders = [...new Set((holds ?? []).flatMap(({ orderId }) => orderId ?? []))].map((id) => ({ id }));
    return holds && queueOf(orders, holds, authority).filter(({ mine }) => mine).length;
  };
  const ask = async (): Promise<void> => {
    again = false;
    const rights = useTheirRights().value;
    tellCount('review', await review());
    for (const { entry, noun, action, where } of counted) {
      // By what one may not read, nothing can be counted.
      const seen = rights.view(noun);
      const may =
        rights.mayEver(noun, action) && clausesOf(where).every((one) => !('field' in one) || seen.ever(one.field));
      tellCount(entry, may ? await count({ noun, where }) : null);
    }
  };
  const soon = (): void => {
    again = true;
    if (waits !== null || document.visibilityState !== 'visible' || connection.value.state !== 'live') return;
    void ask();
    waits = window.setTimeout(() => {
      waits = null;
      if (again) soon();
    }, EVERY);
  };
  effectScope(true).run(() => watch([moved, () => connection.value.state], soon, { immediate: true }));
  document.addEventListener('visibilitychange', soon);
};
