/**
 * A small believable trade in a firm, made by commands: goods in two warehouses, customers of three sellers, orders in
 * many states, paid and unpaid. `hidden` changes only what some roles may not see.
 */
import { isTaxNumber } from '../../shared/sales/customer/tax-number.ts';
import type { Row } from '../agreement/oracle.ts';
import type { Code, Firm } from './firm.ts';

export type Hidden = {
  /** Multiplies every price and cost. */
  readonly money?: number;
  /** Stands in every street, contact and note. */
  readonly words?: string;
  /** Stands in the names of one seller's customers (rep2's). */
  readonly names?: string;
  /** False: nothing is paid in cash at the door and no amount is looked at, so that amounts have no consequences to be seen. */
  readonly consequences?: boolean;
  /** More on each shelf. */
  readonly pieces?: number;
};
export type Goods = {
  readonly products: readonly string[];
  readonly customers: { readonly [code: string]: readonly string[] };
  readonly list: string;
  readonly shelves: { readonly TPE: string; readonly KHH: string };
  readonly orders: readonly string[];
};

const NAMES = [
  'Formosa Hardware 福爾摩沙五金',
  'Lin & Sons 林記',
  'Café Zürich',
  'Ōsaka 商店',
  'Harbour Tools 港都工具',
  '𠮷野家 Supplies',
];
export const SELLERS: readonly Code[] = ['rep', 'rep2', 'both'];

/** The seven digits with one that makes them a tax number of Taiwan. */
const withCheckDigit = (seven: string): string =>
  [...'0123456789'].map((last) => seven + last).find((one) => isTaxNumber('TW', one)) ?? seven;

