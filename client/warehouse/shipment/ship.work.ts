import { computed, ref, watch } from 'vue';
import { useRouter } from 'vue-router';
import { useNotices } from '../../face/notices.ts';
import { onScan } from '../../face/scanner.ts';
import { useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { sound } from '../feel/sound.ts';
import type { Packing } from './pack.work.ts';

/** Deliveries that carriers are proposed from: the last ones. */
const LATEST = 60;

/** Packages of one order leave under a delivery note. */
export const useShipping = (packing: Packing) => {
  const router = useRouter();
  const notices = useNotices();
  const latest = useCollection('shipment', { sort: [{ field: 'shippedAt', down: true }], limit: LATEST });
  const carriers = computed(() => [...new Set(latest.rows.value.flatMap(({ carrier }) => carrier ?? []))]);
  const carrier = ref('');
  const tracking = ref('');
  const left = ref<ReadonlySet<string>>(new Set());
  const busy = ref(false);
  // Most of a day's packages go with one carrier.
  watch(
    carriers,
    ([usual]) => {
      if (carrier.value === '' && usual) carrier.value = usual;
    },
    { immediate: true },
  );
  onScan((code) => {
    tracking.value = code;
    sound('count');
  });
  const leaving = computed(() => packing.standing.value.filter(({ id }) => !left.value.has(id)));
  const why = computed(() => {
    if (packing.holds.value.length > 0) return words.refusal({ refused: 'order.held' });
    if (leaving.value.length === 0) return words.t('shipping.choosePackage');
    return packing.whyNot('ship');
  });
  const ship = async (): Promise<void> => {
    const order = packing.order.value;
    if (!order || busy.value || why.value) return;
    busy.value = true;
    const input = {
      orderId: order.id,
      packageIds: leaving.value.map(({ id }) => id),
      carrier: carrier.value.trim() || null,
      tracking: tracking.value.trim() || null,
    };
    const answer = await command('order.ship', input, { about: { noun: 'order', id: order.id } });
    busy.value = false;
    if ('refused' in answer) {
      sound('stop');
      notices.refused(answer);
      return;
    }
    sound('full');
    const id = String(answer.answer.shipmentId);
    void router.push({ name: 'shipment', params: { id } });
  };
  return {
    carriers,
    carrier,
    tracking,
    leaving,
    isLeaving: (id: string) => !left.value.has(id),
    toggle: (id: string) => {
      const now = new Set(left.value);
      if (!now.delete(id)) now.add(id);
      left.value = now;
    },
    /** Some of the order stays behind: later packages take a note of their own. */
    isPart: computed(
      () =>
        packing.loose.value.length + packing.waiting.value > 0 || leaving.value.length < packing.standing.value.length,
    ),
    why,
    busy,
    ship,
  };
};
