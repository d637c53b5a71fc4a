import { minor, rounded } from './sales-money.ts';
import type { World } from './world.ts';

const HOLDS_STOCK = ['reserved', 'claimed', 'picked', 'packed', 'put_back'];
const HOLDS_LINE = ['reserved', 'claimed', 'picked', 'packed'];
const AHEAD = ['unreserved', 'backordered', 'reserved', 'picking', 'packed', 'shipped', 'delivered'];

/** Half away from zero, for what is not negative. */
const times = (price: number, quantity: number): number =>
  Number((BigInt(price) * BigInt(quantity) * 2n + 1_000_000n) / 2_000_000n);
const share = (amount: number, part: number, whole: number): number =>
  whole === 0 ? 0 : Number((BigInt(amount) * BigInt(part) * 2n + BigInt(whole)) / (BigInt(whole) * 2n));
const total = <R>(rows: readonly R[], of: (row: R) => number): number => {
  let all = 0;
  for (const row of rows) all += of(row);
  return all;
};

/** What does not add up in a warehouse, a line each. Plain reckoning over all rows: no code of the product. */
export const stockFaults = async (w: World, warehouseId: string): Promise<string[]> => {
  const here = { field: 'warehouseId', is: 'eq', value: warehouseId } as const;
  const [stock, movements, picks, orders, lines, packages, shipments, notes, products] = [
    await w.rows('stock', here),
    await w.rows('stock_movement', here),
    await w.rows('pick', here),
    await w.rows('order', here),
    await w.rows('order_line', here),
    await w.rows('package', here),
    await w.rows('shipment', here),
    await w.rows('shipment_line', here),
    await w.rows('product'),
  ];
  const faults: string[] = [];
  const check = (what: string, is: unknown, should: unknown): void => {
    if (is !== should) faults.push(`${what} is ${is}, not ${should}`);
  };
  for (const row of stock) {
    const name = `stock ${row.sku} ${row.locationCode}`;
    const moved = movements.filter((one) => one.stockId === row.id);
    const held = picks.filter((one) => one.stockId === row.id && HOLDS_STOCK.includes(one.status));
    check(
      `${name}: on hand`,
      row.onHand,
      total(moved, (one) => one.quantity),
    );
    check(
      `${name}: reserved`,
      row.reserved,
      total(held, (one) => one.quantity),
    );
    check(`${name}: available`, row.available, row.onHand - row.reserved);
    check(`${name}: value`, row.value, times(row.unitCost, row.onHand));
    const lowStock = products.find((one) => one.id === row.productId)?.lowStock ?? null;
    check(`${name}: low`, row.low, lowStock !== null && row.available <= lowStock);
    if (row.reserved < 0 || row.reserved > row.onHand)
      faults.push(`${name}: ${row.reserved} reserved of ${row.onHand}`);
  }
  for (const line of lines) {
    const order = orders.find((one) => one.id === line.orderId);
    const name = `line ${order?.number} ${line.position}`;
    const own = picks.filter((one) => one.lineId === line.id);
    const open = own.filter((one) => HOLDS_LINE.includes(one.status));
    const left = notes.filter((one) => one.lineId === line.id);
    const went = shipments.filter((one) => left.some((note) => note.shipmentId === one.id));
    const reserved = total(open, (one) => one.quantity);
    const picked = total(open, (one) => one.picked);
    const packed = total(
      open.filter((one) => one.status === 'packed'),
      (one) => one.quantity,
    );
    const shipped = total(left, (one) => one.quantity);
    check(`${name}: reserved`, line.reserved, reserved);
    check(`${name}: picked`, line.picked, picked);
    check(`${name}: packed`, line.packed, packed);
    check(`${name}: shipped`, line.shipped, shipped);
    check(
      `${name}: shipped picks`,
      total(
        own.filter((one) => one.status === 'shipped'),
        (one) => one.quantity,
      ),
      shipped,
    );
    const want = line.quantity - line.closed;
    if (shipped + reserved > want) faults.push(`${name}: ${shipped} + ${reserved} for ${want}`);
    // In the order's currency, by the rate that it was entered with; goods are valued in the house's own.
    const rate = BigInt(order?.rate || 1_000_000);
    const inItsOwn = minor(order?.currency ?? 'TWD');
    const cost = total(left, (one) =>
      Number(rounded(BigInt(one.unitCost ?? 0) * BigInt(one.quantity) * inItsOwn, rate)),
    );
    if (shipped > 0) check(`${name}: cost`, line.cost, cost);
    // Frozen at shipment: a later short close may move the net of a line by the unit that its invoices were rounded by.
    const margin = share(line.net, shipped, line.quantity) - cost;
    if (shipped > 0 && line.closed === 0 && Math.abs((line.margin ?? 0) - margin) > 1)
      check(`${name}: margin`, line.margin, margin);
    let should = 'unreserved';
    if (order?.status === 'confirmed' || order?.status === 'completed') {
      if (line.nature === 'charge') should = 'delivered';
      else if (shipped >= want)
        should = went.length > 0 && went.every((one) => one.status === 'delivered') ? 'delivered' : 'shipped';
      else if (shipped + reserved < want) should = 'backordered';
      else if (shipped + packed >= want) should = 'packed';
      else should = picked > 0 || open.some((one) => one.status === 'claimed') ? 'picking' : 'reserved';
    }
    check(`${name}: fulfilment`, line.fulfilment, should);
  }
  for (const order of orders) {
    const own = lines.filter((one) => one.orderId === order.id).sort((a, b) => a.position - b.position);
    const wanted = own.filter((one) => one.nature === 'goods' && one.quantity - one.closed > 0);
    let least = 'delivered';
    for (const one of wanted) if (AHEAD.indexOf(one.fulfilment) < AHEAD.indexOf(least)) least = one.fulfilment;
    if (wanted.length > 0) check(`order ${order.number}: fulfilment`, order.fulfilment, least);
    if (own.some((one) => one.shipped > 0))
      check(
        `order ${order.number}: cost`,
        order.cost,
        total(own, (one) => one.cost ?? 0),
      );
    const children = [picks, lines, packages, shipments, notes].flatMap((rows) =>
      [...rows].filter((one) => one.orderId === order.id),
    );
    for (const child of children) check(`child of ${order.number}: status`, child.orderStatus, order.status);
    for (const pick of picks)
      if (pick.orderId === order.id) check(`pick of ${order.number}: held`, pick.held, order.openHolds > 0);
  }
  for (const one of packages) {
    const inside = picks.filter((pick) => pick.packageId === one.id && ['packed', 'shipped'].includes(pick.status));
    if (one.status !== 'unpacked')
      check(
        `package ${one.orderNumber}/${one.number}: pieces`,
        one.pieces,
        total(inside, (pick) => pick.quantity),
      );
    else check(`opened package ${one.orderNumber}/${one.number}: picks`, inside.length, 0);
  }
  for (const one of shipments) {
    check(
      `${one.number}: pieces`,
      one.pieces,
      total(
        notes.filter((note) => note.shipmentId === one.id),
        (note) => note.quantity,
      ),
    );
    const out = movements.filter((move) => move.kind === 'ship' && move.reason === one.number);
    check(
      `${one.number}: ledger`,
      total(out, (move) => -move.quantity),
      one.pieces,
    );
  }
  return faults;
};
