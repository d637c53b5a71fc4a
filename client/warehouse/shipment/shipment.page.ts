import { computed, type Ref, ref } from 'vue';
import { type ChineseScript, chineseAmount } from '../../../shared/base/chinese-amount.ts';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { useConnection } from '../../face/connection-state.ts';
import { useNotices } from '../../face/notices.ts';
import { type Shown, useCollection, useRow } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';

const scripts: { readonly [language: string]: ChineseScript } = { 'zh-TW': 'TW', 'zh-CN': 'CN' };

/** What a delivery note says, ready for paper. */
export type Note = {
  readonly shipment: Shown<'shipment'>;
  readonly lines: readonly Shown<'shipment_line'>[];
  readonly packages: readonly Shown<'package'>[];
  readonly units: ReadonlyMap<string, string>;
  readonly currency: string;
  /** The cash in formal numerals where the page is Chinese. */
  readonly formal: string | null;
  readonly notes: string | null;
};

/** One delivery: its note, and the word that it arrived. */
export const useShipment = (id: Ref<string>) => {
  const me = useMe();
  const rights = useRights();
  const notices = useNotices();
  const connection = useConnection();
  const { row: shipment, state } = useRow('shipment', id);
  const ofShipment = () => ({ field: 'shipmentId', is: 'eq' as const, value: id.value });
  const lines = useCollection('shipment_line', () => ({
    where: ofShipment(),
    sort: [{ field: 'sku' }],
    limit: LIMITS.window,
  }));
  const packages = useCollection('package', () => ({
    where: ofShipment(),
    sort: [{ field: 'number' }],
    limit: LIMITS.window,
  }));
  const orderId = computed(() => shipment.value?.orderId ?? null);
  const { row: order } = useRow('order', orderId);
  const orderLines = useCollection('order_line', () =>
    orderId.value === null
      ? null
      : { where: { field: 'orderId', is: 'eq', value: orderId.value }, limit: LIMITS.window },
  );
  const productIds = computed(() =>
    [...new Set(orderLines.rows.value.flatMap(({ productId }) => productId ?? []))].sort(),
  );
  const products = useCollection('product', () =>
    productIds.value.length === 0
      ? null
      : { where: { field: 'id', is: 'in', value: productIds.value.slice(0, LIMITS.values) }, limit: LIMITS.window },
  );
  const note = computed<Note | null>(() => {
    if (!shipment.value) return null;
    const currency = order.value?.currency ?? me.organisation.currency;
    const script = scripts[words.language];
    const { collect } = shipment.value;
    const baseUnits = new Map(products.rows.value.map((row) => [row.id, row.baseUnit ?? '']));
    return {
      shipment: shipment.value,
      lines: lines.rows.value,
      packages: packages.rows.value,
      units: new Map(orderLines.rows.value.map((line) => [line.id, baseUnits.get(line.productId ?? '') ?? ''])),
      currency,
      formal: collect && script ? chineseAmount(collect, currency, script) : null,
      notes: order.value?.notes ?? null,
    };
  });

  const busy = ref(false);
  const whyNoDelivery = computed(() => {
    const row = shipment.value;
    if (!row || row.status === 'delivered') return words.refusal({ refused: 'shipment.already_delivered' });
    if (connection.value.state === 'offline') return words.t('packing.offline');
    return rights.value.may('shipment', 'deliver', row)
      ? null
      : words.refusal({ refused: 'not_permitted', with: { noun: 'shipment', action: 'deliver' } });
  });
  const deliver = async (): Promise<boolean> => {
    if (busy.value || whyNoDelivery.value) return false;
    busy.value = true;
    const answer = await command('shipment.deliver', { id: id.value }, { about: { noun: 'shipment', id: id.value } });
    busy.value = false;
    if ('refused' in answer) notices.refused(answer);
    else notices.done(words.t('shipping.arrived', { number: shipment.value?.number }));
    return !('refused' in answer);
  };
  return {
    shipment,
    state,
    note,
    order,
    mayDeliver: computed(() => shipment.value?.status === 'shipped' && rights.value.mayEver('shipment', 'deliver')),
    whyNoDelivery,
    busy,
    deliver,
  };
};
