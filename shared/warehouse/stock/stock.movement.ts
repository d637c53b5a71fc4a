import type { Change } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';

/** What the rules of the warehouse need to know of the moment. */
export type At = {
  /** ms since 1970 UTC */
  readonly now: number;
  readonly today: string;
  readonly actor: { readonly id: string; readonly name: string };
  readonly newId: () => string;
};

type Moved = {
  readonly kind: RowOf<'stock_movement'>['kind'];
  /** Base units, positive in, negative out. */
  readonly quantity: number;
  readonly orderId?: string;
  readonly reason?: string;
  /** Absent: what the row holds it at. */
  readonly unitCost?: number;
};

/** One line of the ledger: whoever changes `onHand` writes it in the same decision, for the same quantity. */
export const movement = (row: RowOf<'stock'>, moved: Moved, at: At): Change => ({
  op: 'insert',
  noun: 'stock_movement',
  id: at.newId(),
  set: {
    stockId: row.id,
    productId: row.productId,
    sku: row.sku,
    productName: row.productName,
    warehouseId: row.warehouseId,
    warehouseCode: row.warehouseCode,
    locationId: row.locationId,
    locationCode: row.locationCode,
    lot: row.lot,
    expiresOn: row.expiresOn,
    kind: moved.kind,
    quantity: moved.quantity,
    orderId: moved.orderId ?? null,
    reason: moved.reason ?? null,
    unitCost: moved.unitCost ?? row.unitCost,
    movedAt: at.now,
    movedName: at.actor.name,
  },
});
