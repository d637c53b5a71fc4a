/** Histories of shipping, invoicing, receiving and reversing, against an oracle that shares no code with the product. */
import { fc, test as property } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RowOf } from '../../../shared/catalogue.ts';
import type { CommandName } from '../../../shared/commands.ts';
import { dialects } from '../../../tests/databases.ts';
import { layCustomer, layOrder, layShipment, linesOf, shipAll } from '../../../tests/finance-world.ts';
import { type World, world } from '../../../tests/world.ts';

const DAY = 86_400_000;
const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('ship' as const),
      order: fc.nat(2),
      line: fc.nat(2),
      quantity: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('invoice' as const), order: fc.nat(2) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('record' as const, 'allocate' as const),
      received: fc.integer({ min: 1, max: 900 }),
      receipt: fc.nat(5),
      // Null: all that is open of the item.
      to: fc.array(fc.record({ target: fc.nat(9), allocated: fc.option(fc.integer({ min: 1, max: 400 })) }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  },
  /** Everything that is open comes in. */
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), receipt: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('turn' as const), days: fc.integer({ min: 1, max: 25 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const laid = fc.array(
  fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 12 }),
      unitPrice: fc.integer({ min: 0, max: 40_000_000 }),
      charge: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  { minLength: 3, maxLength: 3 },
);

const sumOf = <R>(rows: readonly R[], of: (row: R) => number): number => rows.reduce((all, row) => all + of(row), 0);

