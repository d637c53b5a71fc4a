import type { Condition } from '../../../shared/base/condition.ts';
import * as customerRules from '../../../shared/sales/customer/customer.rules.ts';
import { exposureOf } from '../../finance/credit/exposure.ts';
import { settingsIn } from '../../system/setting/setting.facts.ts';
import { handle } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';
import { familiesAround } from '../order/order.family.ts';
import { sellerFor } from './seller.facts.ts';

const eq = (field: string, value: string): Condition => ({ field, is: 'eq', value });
const among = (field: string, value: readonly string[]): Condition => ({ field, is: 'in', value });
const unfinished = ['quote', 'draft', 'submitted', 'confirmed'];

const isBusy = async (tx: Transaction, customerId: string): Promise<boolean> => {
  const open = { all: [eq('customerId', customerId), among('status', ['open'])] };
  const orders = { all: [eq('customerId', customerId), among('status', unfinished)] };
  if ((await tx.find('order', orders, 1)).length > 0) return true;
  if ((await tx.find('receivable', open, 1)).length > 0) return true;
  return (await tx.find('receipt', open, 1)).length > 0;
};

handle('customer.create', {
  load: async (tx, input, { actor }) => {
    const list = await tx.lock('price_list', input.priceListId);
    refuseUnseen(actor, 'price_list', [list]);
    const seller = await sellerFor(tx, actor, input.sellerId ?? actor.id);
    const exists = input.id !== undefined && (await tx.get('customer', input.id)) !== null;
    const settings = await settingsIn(tx);
    const number = await tx.number('customer', '', 'C-#');
    return { exists, list, seller, number, initialLimit: settings['credit.initial'] };
  },
  decide: (facts, input, moment) => customerRules.create(facts, input, moment),
});

handle('customer.update', {
  load: async (tx, input, { actor }) => {
    const settings = await settingsIn(tx);
    const credit = await exposureOf(tx, input.id, null, settings['credit.near']);
    const target = credit.customer;
    const wanted = input.set.priceListId?.to ?? target.priceListId;
    const list = await tx.lock('price_list', wanted);
    if (wanted !== target.priceListId) refuseUnseen(actor, 'price_list', [list]);
    const busy = input.set.currency ? await isBusy(tx, target.id) : false;
    return { target, credit, list, busy };
  },
  decide: (facts, input) => customerRules.update(facts, input),
});

handle('customer.reassign', {
  load: async (tx, input, { actor }) => {
    const ids = [...new Set(input.ids)];
    const orders = await tx.lockAll('order', { all: [among('customerId', ids), among('status', unfinished)] });
    const families = await familiesAround(tx, orders);
    const targets = [];
    for (const id of ids.sort()) targets.push(await tx.lock('customer', id));
    const receipts = await tx.lockAll('receipt', {
      all: [among('customerId', ids), { not: eq('status', 'reversed') }],
    });
    const seller = await sellerFor(tx, actor, input.toSellerId);
    return { targets, families, receipts, seller };
  },
  decide: (facts, input, moment) => customerRules.reassign(facts, input, moment),
});
