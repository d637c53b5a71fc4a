import type { InputOf } from '../../base/command.ts';
import type { Change, Decision } from '../../base/decision.ts';
import { sum } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import type { Numbered } from '../../finance/posting.ts';
import { type Family, follow, ownersOf } from '../../sales/order/order.children.ts';
import { wanted } from '../../sales/order/order.progress.ts';
import { cumulativeShare } from '../../sales/order/order.totals.ts';
import { restock, shelfChanges, shelfOf } from '../stock/reserve.ts';
import { costIn, revalue } from '../stock/stock.cost.ts';
import { type At, movement } from '../stock/stock.movement.ts';
import type { shipmentCommands } from './shipment.commands.ts';

type Line = RowOf<'order_line'>;
type Pick_ = RowOf<'pick'>;

export type ShipFacts = {
  readonly family: Family;
  /** The rows that the packages' picks stand in. */
  readonly rows: readonly RowOf<'stock'>[];
  /** The organisation's currency. */
  readonly currency: string;
  /** The delivery note's number and the change that takes it. */
  readonly number: Numbered;
};

const byKey = <R>(rows: readonly R[], keyOf: (row: R) => string): Map<string, R[]> => {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
};
const pieces = (picks: readonly Pick_[]): number => picks.reduce((all, pick) => all + pick.quantity, 0);
/** A line's figures are of what is wanted of it; parts of them add up to the whole. */
const shareOf = (amount: number, line: Line, upto: number): number =>
  cumulativeShare(amount, wanted(line), Math.min(upto, wanted(line)));

/** Cash for this delivery: its share of the lines, all charges with the first, never more than is still to collect. */
const collectOf = (family: Family, leaving: ReadonlyMap<string, readonly Pick_[]>): number | null => {
  if (family.order.collect === null) return null;
  const first = family.shipments.length === 0;
  const parts = family.lines.map((line) => {
    if (line.nature === 'charge') return first ? line.total : 0;
    const now = line.shipped + pieces(leaving.get(line.id) ?? []);
    return shareOf(line.total, line, now) - shareOf(line.total, line, line.shipped);
  });
  return Math.min(sum(parts), family.order.collect);
};

/**
 * A line as the goods leave: cost is frozen at what they stood at, rounded once for each line of the delivery note;
 * margin is against the net of all shipped so far.
 */
const lineLeaves = (
  line: Line,
  picks: readonly Pick_[],
  costs: ReadonlyMap<string, number>,
  order: Family['order'],
): Partial<Line> => {
  const shipped = line.shipped + pieces(picks);
  const byCost = byKey(picks, ({ stockId }) => String(costs.get(stockId) ?? 0));
  const left = [...byCost].map(([unitCost, some]) =>
    costIn(Number(unitCost), pieces(some), order.currency, order.rate),
  );
  const cost = sum([line.cost ?? 0, ...left]);
  return { shipped, cost, margin: sum([shareOf(line.net, line, shipped), -cost]) };
};

/**
 * Packages leave the house under a numbered delivery note: the ledger and the reservations fall by the same, cost and
 * margin are frozen, and the order's readings follow; it completes here if it is invoiced and paid already.
 * Refuses order.held, order.cancelled, order.not_confirmed, missing (a package that is not this order's),
 * package.not_packed.
 */
