import { folded, rowsAfter } from '../../base/changes.ts';
import type { Change } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { voidRequests } from '../change_request/change_request.void.ts';
import { quoteStates } from '../quote/quote.states.ts';
import { lineFulfilment, orderReadings, wanted } from './order.progress.ts';
import type { OrderStatus } from './order.states.ts';

/** What hangs on an order. Each carries the order's seller, team, warehouse and status, so that a rule on it needs no join. */
const nounOfPart = {
  lines: 'order_line',
  holds: 'hold',
  picks: 'pick',
  packages: 'package',
  shipments: 'shipment',
  shipmentLines: 'shipment_line',
  invoices: 'invoice',
  invoiceLines: 'invoice_line',
  receivables: 'receivable',
  allocations: 'allocation',
  requests: 'change_request',
  edits: 'change_edit',
  quotes: 'quote',
} as const;
type Part = keyof typeof nounOfPart;
type ChildNoun = (typeof nounOfPart)[Part];
export const familyParts = Object.entries(nounOfPart) as readonly (readonly [Part, ChildNoun])[];

/** One order with all that hangs on it, as stored or as a decision leaves it. */
export type Family = { readonly order: RowOf<'order'> } & {
  readonly [part in Part]: readonly RowOf<(typeof nounOfPart)[part]>[];
};
export type Owners = Pick<RowOf<'order_line'>, 'sellerId' | 'teamId' | 'warehouseId' | 'orderStatus'>;

/** What every child of this order carries; spread it into each row inserted. */
export const ownersOf = (order: Pick<RowOf<'order'>, 'sellerId' | 'teamId' | 'warehouseId' | 'status'>): Owners => ({
  sellerId: order.sellerId,
  teamId: order.teamId,
  warehouseId: order.warehouseId,
  orderStatus: order.status,
});

const update = (noun: ChildNoun | 'order', id: string, set: object): Change =>
  ({ op: 'update', noun, id, set }) as Change;

/** The family as the changes leave it, rows made by them included. Changes of other orders and nouns pass by. */
export const familyAfter = (family: Family, changes: readonly Change[]): Family => {
  const [order] = rowsAfter(
    'order',
    [family.order],
    changes.filter(({ id }) => id === family.order.id),
  );
  const parts = familyParts.map(([part, noun]) => [
    part,
    rowsAfter(noun, family[part] as readonly RowOf<ChildNoun>[], changes).filter(
      (row) => row.orderId === family.order.id,
    ),
  ]);
  return { order: order ?? family.order, ...Object.fromEntries(parts) } as Family;
};

const sumOf = <R>(rows: readonly R[], of: (row: R) => number): number => rows.reduce((all, row) => all + of(row), 0);
const held = new Set(['reserved', 'claimed', 'picked', 'packed']);

const taken = new Set(['picked', 'packed', 'shipped']);

/** Since when a line waits for stock, and when the last of it was taken from the shelf: each stays while it is so. */
const lineTimes = (
  line: RowOf<'order_line'>,
  { picks }: Family,
  now: number,
): Pick<RowOf<'order_line'>, 'backorderedAt' | 'pickedAt'> => {
  const backorderedAt = line.fulfilment === 'backordered' ? (line.backorderedAt ?? now) : null;
  const want = wanted(line);
  if (line.nature === 'charge' || want === 0 || line.shipped + line.picked < want)
    return { backorderedAt, pickedAt: null };
  const times = picks.flatMap(({ lineId, status, pickedAt }) =>
    lineId === line.id && taken.has(status) && pickedAt !== null ? [pickedAt] : [],
  );
  return { backorderedAt, pickedAt: line.pickedAt ?? (times.length > 0 ? Math.max(...times) : null) };
};

