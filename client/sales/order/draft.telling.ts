/** What lies on this device of an order's draft, told as its person reads now: as the server tells what lies there. */
import type { Rights } from '../../../shared/access/permit.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import { type DraftContent, draftTold } from '../../../shared/sales/order_draft/order_draft.content.ts';
import { rowsOf } from '../list/rows.ts';

type Seen = { readonly id: string; readonly [field: string]: unknown };
const AT_ONCE = 500;

/** Rows by id; rejects where the server does not answer. What one may not read at all is not asked for. */
const rowsNow = async (noun: NounName, ids: readonly string[], rights: Rights): Promise<ReadonlyMap<string, Seen>> => {
  const found = new Map<string, Seen>();
  const asked = rights.view(noun).grants.length === 0 ? [] : [...new Set(ids)].filter(Boolean);
  for (let at = 0; at < asked.length; at += AT_ONCE) {
    const value = asked.slice(at, at + AT_ONCE);
    const { rows } = await rowsOf(noun, { where: { field: 'id', is: 'in', value }, limit: AT_ONCE });
    for (const row of rows) found.set(row.id, row);
  }
  return found;
};

/**
 * Null where the order, or for a new one the customer, is out of sight. Without an answer nobody has said otherwise: an
 * offline hour loses nothing.
 */
export const toldHere = async (
  content: DraftContent,
  orderId: string,
  rights: Rights,
): Promise<DraftContent | null> => {
  try {
    const order = (await rowsNow('order', [orderId], rights)).get(orderId) ?? null;
    if (orderId !== '' && !order) return null;
    const customerId = orderId === '' ? (content.customerId ?? '') : '';
    const customer = (await rowsNow('customer', [customerId], rights)).get(customerId) ?? null;
    if (customerId !== '' && !customer) return null;
    const lineIds = [...content.lines.map(([id]) => id), ...content.texts.map(([key]) => key.split(' ')[0] ?? '')];
    const productIds = content.added.map(({ productId }) => productId);
    return draftTold(content, {
      order,
      customer,
      ever: { order: rights.view('order').ever, line: rights.view('order_line').ever },
      lines: await rowsNow('order_line', lineIds, rights),
      products: await rowsNow('product', productIds, rights),
    });
  } catch {
    return content;
  }
};
