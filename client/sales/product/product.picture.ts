import { computed, type Ref, ref, shallowRef } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import type { PictureSize } from '../../../shared/sales/product_picture/product_picture.fields.ts';
import { useRights } from '../../access/rights.ts';
import type { Shown } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import { newId } from '../new-id.ts';
import { shrunk } from './picture.shrink.ts';

/** Where a product's picture is; the mark makes another picture another address. */
export const pictureOf = (
  { id, pictureMark }: { readonly id: string; readonly pictureMark?: string | null },
  size: PictureSize,
): string | null => (pictureMark ? `/api/pictures/${id}/${size}?${pictureMark}` : null);

/** The picture of a product, given and taken away where it stands. */
export const useProductPicture = (row: Ref<Shown<'product'>>) => {
  const rights = useRights();
  const busy = ref(false);
  const refusal = shallowRef<Refusal | null>(null);
  // Too large for the socket, and nothing to keep on a device: sent by http, at once or not at all.
  const send = async (picture: object | null): Promise<void> => {
    const answer = await fetch('/api/commands/product.picture', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': newId() },
      body: JSON.stringify({ id: row.value.id, picture }),
    });
    const body = (await answer.json()) as Refusal | object;
    refusal.value = 'refused' in body ? body : null;
  };
  const doing = async (work: () => Promise<void>): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    refusal.value = null;
    await work().catch(() => {
      refusal.value = { refused: 'server.failed' };
    });
    busy.value = false;
  };
  return {
    busy,
    large: computed(() => pictureOf(row.value, 'large')),
    may: computed(() => rights.value.unwritable('product', 'update', row.value, ['pictureMark']) === null),
    refusalText: computed(() => (refusal.value ? words.refusal(refusal.value) : '')),
    give: (file: File | undefined) =>
      doing(async () => {
        if (!file) return;
        const picture = await shrunk(file);
        if (picture) await send(picture);
        else refusal.value = { refused: 'product.picture_type' };
      }),
    take: () => doing(() => send(null)),
  };
};
