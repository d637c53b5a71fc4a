import { close, enter, update } from '../../../shared/warehouse/expected_receipt/expected_receipt.rules.ts';
import { handle } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';
import { there } from '../stock/shelves.ts';

handle('expected_receipt.enter', {
  load: async (tx, input, { actor }) => {
    const exists = input.id !== undefined && (await tx.get('expected_receipt', input.id)) !== null;
    const warehouse = await there(tx, 'warehouse', input.warehouseId);
    refuseUnseen(actor, 'warehouse', [warehouse], 'warehouseId');
    const product = await there(tx, 'product', input.productId);
    refuseUnseen(actor, 'product', [product], 'productId');
    return { exists, product, warehouse };
  },
  decide: (facts, input, moment) => enter(facts, input, moment),
});

handle('expected_receipt.update', {
  load: async (tx, { id }) => ({ target: await tx.lock('expected_receipt', id) }),
  decide: (facts, input, moment) => update(facts, input, moment),
});

handle('expected_receipt.close', {
  load: async (tx, { id }) => ({ target: await tx.lock('expected_receipt', id) }),
  decide: (facts, input) => close(facts, input),
});
