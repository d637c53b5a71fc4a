import { computed } from 'vue';
import { type Rights, rightsOf } from '../../shared/access/permit.ts';
import { useMe } from './me.ts';

const nobody: Rights = rightsOf([], { id: '', teamId: null, warehouses: [] });

/** The server's evaluator, with my own rules: offers what the server would take, explains what it would refuse. */
export const useRights = () => {
  const store = useMe();
  return computed<Rights>(() => (store.me ? rightsOf(store.me.rules, store.me.binding) : nobody));
};

/**
 * By what waits for somebody: one's own rights, or while one looks as another with what they may do, so that their queues
 * are theirs. Never for a button: nothing can be done meanwhile.
 */
export const useTheirRights = () => {
  const store = useMe();
  const own = useRights();
  return computed<Rights>(() => {
    const { me } = store;
    return me?.viewing ? rightsOf([...me.rules, ...me.viewing.deeds], me.binding) : own.value;
  });
};