/** A line's progress from its picks and delivery notes. A put-back pick has left its line already, though not yet its stock. */
const lineSet = (
  line: RowOf<'order_line'>,
  family: Family,
  status: OrderStatus,
  now: number,
): Partial<RowOf<'order_line'>> => {
  const picks = family.picks.filter((pick) => pick.lineId === line.id && held.has(pick.status));
  const notes = new Set(family.shipmentLines.filter((one) => one.lineId === line.id).map((one) => one.shipmentId));
  const shipments = family.shipments.filter(({ id }) => notes.has(id));
  const quantities = {
    reserved: sumOf(picks, (pick) => pick.quantity),
    picked: sumOf(picks, (pick) => pick.picked),
    packed: sumOf(picks, (pick) => (pick.status === 'packed' ? pick.quantity : 0)),
  };
  const work = {
    claimed: picks.some((pick) => pick.status === 'claimed'),
    delivered: shipments.length > 0 && shipments.every((one) => one.status === 'delivered'),
  };
  const fulfilment = lineFulfilment({ ...line, ...quantities }, status, work);
  return { ...quantities, fulfilment, ...lineTimes({ ...line, ...quantities, fulfilment }, family, now) };
};

const differs = (row: object, set: object): boolean =>
  Object.entries(set).some(([name, value]) => (row as { [name: string]: unknown })[name] !== value);

/**
 * Adds to a decision on one order all that follows from it by itself, and answers one change for each row: lines'
 * `reserved`, `picked`, `packed`, `fulfilment`, `backorderedAt` and `pickedAt` from the picks; the order's `lineCount`, `openHolds`, `collect`,
 * readings and completion, which voids its holds; what was asked to be changed of an order that is another now, void; the open offer of a cancelled order, withdrawn; owners and status on every child; currency, rate and `submittedAt` on its lines; `held`, `promisedOn` and `reservedAt` on its picks.
 * The rules decide the rest: statuses of picks, stock, `shipped`, `closed`, `invoiced`, `invoicedTotal`, `paidTotal`.
 * @param family as loaded, before the decision
 * @param now ms
 * @param completes false keeps a reopened order open until its next change
 */
export const follow = (family: Family, changes: readonly Change[], now: number, completes = true): Change[] => {
  const after = familyAfter(family, changes);
  const more: Change[] = [];
  const lines = after.lines.map((line) => ({ ...line, ...lineSet(line, after, after.order.status, now) }));
  const overdue = after.receivables.some((one) => one.status === 'open' && one.overdue && one.open > 0);
  const readings = orderReadings(after.order, lines, overdue, now);
  const done = completes && readings.status === 'completed';
  const open = after.holds.filter((one) => one.status === 'open');
  // Of a completed order nothing is left to be held.
  if (done) more.push(...open.map(({ id }) => update('hold', id, { status: 'void', closedAt: now })));
  const openHolds = done ? 0 : open.length;
  more.push(...voidRequests(family, { ...after, order: { ...after.order, status: readings.status } }, now));
  const order: RowOf<'order'> = {
    ...after.order,
    ...readings,
    ...(completes ? {} : { status: after.order.status, completedAt: after.order.completedAt }),
    lineCount: lines.length,
    openHolds,
    // Only what is offered has a last day.
    validUntil: after.order.status === 'quote' ? after.order.validUntil : null,
    collect:
      after.order.settlement === 'cash_on_delivery' ? Math.max(0, after.order.total - after.order.paidTotal) : null,
  };
  // Completing or reopening by itself changes how lines read only by their charges.
  const owners = ownersOf(order);
  for (const [part, noun] of familyParts) {
    for (const row of after[part]) {
      const set: { [name: string]: unknown } = { ...owners };
      if (noun === 'order_line') {
        const { currency, rate, submittedAt } = order;
        Object.assign(set, lineSet(row as RowOf<'order_line'>, after, order.status, now), {
          currency,
          rate,
          submittedAt,
        });
      }
      if (noun === 'pick') {
        const { reservedAt } = row as RowOf<'pick'>;
        Object.assign(set, { held: openHolds > 0, promisedOn: order.promisedOn, reservedAt: reservedAt || now });
      }
      // Of a cancelled order nothing is offered any more.
      if (noun === 'quote' && order.status === 'cancelled' && (row as RowOf<'quote'>).status === 'open')
        Object.assign(set, { status: quoteStates.moves.withdraw.to, closedAt: now });
      if (differs(row, set)) more.push(update(noun, row.id, set));
    }
  }
  const set: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(order)) {
    if ((after.order as { [name: string]: unknown })[name] !== value) set[name] = value;
  }
  if (Object.keys(set).length > 0) more.push(update('order', order.id, set));
  return folded([...changes, ...more]);
};
