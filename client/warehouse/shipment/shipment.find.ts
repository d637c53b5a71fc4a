import type { Filter } from '../../../shared/live/protocol.ts';
import type { Shown } from '../../live/collection.ts';
import { rowsOf } from '../../sales/list/rows.ts';

const is = (field: string, value: string): Filter => ({ field, is: 'eq', value });

/** The delivery that bears a code: its note's number or the carrier's; the latest where several do. Null when none does or nobody answers. */
export const shipmentByCode = async (code: string): Promise<Shown<'shipment'> | null> => {
  const where: Filter = { any: [is('number', code), is('tracking', code)] };
  const found = await rowsOf('shipment', { where, sort: [{ field: 'number', down: true }], limit: 1 }).catch(
    () => null,
  );
  return found?.rows[0] ?? null;
};
