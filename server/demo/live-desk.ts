import { randomInt } from 'node:crypto';
import { addDays } from '../../shared/base/day.ts';
import type { DbRow } from '../store/store.ts';
import { type Acting, beyondLeft, type Ground, LEFT, type LiveAct, one, ordersIn } from './live-ground.ts';

/** Holds younger than this are somebody else's to see first, ms. */
const SEEN = 20 * 60_000;

/** Enters orders, lifts holds, invoices what has left, books what is paid. */
export const liveDesk = (ground: Ground): Acting => {
  const { ask, run, colleagues, accounts, warehouses, customers, places, boxes, today } = ground;

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
    return run(customer.sellerId, 'order.create', {
      customerId: customer.id,
      warehouseId,
      promisedOn,
      lines,
      submit: true,
    });
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
    const items = rows.filter(
      ({ customerId, currency }) => customerId === first.customerId && currency === first.currency,
    );
    return run(one(colleagues('finance_clerk')), 'receipt.record', {
      customerId: first.customerId,
      receivedOn: today(),
      received: items.reduce((all, { open }) => all + Number(open), 0),
      currency: first.currency,
      method: 'transfer',
      reference: items
        .map(({ invoiceNumber }) => invoiceNumber)
        .join(' ')
        .slice(0, 110),
      allocations: items.map(({ id, open }) => ({ receivableId: id, allocated: Number(open) })),
    });
  };
  const release: LiveAct = async () => {
    const kind = one(['review', 'discount', 'credit', 'overdue', 'prepayment']) ?? '';
    const rows = await ask(
      'SELECT "id", "orderId", "openedAt", "excess" FROM "order_hold" WHERE "status" = ? AND "kind" = ? LIMIT 20',
      ['open', kind],
    );
    const hold =
      rows.length > LEFT ? one(rows.filter(({ openedAt }) => Number(openedAt) < ground.now() - SEEN)) : undefined;
    if (!hold) return false;
    if (kind === 'review') return run(one(colleagues('finance_clerk')), 'order.review', { id: hold.orderId });
    if (kind === 'prepayment') return prepay(hold);
    const role = kind === 'discount' ? 'sales_manager' : 'finance_manager';
    return run(one(colleagues(role)), 'hold.release', { id: hold.id, why: 'Settled with the customer' });
  };
  const prepay = async (hold: DbRow): Promise<boolean> => {
    const [order] = await ask('SELECT "customerId", "currency", "number" FROM "sales_order" WHERE "id" = ?', [
      hold.orderId ?? '',
    ]);
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

  return {
    acts: [
      { weight: 10, act: enter },
      { weight: 9, act: invoice },
      { weight: 7, act: pay },
      { weight: 6, act: release },
    ],
    take: () => {},
  };
};
