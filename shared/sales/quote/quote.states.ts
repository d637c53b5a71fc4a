import { machine } from '../../base/machine.ts';

export const quoteStatuses = ['open', 'accepted', 'revised', 'expired', 'withdrawn'] as const;

/** An offer stands until the customer takes it, another takes its place, its day has passed or its order is cancelled. */
export const quoteStates = machine(quoteStatuses, {
  accept: { from: ['open'], to: 'accepted' },
  revise: { from: ['open', 'expired'], to: 'revised' },
  expire: { from: ['open'], to: 'expired' },
  withdraw: { from: ['open', 'expired'], to: 'withdrawn' },
});
