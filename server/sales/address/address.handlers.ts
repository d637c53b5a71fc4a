import { create, remove, update } from '../../../shared/sales/address/address.rules.ts';
import { handle } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';

/** All that a customer has. Under the customer's lock: two changes of one customer's addresses come one after the other. */
const addressesOf = (tx: Transaction, customerId: string) =>
  tx.find('address', { field: 'customerId', is: 'eq', value: customerId });

handle('address.create', {
  load: async (tx, { id, customerId }, { actor }) => {
    const customer = await tx.lock('customer', customerId);
    refuseUnseen(actor, 'customer', [customer]);
    const exists = id !== undefined && (await tx.get('address', id)) !== null;
    return { customer, exists, addresses: await addressesOf(tx, customerId) };
  },
  decide: (facts, input, moment) => create(facts, input, moment),
});

const loadOne = async (tx: Transaction, { id }: { readonly id: string }) => {
  const target = await tx.lock('address', id);
  const customer = await tx.lock('customer', target.customerId);
  return { target, customer, addresses: await addressesOf(tx, customer.id) };
};
handle('address.update', { load: loadOne, decide: (facts, input) => update(facts, input) });
handle('address.remove', { load: loadOne, decide: (facts) => remove(facts) });