export const goods = async (
  firm: Firm,
  { money = 1, words = 'plain', names = 'Ltd', pieces = 0, consequences = true }: Hidden = {},
): Promise<Goods> => {
  const { company } = firm;
  const make = async (name: string, input: object): Promise<string> => String((await company.system(name, input)).id);
  const micro = (units: number): number => Math.round(units * money * 1_000) * 1_000;

  await company.system('setting.set', {
    key: 'organisation',
    value: { name: 'Trial Trading', currency: 'USD', timeZone: 'Asia/Taipei', language: 'en' },
  });
  await company.system('setting.set', { key: 'review.amount', value: consequences ? 900_000 : null });
  await company.system('tax_code.set', { code: 'T5', name: '5 %', rate: 50_000 });
  const list = await make('price_list.set', { code: 'STD', name: 'Standard', currency: 'USD', includesTax: false });
  const shelves = { TPE: '', KHH: '' };
  for (const code of ['TPE', 'KHH'] as const)
    shelves[code] = await make('location.create', {
      warehouseId: firm.warehouses.get(code),
      code: `${code}-A-01`,
      sequence: 10,
    });

  const products: string[] = [];
  for (let i = 0; i < 6; i++) {
    const nature = i === 5 ? 'charge' : 'goods';
    const productId = await make('product.create', {
      sku: `SKU-${700 + i}`,
      name: ['Hammer', 'Long screw', 'Door hinge', 'Blue paint', 'Saw', 'Postage'][i],
      localName: ['鐵鎚', '長螺絲', '門鉸鏈', '藍漆', '鋸子', '郵資'][i],
      barcode: `4710${i}55501`,
      baseUnit: 'PCS',
      taxCode: 'T5',
      nature,
    });
    products.push(productId);
    const unitPrice = micro(137.291 + i * 211.417);
    await company.system('price.set', {
      priceListId: list,
      productId,
      unitPrice,
      minPrice: Math.round(unitPrice * 0.6),
    });
    if (nature === 'charge') continue;
    for (const code of ['TPE', 'KHH'] as const)
      await company.system('stock.receive', {
        productId,
        warehouseId: firm.warehouses.get(code),
        locationId: shelves[code],
        quantity: 40 + i * 7 + pieces,
        unitCost: micro(71.353 + i * 97.179),
      });
  }

  const customers: { [code: string]: string[] } = {};
  for (const [at, code] of SELLERS.entries()) {
    customers[code] = [];
    for (let i = 0; i < 2; i++) {
      const n = at * 2 + i;
      customers[code].push(
        await make('customer.create', {
          sellerId: firm.idOf(code),
          name: `${NAMES[n]} ${at === 1 ? names : 'Ltd'}`,
          localName: n % 2 ? `客戶${n} ${at === 1 ? names : 'Ltd'}` : null,
          country: 'TW',
          priceListId: list,
          settlement: consequences && (n === 1 || n === 4) ? 'cash_on_delivery' : 'net',
          termsDays: 30,
          taxNumber: withCheckDigit(`8${n}40${n}19`),
          contacts: [
            {
              name: `Contact ${words} ${n}`,
              position: `Buyer ${words} ${n}`,
              phone: `+886-2-55${n}0-771${n}`,
              email: `buys-${words}${n}@buyer.example`,
              languages: 'zh-TW en',
            },
            { name: `Second ${words} ${n}`, phone: `+886-2-55${n}0-991${n}` },
          ],
          addresses: [
            {
              kind: 'billing',
              street: `${n}7 Ledger Street ${words}`,
              email: `bills-${words}${n}@buyer.example`,
              city: `Ledgertown ${words}`,
            },
            {
              kind: 'delivery',
              consignee: `Consignee ${words} ${n}`,
              street: `${n}9 Harbour Road ${words}`,
              phone: `+886-7-66${n}0-882${n}`,
              postalCode: `8${n}477`,
              instructions: `Ring ${words} ${n} times`,
            },
            { kind: 'delivery', street: `${n}3 Back Lane ${words}`, instructions: `Gate ${words} ${n}` },
          ],
          creditLimit: n === 2 ? null : Math.round(4_000_000 * money) + n * 13,
          notes: `Note ${words} about customer ${n}`,
        }),
      );
    }
  }

  const orders: string[] = [];
  const enter = async (code: Code, n: number, warehouse: 'TPE' | 'KHH', submit: boolean): Promise<string> => {
    const { id } = await firm.do(code, 'order.create', {
      customerId: customers[code]?.[n % 2],
      warehouseId: firm.warehouses.get(warehouse),
      promisedOn: `2026-03-${String(10 + n).padStart(2, '0')}`,
      externalNumber: `PO-${code}-${n}`,
      notes: `Note ${words} on order ${n}`,
      lines: [
        { productId: products[n % 5], quantity: 2 + n, discount: n % 3 === 0 ? 20_311 : 0 },
        { productId: products[(n + 2) % 5], quantity: 1 + (n % 4) },
        ...(n % 4 === 3 ? [{ productId: products[5], quantity: 1 }] : []),
      ],
      submit,
    });
    orders.push(String(id));
    firm.pass(1_000);
    return String(id);
  };
  for (const [at, code] of SELLERS.entries())
    for (let i = 0; i < 6; i++) await enter(code, at + i, (at + i) % 2 ? 'KHH' : 'TPE', i !== 5);

  await company.system('order.hold', { id: orders[1], why: `wait ${words}` });
  for (const n of [0, 2, 6, 7]) await shipAll(firm, orders[n] as string, n !== 2);
  for (const n of [0, 6]) await company.system('order.invoice', { orderId: orders[n] });
  const [open] = (await firm.rows('receivable')).filter((one) => one.orderId === orders[0]);
  if (open)
    await firm.do('fin', 'receipt.record', {
      customerId: open.customerId,
      receivedOn: '2026-03-02',
      received: Math.max(1, Math.floor(Number(open.open) / 2)),
      currency: 'USD',
      method: 'transfer',
      reference: `Bank ${words} 0099`,
      allocations: [{ receivableId: open.id, allocated: Math.max(1, Math.floor(Number(open.open) / 2)) }],
    });
  await company.system('order.cancel', { id: orders[8], why: `lost ${words}` });
  return { products, customers, list, shelves, orders };
};

/** Picks, packs and ships all that is reserved of an order, as far as it goes. */
export const shipAll = async (firm: Firm, orderId: string, ship: boolean): Promise<void> => {
  const picks = (await firm.rows('pick')).filter((one: Row) => one.orderId === orderId && one.status === 'reserved');
  for (const pick of picks) await firm.company.system('pick.confirm', { id: pick.id, picked: pick.quantity });
  if (picks.length === 0) return;
  const packed = await firm.company.system('order.pack', { orderId, pickIds: picks.map(({ id }) => id) });
  if (ship) await firm.company.system('order.ship', { orderId, packageIds: [packed.packageId ?? packed.id] });
};
