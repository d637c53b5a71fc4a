import { expect, test } from 'vitest';
import { effectScope, nextTick, ref, shallowRef } from 'vue';
import type { Claim } from '../../../shared/finance/receivable/propose.ts';
import { useAllocation } from './allocation.ts';

const claim = (id: string, open: number): Claim => ({ id, of: 'item', open, dueOn: null, document: null, names: [id] });
const allocating = (received: number) => {
  const claims = shallowRef<readonly Claim[]>([]);
  const opening = ref(true);
  const found = effectScope().run(() => useAllocation(claims, ref(received), ref(''), opening));
  if (!found) throw new Error('no scope');
  return { claims, opening, ...found };
};

test('[F5] of what was put before, that to claims settled meanwhile is left over', async () => {
  const { claims, opening, resume, amounts, state, sound, wishes } = allocating(900);
  resume(
    new Map([
      ['a', 500],
      ['gone', 400],
    ]),
  );
  await nextTick();
  claims.value = [claim('b', 100)];
  await nextTick();
  // Until they are all there nothing is known to be gone.
  expect([...amounts.value.keys()]).toEqual(['a', 'gone']);
  claims.value = [claim('a', 500), claim('b', 100)];
  opening.value = false;
  await nextTick();
  expect([[...amounts.value], state.value.remaining, sound.value]).toEqual([[['a', 500]], 400, true]);
  expect(wishes()).toEqual([{ receivableId: 'a', allocated: 500 }]);
});

test('[F5] a claim that goes under the hand takes its amount along, one that shrinks says so', async () => {
  const { claims, opening, setAmount, amounts, state } = allocating(900);
  claims.value = [claim('a', 500), claim('b', 400)];
  opening.value = false;
  await nextTick();
  setAmount('a', 450);
  claims.value = [claim('a', 200)];
  await nextTick();
  expect([[...amounts.value], [...state.value.above]]).toEqual([[['a', 450]], ['a']]);
});
