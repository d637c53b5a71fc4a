/** What a wholesaler has before the first order, entered by the product's own commands where there are any. */
import type { RowOf } from '../shared/catalogue.ts';
import type { World } from './world.ts';

export type Shop = {
  readonly warehouseId: string;
  readonly locationId: string;
  readonly listId: string;
  readonly sellerId: string;
  /** A customer with a delivery address; settled by net terms and without a credit limit unless said otherwise. */
  customer(card?: object): Promise<string>;
  /** A product at a price (in whole units of the currency) on the list, with so many on hand. Answers its id. */
  product(
    sku: string,
    card?: {
      readonly price?: number;
      readonly minPrice?: number;
      readonly onHand?: number;
      readonly nature?: 'goods' | 'charge';
      readonly lowStock?: number;
    },
  ): Promise<string>;
  stockOf(productId: string): Promise<RowOf<'stock'>>;
  picksOf(orderId: string): Promise<RowOf<'pick'>[]>;
  linesOf(orderId: string): Promise<RowOf<'order_line'>[]>;
  holdsOf(orderId: string): Promise<RowOf<'hold'>[]>;
  /** Picks, packs and ships what of the order is reserved. */
  ship(orderId: string): Promise<void>;
};

/** `code` names the shop: several may stand in one world. */
export const shop = async (
  world: World,
  { includesTax = false, currency = 'TWD', code = 'TPE' } = {},
): Promise<Shop> => {
  const warehouseId = await world.put('warehouse', { code, name: `Warehouse ${code}` });
  const locationId = await world.put('location', { warehouseId, code: 'A-01', sequence: 1, purpose: 'shelf' });
  const teamId = await world.put('team', { name: 'North' });
  const sellerId = await world.put('person', {
    name: 'Seller',
    email: `seller.${code}@example.test`,
    status: 'active',
    teamId,
    roleIds: [],
    warehouseIds: [],
  });
  if ((await world.rows('tax_code', { field: 'code', is: 'eq', value: 'T5' })).length === 0) {
    await world.put('tax_code', { code: 'T5', name: '5 %', rate: 50_000, active: true });
  }
  const listId = await world.put('price_list', {
    code: `STD-${code}`,
    name: 'Standard',
    currency,
    includesTax,
    active: true,
  });
  const of =
    <N extends 'pick' | 'order_line' | 'hold'>(noun: N) =>
    (orderId: string) =>
      world.rows(noun, { field: 'orderId', is: 'eq', value: orderId });
  return {
    warehouseId,
    locationId,
    listId,
    sellerId,
    customer: async (card = {}) => {
      const given = {
        name: 'Customer',
        country: 'TW',
        priceListId: listId,
        sellerId,
        addresses: [{ kind: 'delivery', street: '1 Street' }],
        ...card,
      };
      return (await world.do('customer.create', given)).id ?? '';
    },
    product: async (sku, { price = 100, minPrice, onHand = 0, nature = 'goods', lowStock } = {}) => {
      const { id = '' } = await world.do('product.create', {
        sku,
        name: `Product ${sku}`,
        baseUnit: 'PCS',
        taxCode: 'T5',
        nature,
        lowStock: lowStock ?? null,
      });
      const minimum = minPrice === undefined ? null : minPrice * 1_000_000;
      await world.do('price.set', {
        priceListId: listId,
        productId: id,
        unitPrice: price * 1_000_000,
        minPrice: minimum,
        validFrom: '2026-01-01',
      });
      if (onHand > 0)
        await world.do('stock.receive', {
          productId: id,
          warehouseId,
          locationId,
          quantity: onHand,
          unitCost: 1_000_000,
        });
      return id;
    },
    stockOf: async (productId) => {
      const [row] = await world.rows('stock', { field: 'productId', is: 'eq', value: productId });
      if (!row) throw new Error(`no stock of ${productId}`);
      return row;
    },
    picksOf: of('pick'),
    linesOf: async (orderId) => (await of('order_line')(orderId)).sort((a, b) => a.position - b.position),
    holdsOf: of('hold'),
    ship: async (orderId) => {
      const picks = await of('pick')(orderId);
      for (const { id, quantity } of picks) await world.do('pick.confirm', { id, picked: quantity });
      const { packageId } = await world.do('order.pack', { orderId, pickIds: picks.map(({ id }) => id) });
      await world.do('order.ship', { orderId, packageIds: [packageId] });
    },
  };
};
