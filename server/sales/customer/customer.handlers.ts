import { isAlways } from '../../../shared/access/rule.ts';
import type { Condition } from '../../../shared/base/condition.ts';
import * as customerRules from '../../../shared/sales/customer/customer.rules.ts';
import { exposureOf } from '../../finance/credit/exposure.ts';
import { settingsIn } from '../../system/setting/setting.facts.ts';
import { type Actor, handle } from '../../write/handlers.ts';
import { Refused } from '../../write/refused.ts';
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

const isTaken = async (tx: Transaction, number: string): Promise<boolean> =>
  (await tx.find('customer', eq('number', number), 1)).length > 0;
/** A number that was chosen, by an actor who sees all that may have it. */
const chosenNumber = async (tx: Transaction, { rights }: Actor, text: string) => {
  if (!rights.view('customer').grants.some(({ rows }) => isAlways(rows)))
    throw new Refused({ refused: 'field_not_permitted', field: 'number', with: { noun: 'customer' } });
  return { text, change: null, taken: await isTaken(tx, text) };
};
/** The next of the series that no customer has: some came with numbers of their own. */
const nextNumber = async (tx: Transaction) => ({
  ...(await tx.number('customer', '', 'C-#', 6, (text) => isTaken(tx, text))),
  taken: false,
});

handle('customer.create', {
  load: async (tx, input, { actor }) => {
    const list = await tx.lock('price_list', input.priceListId);
    refuseUnseen(actor, 'price_list', [list]);
    const seller = await sellerFor(tx, actor, input.sellerId ?? actor.id);
    const exists = input.id !== undefined && (await tx.get('customer', input.id)) !== null;
    const settings = await settingsIn(tx);
    const number = input.number === undefined ? await nextNumber(tx) : await chosenNumber(tx, actor, input.number);
    return { exists, list, seller, number, numberTaken: number.taken, initialLimit: settings['credit.initial'] };
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
    const addresses = input.set.country ? await tx.find('address', eq('customerId', target.id)) : [];
    return { target, credit, list, busy, addresses };
  },
  decide: (facts, input) => customerRules.update(facts, input),
});

handle('customer.tell_alike', {
  load: async (tx, { id, otherId }) => {
    const customer = await tx.lock('customer', id);
    const about = [eq('aboutNoun', 'customer'), eq('aboutId', id), eq('kind', 'customer_alike'), eq('partId', otherId)];
    const standing = await tx.find('notification', { all: about });
    return { customer, told: new Set(standing.map(({ personId }) => personId)) };
  },
  decide: (facts, input, moment) => customerRules.tellAlike(facts, input, moment),
});

handle('customer.reassign', {
  load: async (tx, input, { actor }) => {
    const ids = [...new Set(input.ids)];
    const orders = await tx.lockAll('order', { all: [among('customerId', ids), among('status', unfinished)] });
    const targets = [];
    for (const id of ids.sort()) targets.push(await tx.lock('customer', id));
    const families = await familiesAround(tx, orders);
    const receipts = await tx.lockAll('receipt', {
      all: [among('customerId', ids), { not: eq('status', 'reversed') }],
    });
    const partNumbers = await tx.lockAll('part_number', among('customerId', ids));
    const contacts = await tx.lockAll('contact', among('customerId', ids));
    const addresses = await tx.lockAll('address', among('customerId', ids));
    const seller = await sellerFor(tx, actor, input.toSellerId);
    return { targets, families, receipts, partNumbers, contacts, addresses, seller };
  },
  decide: (facts, input, moment) => customerRules.reassign(facts, input, moment),
});
