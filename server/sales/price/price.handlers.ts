import * as priceRules from '../../../shared/sales/price/price.rules.ts';
import { handle } from '../../write/handlers.ts';

handle('price.set', {
  load: async (tx, input, { today }) => {
    const list = await tx.lock('price_list', input.priceListId);
    const product = await tx.lock('product', input.productId);
    const [same] = await tx.lockAll('price', {
      all: [
        { field: 'productId', is: 'eq', value: product.id },
        { field: 'priceListId', is: 'eq', value: list.id },
        { field: 'minQuantity', is: 'eq', value: input.minQuantity ?? 1 },
        { field: 'validFrom', is: 'eq', value: input.validFrom ?? today },
      ],
    });
    return { target: same ?? null, list, product, same: same ?? null };
  },
  decide: (facts, input, moment) => priceRules.set(facts, input, moment),
});
