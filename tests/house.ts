import type { RowOf } from '../shared/catalogue.ts';
import type { World } from './world.ts';

/** Whose orders they are: net terms, no limit of credit. */
export const ACME = 'customer-acme';

/** A warehouse with two shelves, and orders laid down as confirmed and waiting: what the warehouse's tests begin with. */
export type House = {
  readonly warehouseId: string;
  /** In the order of the walk. */
  readonly shelves: readonly [string, string];
  product(sku: string, more?: Partial<RowOf<'product'>>): Promise<string>;
  /** A confirmed order whose lines all wait for stock. Net is 100 minor units a piece. */
  order(
    number: string,
    lines: readonly { readonly productId: string; readonly quantity: number }[],
    more?: Partial<RowOf<'order'>>,
  ): Promise<{ readonly id: string; readonly lineIds: readonly string[] }>;
  receive(productId: string, quantity: number, more?: object): Promise<{ readonly [name: string]: string }>;
};

export const house = async (w: World, code = 'TPE'): Promise<House> => {
  const { id: warehouseId = '' } = await w.do('warehouse.create', { code, name: `Warehouse ${code}` });
  if ((await w.rows('customer', { field: 'id', is: 'eq', value: ACME })).length === 0) {
    const owner = { sellerId: 'person-seller', sellerName: 'Seller' };
    const priceListId = await w.put('price_list', { code: 'STD', name: 'Standard', currency: 'TWD', active: true });
    const terms = { status: 'active', settlement: 'net', termsDays: 30, currency: 'TWD', priceListId } as const;
    await w.put(
      'customer',
      { number: 'C-1', name: 'Acme', ...owner, ...terms, deliveryStreet: '1 Harbour Road' },
      ACME,
    );
  }
  const shelf = async (name: string, sequence: number): Promise<string> =>
    (await w.do('location.create', { warehouseId, code: name, sequence })).id ?? '';
  const shelves = [await shelf('A-01', 10), await shelf('B-01', 20)] as const;
  return {
    warehouseId,
    shelves,
    product: (sku, more = {}) =>
      w.put('product', {
        sku,
        name: `Product ${sku}`,
        barcode: `471${sku}`,
        baseUnit: 'PC',
        status: 'active',
        ...more,
      }),
    order: async (number, lines, more = {}) => {
      const total = lines.reduce((all, { quantity }) => all + quantity * 100, 0);
      const owners = { sellerId: 'person-seller', teamId: null, warehouseId };
      const id = await w.put('order', {
        number,
        status: 'confirmed',
        customerId: ACME,
        customerName: 'Acme',
        ...owners,
        warehouseCode: code,
        currency: 'TWD',
        rate: 1_000_000,
        confirmedAt: w.now(),
        lineCount: lines.length,
        fulfilment: 'backordered',
        settlement: 'net',
        net: total,
        total,
        consignee: 'Ms Lin',
        deliveryStreet: '1 Harbour Road',
        ...more,
      });
      const lineIds: string[] = [];
      for (const [at, { productId, quantity }] of lines.entries()) {
        const { sku, name } = await w.row('product', productId);
        const line = { productId, sku, productName: name, quantity, unit: 'PC', unitFactor: 1, position: at + 1 };
        const money = { unitPrice: 100_000_000, net: quantity * 100, total: quantity * 100 };
        const state = { nature: 'goods', fulfilment: 'backordered', orderStatus: 'confirmed' } as const;
        lineIds.push(
          await w.put('order_line', {
            orderId: id,
            customerId: ACME,
            ...line,
            ...money,
            ...state,
            ...owners,
          }),
        );
      }
      return { id, lineIds };
    },
    receive: (productId, quantity, more = {}) =>
      w.do('stock.receive', { productId, warehouseId, locationId: shelves[0], quantity, ...more }),
  };
};
