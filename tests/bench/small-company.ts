/** A company for measuring: products in plenty of stock, customers with credit, sellers with the starting rules. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Company, openCompany } from '../../server/system/company.ts';
import { startingRows } from '../../server/system/starting.ts';

export type SmallCompany = {
  readonly company: Company;
  readonly folder: string;
  readonly sellers: readonly string[];
  readonly customers: readonly string[];
  readonly products: readonly string[];
  readonly warehouse: string;
  /** Role ids by code. */
  readonly roles: ReadonlyMap<string, string>;
  person(role: string, n: number): Promise<string>;
  close(): Promise<void>;
};

const text = (value: unknown): string => String(value);

/** Everything is made by the product's own commands; `sellers` people have the role of a sales representative. */
export const smallCompany = async (sellers: number): Promise<SmallCompany> => {
  const folder = await mkdtemp(join(tmpdir(), 'crossdock-bench-'));
  const company = await openCompany({ data: folder }, Date.now);
  const make = async (name: string, input: unknown): Promise<string> => text((await company.system(name, input)).id);
  const roles = await startingRows(make);
  await company.system('setting.set', { key: 'review.amount', value: null });
  await make('tax_code.set', { code: 'T5', name: 'Five per cent', rate: 50_000 });
  const list = await make('price_list.set', { code: 'STD', name: 'Standard', currency: 'TWD', includesTax: false });
  const warehouse = await make('warehouse.create', { code: 'TPE', name: 'Taipei' });
  const person = async (role: string, n: number): Promise<string> => {
    const id = await make('person.invite', {
      name: `${role} ${n}`,
      email: `${role}.${n}@bench.example`,
      roleIds: [roles.get(role)],
      warehouseIds: [warehouse],
      teamId: null,
      language: 'en',
      discountAuthority: 100_000,
    });
    await company.system('person.activate', { id });
    return id;
  };
  const people = await Promise.all(Array.from({ length: sellers }, (_, n) => person('sales_rep', n)));
  const products = await Promise.all(
    Array.from({ length: 60 }, async (_, n) => {
      const id = await make('product.create', {
        sku: `SKU-${1000 + n}`,
        name: `Torque wrench ${n}`,
        localName: `扭力扳手 ${n}`,
        baseUnit: 'pc',
        taxCode: 'T5',
      });
      await make('price.set', { priceListId: list, productId: id, unitPrice: (100 + n) * 1_000_000, minQuantity: 1 });
      const location = await make('location.create', {
        warehouseId: warehouse,
        code: `A-${n}`,
        sequence: n,
        purpose: 'shelf',
      });
      await company.system('stock.receive', {
        productId: id,
        warehouseId: warehouse,
        locationId: location,
        quantity: 900_000_000,
        unitCost: 60_000_000,
      });
      return id;
    }),
  );
  const customers = await Promise.all(
    Array.from({ length: Math.max(40, sellers) }, (_, n) =>
      make('customer.create', {
        name: `Northgate Supply ${n}`,
        localName: `北門商行 ${n}`,
        country: 'TW',
        sellerId: people[n % people.length],
        priceListId: list,
        creditLimit: 9_000_000_000_000,
        addresses: [
          {
            kind: 'delivery',
            consignee: 'Receiving desk',
            street: `${n} Fuxing South Road`,
            phone: '02-5550-1234',
          },
        ],
      }),
    ),
  );
  return {
    company,
    folder,
    sellers: people,
    customers,
    products,
    warehouse,
    roles,
    person,
    close: async () => {
      await company.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** The n-th order: five lines for the n-th customer, by that customer's seller, confirmed and reserved at once. */
export const nthOrder = (small: SmallCompany, n: number): { readonly seller: string; readonly input: unknown } => {
  const at = n % small.customers.length;
  return {
    seller: small.sellers[at % small.sellers.length] as string,
    input: {
      customerId: small.customers[at],
      warehouseId: small.warehouse,
      lines: Array.from({ length: 5 }, (_, line) => ({
        productId: small.products[(n * 5 + line) % small.products.length],
        quantity: 1 + ((n + line) % 12),
      })),
      submit: true,
    },
  };
};
