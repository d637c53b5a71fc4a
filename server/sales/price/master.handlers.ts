import { setList, setTaxCode } from '../../../shared/sales/price/master.rules.ts';
import { handle } from '../../write/handlers.ts';

handle('price_list.set', {
  load: async (tx, { code }) => {
    const [target] = await tx.lockAll('price_list', { field: 'code', is: 'eq', value: code });
    const prices = target ? await tx.find('price', { field: 'priceListId', is: 'eq', value: target.id }, 1) : [];
    return { target: target ?? null, priced: prices.length > 0 };
  },
  decide: (facts, input, moment) => setList(facts, input, moment),
});

handle('tax_code.set', {
  load: async (tx, { code }) => {
    const [target] = await tx.lockAll('tax_code', { field: 'code', is: 'eq', value: code });
    return { target: target ?? null };
  },
  decide: ({ target }, input, moment) => setTaxCode(target, input, moment),
});
