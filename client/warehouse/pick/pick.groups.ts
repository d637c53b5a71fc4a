/** Picks by order: the queues of picking and packing. */
import { CLAIM_LASTS } from '../../../shared/warehouse/pick/pick.rules.ts';
import type { PickRow } from './pick.pending.ts';

export type PickGroup = {
  /** The order's. */
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly promisedOn: string | null;
  readonly held: boolean;
  readonly warehouseId: string;
  /** In the order of the walk. */
  readonly picks: readonly PickRow[];
  /** Not picked yet, by whoever. */
  readonly open: readonly PickRow[];
  readonly mine: readonly PickRow[];
  readonly free: readonly PickRow[];
  readonly done: readonly PickRow[];
  /** Picked and in no package. */
  readonly loose: readonly PickRow[];
  readonly packages: number;
  /** Who else is picking. */
  readonly others: readonly string[];
  /** Base units still to pick. */
  readonly pieces: number;
};

/** A claim that holds: a picker who went home blocks no line. */
export const isClaimed = ({ status, claimedAt }: PickRow, now: number): boolean =>
  status === 'claimed' && (claimedAt ?? 0) > now - CLAIM_LASTS;
export const isOpen = ({ status }: PickRow): boolean => status === 'reserved' || status === 'claimed';

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
export const alongTheWalk = (a: PickRow, b: PickRow): number =>
  (a.sequence ?? 0) - (b.sequence ?? 0) || text(a.locationCode ?? '', b.locationCode ?? '') || text(a.id, b.id);

const groupOf = (id: string, rows: readonly PickRow[], me: string, now: number): PickGroup => {
  const picks = [...rows].sort(alongTheWalk);
  const open = picks.filter(isOpen);
  const claimed = open.filter((pick) => isClaimed(pick, now));
  const mine = claimed.filter(({ claimedBy }) => claimedBy === me);
  const others = claimed.filter(({ claimedBy }) => claimedBy !== me);
  const [first] = picks;
  return {
    id,
    number: first?.orderNumber ?? '',
    customer: first?.customerName ?? '',
    promisedOn: first?.promisedOn ?? null,
    held: first?.held ?? false,
    warehouseId: first?.warehouseId ?? '',
    picks,
    open,
    mine,
    free: open.filter((pick) => !claimed.includes(pick)),
    done: picks.filter(({ status }) => status === 'picked' || status === 'packed'),
    loose: picks.filter(({ status }) => status === 'picked'),
    packages: new Set(picks.flatMap(({ status, packageId }) => (status === 'packed' && packageId ? [packageId] : [])))
      .size,
    others: [...new Set(others.map(({ claimedName }) => claimedName ?? ''))],
    pieces: open.reduce((all, { quantity }) => all + (quantity ?? 0), 0),
  };
};

/** What is promised first comes first; what nobody promised for a day comes last. */
export const groupsOf = (rows: readonly PickRow[], me: string, now: number): readonly PickGroup[] => {
  const byOrder = new Map<string, PickRow[]>();
  for (const row of rows) {
    const group = byOrder.get(row.orderId ?? '');
    if (group) group.push(row);
    else byOrder.set(row.orderId ?? '', [row]);
  }
  return [...byOrder]
    .map(([id, picks]) => groupOf(id, picks, me, now))
    .sort((a, b) => text(a.promisedOn ?? '9999', b.promisedOn ?? '9999') || text(a.number, b.number));
};
