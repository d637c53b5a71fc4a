import { computed, type Ref, ref, watch } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useRights } from '../../access/rights.ts';
import { useConnection } from '../../face/connection-state.ts';
import { useCollection, useRow } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { usePlace } from '../../sales/edit/presence.ts';
import { useChoices } from '../../system/choice/choices.ts';
import type { PickRow } from './pick.pending.ts';
import { usePicks } from './pick.rows.ts';

/** Why fewer were found than asked: in words, and from the company's reasons where it was chosen from them. */
export type ShortReason = { readonly text: string; readonly id: string | null };
/** What was done last on this page, with the way back. */
export type Done = { readonly pick: PickRow; readonly picked: number };

const isIn = (field: string, value: readonly string[]) => ({ field, is: 'in' as const, value: [...value] });
/** Rows of a noun by id, as long as there are any to ask for. */
const byIds = (field: string, ids: readonly string[]) =>
  ids.length === 0 ? null : { where: isIn(field, ids.slice(0, LIMITS.values)), limit: LIMITS.window };

/** One order's picks with all that a picker needs to know of them, live; and what may be done with them. */
export const usePickList = (orderId: Ref<string>) => {
  const rights = useRights();
  const connection = useConnection();
  const { collection, groups, me } = usePicks(() => ({
    where: {
      all: [
        { field: 'orderId', is: 'eq', value: orderId.value },
        isIn('status', ['reserved', 'claimed', 'picked', 'packed']),
      ],
    },
    sort: [{ field: 'sequence' }, { field: 'locationCode' }],
    limit: LIMITS.window,
  }));
  const group = computed(() => groups.value[0] ?? null);
  const picks = computed(() => group.value?.picks ?? []);
  const { row: order, state: orderState } = useRow('order', orderId);
  const holds = useCollection('hold', () => ({
    where: {
      all: [
        { field: 'orderId', is: 'eq', value: orderId.value },
        { field: 'status', is: 'eq', value: 'open' },
      ],
    },
  }));
  const lines = useCollection('order_line', () => ({
    where: { field: 'orderId', is: 'eq', value: orderId.value },
    limit: LIMITS.window,
  }));
  const productIds = computed(() => [...new Set(picks.value.flatMap(({ productId }) => productId ?? []))].sort());
  const stockIds = computed(() => [...new Set(picks.value.flatMap(({ stockId }) => stockId ?? []))].sort());
  const products = useCollection('product', () => byIds('id', productIds.value));
  const units = useCollection('product_unit', () => byIds('productId', productIds.value));
  const places = useCollection('stock', () => byIds('id', stockIds.value));

  // Asked for with the order, so that they are there where there is no connection.
  const shortReasons = useChoices('short');

  const { others } = usePlace('order', orderId);

  const offline = computed(() => connection.value.state === 'offline');
  const busy = ref(false);
  const refusal = ref<Refusal | null>(null);
  const done = ref<Done | null>(null);
  watch(orderId, () => {
    done.value = null;
    refusal.value = null;
  });
  const asked = async (name: string, input: object, id?: string) => {
    const about = id ? { noun: 'pick', id } : { noun: 'order', id: orderId.value };
    const answer = await command(name, input, { about });
    if ('refused' in answer) {
      refusal.value = answer;
      return null;
    }
    return answer;
  };
  const whole = async (name: string): Promise<boolean> => {
    busy.value = true;
    refusal.value = null;
    const answer = await asked(name, { orderId: orderId.value });
    busy.value = false;
    return answer !== null;
  };

  const confirm = async (
    pick: PickRow,
    picked: number,
    short: ShortReason | null,
    scanned: string | null,
  ): Promise<boolean> => {
    refusal.value = null;
    done.value = { pick, picked };
    const answer = await asked(
      'pick.confirm',
      {
        id: pick.id,
        picked,
        shortReason: short?.text ?? null,
        ...(short?.id ? { shortReasonId: short.id } : {}),
        scanned,
      },
      pick.id,
    );
    if (answer === null) {
      if (done.value?.pick.id === pick.id) done.value = null;
      return false;
    }
    // What was short is looked for at other places: whoever found it missing goes there too.
    const elsewhere = short
      ? answer.rows.flatMap(({ noun, id, row }) =>
          noun === 'pick' && row?.lineId === pick.lineId && row?.status === 'reserved' ? [id] : [],
        )
      : [];
    if (elsewhere.length > 0) await asked('pick.claim', { ids: elsewhere });
    return true;
  };
  const undo = async (): Promise<void> => {
    const last = done.value;
    if (!last || offline.value) return;
    done.value = null;
    if (await asked('pick.put_back', { id: last.pick.id }, last.pick.id))
      await asked('pick.claim', { ids: [last.pick.id] });
  };

  return {
    orderId,
    me,
    group,
    picks,
    order,
    orderState,
    state: collection.state,
    holds: computed(() => holds.rows.value.map(({ kind, releasedBy }) => ({ kind: kind ?? '', releasedBy }))),
    units: units.rows,
    shortReasons,
    productOf: (pick: PickRow) => products.rows.value.find(({ id }) => id === pick.productId) ?? null,
    lineOf: (pick: PickRow) => lines.rows.value.find(({ id }) => id === pick.lineId) ?? null,
    stockOf: (pick: PickRow) => places.rows.value.find(({ id }) => id === pick.stockId) ?? null,
    others,
    offline,
    busy,
    refusal,
    done,
    /** Goods that were not there at all cannot be taken back. */
    mayUndo: computed(
      () =>
        done.value !== null &&
        done.value.picked > 0 &&
        !offline.value &&
        rights.value.may('pick', 'put_back', done.value.pick),
    ),
    mayClaim: (pick: PickRow) => rights.value.may('pick', 'claim', pick),
    claim: () => whole('pick.claim'),
    giveBack: () => whole('pick.unclaim'),
    confirm,
    undo,
  };
};
export type PickList = ReturnType<typeof usePickList>;