describe.each(dialects)('[P8] [P9] histories of money on %s', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world(dialect);
  });
  afterAll(() => w.close());

  /** Everything that a money history must leave true, by plain sums over plain rows. */
  const judge = async (customerId: string, today: string): Promise<void> => {
    const mine = { field: 'customerId', is: 'eq', value: customerId } as const;
    const [orders, lines, invoices, items, receipts, allocations] = await Promise.all([
      w.rows('order', mine),
      w.rows('order_line', mine),
      w.rows('invoice', mine),
      w.rows('receivable', mine),
      w.rows('receipt', mine),
      w.rows('allocation', mine),
    ]);
    const billed = await w.rows('invoice_line', { field: 'orderId', is: 'in', value: orders.map(({ id }) => id) });
    for (const item of items) {
      const put = sumOf(
        allocations.filter((one) => one.receivableId === item.id),
        (one) => one.allocated,
      );
      expect(item.open).toBe(item.original - put);
      expect(item.open).toBeGreaterThanOrEqual(0);
      expect(item.status).toBe(item.open === 0 ? 'settled' : 'open');
      const late = Math.round((Date.parse(today) - Date.parse(item.dueOn)) / DAY);
      expect(item.overdue).toBe(item.open > 0 && late > 0);
      if (item.open > 0)
        expect(item.bucket).toBe(
          late <= 0 ? 'current' : late <= 30 ? 'd1_30' : late <= 60 ? 'd31_60' : late <= 90 ? 'd61_90' : 'd90_plus',
        );
    }
    const buckets = Map.groupBy(items, (item) => item.bucket);
    expect(sumOf([...buckets.values()].flat(), (item) => item.open)).toBe(sumOf(items, (item) => item.open));
    for (const receipt of receipts) {
      const put = sumOf(
        allocations.filter((one) => one.receiptId === receipt.id),
        (one) => one.allocated,
      );
      if (receipt.status === 'reversed') expect([put, receipt.unallocated]).toEqual([0, 0]);
      else expect(put + receipt.unallocated).toBe(receipt.received);
      expect(receipt.unallocated).toBeGreaterThanOrEqual(0);
    }
    for (const order of orders) judgeOrder(order, lines, invoices, items, allocations, billed);
    for (const child of [...lines, ...invoices, ...items, ...allocations, ...billed]) {
      expect(child.orderStatus).toBe(orders.find(({ id }) => id === child.orderId)?.status);
    }
    const uninvoiced = sumOf(
      orders.filter(({ billing }) => billing !== 'invoiced'),
      (order) => order.total - order.invoicedTotal,
    );
    const kept =
      sumOf(receipts, (one) => one.unallocated) +
      sumOf(
        allocations.filter((one) => one.receivableId === null),
        (one) => one.allocated,
      );
    const customer = await w.row('customer', customerId);
    expect(customer.exposure).toBe(sumOf(items, (item) => item.open) + uninvoiced - kept);
    expect(customer.creditStatus).toBe(items.some((item) => item.overdue) ? 'overdue' : 'ok');
  };

  const judgeOrder = (
    order: RowOf<'order'>,
    allLines: readonly RowOf<'order_line'>[],
    allInvoices: readonly RowOf<'invoice'>[],
    allItems: readonly RowOf<'receivable'>[],
    allAllocations: readonly RowOf<'allocation'>[],
    allBilled: readonly RowOf<'invoice_line'>[],
  ): void => {
    const own = <R extends { orderId: string }>(rows: readonly R[]): R[] =>
      rows.filter(({ orderId }) => orderId === order.id);
    const [lines, invoices, items, billed] = [own(allLines), own(allInvoices), own(allItems), own(allBilled)];
    for (const line of lines) {
      const part = billed.filter(({ lineId }) => lineId === line.id);
      expect(line.invoiced).toBe(sumOf(part, (one) => one.quantity));
      expect(line.invoiced).toBeLessThanOrEqual(line.nature === 'charge' ? line.quantity : line.shipped);
    }
    expect(order.invoicedTotal).toBe(sumOf(invoices, (one) => one.total));
    expect(sumOf(invoices, (one) => one.total)).toBe(sumOf(items, (one) => one.original));
    for (const one of invoices) expect(one.net + one.tax).toBe(one.total);
    const all = lines.every((line) => line.invoiced === line.quantity);
    if (all)
      expect([sumOf(invoices, (one) => one.net), sumOf(invoices, (one) => one.tax)]).toEqual([order.net, order.tax]);
    expect(order.billing).toBe(
      all ? 'invoiced' : lines.some((line) => line.invoiced > 0) ? 'part_invoiced' : 'uninvoiced',
    );
    expect(order.paidTotal).toBe(sumOf(own(allAllocations), (one) => one.allocated));
    expect(order.paidTotal).toBeLessThanOrEqual(order.total);
    const paid = order.paidTotal >= order.total && (all || order.total > 0);
    const overdue = items.some((item) => item.overdue);
    expect(order.payment).toBe(overdue ? 'overdue' : paid ? 'paid' : order.paidTotal > 0 ? 'part_paid' : 'unpaid');
    const gone = lines.every((line) => line.nature === 'charge' || line.shipped === line.quantity);
    expect(order.status).toBe(gone && all && paid && !overdue ? 'completed' : 'confirmed');
  };

  /** Does what may be done and lets the rest be refused: a refusal must leave nothing behind. */
  const attempt = async (name: CommandName, input: object): Promise<boolean> => {
    const before = w.entries.length;
    try {
      await w.do(name, input);
      return true;
    } catch (error) {
      expect(String(error)).toMatch(/was refused/);
      expect(w.entries.length).toBe(before);
      return false;
    }
  };

  const numbersAreWhole = async (): Promise<void> => {
    for (const [noun, series, prefix] of [
      ['invoice', 'invoice', 'INV'],
      ['receipt', 'receipt', 'RC'],
    ] as const) {
      const years = Map.groupBy(await w.rows(noun), (row) => row.postedOn.slice(0, 4));
      for (const [year, rows] of years) {
        const wanted = rows.map((_row, n) => `${prefix}-${year}-${String(n + 1).padStart(6, '0')}`);
        expect(rows.map(({ number }) => number).sort()).toEqual(wanted);
        const where = {
          all: [
            { field: 'series', is: 'eq', value: series },
            { field: 'period', is: 'eq', value: year },
          ],
        } as const;
        expect(await w.rows('number_series', where)).toMatchObject([{ last: rows.length }]);
      }
    }
  };

  property.prop([laid, fc.array(step, { minLength: 10, maxLength: 45 })], { numRuns: 12, endOnFailure: true })(
    'leave every sum true and every number in its place',
    async (wishes, steps: readonly Step[]) => {
      const customerId = await layCustomer(w, { termsDays: 10 });
      const orderIds: string[] = [];
      for (const lines of wishes) orderIds.push(await layOrder(w, customerId, lines, { termsDays: 10 }));
      // The laid rows are what commands would have left: the first receipt writes the readings that follow.
      const first = await w.do('receipt.record', {
        customerId,
        receivedOn: dayAt(w.now()),
        received: 1,
        currency: 'TWD',
        method: 'cash',
      });
      const receiptIds = [String(first.id)];
      const mine = { field: 'customerId', is: 'eq', value: customerId } as const;
      const wishesOf = async (to: readonly { target: number; allocated: number | null }[]) => {
        const items = await w.rows('receivable', mine);
        return to.map(({ target, allocated }) => {
          const item = items[target % 7];
          if (!item) return { orderId: orderIds[target % 3], allocated: allocated ?? 50 };
          return { receivableId: item.id, allocated: allocated ?? Math.max(1, item.open) };
        });
      };
      const record = async (allocations: readonly { allocated: number }[], received: number): Promise<void> => {
        const input = { customerId, receivedOn: dayAt(w.now()), received, currency: 'TWD', method: 'transfer' };
        if (await attempt('receipt.record', { ...input, allocations })) {
          receiptIds.splice(0, receiptIds.length, ...(await w.rows('receipt', mine)).map(({ id }) => id));
        }
      };
      for (const one of steps) {
        const orderId = 'order' in one ? (orderIds[one.order] as string) : '';
        if (one.do === 'ship') {
          const lines = await linesOf(w, orderId);
          const line = lines[one.line % lines.length];
          if (line) await layShipment(w, line, one.quantity);
        } else if (one.do === 'invoice') await attempt('order.invoice', { orderId });
        else if (one.do === 'record') {
          await record(await wishesOf(one.to), one.received);
        } else if (one.do === 'settle') {
          const open = (await w.rows('receivable', mine)).filter(({ status }) => status === 'open');
          const wishes = open.map((item) => ({ receivableId: item.id, allocated: item.open }));
          await record(
            wishes,
            sumOf(wishes, (wish) => wish.allocated),
          );
        } else if (one.do === 'allocate') {
          await attempt('receipt.allocate', {
            id: receiptIds[one.receipt % receiptIds.length],
            allocations: await wishesOf(one.to),
          });
        } else if (one.do === 'reverse') {
          await attempt('receipt.reverse', { id: receiptIds[one.receipt % receiptIds.length], why: 'history' });
        } else if (one.do === 'turn') {
          w.at(dayAt(w.now() + one.days * DAY));
          await w.do('day.turned', { day: dayAt(w.now()) });
        }
        await judge(customerId, dayAt(w.now()));
      }
      await numbersAreWhole();
    },
    120_000,
  );

  test('[P9] 32 issues at once, half of them refused: unique and without a gap', async () => {
    const customerId = await layCustomer(w);
    const orderIds: string[] = [];
    for (let n = 0; n < 32; n++) {
      const orderId = await layOrder(w, customerId, [{ quantity: 1, unitPrice: 10_000_000 }]);
      if (n % 2 === 0) await shipAll(w, orderId);
      orderIds.push(orderId);
    }
    const done = await Promise.allSettled(orderIds.map((orderId) => w.do('order.invoice', { orderId })));
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
    await numbersAreWhole();
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 32 * 11 });
  });
});
