import { randomInt, randomUUID } from 'node:crypto';
import { addDays, dayOf } from '../../shared/base/day.ts';
import type { CommandName } from '../../shared/commands.ts';
import type { Entry } from '../audit/change-log.ts';
import type { DbRow, Value } from '../store/store.ts';
import type { Company } from '../system/company.ts';
import { demoAccounts } from './accounts.ts';

/** One thing that somebody of the house does now; false when there is nothing of the kind to do. */
export type LiveAct = () => Promise<boolean>;
export type LiveActs = {
  readonly acts: readonly { readonly weight: number; readonly act: LiveAct }[];
  /** Deliveries and shortages are heard of here. */
  take(entries: readonly Entry[]): void;
};

/** So much of every queue is left for those who look on. */
const LEFT = 3;
/** Holds younger than this are somebody else's to see first, ms. */
const SEEN = 20 * 60_000;
const REMEMBERED = 500;

const one = <T>(list: readonly T[]): T | undefined => (list.length === 0 ? undefined : list[randomInt(list.length)]);
const marks = (list: readonly unknown[]): string => list.map(() => '?').join(', ');

type Staff = { readonly id: string; readonly role: string; readonly warehouses: readonly string[]; readonly open: boolean };
type Ground = {
  readonly staff: readonly Staff[];
  readonly customers: readonly { readonly id: string; readonly sellerId: string; readonly region: string }[];
  readonly places: readonly { readonly productId: string; readonly warehouseId: string; readonly locationId: string }[];
  readonly boxes: ReadonlyMap<string, number>;
};

/** Who is there and what is dealt in: read once, whole tables, but small ones. */
const groundOf = async ({ store }: Company): Promise<Ground> =>
  store.read(async (query) => {
    const roles = new Map((await query.all('SELECT "id", "code" FROM "role"')).map((row) => [String(row.id), String(row.code)]));
    const people = await query.all('SELECT "id", "email", "roleIds", "warehouseIds" FROM "person" WHERE "status" = ?', ['active']);
    const accounts = new Set<string>(demoAccounts.map(({ email }) => email));
    const list = (value: Value | undefined): string[] => JSON.parse(String(value ?? '[]')) as string[];
    const units = await query.all('SELECT "productId", "factor" FROM "product_unit"');
    return {
      staff: people.map((row) => ({
        id: String(row.id),
        role: roles.get(list(row.roleIds)[0] ?? '') ?? '',
        warehouses: list(row.warehouseIds),
        open: accounts.has(String(row.email)),
      })),
      customers: (await query.all('SELECT "id", "sellerId", "region" FROM "customer" WHERE "status" = ?', ['active'])).map((row) => ({
        id: String(row.id),
        sellerId: String(row.sellerId),
        region: String(row.region ?? ''),
      })),
      places: (await query.all('SELECT "productId", "warehouseId", "locationId" FROM "stock"')).map((row) => ({
        productId: String(row.productId),
        warehouseId: String(row.warehouseId),
        locationId: String(row.locationId),
      })),
      boxes: new Map(units.map((row) => [String(row.productId), Number(row.factor)])),
    };
  });

/**
 * What goes on in the house by itself. It is done by the colleagues of the accounts that can be entered, so that nobody
 * finds something done in their own name; each act looks for its work by one small query along an index.
 */
