import { fieldsOf, nounOf } from '../../base/fields.ts';

export const productFields = fieldsOf({
  sku: { kind: 'text', group: 'basics', max: 60, searchable: true },
  name: { kind: 'text', group: 'basics', max: 160, searchable: true },
  localName: { kind: 'text', group: 'basics', max: 160, searchable: true, nullable: true },
  specification: { kind: 'text', group: 'basics', max: 160, nullable: true },
  /** What its variants have in common by name: each is a product of its own, told from the others by its traits. */
  family: { kind: 'text', group: 'basics', max: 60, searchable: true, nullable: true },
  /** `[{ name, value }]` (product.traits.ts). */
  traits: { kind: 'json', group: 'basics', nullable: true },
  traitWords: { kind: 'text', group: 'basics', max: 500, searchable: true, nullable: true, derived: true },
  category: { kind: 'text', group: 'basics', max: 60, nullable: true },
  barcode: { kind: 'text', group: 'basics', max: 60, searchable: true, nullable: true },
  baseUnit: { kind: 'text', group: 'basics', max: 20 },
  /** Charges (postage, fees) are sold and invoiced, never stocked. */
  nature: { kind: 'enum', values: ['goods', 'charge'], group: 'basics' },
  status: { kind: 'enum', values: ['active', 'discontinued'], group: 'basics' },
  taxCode: { kind: 'text', group: 'basics', max: 20 },
  weight: { kind: 'integer', group: 'basics', nullable: true },
  lowStock: { kind: 'quantity', group: 'basics', nullable: true },
  /** Of the picture that it has, apart from it (product_picture): another picture has another mark. */
  pictureMark: { kind: 'text', group: 'basics', max: 40, nullable: true, derived: true },
});
export const product = nounOf({
  name: 'product',
  plural: 'products',
  table: 'product',
  fields: productFields,
  scopes: {},
  title: 'sku',
  sort: [{ field: 'sku' }],
  unique: [['sku']],
  indexes: [['barcode'], ['family']],
});

/** A sold or scanned unit of a product: `factor` base units make one (a box of 12 has factor 12). */
export const productUnit = nounOf({
  name: 'product_unit',
  plural: 'product_units',
  table: 'product_unit',
  fields: fieldsOf({
    productId: { kind: 'ref', of: 'product', group: 'basics' },
    code: { kind: 'text', group: 'basics', max: 20 },
    factor: { kind: 'quantity', group: 'basics', max: 1_000_000 },
    barcode: { kind: 'text', group: 'basics', max: 60, nullable: true },
  }),
  scopes: {},
  title: 'code',
  sort: [{ field: 'productId' }, { field: 'factor' }],
  about: { noun: 'product', field: 'productId' },
  unique: [['productId', 'code']],
  indexes: [['barcode']],
});
