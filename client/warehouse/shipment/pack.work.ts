import { computed, type Ref, ref, shallowRef, watch } from 'vue';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useRights } from '../../access/rights.ts';
import { useConnection } from '../../face/connection-state.ts';
import { useNotices } from '../../face/notices.ts';
import { onScan } from '../../face/scanner.ts';
import { useCollection, useRow } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { usePlace } from '../../sales/edit/presence.ts';
import { words } from '../../words/words.ts';
import { useFlash } from '../feel/flash.ts';
import { usePicks } from '../pick/pick.rows.ts';
import { putBy, weightOf } from './box.ts';
import { gramsOf, kilogramsText } from './weight.ts';

/** One order at the packing table: what lies loose, the package in hand, those that stand closed. */
export const usePacking = (orderId: Ref<string>) => {
  const rights = useRights();
  const notices = useNotices();
  const connection = useConnection();
  const { flash, feel } = useFlash();
  const ofOrder = () => ({ field: 'orderId', is: 'eq' as const, value: orderId.value });
  const { collection, groups } = usePicks(() => ({
    where: {
      all: [ofOrder(), { field: 'status', is: 'in', value: ['reserved', 'claimed', 'picked', 'packed', 'shipped'] }],
    },
    sort: [{ field: 'sequence' }, { field: 'sku' }],
    limit: LIMITS.window,
  }));
  const { row: order, state } = useRow('order', orderId);
  const holds = useCollection('hold', () => ({
    where: { all: [ofOrder(), { field: 'status', is: 'eq', value: 'open' }] },
  }));
  const packages = useCollection('package', () => ({
    where: { all: [ofOrder(), { field: 'status', is: 'in', value: ['packed', 'shipped'] }] },
    sort: [{ field: 'number' }],
    limit: LIMITS.window,
  }));
  const shipments = useCollection('shipment', () => ({ where: ofOrder(), sort: [{ field: 'number' }] }));
  const group = computed(() => groups.value[0] ?? null);
  const picks = computed(() => group.value?.picks ?? []);
  const loose = computed(() => group.value?.loose ?? []);
  const productIds = computed(() => [...new Set(picks.value.flatMap(({ productId }) => productId ?? []))].sort());
  const ofProducts = (field: string) => () =>
    productIds.value.length === 0
      ? null
      : { where: { field, is: 'in' as const, value: productIds.value.slice(0, LIMITS.values) }, limit: LIMITS.window };
  const products = useCollection('product', ofProducts('id'));
  const units = useCollection('product_unit', ofProducts('productId'));

  const { others } = usePlace('order', orderId);

  const chosen = shallowRef<ReadonlySet<string>>(new Set());
  /** The lines in hand, as long as they lie loose. */
  const box = computed(() => loose.value.filter(({ id }) => chosen.value.has(id)));
  /** What closing the package takes: what was put in, else all that lies loose. */
  const filling = computed(() => (box.value.length > 0 ? box.value : loose.value));
  const toggle = (id: string, put = !chosen.value.has(id)): void => {
    const now = new Set(chosen.value);
    if (put) now.add(id);
    else now.delete(id);
    chosen.value = now;
  };
  onScan((code) => {
    const found = putBy(code, loose.value, chosen.value, units.rows.value);
    if ('put' in found) {
      toggle(found.put, true);
      feel(box.value.length === loose.value.length ? 'full' : 'count');
      return;
    }
    feel('stop');
    const known = 'known' in found ? loose.value.find(({ id }) => id === found.known) : undefined;
    notices.say(
      known ? words.t('packing.knownScan', { sku: known.sku }) : words.t('packing.strangeScan', { code }),
      'i-lucide-scan-barcode',
    );
  });

  const weight = ref('');
  const grams = computed(() => gramsOf(weight.value));
  const proposed = computed(() => weightOf(filling.value, products.rows.value));
  const weightWrong = computed(() =>
    weight.value.trim() !== '' && grams.value === null ? words.t('packing.noWeight') : null,
  );

  /** What was done last on this page. */
  const last = shallowRef<{ readonly text: string; readonly undo?: () => void } | null>(null);
  watch(orderId, () => {
    last.value = null;
  });
  const busy = ref(false);
  const asked = async (name: string, input: object) => {
    busy.value = true;
    const answer = await command(name, input, { about: { noun: 'order', id: orderId.value } });
    busy.value = false;
    if ('refused' in answer) {
      feel('stop');
      notices.refused(answer);
      return null;
    }
    return answer;
  };
  const unpack = async (packageId: string, number: number | undefined): Promise<void> => {
    last.value = null;
    if (await asked('order.unpack', { packageId })) last.value = { text: words.t('packing.opened', { number }) };
  };
  const close = async (): Promise<void> => {
    if (busy.value || filling.value.length === 0 || weightWrong.value || whyNot('pack')) return;
    const pickIds = filling.value.map(({ id }) => id);
    const answer = await asked('order.pack', { orderId: orderId.value, pickIds, weight: grams.value });
    if (!answer) return;
    feel('full');
    chosen.value = new Set();
    weight.value = '';
    const id = String(answer.answer.packageId);
    const number = packages.rows.value.find((one) => one.id === id)?.number;
    last.value = { text: words.t('packing.closed', { number }), undo: () => void unpack(id, number) };
  };
  /** Why packing or shipping is not to be done now; null when it is. */
  const whyNot = (action: 'pack' | 'ship'): string | null => {
    if (connection.value.state === 'offline') return words.t('packing.offline');
    if (!order.value || !rights.value.may('order', action, order.value))
      return words.refusal({ refused: 'not_permitted', with: { noun: 'order', action } });
    return null;
  };

  return {
    order,
    state: computed(() => (collection.state.value === 'opening' ? 'opening' : state.value)),
    group,
    picks,
    loose,
    waiting: computed(() => group.value?.open.length ?? 0),
    holds: computed(() => holds.rows.value.map(({ kind, releasedBy }) => ({ kind: kind ?? '', releasedBy }))),
    packages: packages.rows,
    standing: computed(() => packages.rows.value.filter(({ status }) => status === 'packed')),
    shipments: shipments.rows,
    others,
    flash,
    contentsOf: (packageId: string) => picks.value.filter((pick) => pick.packageId === packageId),
    unitsOfProduct: units.rows,
    products: products.rows,
    chosen,
    box,
    filling,
    toggle,
    weight,
    weightWrong,
    proposed: computed(() => (proposed.value === null ? null : kilogramsText(proposed.value))),
    last,
    busy,
    close,
    unpack,
    whyNot,
  };
};
export type Packing = ReturnType<typeof usePacking>;
