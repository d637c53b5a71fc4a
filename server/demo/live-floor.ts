import { randomInt } from 'node:crypto';
import type { Entry } from '../audit/change-log.ts';
import type { DbRow } from '../store/store.ts';
import { type Acting, beyondLeft, type Ground, LEFT, type LiveAct, one, ordersIn } from './live-ground.ts';

const REMEMBERED = 500;
const marks = (list: readonly unknown[]): string => list.map(() => '?').join(', ');

/** Claims, picks, packs, ships, delivers, and takes goods in. */
export const liveFloor = async (ground: Ground): Promise<Acting> => {
  const { ask, run, colleagues, accounts, warehouses, places, boxes } = ground;
  const found = await ask(
    'SELECT "id", "warehouseId" FROM "shipment" WHERE "status" = ? ORDER BY "number" DESC LIMIT 300',
    ['shipped'],
  );
  const delivering = found.map((row) => ({ id: String(row.id), warehouseId: String(row.warehouseId) }));
  const wanted: { productId: string; warehouseId: string }[] = [];

  /** Picks of one house in one state, those promised first. */
  const picks = (warehouseId: string | undefined, status: string): Promise<readonly DbRow[]> =>
    ask(
      'SELECT "id", "orderId", "quantity", "barcode", "claimedBy", "held" FROM "pick" WHERE "warehouseId" = ? AND "status" = ? ORDER BY "promisedOn" LIMIT 40',
      [warehouseId ?? '', status],
    );

  const claim: LiveAct = async () => {
    const warehouseId = one(warehouses);
    const free = (await picks(warehouseId, 'reserved')).filter(({ held }) => Number(held) === 0);
    const orderId = beyondLeft(ordersIn(free));
    return orderId !== undefined && run(one(colleagues('warehouse_operator', warehouseId)), 'pick.claim', { orderId });
  };
  const confirm: LiveAct = async () => {
    const rows = (await picks(one(warehouses), 'claimed')).filter(({ claimedBy }) => !accounts.has(String(claimedBy)));
    const pick = rows[0];
    if (!pick) return false;
    return run(String(pick.claimedBy), 'pick.confirm', {
      id: pick.id,
      picked: Number(pick.quantity),
      scanned: pick.barcode,
    });
  };
  const pack: LiveAct = async () => {
    const warehouseId = one(warehouses);
    const rows = await picks(warehouseId, 'picked');
    const busy = new Set(ordersIn(await picks(warehouseId, 'claimed')));
    const orderId = one(ordersIn(rows).filter((id) => !busy.has(id)));
    if (orderId === undefined) return false;
    const own = await ask('SELECT "id" FROM "pick" WHERE "orderId" = ? AND "status" = ?', [orderId, 'picked']);
    const person = one(colleagues('warehouse_operator', warehouseId));
    return run(person, 'order.pack', { orderId, pickIds: own.map(({ id }) => id), weight: 400 + randomInt(9_000) });
  };
  const ship: LiveAct = async () => {
    const warehouseId = one(warehouses);
    const rows = await ask('SELECT "id", "orderId" FROM "package" WHERE "warehouseId" = ? AND "status" = ? LIMIT 40', [
      warehouseId ?? '',
      'packed',
    ]);
    const orderId = beyondLeft(ordersIn(rows)) ?? '';
    const packageIds = rows.filter((row) => row.orderId === orderId).map(({ id }) => id);
    const carrier = one(['Black Cat', 'Hsinchu Logistics']);
    const tracking = String(100_000_000 + randomInt(900_000_000));
    return (
      packageIds.length > 0 &&
      run(one(colleagues('warehouse_operator', warehouseId)), 'order.ship', { orderId, packageIds, carrier, tracking })
    );
  };
  const deliver: LiveAct = async () => {
    const shipment = delivering.length > LEFT ? delivering.shift() : undefined;
    return (
      shipment !== undefined &&
      run(one(colleagues('warehouse_operator', shipment.warehouseId)), 'shipment.deliver', { id: shipment.id })
    );
  };

  /** Goods come in for a line that waits, else for one of a few products that run low. */
  const receive: LiveAct = async () => {
    const waiting = wanted.shift();
    const some = waiting ? [waiting.productId] : Array.from({ length: 8 }, () => one(places)?.productId ?? '');
    const rows = await ask(
      `SELECT "productId", "warehouseId", "locationId", "low", "available" FROM "stock" WHERE "productId" IN (${marks(some)})`,
      some,
    );
    const low = rows.find((row) => (waiting ? row.warehouseId === waiting.warehouseId : Number(row.low) === 1));
    if (!low) return false;
    const { productId, warehouseId, locationId } = low;
    const quantity = (boxes.get(String(productId)) ?? 10) * (8 + randomInt(20));
    const person = one(colleagues('warehouse_operator', String(warehouseId)));
    return run(person, 'stock.receive', { productId, warehouseId, locationId, quantity });
  };

  return {
    acts: [
      { weight: 10, act: claim },
      { weight: 28, act: confirm },
      { weight: 11, act: pack },
      { weight: 10, act: ship },
      { weight: 9, act: deliver },
      { weight: 8, act: receive },
    ],
    take: (entries: readonly Entry[]) => {
      for (const { noun, rowId, before, after } of entries) {
        if (!after) continue;
        const warehouseId = String(after.warehouseId);
        if (noun === 'shipment' && !before && delivering.length < REMEMBERED)
          delivering.push({ id: rowId, warehouseId });
        const waits =
          noun === 'order_line' && after.fulfilment === 'backordered' && before?.fulfilment !== 'backordered';
        if (waits && wanted.length < REMEMBERED) wanted.push({ productId: String(after.productId), warehouseId });
      }
    },
  };
};
