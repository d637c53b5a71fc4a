import * as rules from '../../../shared/sales/price_change/price_change.rules.ts';
import { handle } from '../../write/handlers.ts';
import { Refused } from '../../write/refused.ts';
import { refuseUnseen } from '../../write/seen.ts';
import { holdingPrices } from './price_change.facts.ts';

handle('price_change.make', {
  load: async (tx, input, { actor }) => {
    const list = await tx.lock('price_list', input.priceListId);
    refuseUnseen(actor, 'price_list', [list], 'priceListId');
    const views = { product: actor.rights.view('product'), price: actor.rights.view('price') };
    const holding = await holdingPrices(tx.connection, views, input);
    if (holding === null) return { list, prices: null, covering: new Set<string>() };
    if ('refused' in holding) throw new Refused(holding);
    const { ids, covering } = holding;
    return { list, prices: await tx.lockAll('price', { field: 'id', is: 'in', value: ids }), covering };
  },
  decide: (facts, input, moment) => rules.make(facts, input, moment),
});

handle('price_change.withdraw', {
  load: async (tx, { id }) => {
    const target = await tx.lock('price_change', id);
    return { target, prices: await tx.lockAll('price', { field: 'changeId', is: 'eq', value: target.id }) };
  },
  decide: (facts, input, moment) => rules.withdraw(facts, input, moment),
});
