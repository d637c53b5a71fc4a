import { computed, type Ref, shallowRef, watch } from 'vue';
import { allocating, toggled, wishesOf, withAmount } from '../../../shared/finance/receivable/allocating.ts';
import { type Amounts, type Claim, propose } from '../../../shared/finance/receivable/propose.ts';

/**
 * What stands against what. Until a hand changes a line the proposal follows the amount, the payer's words and what
 * others settle meanwhile; from then on it is the hand's, and asks to be proposed anew.
 * @param received minor units
 * @param opening whether claims are still on their way
 */
export const useAllocation = (
  claims: Ref<readonly Claim[]>,
  received: Ref<number>,
  reference: Ref<string>,
  opening: Ref<boolean>,
) => {
  const amounts = shallowRef<Amounts>(new Map());
  const touched = shallowRef(false);
  const suggest = (): void => {
    touched.value = false;
    amounts.value = propose(claims.value, received.value, reference.value.trim() || null);
  };
  watch(
    [claims, received, reference],
    () => {
      if (!touched.value) suggest();
    },
    { immediate: true },
  );
  // What is not open any more has no line in which it could be put right: what was put to it is left over.
  watch([claims, opening], () => {
    if (opening.value || !touched.value) return;
    const open = new Set(claims.value.map(({ id }) => id));
    if ([...amounts.value.keys()].some((id) => !open.has(id)))
      amounts.value = new Map([...amounts.value].filter(([id]) => open.has(id)));
  });
  const state = computed(() => allocating(claims.value, amounts.value, received.value));
  const put = (now: Amounts): void => {
    touched.value = true;
    amounts.value = now;
  };
  return {
    amounts,
    touched,
    state,
    suggest,
    setAmount: (id: string, amount: number | null) => put(withAmount(amounts.value, id, amount)),
    toggle: (claim: Claim) => put(toggled(amounts.value, claim, state.value.remaining)),
    clear: () => put(new Map()),
    /** As a hand had left it before. */
    resume: put,
    /** As it was before anything was entered. */
    forget: () => {
      touched.value = false;
      amounts.value = new Map();
    },
    wishes: () => wishesOf(claims.value, amounts.value),
    sound: computed(() => state.value.remaining >= 0 && state.value.above.size === 0),
  };
};
export type Allocation = ReturnType<typeof useAllocation>;
