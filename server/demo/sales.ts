import { addDays } from '../../shared/base/day.ts';
import { derivedId } from '../../shared/base/id.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import type { Entry } from '../audit/change-log.ts';
import type { Chance } from './chance.ts';
import type { Client } from './clients.ts';
import { type Demo, day, HOUR, MINUTE } from './demo.ts';
import type { Good } from './goods.ts';
import type { House } from './places.ts';
import type { Plan } from './plan.ts';
import { isKept } from './supply.ts';

export type Sales = {
  /** An order comes in. */
  enter(plan: Plan): Promise<void>;
  react(entry: Entry): void;
};

const cancelReasons = [
  { why: 'Customer found it elsewhere', reason: 'price' },
  { why: 'Entered twice', reason: 'mistake' },
  { why: 'Budget withdrawn', reason: 'customer' },
] as const;
const notes = [
  'Please deliver in the morning.',
  'Leave with the caretaker.',
  'Price labels removed, please.',
  '請附出貨單。',
] as const;
/** Of how many candidates the one asked for most is taken: popular goods come often, the others now and then. */
const CANDIDATES = 3;

const draw = (goods: readonly Good[], chance: Chance): Good => {
  let best = chance.of(goods);
  for (let i = 1; i < CANDIDATES; i++) {
    const other = chance.of(goods);
    if (other.demand > best.demand) best = other;
  }
  return best;
};

