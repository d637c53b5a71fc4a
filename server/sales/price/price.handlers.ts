import * as priceRules from '../../../shared/sales/price/price.rules.ts';
import { handle } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';

handle('price.set', {
  load: async (tx, input, { actor, today }) => {
    const list = await tx.lock('price_list', input.priceListId);
    refuseUnseen(actor, 'price_list', [list]);
    const product = await tx.lock('product', input.productId);
    refuseUnseen(actor, 'product', [product]);
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
