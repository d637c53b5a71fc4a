import type { Condition } from '../../base/condition.ts';

/** Orders that were placed and hold: neither quote nor draft nor cancelled. */
export const booked: Condition = { field: 'status', is: 'in', value: ['submitted', 'confirmed', 'completed'] };
