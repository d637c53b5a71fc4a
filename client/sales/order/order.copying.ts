import { computed } from 'vue';
import { useRouter } from 'vue-router';
import { useRights } from '../../access/rights.ts';
import { newId } from '../new-id.ts';
import { type AddedLine, clearDraft, draftOf, isDirty, NEW } from './order.draft.ts';
import type { OrderEditing } from './order.editing.ts';

/** The same goods again: a new order for the same customer, at today's prices, checked before it is sent. */
export const useCopying = (editing: OrderEditing) => {
  const router = useRouter();
  const rights = useRights();
  return {
    may: computed(
      () => rights.value.mayEver('order', 'create') && editing.views.value.length > 0 && !isDirty(draftOf(NEW)),
    ),
    copy: async (): Promise<void> => {
      const draft = draftOf(NEW);
      clearDraft(draft);
      draft.customerId = editing.stored.row.value?.customerId ?? null;
      draft.added = editing.views.value.flatMap((line): AddedLine[] => {
        const product = editing.goods.product(line.productId);
        if (line.removed || !product || product.status === 'discontinued') return [];
        return [
          {
            id: newId(),
            productId: line.productId,
            sku: line.sku,
            name: line.name,
            specification: line.specification,
            baseUnit: line.baseUnit,
            nature: line.nature,
            taxCode: product.taxCode ?? '',
            quantity: line.quantity,
            unit: line.unit.code,
            unitFactor: line.unit.factor,
            unitPrice: null,
            discount: line.discount ?? 0,
            free: line.free,
            freeAs: line.freeAs,
          },
        ];
      });
      await router.push({ name: 'order-new' });
    },
  };
};
