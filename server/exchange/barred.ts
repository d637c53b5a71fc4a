import type { Rights } from '../../shared/access/permit.ts';
import { isAlways } from '../../shared/access/rule.ts';
import type { Refusal } from '../../shared/base/decision.ts';

/**
 * Why these rights do not let anyone import orders, or null: the action itself, and no order that is hidden from them,
 * since an import answers for every document whether it is here already.
 */
export const barredRights = (rights: Rights): Refusal | null => {
  if (!rights.mayEver('order', 'import'))
    return { refused: 'not_permitted', with: { noun: 'order', action: 'import' } };
  const all = rights.view('order').grants.some(({ rows }) => isAlways(rows));
  return all ? null : { refused: 'import.needs_all_orders' };
};
