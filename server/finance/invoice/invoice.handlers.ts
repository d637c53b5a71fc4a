import { periodOf } from '../../../shared/base/day.ts';
import { issue } from '../../../shared/finance/invoice/invoice.rules.ts';
import { yearlyPattern } from '../../../shared/finance/posting.ts';
import { prepayments } from '../../../shared/finance/receivable/prepayment.rules.ts';
import { familyInCredit } from '../../sales/order/order.family.ts';
import { settingsIn } from '../../system/setting/setting.facts.ts';
import { handle } from '../../write/handlers.ts';
import { exposureOf } from '../credit/exposure.ts';
import { receiptsOf } from '../receivable/receivable.facts.ts';

handle('order.invoice', {
  load: async (tx, { orderId, postedOn }, { today }) => {
    const family = await familyInCredit(tx, orderId);
    const { order } = family;
    const settings = await settingsIn(tx);
    const credit = await exposureOf(tx, order.customerId, order.id, settings['credit.near']);
    const receipts = await receiptsOf(tx, prepayments(family.allocations));
    const period = periodOf(postedOn ?? today, 'year');
    const number = await tx.number('invoice', period, yearlyPattern('INV', period));
    return { target: order, family, credit, receipts, number, taxRounding: settings['tax.rounding'] };
  },
  decide: (facts, input, moment) => issue(facts, input, moment),
});
