import { computed, ref, shallowRef } from 'vue';
import { parsePrice } from '../../../shared/base/money.ts';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useRights } from '../../access/rights.ts';
import { useConnection } from '../../face/connection-state.ts';
import { useNotices } from '../../face/notices.ts';
import { onScan } from '../../face/scanner.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { rowsOf } from '../../sales/list/rows.ts';
import { words } from '../../words/words.ts';
import { useFlash } from '../feel/flash.ts';
import { piecesOf } from '../scan/codes.ts';
import { useEntry } from '../scan/entry.ts';
import { unitsOf } from '../scan/unit.ts';
import { useReceivingPlace } from './receive.places.ts';
import { scannedProduct } from './stock.find.ts';
import { useWaiting } from './stock.product.ts';

type Product = Shown<'product'>;
/** One receipt of this sitting, with the orders that it served. */
export type Received = {
  readonly id: string;
  readonly at: number;
  readonly productId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly location: string;
  readonly served: readonly {
    readonly id: string;
    readonly order: string;
    readonly customer: string;
    readonly quantity: number;
  }[];
};

/** Goods in: what, where, how many; by scan from beginning to end. */
export const useReceiving = () => {
  const rights = useRights();
  const notices = useNotices();
  const connection = useConnection();
  const { flash, feel } = useFlash();
  const product = shallowRef<Product | null>(null);
  const unitRows = useCollection('product_unit', () =>
    product.value ? { where: { field: 'productId', is: 'eq', value: product.value.id }, limit: LIMITS.window } : null,
  );
  const units = computed(() => unitsOf(product.value?.id, product.value?.baseUnit, unitRows.rows.value));
  const entry = useEntry(units);
  const where = useReceivingPlace(product);
  const waiting = useWaiting(
    () => product.value?.id ?? null,
    () => where.warehouseId.value,
  );
  const lot = ref('');
  const expiresOn = ref('');
  const cost = ref('');
  const detailed = ref(false);
  /** Finance's field: there for whoever may write it. */
  const mayCost = computed(() => rights.value.grants('stock', 'update').some(({ groups }) => groups.includes('cost')));
  const unitCost = computed(() => (mayCost.value && cost.value.trim() !== '' ? parsePrice(cost.value) : undefined));

  /** Base units that the scan stood for by which the product was chosen: they count once a second one follows. */
  let first = 0;
  const clear = (): void => {
    product.value = null;
    first = 0;
    entry.clear();
    lot.value = '';
    expiresOn.value = '';
    cost.value = '';
    where.clear();
  };
  const choose = (chosen: Product | null): void => {
    const { place } = where;
    const dock = place.value;
    clear();
    product.value = chosen;
    // A dock takes one product after another; a shelf is the product's own.
    if (dock?.purpose === 'receiving') where.put({ id: dock.id, code: dock.code ?? '' });
  };
  const chooseById = async (id: string): Promise<void> => {
    const found = await rowsOf('product', { where: { field: 'id', is: 'eq', value: id }, limit: 1 }).catch(() => null);
    if (found?.rows[0]) choose(found.rows[0]);
  };

  const stop = (text: string): void => {
    feel('stop');
    notices.say(text, 'i-lucide-scan-barcode');
  };
  const add = (pieces: number): void => {
    entry.clear(String((entry.base.value ?? first) + pieces));
    feel('count');
  };
  onScan(async (code) => {
    const pieces = product.value
      ? piecesOf(code, { ...product.value, productId: product.value.id }, unitRows.rows.value)
      : null;
    if (pieces !== null) {
      add(pieces);
      return;
    }
    try {
      if (await where.byCode(code)) {
        feel('place');
        return;
      }
      const found = await scannedProduct(code);
      if (!found) stop(words.t('goodsIn.unknownCode', { code }));
      else if (product.value && entry.base.value) stop(words.t('goodsIn.finishFirst', { sku: product.value.sku }));
      else {
        choose(found.product);
        first = found.factor;
        feel('count');
      }
    } catch {
      feel('stop');
      notices.failed(words.t('list.failed'), words.t('list.failedWhat'));
    }
  });

  const why = computed(() => {
    if (connection.value.state === 'offline') return words.t('packing.offline');
    if (!product.value) return words.t('goodsIn.chooseProduct');
    if (!where.place.value) return words.t('goodsIn.choosePlace');
    if (!entry.base.value) return words.t('goodsIn.enterQuantity');
    if (unitCost.value === null) return words.t('goodsIn.noCost');
    return expiresOn.value !== '' && lot.value.trim() === ''
      ? words.refusal({ refused: 'stock.expiry_needs_lot' })
      : null;
  });
  const busy = ref(false);
  const log = shallowRef<readonly Received[]>([]);
  const receive = async (): Promise<void> => {
    const goods = product.value;
    const at = where.place.value;
    const quantity = entry.base.value;
    if (busy.value || why.value || !goods || !at || !quantity) return;
    busy.value = true;
    const input = {
      productId: goods.id,
      warehouseId: where.warehouseId.value,
      locationId: at.id,
      quantity,
      lot: lot.value.trim() || null,
      expiresOn: expiresOn.value || null,
      ...(typeof unitCost.value === 'number' ? { unitCost: unitCost.value } : {}),
    };
    const answer = await command('stock.receive', input, { about: { noun: 'product', id: goods.id } });
    busy.value = false;
    if ('refused' in answer) {
      feel('stop');
      notices.refused(answer);
      return;
    }
    feel('full');
    const served = answer.rows.flatMap(({ noun, id, row }) =>
      noun === 'pick' && row
        ? [
            {
              id,
              order: String(row.orderNumber ?? ''),
              customer: String(row.customerName ?? ''),
              quantity: Number(row.quantity ?? 0),
            },
          ]
        : [],
    );
    const done: Received = {
      id: String(answer.answer.movementId),
      at: Date.now(),
      productId: goods.id,
      sku: goods.sku ?? '',
      quantity,
      location: at.code ?? '',
      served,
    };
    log.value = [done, ...log.value];
    choose(null);
  };
  return {
    product,
    units,
    entry,
    where,
    waiting,
    lot,
    expiresOn,
    cost,
    detailed,
    mayCost,
    flash,
    why,
    busy,
    log,
    choose,
    chooseById,
    receive,
  };
};
export type Receiving = ReturnType<typeof useReceiving>;