export const liveActsOf = async (company: Company): Promise<LiveActs> => {
  const ground = await groundOf(company);
  const { staff, customers, places, boxes } = ground;
  const ask = (sql: string, params: readonly Value[] = []): Promise<readonly DbRow[]> => company.store.read((query) => query.all(sql, params));
  const today = (): string => dayOf(company.clock(), company.zone());
  const run = async (personId: string | undefined, name: CommandName, input: object): Promise<boolean> => {
    if (!personId) return false;
    const order = { name, id: randomUUID(), input };
    const { kept } = await company.writer.command(personId, () => company.people.actor(personId), order);
    return !('refused' in kept);
  };
  const colleagues = (role: string, warehouseId?: string): string[] => {
    const all = staff.filter((one) => one.role === role && (!warehouseId || one.warehouses.includes(warehouseId)));
    const own = all.filter(({ open }) => !open);
    return (own.length > 0 ? own : all).map(({ id }) => id);
  };
  const accounts = new Set(staff.filter(({ open }) => open).map(({ id }) => id));
  const warehouses = [...new Set(places.map(({ warehouseId }) => warehouseId))].sort();
  const delivering: { id: string; warehouseId: string }[] = (
    await ask('SELECT "id", "warehouseId" FROM "shipment" WHERE "status" = ? ORDER BY "number" DESC LIMIT 300', ['shipped'])
  ).map((row) => ({ id: String(row.id), warehouseId: String(row.warehouseId) }));
  const wanted: { productId: string; warehouseId: string }[] = [];

  const enter: LiveAct = async () => {
    const theirs = customers.filter(({ sellerId }) => !accounts.has(sellerId));
    const customer = one(theirs);
    const warehouseId = one(warehouses);
    const range = places.filter((place) => place.warehouseId === warehouseId);
    if (!customer || range.length === 0) return false;
    const products = new Set(Array.from({ length: 1 + randomInt(4) }, () => one(range)?.productId ?? ''));
    const lines = [...products].map((productId) => {
      const box = boxes.get(productId);
      const count = 1 + randomInt(6);
      return box === undefined ? { productId, quantity: count } : { productId, quantity: count * box, unit: 'BOX' };
    });
    const promisedOn = addDays(today(), 1 + randomInt(8));
    return run(customer.sellerId, 'order.create', { customerId: customer.id, warehouseId, promisedOn, lines, submit: true });
  };

  /** Picks of one house in one state, those promised first. */
  const picks = (warehouseId: string | undefined, status: string): Promise<readonly DbRow[]> =>
    ask(
      'SELECT "id", "orderId", "quantity", "barcode", "claimedBy", "held" FROM "pick" WHERE "warehouseId" = ? AND "status" = ? ORDER BY "promisedOn" LIMIT 40',
      [warehouseId ?? '', status],
    );
  const ordersIn = (rows: readonly DbRow[]): string[] => [...new Set(rows.map(({ orderId }) => String(orderId)))];
  const beyondLeft = (ids: readonly string[]): string | undefined => (ids.length > LEFT ? one(ids) : undefined);

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
    return run(String(pick.claimedBy), 'pick.confirm', { id: pick.id, picked: Number(pick.quantity), scanned: pick.barcode });
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
    const rows = await ask(
      'SELECT "id", "orderId" FROM "package" WHERE "warehouseId" = ? AND "status" = ? LIMIT 40',
      [warehouseId ?? '', 'packed'],
    );
    const orderId = beyondLeft(ordersIn(rows)) ?? '';
    const packageIds = rows.filter((row) => row.orderId === orderId).map(({ id }) => id);
    const carrier = one(['Black Cat 黑貓', 'Hsinchu Logistics 新竹物流']);
    const tracking = String(100_000_000 + randomInt(900_000_000));
    return packageIds.length > 0 && run(one(colleagues('warehouse_operator', warehouseId)), 'order.ship', { orderId, packageIds, carrier, tracking });
  };
  const deliver: LiveAct = async () => {
    const shipment = delivering.length > LEFT ? delivering.shift() : undefined;
    return shipment !== undefined && run(one(colleagues('warehouse_operator', shipment.warehouseId)), 'shipment.deliver', { id: shipment.id });
  };

  const invoice: LiveAct = async () => {
    const rows = await ask('SELECT "orderId" FROM "shipment" WHERE "billed" = ? LIMIT 20', ['open']);
    const orderId = beyondLeft(ordersIn(rows));
    return orderId !== undefined && run(one(colleagues('finance_clerk')), 'order.invoice', { orderId });
  };
  const pay: LiveAct = async () => {
    const rows = await ask(
      'SELECT "id", "customerId", "open", "currency", "invoiceNumber" FROM "receivable" WHERE "status" = ? AND "dueOn" <= ? ORDER BY "dueOn" DESC LIMIT 30',
      ['open', addDays(today(), 2)],
    );
    const first = one(rows);
    if (!first) return false;
    const items = rows.filter(({ customerId, currency }) => customerId === first.customerId && currency === first.currency);
    return run(one(colleagues('finance_clerk')), 'receipt.record', {
      customerId: first.customerId,
      receivedOn: today(),
      received: items.reduce((all, { open }) => all + Number(open), 0),
      currency: first.currency,
      method: 'transfer',
      reference: items.map(({ invoiceNumber }) => invoiceNumber).join(' ').slice(0, 110),
      allocations: items.map(({ id, open }) => ({ receivableId: id, allocated: Number(open) })),
    });
  };
  const release: LiveAct = async () => {
    const kind = one(['review', 'discount', 'credit', 'overdue', 'prepayment']) ?? '';
    const rows = await ask(
      'SELECT "id", "orderId", "openedAt", "excess" FROM "order_hold" WHERE "status" = ? AND "kind" = ? LIMIT 20',
      ['open', kind],
    );
    const hold = rows.length > LEFT ? one(rows.filter(({ openedAt }) => Number(openedAt) < company.clock() - SEEN)) : undefined;
    if (!hold) return false;
    if (kind === 'review') return run(one(colleagues('finance_clerk')), 'order.review', { id: hold.orderId });
    if (kind === 'prepayment') return prepay(hold);
    const role = kind === 'discount' ? 'sales_manager' : 'finance_manager';
    return run(one(colleagues(role)), 'hold.release', { id: hold.id, why: 'Settled with the customer' });
  };
  const prepay = async (hold: DbRow): Promise<boolean> => {
    const [order] = await ask('SELECT "customerId", "currency", "number" FROM "sales_order" WHERE "id" = ?', [hold.orderId ?? '']);
    const due = Number(hold.excess ?? 0);
    if (!order || due <= 0) return false;
    return run(one(colleagues('finance_clerk')), 'receipt.record', {
      customerId: order.customerId,
      receivedOn: today(),
      received: due,
      currency: order.currency,
      method: 'transfer',
      reference: `Prepayment ${order.number}`,
      allocations: [{ orderId: hold.orderId, allocated: due }],
    });
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
      { weight: 10, act: enter },
      { weight: 10, act: claim },
      { weight: 28, act: confirm },
      { weight: 11, act: pack },
      { weight: 10, act: ship },
      { weight: 9, act: deliver },
      { weight: 9, act: invoice },
      { weight: 7, act: pay },
      { weight: 6, act: release },
      { weight: 8, act: receive },
    ],
    take: (entries) => {
      for (const { noun, rowId, before, after } of entries) {
        if (!after) continue;
        const warehouseId = String(after.warehouseId);
        if (noun === 'shipment' && !before && delivering.length < REMEMBERED) delivering.push({ id: rowId, warehouseId });
        const waits = noun === 'order_line' && after.fulfilment === 'backordered' && before?.fulfilment !== 'backordered';
        if (waits && wanted.length < REMEMBERED) wanted.push({ productId: String(after.productId), warehouseId });
      }
    },
  };
};
