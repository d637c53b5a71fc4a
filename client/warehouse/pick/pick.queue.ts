import { computed, ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import { onScan } from '../../face/scanner.ts';
import { daysLate } from '../../face/time.ts';
import { useCollection } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import { sound } from '../feel/sound.ts';
import { piecesOf } from '../scan/codes.ts';
import type { PickGroup } from './pick.groups.ts';
import type { PickRow } from './pick.pending.ts';
import { usePicks } from './pick.rows.ts';

export type Sieve = 'mine' | 'late' | 'held' | 'pack' | 'ship';

/** What each kind of queue holds of an order's picks, and where its orders open. */
export type Queue = {
  readonly route: string;
  readonly page: string;
  readonly statuses: readonly string[];
  /** Beside the first, which holds all of them. */
  readonly views: readonly Sieve[];
  /** Whether the order waits here at all. */
  readonly waits: (group: PickGroup) => boolean;
  /** Picks that a scanned product is looked for among. */
  readonly work: (group: PickGroup) => readonly PickRow[];
};

const fits = (group: PickGroup, text: string): boolean =>
  text === '' ||
  [group.number, group.customer, ...group.picks.flatMap(({ sku, productName }) => [sku, productName])].some((one) =>
    one?.toLowerCase().includes(text.toLowerCase()),
  );

/** Orders that wait for work in the warehouse, by promise, live; scanning an order or one of its products opens it. */
export const usePickQueue = (queue: Queue) => {
  const route = useRoute();
  const router = useRouter();
  const notices = useNotices();
  const { today } = useClock();
  const typed = ref('');
  const warehouseId = computed(() => (typeof route.query.warehouse === 'string' ? route.query.warehouse : null));
  const view = computed(() => (typeof route.query.view === 'string' ? route.query.view : 'all'));
  const go = (query: { readonly [name: string]: string | null }): void => {
    const now = Object.entries({ ...route.query, ...query }).filter(([, value]) => value !== null && value !== 'all');
    void router.replace({ name: queue.route, query: Object.fromEntries(now) });
  };

  const { collection, groups, me } = usePicks({
    where: { field: 'status', is: 'in', value: [...queue.statuses] },
    limit: LIMITS.window,
    hold: true,
  });
  /** The window ended within an order: what is not whole is not shown, unless it is all there is. */
  const whole = computed<readonly PickGroup[]>(() => {
    const last = collection.more.value ? collection.rows.value.at(-1)?.orderId : undefined;
    const all = groups.value.filter(({ id }) => id !== last);
    return (all.length > 0 ? all : groups.value).filter(queue.waits);
  });

  const places = useCollection('warehouse', { limit: LIMITS.window });
  const warehouses = computed(() => {
    const found = new Set(whole.value.map((group) => group.warehouseId));
    if (warehouseId.value) found.add(warehouseId.value);
    return places.rows.value.filter(({ id }) => found.has(id));
  });
  const here = computed(() =>
    whole.value.filter((group) => warehouseId.value === null || group.warehouseId === warehouseId.value),
  );
  const isLate = ({ promisedOn }: PickGroup): boolean => promisedOn !== null && daysLate(promisedOn, today.value) > 0;
  const sieves: { readonly [id in Sieve | 'all']: (group: PickGroup) => boolean } = {
    all: () => true,
    mine: ({ mine }) => mine.length > 0,
    late: isLate,
    held: ({ held }) => held,
    pack: ({ loose }) => loose.length > 0,
    ship: ({ packages }) => packages > 0,
  };
  const sieved = (id: string): readonly PickGroup[] => here.value.filter(sieves[isSieve(id) ? id : 'all']);
  const isSieve = (id: string): id is Sieve => id in sieves;
  const counts = computed(() => new Map(['all', ...queue.views].map((id) => [id, sieved(id).length])));
  const shown = computed(() => sieved(view.value).filter((group) => fits(group, typed.value.trim())));

  const open = ({ id }: { readonly id: string }) => ({ name: queue.page, params: { id } });
  onScan((code) => {
    const byNumber = whole.value.find(({ number }) => number === code);
    const found = byNumber
      ? [byNumber]
      : here.value.filter((group) => queue.work(group).some((pick) => piecesOf(code, pick, []) !== null));
    const [only] = found;
    if (only && found.length === 1) {
      sound('full');
      void router.push(open(only));
    } else if (only) {
      sound('count');
      typed.value = queue.work(only).find((pick) => piecesOf(code, pick, []) !== null)?.sku ?? '';
    } else {
      sound('stop');
      notices.say(words.t('scanning.nothingHere', { code }), 'i-lucide-scan-barcode');
    }
  });

  return {
    me,
    typed,
    view,
    setView: (id: string) => go({ view: id }),
    warehouseId,
    setWarehouse: (id: string | null) => go({ warehouse: id }),
    warehouses,
    counts,
    shown,
    isLate,
    /** More is waiting than one window holds. */
    isCut: collection.more,
    state: collection.state,
    refusal: collection.refusal,
    held: collection.held,
    release: collection.release,
    open,
  };
};
