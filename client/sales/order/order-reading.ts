import type { AnyRow } from '../list/column.ts';

/** Goods are on their way or arrived: what tells is the track. */
export const onTrack = ({ status, fulfilment }: AnyRow): boolean =>
  fulfilment !== undefined && (status === 'confirmed' || status === 'completed');
