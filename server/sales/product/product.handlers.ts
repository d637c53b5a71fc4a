import type { Condition } from '../../../shared/base/condition.ts';
import type { RowOf } from '../../../shared/catalogue.ts';
import * as productRules from '../../../shared/sales/product/product.rules.ts';
import { handle } from '../../write/handlers.ts';
import type { Transaction } from '../../write/transaction.ts';

const eq = (field: string, value: string): Condition => ({ field, is: 'eq', value });
const taxCodeOf = async (tx: Transaction, code: string): Promise<RowOf<'tax_code'> | null> =>
  (await tx.find('tax_code', eq('code', code), 1))[0] ?? null;

handle('product.create', {
  load: async (tx, input) => {
    const found = await tx.find('product', { any: [eq('sku', input.sku), ...(input.id ? [eq('id', input.id)] : [])] });
    const taken: 'id' | 'sku' | null = found.some(({ id }) => id === input.id) ? 'id' : found.length > 0 ? 'sku' : null;
    return { target: null, taken, taxCode: await taxCodeOf(tx, input.taxCode) };
  },
  decide: (facts, input, moment) => productRules.create(facts, input, moment),
});

handle('product.update', {
  load: async (tx, input) => {
    const target = await tx.lock('product', input.id);
    const units = await tx.lockAll('product_unit', eq('productId', target.id));
    const stock = await tx.lockAll('stock', eq('productId', target.id));
    return { target, units, stock, taxCode: await taxCodeOf(tx, input.set?.taxCode?.to ?? target.taxCode) };
  },
  decide: (facts, input, moment) => productRules.update(facts, input, moment),
});
