import type { Rights } from '../../shared/access/permit.ts';
import { isAlways } from '../../shared/access/rule.ts';
import type { Refusal } from '../../shared/base/decision.ts';

/**
 * Why these rights do not let anyone import orders, or null: the action itself, and no order, line or price of a line
 * that is hidden from them, since an import answers for every document whether it is here already, and as it is here.
 */
export const barredRights = (rights: Rights): Refusal | null => {
  if (!rights.mayEver('order', 'import'))
    return { refused: 'not_permitted', with: { noun: 'order', action: 'import' } };
  const whole = (noun: 'order' | 'order_line'): boolean => rights.view(noun).grants.some(({ rows }) => isAlways(rows));
  const all = whole('order') && whole('order_line') && rights.view('order_line').always('unitPrice');
  return all ? null : { refused: 'import.needs_all_orders' };
};
