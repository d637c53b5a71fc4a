import type { RowOf } from '../../shared/catalogue.ts';
import type { Entry } from '../audit/change-log.ts';
import { type Demo, HOUR, MINUTE, warehouseOf } from './demo.ts';
import { carriers } from './places.ts';
import type { Plan } from './plan.ts';

type Pick_ = RowOf<'pick'>;
export type Floor = { react(entry: Entry): void; weekly(at: number): Promise<void> };

/** How often goods that an order waits for are waited for, before what is there goes without them. */
const PATIENCE = 5;
const SHORT = 0.012;
const TWO_PACKAGES = 0.15;

export const floorOf = (demo: Demo): Floor => {
  const { stage, play, calendar, cast } = demo;
  const { mirror } = stage;
  /** Orders that somebody will go for, and how often that was put off. */
  const called = new Map<string, number>();
  let counted = 0;

  const worker = (order: RowOf<'order'>, plan: Plan): string => {
    const people = cast.operators[warehouseOf(demo, order.warehouseId).code] ?? [];
    return people[plan.n % people.length] ?? cast.warehouseManager;
  };
  const open = (orderId: string, ...statuses: readonly Pick_['status'][]): Pick_[] =>
    mirror.of('pick', orderId).filter(({ status }) => statuses.includes(status));

  const call = (orderId: string, plan: Plan, at: number, after: number): void => {
    if (called.has(orderId)) return;
    called.set(orderId, 0);
    play.later(calendar.after(at, after), (then) => go(orderId, plan, then));
  };
  const putOff = (orderId: string, plan: Plan, at: number, tries: number): void => {
    called.set(orderId, tries + 1);
    play.later(calendar.after(at, 4 * HOUR), (then) => go(orderId, plan, then));
  };

  const confirm = async (pick: Pick_, plan: Plan, person: string, at: number, n: number): Promise<void> => {
    const short = !plan.script && pick.quantity > 1 && plan.chance.fork('short', n).yes(SHORT);
    const missing = short ? Math.min(pick.quantity - 1, 1 + (n % 3)) : 0;
    const done = await stage.act(person, at, 'pick.confirm', {
      id: pick.id,
      picked: pick.quantity - missing,
      scanned: pick.barcode,
      ...(missing > 0 ? { shortReason: 'Not there' } : {}),
    });
    if (done && missing > 0)
      play.later(calendar.after(at, 3 * HOUR), async (then) => {
        await stage.act(cast.warehouseManager, then, 'stock.adjust', {
          stockId: pick.stockId,
          quantity: -missing,
          reason: `Not found at picking of ${pick.orderNumber}`,
        });
      });
  };

  /** Goes for what is reserved of an order: claims it, picks it place by place, and calls for packing. */
  const go = async (orderId: string, plan: Plan, at: number): Promise<void> => {
    const order = mirror.order(orderId);
    const tries = called.get(orderId) ?? 0;
    const picks = open(orderId, 'reserved');
    if (order.status !== 'confirmed' || picks.length === 0) {
      called.delete(orderId);
      return;
    }
    const waits =
      plan.waitsForAll && mirror.of('order_line', orderId).some(({ fulfilment }) => fulfilment === 'backordered');
    if ((order.openHolds > 0 && tries < 40) || (waits && tries < PATIENCE)) {
      putOff(orderId, plan, at, tries);
      return;
    }
    called.delete(orderId);
    const person = worker(order, plan);
    const rest = plan.script?.rest;
    if (!(await stage.act(person, at, 'pick.claim', { orderId }))) return;
    if (rest === 'claimed') return;
    const walk = [...picks].sort((a, b) => a.sequence - b.sequence);
    const going = rest === 'part_picked' ? walk.slice(0, 1) : walk;
    await Promise.all(going.map((pick, n) => confirm(pick, plan, person, at + (n + 1) * 2 * MINUTE, n)));
    if (rest === 'part_picked' || rest === 'picked' || rest === 'cancelled_picked') return;
    play.later(calendar.after(at, plan.packAfter), (then) => pack(orderId, plan, then));
  };

  const pack = async (orderId: string, plan: Plan, at: number): Promise<void> => {
    const order = mirror.order(orderId);
    const ready = open(orderId, 'picked');
    if (order.status !== 'confirmed' || ready.length === 0) return;
    const split = ready.length > 3 && plan.chance.yes(TWO_PACKAGES) ? ready.length >> 1 : ready.length;
    const person = worker(order, plan);
    for (const [n, part] of [ready.slice(0, split), ready.slice(split)].entries()) {
      if (part.length === 0) continue;
      const pieces = part.reduce((all, { quantity }) => all + quantity, 0);
      await stage.act(person, at + n * MINUTE, 'order.pack', {
        orderId,
        pickIds: part.map(({ id }) => id),
        weight: Math.min(1_900_000, 250 + pieces * (80 + (plan.n % 200))),
      });
    }
    if (plan.script?.rest !== 'packed')
      play.later(calendar.after(at, plan.shipAfter), (then) => ship(orderId, plan, then));
  };

  const ship = async (orderId: string, plan: Plan, at: number): Promise<void> => {
    const order = mirror.order(orderId);
    const packageIds = mirror
      .of('package', orderId)
      .filter(({ status }) => status === 'packed')
      .map(({ id }) => id);
    if (order.status !== 'confirmed' || packageIds.length === 0) return;
    if (order.openHolds > 0) {
      play.later(calendar.after(at, 4 * HOUR), (then) => ship(orderId, plan, then));
      return;
    }
    const carrier = plan.chance.of(carriers.map(([, name]) => name));
    const tracking = carrier.startsWith('Own') ? null : String(plan.chance.int(100_000_000, 999_999_999));
    await stage.act(worker(order, plan), at, 'order.ship', {
      orderId,
      packageIds,
      carrier,
      carrierId: demo.carriers.get(carrier),
      tracking,
    });
    if (mirror.of('order_line', orderId).some(({ fulfilment }) => fulfilment === 'backordered') && plan.chance.yes(0.3))
      play.later(calendar.after(at, 60 * HOUR), (then) => close(orderId, then));
  };

  /** The customer does not want the rest any more. */
  const close = async (orderId: string, at: number): Promise<void> => {
    const order = mirror.order(orderId);
    const waits = mirror.of('order_line', orderId).some(({ fulfilment }) => fulfilment === 'backordered');
    if (order.status !== 'confirmed' || !waits || open(orderId, 'claimed', 'picked', 'packed').length > 0) return;
    await stage.act(order.sellerId, at, 'order.short_close', {
      id: orderId,
      why: 'Customer does not want to wait for the rest',
    });
  };

  const deliver = async (id: string, plan: Plan, orderId: string, at: number): Promise<void> => {
    await stage.act(worker(mirror.order(orderId), plan), at, 'shipment.deliver', { id });
  };

  return {
    react: ({ noun, rowId, after, before, at }) => {
      if (!after || (noun !== 'pick' && noun !== 'shipment')) return;
      const orderId = String(after.orderId);
      const plan = demo.plans.get(orderId);
      if (!plan) return;
      const rest = plan.script?.rest;
      if (noun === 'shipment') {
        if (before || rest === 'shipped') return;
        play.later(calendar.after(at, plan.deliverAfter), (then) => deliver(rowId, plan, orderId, then));
      } else if (after.status === 'reserved' && before?.status !== 'reserved') {
        if (rest !== 'reserved') call(orderId, plan, at, plan.pickAfter);
      } else if (after.status === 'put_back' && rest !== 'cancelled_picked') {
        play.later(calendar.after(at, 2 * HOUR), async (then) => {
          await stage.act(worker(mirror.order(orderId), plan), then, 'pick.put_back', { id: rowId });
        });
      }
    },
    /** Two places counted, a difference found at one of them. */
    weekly: async (at) => {
      const rows = [...mirror.stock()].filter(({ available }) => available > 20);
      const chance = stage.chance.fork('count', ++counted);
      if (rows.length === 0) return;
      await stage.act(cast.warehouseManager, at, 'stock.adjust', {
        stockId: chance.of(rows).id,
        quantity: chance.yes(0.7) ? -chance.int(1, 4) : chance.int(1, 3),
        reason: chance.of(['Damaged', 'Counted again', 'Found behind the shelf']),
      });
    },
  };
};
