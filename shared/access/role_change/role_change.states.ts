import { machine } from '../../base/machine.ts';

export const roleChangeStatuses = [
  'waiting',
  'accepted',
  'refused',
  'withdrawn',
  'expired',
  'void',
  'applied',
  'dropped',
] as const;

/**
 * More rights, asked for by one and decided by another; `void` where what it was asked of was changed meanwhile. `applied` is
 * none of its moves: so begins, and stays, what nobody else could have agreed to; nor is `dropped`, which tells that somebody
 * who could agree can no more.
 */
export const roleChangeStates = machine(roleChangeStatuses, {
  accept: { from: ['waiting'], to: 'accepted' },
  refuse: { from: ['waiting'], to: 'refused' },
  withdraw: { from: ['waiting'], to: 'withdrawn' },
  expire: { from: ['waiting'], to: 'expired' },
  void: { from: ['waiting'], to: 'void' },
});
