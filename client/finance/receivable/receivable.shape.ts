import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { List } from '../../sales/list/list.ts';
import { withField } from '../../sales/list/question.ts';

/** Receivables begin as bars by customer; `as=list` in the address shows the items. */
export const useReceivableShape = (list: List) => {
  const route = useRoute();
  const router = useRouter();
  const shape = computed(() => (route.query.as === 'list' ? ('list' as const) : ('board' as const)));
  const setShape = (to: 'list' | 'board'): void => {
    const { as: _as, after: _after, ...rest } = route.query;
    void router.push({ name: 'receivables', query: to === 'list' ? { ...rest, as: 'list' } : rest });
  };
  return {
    shaped: { ...list, shape, setShape },
    isList: computed(() => shape.value === 'list'),
    turn: () => setShape(shape.value === 'list' ? 'board' : 'list'),
    /** The items of one customer, as a list. */
    only: async (customerId: string) => {
      const where = withField(list.question.value.where, 'customerId', [
        { field: 'customerId', is: 'in', value: [customerId] },
      ]);
      const { after: _after, ...rest } = route.query;
      await router.push({ name: 'receivables', query: { ...rest, as: 'list', filter: JSON.stringify(where) } });
    },
  };
};
