import type { Shown } from '../../live/collection.ts';
import { rowsOf } from '../../sales/list/rows.ts';

const AT_MOST = 8;

/** Who has paid: by name or number, or by the number of an invoice or order that the payer named. Stopped customers pay too. */
export const findPayers = async (text: string, signal: AbortSignal): Promise<readonly Shown<'customer'>[]> => {
  const asked = { ...(text ? { search: text } : {}), limit: AT_MOST, signal };
  const { rows } = await rowsOf('customer', asked);
  if (rows.length > 0 || text === '') return rows;
  const items = await rowsOf('receivable', asked);
  const ids = [...new Set(items.rows.flatMap(({ customerId }) => customerId ?? []))];
  if (ids.length === 0) return [];
  return (await rowsOf('customer', { where: { field: 'id', is: 'in', value: ids }, limit: AT_MOST, signal })).rows;
};
