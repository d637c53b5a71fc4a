import { computed } from 'vue';
import { type Rights, rightsOf } from '../../shared/access/permit.ts';
import { useMe } from './me.ts';

const nobody: Rights = rightsOf([], { id: '', teamId: null, warehouses: [] });

/** The server's evaluator, with my own rules: offers what the server would take, explains what it would refuse. */
export const useRights = () => {
  const store = useMe();
  return computed<Rights>(() => (store.me ? rightsOf(store.me.rules, store.me.binding) : nobody));
};
