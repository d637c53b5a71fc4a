import { machine } from '../../base/machine.ts';

export const deputyStatuses = ['proposed', 'planned', 'standing', 'over', 'ended'] as const;
export type DeputyStatus = (typeof deputyStatuses)[number];

/** Named by whoever has the right, or proposed until a second person agrees; stands by the day's turn, and is over by it. */
export const deputyStates = machine(deputyStatuses, {
  confirm: { from: ['proposed'], to: 'planned' },
  begin: { from: ['proposed', 'planned'], to: 'standing' },
  lapse: { from: ['proposed', 'planned', 'standing'], to: 'over' },
  end: { from: ['proposed', 'planned', 'standing'], to: 'ended' },
});
