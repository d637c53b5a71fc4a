import * as warehouseRules from '../../../shared/warehouse/warehouse/warehouse.rules.ts';
import { handle } from '../../write/handlers.ts';
import { there } from '../stock/shelves.ts';

handle('warehouse.create', {
  load: async (tx, { code }) => {
    const same = await tx.lockAll('warehouse', { field: 'code', is: 'eq', value: code });
    return { taken: same.length > 0 };
  },
  decide: warehouseRules.createWarehouse,
});

handle('location.create', {
  load: async (tx, { warehouseId, code }) => {
    await there(tx, 'warehouse', warehouseId);
    const same = await tx.lockAll('location', {
      all: [
        { field: 'warehouseId', is: 'eq', value: warehouseId },
        { field: 'code', is: 'eq', value: code },
      ],
    });
    return { taken: same.length > 0 };
  },
  decide: warehouseRules.createLocation,
});
