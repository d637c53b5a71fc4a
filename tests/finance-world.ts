/** What tests of Finance take for given, laid down past the commands: customers, confirmed orders, goods that left. */
import type { RowOf } from '../shared/catalogue.ts';
import { totals } from '../shared/sales/order/order.totals.ts';
import type { World } from './world.ts';

export type LaidLine = {
  /** Base units. */
  readonly quantity: number;
  /** Micro-units. */
  readonly unitPrice: number;
  /** ppm */
  readonly taxRate?: number;
  readonly charge?: boolean;
};

let numbered = 0;

export const layCustomer = (w: World, set: Partial<RowOf<'customer'>> = {}): Promise<string> =>
  w.put('customer', {
    number: `C-${++numbered}`,
    name: 'Formosa Tools',
    currency: 'TWD',
    status: 'active',
    sellerId: 'seller-1',
    settlement: 'net',
    termsDays: 30,
    ...set,
  });

/** A confirmed order of TWD with its figures by the product's totals; its customer's exposure follows. Answers the order's id. */
export const layOrder = async (
  w: World,
  customerId: string,
  wishes: readonly LaidLine[],
  set: Partial<RowOf<'order'>> = {},
): Promise<string> => {
  const currency = set.currency ?? 'TWD';
  const lines = wishes.map((wish) => ({
    ...wish,
    discount: 0,
    taxRate: wish.taxRate ?? 50_000,
    taxCode: `T${wish.taxRate ?? 50_000}`,
  }));
  const terms = { priceIncludesTax: set.priceIncludesTax ?? false, discount: set.discount ?? 0 };
  const figures = totals({ currency, taxRounding: 'document', ...terms, lines });
  const owners = { sellerId: 'seller-1', teamId: null, warehouseId: 'warehouse-1' };
  const status = set.status ?? 'confirmed';
  const number = `SO-${++numbered}`;
  const orderId = await w.put('order', {
    number,
    status,
    customerId,
    customerName: 'Formosa Tools',
    currency,
    rate: 1_000_000,
    settlement: 'net',
    termsDays: 30,
    orderedOn: '2026-03-02',
    lineCount: lines.length,
    ...terms,
    ...owners,
    net: figures.net,
    tax: figures.tax,
    total: figures.total,
    ...set,
  });
  for (const [n, line] of lines.entries()) {
    const { net, tax, gross } = figures.lines[n] as { net: number; tax: number; gross: number };
    await w.put('order_line', {
      orderId,
      position: n + 1,
      productId: `product-${n + 1}`,
      sku: `SKU-${n + 1}`,
      productName: `Product ${n + 1}`,
      nature: line.charge ? 'charge' : 'goods',
      quantity: line.quantity,
      unit: 'PCS',
      unitFactor: 1,
      unitPrice: line.unitPrice,
      discount: 0,
      taxCode: line.taxCode,
      taxRate: line.taxRate,
      net,
      tax,
      total: gross,
      customerId,
      ...owners,
      orderStatus: status,
    });
  }
  return orderId;
};

export const linesOf = async (w: World, orderId: string): Promise<RowOf<'order_line'>[]> =>
  (await w.rows('order_line', { field: 'orderId', is: 'eq', value: orderId })).sort((a, b) => a.position - b.position);

/** Goods of one line leave: `quantity` base units, at most what is left of it. Answers how many did. */
export const layShipment = async (w: World, line: RowOf<'order_line'>, quantity: number): Promise<number> => {
  const leaves = Math.min(quantity, line.quantity - line.closed - line.shipped);
  if (leaves <= 0 || line.nature === 'charge') return 0;
  const { orderId, sellerId, teamId, warehouseId, orderStatus } = line;
  const owners = { orderId, sellerId, teamId, warehouseId, orderStatus };
  const shipmentId = await w.put('shipment', {
    number: `DN-${++numbered}`,
    status: 'shipped',
    billed: 'open',
    pieces: leaves,
    ...owners,
  });
  await w.put('shipment_line', {
    shipmentId,
    lineId: line.id,
    sku: line.sku,
    productName: line.productName,
    quantity: leaves,
    ...owners,
  });
  await w.store.write((connection) =>
    connection.run('UPDATE "sales_order_line" SET "shipped" = ? WHERE "id" = ?', [line.shipped + leaves, line.id]),
  );
  return leaves;
};

export const shipAll = async (w: World, orderId: string): Promise<void> => {
  for (const line of await linesOf(w, orderId)) await layShipment(w, line, line.quantity);
};
