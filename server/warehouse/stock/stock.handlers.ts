import { choosing } from '../../../shared/system/choice/choice.rules.ts';
import * as stockRules from '../../../shared/warehouse/stock/stock.rules.ts';
import { newStock } from '../../../shared/warehouse/stock/stock.rules.ts';
import { chosenIn } from '../../system/choice/choice.facts.ts';
import { handle } from '../../write/handlers.ts';
import { Refused } from '../../write/refused.ts';
import { ifSeen, refuseUnseen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';
import { shelvesOf, there, youngestHolders } from './shelves.ts';

/** What the product costs in another warehouse, where most of it lies; null where it lies in none. */
const costElsewhere = async (tx: Transaction, productId: string, warehouseId: string): Promise<number | null> => {
  const others = await tx.find('stock', {
    all: [
      { field: 'productId', is: 'eq', value: productId },
      { field: 'warehouseId', is: 'ne', value: warehouseId },
    ],
  });
  const [most] = others.sort((a, b) => b.onHand - a.onHand || (a.id < b.id ? -1 : 1));
  return most?.unitCost ?? null;
};

handle('stock.receive', {
  load: async (tx, input, { actor }) => {
    const warehouse = await there(tx, 'warehouse', input.warehouseId);
    const location = await there(tx, 'location', input.locationId);
    refuseUnseen(actor, 'warehouse', [warehouse]);
    refuseUnseen(actor, 'location', [location]);
    const shelves = await shelvesOf(tx, input.productId, warehouse.id);
    refuseUnseen(actor, 'product', [shelves.product]);
    const place = { product: shelves.product, warehouse, location };
    const lot = input.lot ?? null;
    const known = shelves.rows.find((row) => row.locationId === location.id && row.lot === lot);
    const target = known ?? newStock(place, lot, input.expiresOn ?? null);
    const elsewhere = shelves.rows.length > 0 ? null : await costElsewhere(tx, input.productId, warehouse.id);
    const expected = await tx.lockAll('expected_receipt', {
      all: [
        { field: 'productId', is: 'eq', value: input.productId },
        { field: 'warehouseId', is: 'eq', value: warehouse.id },
        { field: 'status', is: 'eq', value: 'open' },
      ],
    });
    return { target, place, costElsewhere: elsewhere, expected, ...shelves };
  },
  decide: stockRules.receive,
});

handle('stock.adjust', {
  load: async (tx, { stockId, quantity, reasonId }, { actor }) => {
    const [found] = await tx.peek('stock', { field: 'id', is: 'eq', value: stockId });
    if (!found || !ifSeen(actor, 'stock', found)) throw new Refused({ refused: 'missing', with: { noun: 'stock' } });
    const holders = await youngestHolders(tx, stockId, found.reserved - found.onHand - quantity);
    const shelves = await shelvesOf(tx, found.productId, found.warehouseId, holders);
    const target = shelves.rows.find(({ id }) => id === stockId);
    if (!target) throw new Refused({ refused: 'missing', with: { noun: 'stock' } });
    return { target, ...shelves, choice: await chosenIn(tx, actor, reasonId, 'reasonId') };
  },
  decide: ({ choice, ...facts }, input, moment) =>
    choosing(choice, 'adjust', stockRules.adjust(facts, input, moment), {
      on: 'stock_movement',
      cells: ({ id }) => ({ reasonId: id }),
    }),
});
