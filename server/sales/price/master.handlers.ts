import type { Condition } from '../../../shared/base/condition.ts';
import {
  removeList,
  setList,
  setTaxCode,
  updateList,
  updateTaxCode,
} from '../../../shared/sales/price/master.rules.ts';
import { handle } from '../../write/handlers.ts';
import type { Transaction } from '../../write/transaction.ts';

const all: Condition = { all: [] };
const eq = (field: string, value: string): Condition => ({ field, is: 'eq', value });
const any = async (tx: Transaction, noun: 'price' | 'customer' | 'price_change', listId: string): Promise<boolean> =>
  (await tx.find(noun, eq('priceListId', listId), 1)).length > 0;

const around = async (tx: Transaction, target: { readonly id: string } | null) => ({
  lists: await tx.find('price_list', all),
  priced: target !== null && (await any(tx, 'price', target.id)),
  taken: target !== null && (await any(tx, 'customer', target.id)),
});

handle('price_list.set', {
  load: async (tx, { code }) => {
    const [target = null] = await tx.lockAll('price_list', eq('code', code));
    return { target, ...(await around(tx, target)) };
  },
  decide: (facts, input, moment) => setList(facts, input, moment),
});

handle('price_list.update', {
  load: async (tx, { id }) => {
    const target = await tx.lock('price_list', id);
    return { target, ...(await around(tx, target)) };
  },
  decide: (facts, input) => updateList(facts, input),
});

handle('price_list.delete', {
  load: async (tx, { id }) => {
    const target = await tx.lock('price_list', id);
    const used = (await any(tx, 'price', id)) || (await any(tx, 'customer', id)) || (await any(tx, 'price_change', id));
    return { target, used };
  },
  decide: (facts) => removeList(facts),
});

handle('tax_code.set', {
  load: async (tx, { code }) => {
    const [target = null] = await tx.lockAll('tax_code', eq('code', code));
    return { target, count: (await tx.find('tax_code', all)).length };
  },
  decide: (facts, input, moment) => setTaxCode(facts, input, moment),
});

handle('tax_code.update', {
  load: async (tx, { id }) => ({ target: await tx.lock('tax_code', id) }),
  decide: (facts, input) => updateTaxCode(facts, input),
});
