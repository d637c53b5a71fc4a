import type { Taken } from '../../../shared/warehouse/warehouse/warehouse.rules.ts';
import * as warehouseRules from '../../../shared/warehouse/warehouse/warehouse.rules.ts';
import { handle } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';
import { there } from '../stock/shelves.ts';

handle('warehouse.create', {
  load: async (tx, { id, code }) => {
    const same = await tx.lockAll('warehouse', { field: 'code', is: 'eq', value: code });
    const known = id !== undefined && (await tx.get('warehouse', id));
    return { taken: known ? 'id' : same.length > 0 ? 'code' : null } as Taken;
  },
  decide: warehouseRules.createWarehouse,
});

handle('location.create', {
  load: async (tx, { id, warehouseId, code }, { actor }) => {
    refuseUnseen(actor, 'warehouse', [await there(tx, 'warehouse', warehouseId)]);
    const same = await tx.lockAll('location', {
      all: [
        { field: 'warehouseId', is: 'eq', value: warehouseId },
        { field: 'code', is: 'eq', value: code },
      ],
    });
    const known = id !== undefined && (await tx.get('location', id));
    return { taken: known ? 'id' : same.length > 0 ? 'code' : null } as Taken;
  },
  decide: warehouseRules.createLocation,
});
