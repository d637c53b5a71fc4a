import { useRouter } from 'vue-router';
import type { Filter } from '../../../shared/live/protocol.ts';
import { useNotices } from '../../face/notices.ts';
import { onScan } from '../../face/scanner.ts';
import type { Shown } from '../../live/collection.ts';
import { rowsOf } from '../../sales/list/rows.ts';
import { productByCode } from '../../sales/order/order.find.ts';
import { words } from '../../words/words.ts';
import { sound } from '../feel/sound.ts';

export type Location = Shown<'location'>;
const is = (field: string, value: string): Filter => ({ field, is: 'eq', value });
/** Proposals under a field, at most. */
const PROPOSED = 8;
const takesGoods: Filter = { field: 'purpose', is: 'in', value: ['shelf', 'receiving'] };

/** The product that bears a code, and base units that the code stands for. Null when none does; rejects when nobody answers. */
export const scannedProduct = async (
  code: string,
): Promise<{ readonly product: Shown<'product'>; readonly factor: number } | null> => {
  const found = await productByCode(code);
  return found && { product: found.product, factor: found.sold?.unitFactor ?? 1 };
};

/** Places that bear exactly this code, in one warehouse or in all that the reader sees. Rejects when nobody answers. */
export const locationsByCode = async (code: string, warehouseId?: string): Promise<readonly Location[]> =>
  (
    await rowsOf('location', {
      where: { all: [is('code', code), ...(warehouseId ? [is('warehouseId', warehouseId)] : [])] },
    })
  ).rows;

/** Places for goods whose code begins so, in the order of their codes; of no text, where goods are received. */
export const locationsFrom = async (
  text: string,
  warehouseId: string,
  signal: AbortSignal,
): Promise<readonly Location[]> =>
  (
    await rowsOf('location', {
      where: {
        all: [
          is('warehouseId', warehouseId),
          ...(text
            ? [takesGoods, { field: 'code', is: 'starts' as const, value: text }]
            : [is('purpose', 'receiving')]),
        ],
      },
      sort: [{ field: 'code' }],
      limit: PROPOSED,
      signal,
    })
  ).rows;

/** The place in the walk after all others of the warehouse. */
export const sequenceAfter = async (warehouseId: string): Promise<number> => {
  const { rows } = await rowsOf('location', {
    where: is('warehouseId', warehouseId),
    sort: [{ field: 'sequence', down: true }],
    limit: 1,
  });
  return (rows[0]?.sequence ?? 0) + 10;
};

/** A scanned product opens its page; a scanned place is told. */
export const useStockScan = (atPlace: (locationId: string) => void): void => {
  const router = useRouter();
  const notices = useNotices();
  onScan(async (code) => {
    try {
      const found = await productByCode(code);
      if (found) {
        sound('full');
        void router.push({ name: 'stock-product', params: { id: found.product.id } });
        return;
      }
      const [place] = await locationsByCode(code);
      if (place) {
        sound('place');
        atPlace(place.id);
        return;
      }
      sound('stop');
      notices.say(words.t('scanning.nothingHere', { code }), 'i-lucide-scan-barcode');
    } catch {
      sound('stop');
      notices.failed(words.t('list.failed'), words.t('list.failedWhat'));
    }
  });
};
