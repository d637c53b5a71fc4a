import type { RowOf } from '../shared/catalogue.ts';
import { offerFaults } from './sales-merge.ts';
import { dayIn } from './sales-money.ts';
import type { World } from './world.ts';

const CHILDREN = [
  'order_line',
  'hold',
  'pick',
  'package',
  'shipment',
  'shipment_line',
  'invoice',
  'invoice_line',
  'receivable',
  'allocation',
  'change_request',
  'change_edit',
  'quote',
] as const;
const COUNTED = ['submitted', 'confirmed', 'completed'];

const total = <R>(rows: readonly R[], of: (row: R) => number): number => {
  let all = 0;
  for (const row of rows) all += of(row);
  return all;
};

/** What an order with this warehouse says that its rows do not. Plain reckoning over all rows: no code of the product. */
export const salesFaults = async (
  w: World,
  warehouseId: string,
  customerIds: readonly string[],
  offers: Map<string, string> = new Map(),
): Promise<string[]> => {
  const here = { field: 'warehouseId', is: 'eq', value: warehouseId } as const;
  const orders = await w.rows('order', here);
  const faults: string[] = [];
  const check = (what: string, is: unknown, should: unknown): void => {
    if (is !== should) faults.push(`${what} is ${is}, not ${should}`);
  };
  const children = new Map<string, readonly RowOf<'order_line'>[]>();
  for (const noun of CHILDREN) {
    const rows = (await w.rows(noun, here)) as unknown as readonly RowOf<'order_line'>[];
    children.set(noun, rows);
    for (const row of rows) {
      const order = orders.find(({ id }) => id === row.orderId);
      const name = `${noun} ${row.id} of ${order?.number}`;
      check(`${name}: seller`, row.sellerId, order?.sellerId);
      check(`${name}: team`, row.teamId, order?.teamId);
      check(`${name}: status`, row.orderStatus, order?.status);
    }
  }
  faults.push(...offerFaults(orders, await w.rows('quote', here), offers, dayIn(w.now())));
  const of = <N extends (typeof CHILDREN)[number]>(noun: N, orderId: string) =>
    (children.get(noun) as unknown as readonly RowOf<N>[]).filter((row) => row.orderId === orderId);
  for (const order of orders) {
    const name = `order ${order.number}`;
    const lines = of('order_line', order.id);
    const holds = of('hold', order.id);
    const invoices = of('invoice', order.id).filter(({ status }) => status === 'issued');
    const open = holds.filter(({ status }) => status === 'open');
    check(
      `${name}: net`,
      order.net,
      total(lines, (line) => line.net),
    );
    check(
      `${name}: tax`,
      order.tax,
      total(lines, (line) => line.tax),
    );
    check(
      `${name}: total`,
      order.total,
      total(lines, (line) => line.total),
    );
    check(`${name}: net and tax`, order.net + order.tax, order.total);
    for (const line of lines) check(`${name} line ${line.position}: net and tax`, line.net + line.tax, line.total);
    check(`${name}: lines`, order.lineCount, lines.length);
    check(`${name}: open holds`, order.openHolds, open.length);
    check(`${name}: kinds of open holds`, new Set(open.map(({ kind }) => kind)).size, open.length);
    check(
      `${name}: invoiced`,
      order.invoicedTotal,
      total(invoices, (one) => one.total),
    );
    check(
      `${name}: paid`,
      order.paidTotal,
      total(of('allocation', order.id), (one) => one.allocated),
    );
    const cash = order.settlement === 'cash_on_delivery' ? Math.max(0, order.total - order.paidTotal) : null;
    check(`${name}: to collect`, order.collect, cash);
    if (order.status === 'submitted' && open.length === 0) faults.push(`${name} waits for nothing`);
    if (order.status !== 'submitted' && order.status !== 'confirmed' && open.length > 0)
      faults.push(`${name} is ${order.status} and held`);
    if (order.billing === 'invoiced') check(`${name}: invoiced whole`, order.invoicedTotal, order.total);
    if (order.invoicedTotal > order.total) faults.push(`${name}: invoiced beyond its total`);
    const asked = of('change_request', order.id);
    const waiting = asked.filter(({ status }) => status === 'requested');
    if (waiting.length > 1) faults.push(`${name}: ${waiting.length} requests wait`);
    for (const request of asked) {
      const what = `${name} request ${request.id}`;
      if (request.deciderId !== null && request.deciderId === request.requesterId)
        faults.push(`${what}: decided by who asked`);
      if ((request.status === 'requested') !== (request.closedAt === null))
        faults.push(`${what}: ${request.status} at ${request.closedAt}`);
      if (request.status !== 'requested') continue;
      if (order.status !== 'submitted' && order.status !== 'confirmed')
        faults.push(`${what}: waits on a ${order.status} order`);
      check(`${what}: the total that it was asked of`, request.totalFrom, order.total);
      for (const edit of of('change_edit', order.id).filter(({ requestId }) => requestId === request.id)) {
        const line = lines.find(({ id }) => id === edit.lineId);
        if (edit.op === 'change' && edit.quantityFrom !== edit.quantityTo)
          check(`${what}: quantity`, line?.quantity, edit.quantityFrom);
        if (edit.op === 'change' && edit.discountFrom !== edit.discountTo)
          check(`${what}: discount`, line?.discount, edit.discountFrom);
        if (edit.op === 'add' && line) faults.push(`${what}: what it adds is there`);
      }
    }
    for (const pick of of('pick', order.id)) {
      check(`${name} pick ${pick.sku}: held`, pick.held, open.length > 0);
      check(`${name} pick ${pick.sku}: promised`, pick.promisedOn, order.promisedOn);
      const orphan = !lines.some(({ id }) => id === pick.lineId);
      // What was picked in vain goes back to its shelf, also once its line is gone.
      if (orphan && pick.status !== 'released' && pick.status !== 'put_back')
        faults.push(`${name} pick ${pick.sku} is ${pick.status} for no line`);
    }
    if (order.status !== 'confirmed' && order.status !== 'completed') {
      check(
        `${name}: reserved while ${order.status}`,
        total(lines, (line) => line.reserved),
        0,
      );
    }
  }
  for (const customerId of customerIds) {
    const customer = await w.row('customer', customerId);
    // What is in another currency than theirs does not count for their credit.
    const mine = {
      all: [
        { field: 'customerId', is: 'eq', value: customerId },
        { field: 'currency', is: 'eq', value: customer.currency },
      ],
    } as const;
    const items = (await w.rows('receivable', mine)).filter(({ status }) => status === 'open');
    const counted = orders.filter(
      (one) => one.customerId === customerId && one.currency === customer.currency && COUNTED.includes(one.status),
    );
    const receipts = (await w.rows('receipt', mine)).filter(({ status }) => status !== 'reversed');
    const prepaid = (await w.rows('allocation', mine)).filter(({ receivableId }) => receivableId === null);
    const exposure =
      total(items, (one) => one.open) +
      total(counted, (one) => one.total - one.invoicedTotal) -
      total(receipts, (one) => one.unallocated) -
      total(prepaid, (one) => one.allocated);
    check(`${customer.number}: exposure`, customer.exposure, exposure);
    const limit = customer.creditLimit;
    const reading =
      limit === null || exposure <= 0 ? 'ok' : exposure > limit ? 'over' : exposure >= (limit * 4) / 5 ? 'near' : 'ok';
    check(
      `${customer.number}: credit`,
      customer.creditStatus,
      items.some(({ overdue }) => overdue) ? 'overdue' : reading,
    );
    for (const order of orders)
      if (order.customerId === customerId && ['quote', 'draft', 'submitted', 'confirmed'].includes(order.status))
        check(`${order.number}: customer's seller`, order.sellerId, customer.sellerId);
  }
  return faults;
};

/** Numbers of a series: each once, none left out; of receipts and invoices, those of each year. */
export const numberFaults = async (w: World): Promise<string[]> => {
  const [series] = await w.rows('number_series', { field: 'series', is: 'eq', value: 'order' });
  const numbers = (await w.rows('order')).map(({ number }) => Number(number.slice(3))).sort((a, b) => a - b);
  const faults =
    numbers.every((number, at) => number === at + 1) && series?.last === numbers.length
      ? []
      : [`order numbers ${numbers.join()} end at ${series?.last}`];
  for (const noun of ['receipt', 'invoice'] as const) {
    const years = new Map<string, number[]>();
    for (const { number } of await w.rows(noun)) {
      const [, year = '', count] = (number ?? '').split('-');
      years.set(year, [...(years.get(year) ?? []), Number(count)]);
    }
    for (const [year, found] of years) {
      const inOrder = found.sort((a, b) => a - b);
      if (inOrder.some((count, at) => count !== at + 1)) faults.push(`${noun}s of ${year} have the numbers ${inOrder}`);
    }
  }
  return faults;
};
