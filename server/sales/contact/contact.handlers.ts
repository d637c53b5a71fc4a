import { create, remove, update } from '../../../shared/sales/contact/contact.rules.ts';
import { handle } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';

/** All that a customer has. Under the customer's lock: two changes of one customer's contacts come one after the other. */
const contactsOf = (tx: Transaction, customerId: string) =>
  tx.find('contact', { field: 'customerId', is: 'eq', value: customerId });

handle('contact.create', {
  load: async (tx, { id, customerId }, { actor }) => {
    const customer = await tx.lock('customer', customerId);
    refuseUnseen(actor, 'customer', [customer]);
    const exists = id !== undefined && (await tx.get('contact', id)) !== null;
    return { customer, exists, contacts: await contactsOf(tx, customerId) };
  },
  decide: (facts, input, moment) => create(facts, input, moment),
});

const loadOne = async (tx: Transaction, { id }: { readonly id: string }) => {
  const target = await tx.lock('contact', id);
  const customer = await tx.lock('customer', target.customerId);
  return { target, customer, contacts: await contactsOf(tx, customer.id) };
};
handle('contact.update', { load: loadOne, decide: (facts, input) => update(facts, input) });
handle('contact.remove', { load: loadOne, decide: (facts) => remove(facts) });