export const salesOf = (demo: Demo): Sales => {
  const { stage, play, calendar, goods, clients } = demo;
  const kept = new Map<House['code'], readonly Good[]>(
    [...demo.houses.values()].map(({ code }) => [code, goods.goods.filter((good, index) => isKept(good, index, code))]),
  );

  /** Orders that are cancelled once their picking has begun. */
  const cancelled = new Set<string>();

  const clientFor = ({ script, chance }: Plan, n: number): Client => {
    if (script?.part) return clients.part(script.part, n);
    const own = clients.known.filter(
      (client) =>
        client.payDelay !== 'never' &&
        !isTight(client) &&
        (!script || (client.settlement === 'net' && client.size > 1 && client.payDelay <= 0)) &&
        (!script?.warehouse || client.warehouse === script.warehouse),
    );
    const one = chance.of(own);
    const other = chance.of(own);
    return other.size > one.size ? other : one;
  };
  const isTight = (client: Client): boolean =>
    client.id === clients.part('tight', 0).id || client.id === clients.part('tight', 1).id;

  const linesFor = (plan: Plan, client: Client, house: House): object[] => {
    const { chance, script } = plan;
    const range = kept.get(house.code) ?? [];
    const count = script ? 2 + (plan.n % 3) : 1 + chance.low(7, 1.5);
    const lines: object[] = [];
    const taken = new Set<string>();
    for (let i = 0; i < count; i++) {
      const good = draw(range, chance);
      if (taken.has(good.id)) continue;
      taken.add(good.id);
      const boxes = (1 + chance.low(5, 1.7)) * (script ? 1 : client.size);
      const loose = chance.yes(0.25);
      const discount = chance.yes(0.12) ? { discount: chance.int(1, 5) * 10_000 } : {};
      lines.push({
        productId: good.id,
        quantity: loose ? Math.max(1, Math.ceil(good.box / 3)) * client.size : boxes * good.box,
        unit: loose ? 'PC' : 'BOX',
        ...discount,
      });
    }
    const first = lines[0] as { productId: string; quantity: number; unit: string };
    const good = demo.goodById.get(first.productId) as Good;
    if (script?.worth) first.quantity = Math.ceil(script.worth / good.price / good.box) * good.box;
    if (script?.short)
      first.quantity = (Math.ceil(stage.mirror.available(good.id, house.id) / good.box) + 3) * good.box;
    if (script?.worth || script?.short) first.unit = 'BOX';
    if (chance.yes(0.35)) lines.push({ productId: goods.chargeIds[0], quantity: 1, unit: 'EA' });
    if (!script && chance.yes(0.03))
      lines.push({ productId: draw(range, chance).id, quantity: 1, unit: 'PC', free: true });
    return lines;
  };

  const submit = async (id: string, sellerId: string, at: number): Promise<void> => {
    if (stage.mirror.order(id).status === 'draft') await stage.act(sellerId, at, 'order.submit', { id });
  };
  const cancel = async (id: string, sellerId: string, chance: Chance, at: number): Promise<void> => {
    const { status } = stage.mirror.order(id);
    if (status === 'draft' || status === 'submitted' || status === 'confirmed')
      await stage.act(sellerId, at, 'order.cancel', { id, ...chance.of(cancelReasons) });
  };
  const change = async (id: string, sellerId: string, chance: Chance, at: number): Promise<void> => {
    const order = stage.mirror.order(id);
    const lines = stage.mirror.of('order_line', id);
    const line = lines.find(({ nature }) => nature === 'goods');
    const untouched = lines.every(({ picked, shipped }) => picked + shipped === 0);
    if (order.status !== 'confirmed' || !line || !untouched) return;
    const less = Math.max(line.unitFactor, line.quantity - line.unitFactor);
    const set = { promisedOn: { from: order.promisedOn, to: addDays(order.promisedOn ?? day(at), chance.int(1, 4)) } };
    const lineChange = { change: [{ id: line.id, quantity: { from: line.quantity, to: less } }] };
    await stage.act(sellerId, at, 'order.update', {
      id,
      ...(chance.yes(0.6) ? { set } : lineChange),
      why: 'Customer called',
    });
  };
  const holdIt = async (plan: Plan, id: string, sellerId: string, at: number): Promise<void> => {
    const order = stage.mirror.order(id);
    if (order.status === 'submitted' || order.status === 'confirmed')
      await stage.act(sellerId, at, 'order.hold', { id, why: plan.hold ?? '' });
  };

  return {
    enter: async (plan) => {
      const { chance, script, n } = plan;
      const client = clientFor(plan, n);
      const house = demo.houses.get(script?.warehouse ?? client.warehouse) as House;
      // The same each time, but of the kind that a screen chooses: those of imports nobody may choose.
      const id = derivedId('demo-order', String(n)).replace(/^(.{14})8/, '$17');
      demo.plans.set(id, plan);
      const promised = chance.yes(0.06) ? null : addDays(day(plan.at), chance.yes(0.1) ? 0 : 1 + chance.low(12, 1.4));
      const rests = script?.rest === 'draft' || script?.rest === 'quote';
      const direct = plan.draftFor === 0 && !rests;
      const discount =
        script?.discount ?? (chance.yes(0.04) ? chance.of([20_000, 30_000, 50_000, 50_000, 80_000, 120_000]) : 0);
      const entered = await stage.act(client.sellerId, plan.at, 'order.create', {
        id,
        customerId: client.id,
        warehouseId: house.id,
        promisedOn: promised,
        externalNumber: chance.yes(0.4) ? `PO-${chance.int(1000, 99_999)}` : null,
        notes: chance.yes(0.1) ? chance.of(notes) : null,
        discount,
        lines: linesFor(plan, client, house),
        submit: direct,
      });
      if (entered && script?.rest === 'quote')
        play.later(calendar.after(plan.at, 10 * MINUTE), async (at) => {
          await stage.act(client.sellerId, at, 'order.quote', { id });
          await stage.act(client.sellerId, at, 'order.sent', { id });
          if (!script.worth) return;
          play.later(calendar.after(at, 2 * HOUR), async (later) => {
            // They asked for less, and have a second offer.
            await stage.act(client.sellerId, later, 'order.revise', { id });
            const set = { discount: { from: discount, to: discount + 20_000 } };
            await stage.act(client.sellerId, later, 'order.update', { id, set });
            await stage.act(client.sellerId, later, 'order.quote', { id });
          });
        });
      if (!entered || rests) return;
      if (!direct) play.later(calendar.after(plan.at, plan.draftFor), (at) => submit(id, client.sellerId, at));
      const soon = plan.draftFor + 5 * MINUTE;
      if (plan.hold)
        play.later(calendar.after(plan.at, script ? soon : soon + 20 * MINUTE), (at) =>
          holdIt(plan, id, client.sellerId, at),
        );
      if (plan.changes)
        play.later(calendar.after(plan.at, soon + 15 * MINUTE), (at) => change(id, client.sellerId, chance, at));
      if (plan.cancels === 'reserved')
        play.later(calendar.after(plan.at, soon + 10 * MINUTE), (at) => cancel(id, client.sellerId, chance, at));
    },
    react: ({ noun, rowId, before, after, at }) => {
      if (noun === 'order' && before?.status === 'submitted' && after?.status === 'draft') {
        const order = after as unknown as RowOf<'order'>;
        play.later(calendar.after(at, 3 * HOUR), async (then) => {
          if (order.discount > 50_000)
            await stage.act(order.sellerId, then, 'order.update', {
              id: rowId,
              set: { discount: { from: order.discount, to: 50_000 } },
              why: 'As agreed with the manager',
            });
          await submit(rowId, order.sellerId, then + MINUTE);
        });
      } else if (noun === 'pick' && before?.status !== 'picked' && after?.status === 'picked') {
        const id = String(after.orderId);
        const plan = demo.plans.get(id);
        const wanted = plan?.cancels === 'picked' || plan?.script?.rest === 'cancelled_picked';
        if (!plan || !wanted || cancelled.has(id)) return;
        cancelled.add(id);
        play.later(at + 12 * MINUTE, (then) => cancel(id, String(after.sellerId), plan.chance, then));
      }
    },
  };
};
