import { computed, ref, watch } from 'vue';
import { useRouter } from 'vue-router';
import { useNotices } from '../../face/notices.ts';
import { onScan } from '../../face/scanner.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { useChoices } from '../../system/choice/choices.ts';
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
  const kept = useChoices('carrier');
  const lately = computed(() => latest.rows.value.flatMap(({ carrier }) => carrier ?? []));
  /** Those that the company keeps, or where it keeps none those that goods went with lately. */
  const carriers = computed(() =>
    kept.value.length > 0 ? kept.value.map(({ label }) => label) : [...new Set(lately.value)],
  );
  /** As a delivery's carrier is called on the list, or as its note says. */
  const labelOf = ({ carrier, carrierId }: Shown<'shipment'>): string | null =>
    kept.value.find(({ id, name }) => id === carrierId || name === carrier)?.label ?? carrier ?? null;
  const carrier = ref('');
  const tracking = ref('');
  const left = ref<ReadonlySet<string>>(new Set());
  const busy = ref(false);
  // Most of a day's packages go with one carrier.
  watch(
    [lately, carriers],
    () => {
      const usual = latest.rows.value.map(labelOf).find((one) => one !== null && carriers.value.includes(one));
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
    const chosen = kept.value.find(({ label }) => label === carrier.value.trim());
    const input = {
      orderId: order.id,
      packageIds: leaving.value.map(({ id }) => id),
      carrier: carrier.value.trim() || null,
      ...(chosen ? { carrierId: chosen.id } : {}),
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
