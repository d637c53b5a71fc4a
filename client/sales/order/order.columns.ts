import { computed } from 'vue';
import { useRights } from '../../access/rights.ts';
import type { OrderEditing } from './order.editing.ts';

/** Which columns the lines have: those that the reader may ever see, and that say something of an order in this state. */
export const useLineColumns = (editing: OrderEditing) => {
  const rights = useRights();
  return computed(() => {
    const seen = rights.value.view('order_line');
    const isOver = editing.status.value === 'completed' || editing.status.value === 'cancelled';
    return {
      quantity: seen.ever('quantity'),
      unit: seen.ever('unit'),
      unitPrice: seen.ever('unitPrice') && editing.seesAmounts.value,
      discount: seen.ever('discount') && editing.seesAmounts.value,
      amount: seen.ever('net') && editing.seesAmounts.value,
      available: editing.goods.seesStock.value && !isOver,
      progress: !editing.isEntered.value && editing.status.value !== 'submitted',
    };
  });
};
