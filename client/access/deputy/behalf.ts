import { computed } from 'vue';
import { rightsOf } from '../../../shared/access/permit.ts';
import type { Cells } from '../../../shared/base/condition.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import { useMe } from '../me.ts';
import { useRights } from '../rights.ts';

/** For whom one would do something to a row: a name; null where one does it by rules of one's own, or not at all. */
export type Behalf = (noun: NounName, action: string, row: Cells) => string | null;
/** May one send an order with these open holds back? */
type Returning = (order: Cells, holds: readonly Cells[]) => boolean;

/** Whom I stand in for, as the server judges it: what I may do myself I do for nobody else. */
export const useBehalf = () => {
  const store = useMe();
  const rights = useRights();
  const standsIn = computed(() => store.me?.standsIn ?? []);
  const lent = computed(() => {
    const { me } = store;
    if (!me || standsIn.value.length === 0) return null;
    const count = standsIn.value.reduce((n, { rules }) => n + rules.length, 0);
    return {
      own: rightsOf(me.rules.slice(0, me.rules.length - count), me.binding),
      others: standsIn.value.map(({ name, rules }) => ({ name, rights: rightsOf(rules, me.binding) })),
    };
  });
  const behalf = computed<Behalf>(() => {
    const { value } = lent;
    return (noun, action, row) =>
      value === null || value.own.may(noun, action, row)
        ? null
        : (value.others.find(({ rights }) => rights.may(noun, action, row))?.name ?? null);
  });
  /** For who is away to send back is to refuse a hold: one of them is theirs to lift, else the server would not take it either. */
  const mayReturn = computed<Returning>(() => {
    const { value } = lent;
    return (order, holds) => {
      if (value === null || value.own.may('order', 'return', order)) return rights.value.may('order', 'return', order);
      return value.others.some(
        ({ rights: theirs }) =>
          theirs.may('order', 'return', order) && holds.some((one) => theirs.may('hold', 'release', one)),
      );
    };
  });
  return { standsIn, behalf, mayReturn };
};