export const ship = (facts: ShipFacts, input: InputOf<(typeof shipmentCommands)['order.ship']>, at: At): Decision => {
  const { family, number } = facts;
  const { order } = family;
  if (order.status === 'cancelled') return { refused: 'order.cancelled' };
  if (order.status !== 'confirmed') return { refused: 'order.not_confirmed' };
  if (family.holds.some(({ status }) => status === 'open')) return { refused: 'order.held' };
  const asked = new Set(input.packageIds);
  const packages = family.packages.filter(({ id }) => asked.has(id));
  if (packages.length < asked.size) return { refused: 'missing', field: 'packageIds', with: { noun: 'package' } };
  const loose = packages.find(({ status }) => status !== 'packed');
  const picks = family.picks.filter((pick) => pick.status === 'packed' && asked.has(pick.packageId ?? ''));
  if (loose || picks.length === 0)
    return { refused: 'package.not_packed', field: 'packageIds', with: { number: loose?.number ?? null } };

  const id = at.newId();
  const owners = ownersOf(order);
  const shelf = shelfOf(facts.rows);
  const costs = new Map(facts.rows.map((row) => [row.id, row.unitCost]));
  const moved = [...byKey(picks, ({ stockId }) => stockId)].map(([stockId, left]): Change => {
    const row = shelf.get(stockId);
    if (!row) throw new Error(`stock ${stockId} of a pick was not loaded`);
    restock(row, row.onHand - pieces(left), row.reserved - pieces(left));
    revalue(row, facts.currency);
    return movement(row, { kind: 'ship', quantity: -pieces(left), orderId: order.id, reason: number.text }, at);
  });
  const byLine = byKey(picks, ({ lineId }) => lineId);
  const lines = new Map(family.lines.map((line) => [line.id, line]));
  for (const [lineId, left] of byLine) {
    const line = lines.get(lineId);
    if (line) lines.set(lineId, { ...line, ...lineLeaves(line, left, costs, order) });
  }
  const shipmentLines = [...byKey(picks, (pick) => `${pick.lineId} ${costs.get(pick.stockId)}`).values()].map(
    (left): Change => {
      const [one] = left as [Pick_];
      const { sku, productName } = lines.get(one.lineId) ?? one;
      const set = {
        shipmentId: id,
        orderId: order.id,
        lineId: one.lineId,
        sku,
        productName,
        quantity: pieces(left),
        shippedOn: at.today,
        unitCost: costs.get(one.stockId) ?? 0,
      };
      return { op: 'insert', noun: 'shipment_line', id: at.newId(), set: { ...set, ...owners } };
    },
  );
  const known = [...lines.values()];
  const changes: Change[] = [
    ...picks.map(
      (pick): Change => ({
        op: 'update',
        noun: 'pick',
        id: pick.id,
        set: { status: 'shipped', shipmentId: id, unitCost: costs.get(pick.stockId) ?? 0 },
      }),
    ),
    ...packages.map(
      (one): Change => ({ op: 'update', noun: 'package', id: one.id, set: { status: 'shipped', shipmentId: id } }),
    ),
    {
      op: 'insert',
      noun: 'shipment',
      id,
      set: {
        number: number.text,
        orderId: order.id,
        orderNumber: order.number,
        customerId: order.customerId,
        customerName: order.customerName,
        status: 'shipped',
        shippedOn: at.today,
        shippedAt: at.now,
        promisedOn: order.promisedOn,
        onTime: order.promisedOn === null || at.today <= order.promisedOn,
        completes: known.every((line) => line.nature === 'charge' || line.shipped >= wanted(line)),
        carrier: input.carrier ?? null,
        tracking: input.tracking ?? null,
        packages: packages.length,
        pieces: pieces(picks),
        billed: 'open',
        collect: collectOf(family, byLine),
        consignee: order.consignee,
        deliveryStreet: order.deliveryStreet,
        deliveryPhone: order.deliveryPhone,
        deliveryInstructions: order.deliveryInstructions,
        ...owners,
      },
    },
    ...shipmentLines,
    ...[...byLine.keys()].map((lineId): Change => {
      const { shipped, cost, margin } = lines.get(lineId) as Line;
      return { op: 'update', noun: 'order_line', id: lineId, set: { shipped, cost, margin } };
    }),
    {
      op: 'update',
      noun: 'order',
      id: order.id,
      set: { cost: sum(known.map(({ cost }) => cost ?? 0)), margin: sum(known.map(({ margin }) => margin ?? 0)) },
    },
  ];
  return {
    changes: [...shelfChanges(shelf, facts.rows), ...moved, number.change, ...follow(family, changes, at.now)],
    answer: { shipmentId: id },
  };
};

/** Proof of delivery: lines whose deliveries have all arrived read as delivered. Refuses shipment.already_delivered. */
export const deliver = (family: Family, shipmentId: string, at: At): Decision => {
  const arrived = family.shipments.find(({ id }) => id === shipmentId);
  if (arrived?.status !== 'shipped') return { refused: 'shipment.already_delivered' };
  const change: Change = {
    op: 'update',
    noun: 'shipment',
    id: shipmentId,
    set: { status: 'delivered', deliveredAt: at.now },
  };
  return { changes: follow(family, [change], at.now), answer: { id: shipmentId } };
};
