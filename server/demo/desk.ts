import { startOfDay } from '../../shared/base/day.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import type { Entry } from '../audit/change-log.ts';
import { type Demo, day, HOUR, MINUTE, ZONE } from './demo.ts';
import type { Plan } from './plan.ts';
import { touched } from './stage.ts';

type Hold = RowOf<'hold'>;
type Item = RowOf<'receivable'>;
export type Desk = {
  react(entry: Entry): void;
  /** Money comes in, and its sender does not say what for. */
  unnamed(at: number): Promise<void>;
  /** Somebody pays a part of what is not due yet, and says of what. */
  inPart(at: number): Promise<void>;
};

const DAY = 24 * HOUR;
const returnReasons = [
  'Quantity looks too high, please check',
  'Discount is not agreed',
  'Delivery address is missing a floor',
] as const;
const rests = new Set(['held', 'draft', 'quote']);

/** The desks that look at money: holds lifted, invoices issued, receipts booked and allocated. */
export const deskOf = (demo: Demo): Desk => {
  const { stage, play, calendar, cast } = demo;
  const { mirror } = stage;
  /** Customers and days for which a payment is on its way. */
  const expected = new Set<string>();
  let clerkTurn = 0;
  const clerk = (): string => cast.clerks[clerkTurn++ % cast.clerks.length] ?? '';

  const prepay = async (order: RowOf<'order'>, hold: Hold, at: number): Promise<void> => {
    const due = hold.excess ?? 0;
    if (due <= 0) return;
    await stage.act(clerk(), at, 'receipt.record', {
      customerId: order.customerId,
      receivedOn: day(at),
      received: due,
      currency: order.currency,
      method: 'transfer',
      reference: `Prepayment ${order.number}`,
      allocations: [{ orderId: order.id, allocated: due }],
    });
  };

  const resolve = async (holdId: string, orderId: string, plan: Plan, at: number): Promise<void> => {
    const order = mirror.order(orderId);
    const hold = mirror.of('hold', orderId).find(({ id }) => id === holdId);
    if (hold?.status !== 'open' || (order.status !== 'submitted' && order.status !== 'confirmed')) return;
    const back = !plan.script && order.status === 'submitted' && plan.chance.yes(0.1);
    const why = plan.chance.of(returnReasons);
    switch (hold.kind) {
      case 'review':
        if (back) await stage.act(clerk(), at, 'order.return', { id: orderId, reason: why });
        else await stage.act(clerk(), at, 'order.review', { id: orderId });
        return;
      case 'discount':
        if (back) await stage.act(cast.salesManager, at, 'order.return', { id: orderId, reason: why });
        else await stage.act(cast.salesManager, at, 'hold.release', { id: holdId, why: 'Agreed for this order' });
        return;
      case 'prepayment':
        await prepay(order, hold, at);
        return;
      case 'manual':
        await stage.act(order.sellerId, at, 'hold.release', { id: holdId, why: 'Settled with the customer' });
        return;
      default:
        await stage.act(cast.financeManager, at, 'hold.release', {
          id: holdId,
          why: 'Customer has confirmed the payment',
        });
    }
  };
  /** Working hours until somebody lifts a hold. */
  const patience = ({ kind }: Hold, { chance }: Plan): number => {
    if (kind === 'prepayment') return chance.int(4, 30);
    if (kind === 'manual') return chance.int(4, 20);
    return kind === 'review' ? chance.int(1, 7) : chance.int(1, 10);
  };

  const invoice = async (orderId: string, at: number): Promise<void> => {
    const open = mirror.of('order_line', orderId).some((line) => line.shipped > line.invoiced);
    const { status } = mirror.order(orderId);
    if (open && (status === 'confirmed' || status === 'completed'))
      await stage.act(clerk(), at, 'order.invoice', { orderId });
  };

  const expect = (customerId: string, dueOn: string, lateBy: number, at: number): void => {
    const on = Math.max(startOfDay(dueOn, ZONE) + lateBy * DAY, at + 4 * HOUR);
    const when = calendar.next(on + ((customerId.charCodeAt(4) * 7) % 9) * HOUR);
    if (when === null) return;
    const key = `${customerId} ${day(when)}`;
    if (expected.has(key)) return;
    expected.add(key);
    play.later(when, (then) => pay(customerId, lateBy, then));
  };

  /** One payment for all that is due by then; some pay a part, some do not say for what, now and then a cheque bounces. */
  const pay = async (customerId: string, lateBy: number, at: number): Promise<void> => {
    const chance = stage.chance.fork('payment', customerId, day(at));
    const reach = day(at - lateBy * DAY);
    const items = mirror.owed(customerId).filter(({ dueOn, currency }) => dueOn <= reach && currency === 'TWD');
    if (items.length === 0) return;
    const share = chance.yes(0.05) ? chance.int(40, 80) / 100 : 1;
    const paid = items.map((item) => ({ item, allocated: Math.max(1, Math.round(item.open * share)) }));
    const total = paid.reduce((all, { allocated }) => all + allocated, 0);
    const silent = chance.yes(0.05);
    const cheque = chance.yes(0.12);
    const over = chance.yes(0.02) ? 500 : 0;
    const done = await stage.act(clerk(), at, 'receipt.record', {
      customerId,
      receivedOn: day(at),
      received: total + over,
      currency: 'TWD',
      method: cheque ? 'cheque' : chance.yes(0.1) ? 'card' : 'transfer',
      reference: silent
        ? null
        : paid
            .map(({ item }) => item.invoiceNumber)
            .join(' ')
            .slice(0, 110),
      allocations: silent ? [] : paid.map(({ item, allocated }) => ({ receivableId: item.id, allocated })),
    });
    const [receiptId] = done ? touched(done, 'receipt') : [];
    if (!receiptId) return;
    if (share < 1) play.later(calendar.next(at + chance.int(8, 25) * DAY), (then) => pay(customerId, 0, then));
    if (silent) play.later(calendar.after(at, chance.int(6, 30) * HOUR), (then) => allocate(receiptId, items, then));
    else if (cheque && chance.yes(0.1))
      play.later(calendar.after(at, chance.int(20, 40) * HOUR), (then) => bounce(receiptId, customerId, then));
  };
  const allocate = async (id: string, items: readonly Item[], at: number): Promise<void> => {
    const receipt = mirror.receipt(id);
    let left = receipt.status === 'open' ? receipt.unallocated : 0;
    const still = new Map(mirror.owed(receipt.customerId).map((item) => [item.id, item.open]));
    const allocations = items.flatMap((item) => {
      const allocated = Math.min(left, still.get(item.id) ?? 0);
      left -= allocated;
      return allocated > 0 ? [{ receivableId: item.id, allocated }] : [];
    });
    if (allocations.length > 0) await stage.act(clerk(), at, 'receipt.allocate', { id, allocations });
  };
  const bounce = async (id: string, customerId: string, at: number): Promise<void> => {
    await stage.act(cast.financeManager, at, 'receipt.reverse', { id, why: 'Cheque bounced' });
    play.later(calendar.next(at + 7 * DAY), (then) => pay(customerId, 0, then));
  };

  return {
    unnamed: async (at) => {
      const payers = demo.clients.known.filter(
        ({ settlement, payDelay }) => settlement === 'net' && payDelay !== 'never',
      );
      const chance = stage.chance.fork('unnamed', day(at), at);
      await stage.act(clerk(), at, 'receipt.record', {
        customerId: chance.of(payers).id,
        receivedOn: day(at),
        received: chance.int(20, 90) * 1_000,
        currency: 'TWD',
        method: 'transfer',
        reference: null,
      });
    },
    inPart: async (at) => {
      const due = demo.clients.known
        .flatMap(({ id }) => mirror.owed(id).map((item) => ({ item, id })))
        .filter(({ item }) => item.currency === 'TWD' && item.dueOn > day(at) && item.open === item.original)
        .sort((a, b) => b.item.open - a.item.open || (a.item.invoiceNumber < b.item.invoiceNumber ? -1 : 1));
      const [first] = due;
      if (!first) return;
      const part = Math.round(first.item.open * 0.4);
      await stage.act(clerk(), at, 'receipt.record', {
        customerId: first.id,
        receivedOn: day(at),
        received: part,
        currency: 'TWD',
        method: 'transfer',
        reference: first.item.invoiceNumber,
        allocations: [{ receivableId: first.item.id, allocated: part }],
      });
    },
    react: ({ noun, rowId, before, after, at }) => {
      if (!after || (noun !== 'hold' && noun !== 'shipment' && noun !== 'receivable')) return;
      const orderId = String(after.orderId);
      const plan = demo.plans.get(orderId);
      if (!plan) return;
      if (noun === 'hold') {
        const hold = after as unknown as Hold;
        if (hold.status !== 'open' || before?.status === 'open' || rests.has(plan.script?.rest ?? '')) return;
        play.later(calendar.after(at, patience(hold, plan) * HOUR), (then) => resolve(rowId, orderId, plan, then));
      } else if (noun === 'shipment') {
        if (!before && plan.script?.rest !== 'shipped')
          play.later(calendar.after(at, plan.invoiceAfter), (then) => invoice(orderId, then));
      } else if (!before) {
        const item = after as unknown as Item;
        const client = demo.clientById.get(item.customerId);
        if (item.status !== 'open' || !client || client.payDelay === 'never') return;
        expect(item.customerId, item.dueOn, client.payDelay, at + 5 * MINUTE);
      }
    },
  };
};
