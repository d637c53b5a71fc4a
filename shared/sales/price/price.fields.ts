import { fieldsOf, nounOf } from '../../base/fields.ts';

export const priceList = nounOf({
  name: 'price_list',
  plural: 'price_lists',
  table: 'price_list',
  fields: fieldsOf({
    code: { kind: 'text', group: 'basics', max: 20 },
    /** In English, and where the other two are not there. */
    name: { kind: 'text', group: 'basics', max: 120 },
    traditionalName: { kind: 'text', group: 'basics', max: 120, nullable: true },
    simplifiedName: { kind: 'text', group: 'basics', max: 120, nullable: true },
    currency: { kind: 'text', group: 'basics', max: 3 },
    includesTax: { kind: 'flag', group: 'basics' },
    /** New customers begin with it; of all lists one. */
    usual: { kind: 'flag', group: 'basics' },
    /** Offered from now on; who has it keeps it. */
    active: { kind: 'flag', group: 'basics' },
  }),
  scopes: {},
  title: 'name',
  sort: [{ field: 'code' }],
  unique: [['code']],
});

/** A price of a product on a list, from `minQuantity` base units on, on the days `validFrom`..`validTo`. */
export const price = nounOf({
  name: 'price',
  plural: 'prices',
  table: 'price',
  fields: fieldsOf({
    priceListId: { kind: 'ref', of: 'price_list', group: 'basics' },
    productId: { kind: 'ref', of: 'product', group: 'basics' },
    listCode: { kind: 'text', group: 'basics', max: 20, derived: true },
    sku: { kind: 'text', group: 'basics', max: 60, searchable: true, derived: true },
    currency: { kind: 'text', group: 'basics', max: 3, derived: true },
    minQuantity: { kind: 'quantity', group: 'basics' },
    validFrom: { kind: 'day', group: 'basics' },
    validTo: { kind: 'day', group: 'basics', nullable: true },
    unitPrice: { kind: 'price', group: 'prices' },
    minPrice: { kind: 'price', group: 'prices', nullable: true },
    /** With many others at once, by which change. */
    changeId: { kind: 'ref', of: 'price_change', group: 'basics', nullable: true, derived: true },
  }),
  scopes: {},
  title: 'sku',
  sort: [{ field: 'sku' }, { field: 'minQuantity' }],
  about: { noun: 'product', field: 'productId' },
  indexes: [['productId', 'priceListId'], ['sku'], ['changeId']],
});

export const taxCode = nounOf({
  name: 'tax_code',
  plural: 'tax_codes',
  table: 'tax_code',
  fields: fieldsOf({
    code: { kind: 'text', group: 'basics', max: 20 },
    /** In English, and where the other two are not there. */
    name: { kind: 'text', group: 'basics', max: 120 },
    traditionalName: { kind: 'text', group: 'basics', max: 120, nullable: true },
    simplifiedName: { kind: 'text', group: 'basics', max: 120, nullable: true },
    /** Of what is entered from now on: a line keeps the rate that it was entered with. */
    rate: { kind: 'ppm', group: 'basics', max: 1_000_000 },
    /** Offered from now on; the products that have it keep it. */
    active: { kind: 'flag', group: 'basics' },
  }),
  scopes: {},
  title: 'code',
  sort: [{ field: 'code' }],
  unique: [['code']],
});
