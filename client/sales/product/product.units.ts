import { computed, type Ref, reactive, shallowRef } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import { parseQuantity } from '../../../shared/base/quantity.ts';
import { useRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';

/** In what a product is sold beside its base unit, each with an exact factor and its own barcode. */
export const useProductUnits = (productId: Ref<string>) => {
  const rights = useRights();
  const units = useCollection('product_unit', () => ({
    where: { field: 'productId', is: 'eq', value: productId.value },
    sort: [{ field: 'factor' }],
    limit: 50,
  }));
  const refusal = shallowRef<Refusal | null>(null);
  const form = reactive({ code: '', factor: '', barcode: '' });
  const factor = computed(() => parseQuantity(form.factor));
  const change = async (input: object): Promise<boolean> => {
    const answer = await command('product.update', { id: productId.value, ...input });
    refusal.value = 'refused' in answer ? answer : null;
    return refusal.value === null;
  };
  return {
    units: units.rows,
    may: computed(() => rights.value.mayEver('product_unit', 'create')),
    form,
    isWhole: computed(() => form.code.trim() !== '' && factor.value !== null && factor.value > 1),
    refusalText: computed(() => (refusal.value ? words.refusal(refusal.value) : '')),
    add: async (): Promise<void> => {
      const barcode = form.barcode.trim();
      if (factor.value === null || factor.value < 2 || form.code.trim() === '') return;
      if (
        await change({ addUnits: [{ code: form.code.trim(), factor: factor.value, ...(barcode ? { barcode } : {}) }] })
      )
        Object.assign(form, { code: '', factor: '', barcode: '' });
    },
    remove: (id: string) => void change({ removeUnits: [id] }),
  };
};
