/** Customers, products, price list and tax code that imported orders need: found by their numbers and codes, else made. */
import { insertedRow } from '../../base/changes.ts';
import { countryNamed } from '../../base/country.ts';
import type { Change } from '../../base/decision.ts';
import { derivedId } from '../../base/id.ts';
import { cutText } from '../../base/text.ts';
import type { NounName, RowOf } from '../../catalogue.ts';
import { keysOf } from '../../sales/customer/alike.ts';
import type { ImportDocument } from './import_run.commands.ts';

export const customerIdOf = (number: string): string => derivedId('import customer', number);
export const productIdOf = (sku: string): string => derivedId('import product', sku);
/** Nothing is known of the tax that imported documents bore; their amounts are taken as they are. */
export const NO_TAX = 'T0';
const BASE_UNIT = 'PC';

export type Masters = {
  readonly seller: RowOf<'person'> | null;
  /** Those with the documents' customer numbers. */
  readonly customers: readonly RowOf<'customer'>[];
  /** Those with the documents' SKUs; a SKU's case counts. */
  readonly products: readonly RowOf<'product'>[];
  /** Price lists in the documents' currency. */
  readonly lists: readonly RowOf<'price_list'>[];
  readonly taxCode: RowOf<'tax_code'> | null;
  /** Setting `credit.initial`: minor units, null for no limit. */
  readonly initialLimit: number | null;
};

const insert = <N extends NounName>(noun: N, { id, ...set }: RowOf<N>): Change =>
  ({ op: 'insert', noun, id, set }) as unknown as Change;

/** Finds what a document names; what is not there is made once, by an id that follows from its number or code. */
export const mastersFor = (facts: Masters, { currency }: { readonly currency: string }) => {
  const { seller } = facts;
  const made: Change[] = [];
  const keep = <N extends NounName>(noun: N, row: RowOf<N>): RowOf<N> => {
    made.push(insert(noun, row));
    return row;
  };
  const customers = new Map(facts.customers.map((row) => [row.number, row]));
  const products = new Map(facts.products.map((row) => [row.sku, row]));
  const rank = ({ active, usual }: RowOf<'price_list'>): number => (active ? 0 : 2) + (usual ? 0 : 1);
  let list = [...facts.lists].sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1))[0];
  const listOf = (): RowOf<'price_list'> => {
    const code = `IMPORT-${currency}`;
    list ??= keep(
      'price_list',
      insertedRow('price_list', derivedId('import price list', currency), { code, name: code, currency, active: true }),
    );
    return list;
  };
  const taxCode =
    facts.taxCode ??
    keep(
      'tax_code',
      insertedRow('tax_code', derivedId('import tax code', NO_TAX), {
        code: NO_TAX,
        name: '0 %',
        rate: 0,
        active: true,
      }),
    );

  return {
    taxCode,
    customer: ({ customer }: ImportDocument): RowOf<'customer'> => {
      const known = customers.get(customer.number);
      if (known) return known;
      const row = keep(
        'customer',
        insertedRow('customer', customerIdOf(customer.number), {
          ...customer,
          country: countryNamed(customer.country) ?? customer.country,
          currency,
          sellerId: seller?.id ?? '',
          ...keysOf(customer),
          sellerName: seller?.name ?? '',
          teamId: seller?.teamId ?? null,
          status: 'active',
          settlement: 'net',
          termsDays: 30,
          priceListId: listOf().id,
          creditLimit: facts.initialLimit,
          creditStatus: 'ok',
        }),
      );
      customers.set(row.number, row);
      return row;
    },
    product: (line: ImportDocument['lines'][number]): RowOf<'product'> => {
      const known = products.get(line.sku);
      if (known) return known;
      const row = keep(
        'product',
        insertedRow('product', productIdOf(line.sku), {
          sku: line.sku,
          name: cutText(line.name, 160) || line.sku,
          baseUnit: BASE_UNIT,
          nature: line.charge === true ? 'charge' : 'goods',
          status: 'active',
          taxCode: taxCode.code,
        }),
      );
      products.set(row.sku, row);
      return row;
    },
    /** What had to be made, in the order of need. */
    made: (): readonly Change[] => made,
  };
};
