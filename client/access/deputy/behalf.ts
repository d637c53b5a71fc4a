import { computed } from 'vue';
import { rightsOf } from '../../../shared/access/permit.ts';
import type { Cells } from '../../../shared/base/condition.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import { useMe } from '../me.ts';

/** For whom one would do something to a row: a name; null where one does it by rules of one's own, or not at all. */
export type Behalf = (noun: NounName, action: string, row: Cells) => string | null;

/** Whom I stand in for, as the server judges it: what I may do myself I do for nobody else. */
export const useBehalf = () => {
  const store = useMe();
  const standsIn = computed(() => store.me?.standsIn ?? []);
  const behalf = computed<Behalf>(() => {
    const { me } = store;
    if (!me || standsIn.value.length === 0) return () => null;
    const lent = standsIn.value.reduce((n, { rules }) => n + rules.length, 0);
    const own = rightsOf(me.rules.slice(0, me.rules.length - lent), me.binding);
    const others = standsIn.value.map(({ name, rules }) => ({ name, rights: rightsOf(rules, me.binding) }));
    return (noun, action, row) =>
      own.may(noun, action, row) ? null : (others.find(({ rights }) => rights.may(noun, action, row))?.name ?? null);
  });
  return { standsIn, behalf };
};
