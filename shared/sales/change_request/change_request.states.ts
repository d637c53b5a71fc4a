import { machine } from '../../base/machine.ts';

export const changeRequestStatuses = [
  'requested',
  'accepted',
  'part_accepted',
  'refused',
  'withdrawn',
  'expired',
  'void',
] as const;

/** What is asked is decided once; `void` where the order was changed meanwhile, so that nobody approves what they did not see. */
export const changeRequestStates = machine(changeRequestStatuses, {
  accept: { from: ['requested'], to: 'accepted' },
  accept_part: { from: ['requested'], to: 'part_accepted' },
  refuse: { from: ['requested'], to: 'refused' },
  withdraw: { from: ['requested'], to: 'withdrawn' },
  expire: { from: ['requested'], to: 'expired' },
  void: { from: ['requested'], to: 'void' },
});
