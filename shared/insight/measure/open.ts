import type { Condition } from '../../base/condition.ts';

/** Orders that are placed and not finished. */
export const open: Condition = { field: 'status', is: 'in', value: ['submitted', 'confirmed'] };
