import { fieldsOf, nounOf } from '../../base/fields.ts';

export const warehouse = nounOf({
  name: 'warehouse',
  plural: 'warehouses',
  table: 'warehouse',
  fields: fieldsOf({
    code: { kind: 'text', group: 'basics', max: 20 },
    name: { kind: 'text', group: 'basics', max: 120 },
  }),
  scopes: {},
  title: 'code',
  sort: [{ field: 'code' }],
  unique: [['code']],
});

/** Goods come in to a shelf or the receiving dock; what lies in quarantine or waits to be put back is not for sale. */
export const purposes = ['shelf', 'receiving', 'quarantine', 'put_back'] as const;

export const location = nounOf({
  name: 'location',
  plural: 'locations',
  table: 'location',
  fields: fieldsOf({
    warehouseId: { kind: 'ref', of: 'warehouse', group: 'basics' },
    code: { kind: 'text', group: 'basics', max: 30 },
    /** Place in the walk; pick lists are sorted by it. */
    sequence: { kind: 'integer', group: 'basics' },
    purpose: { kind: 'enum', values: purposes, group: 'basics' },
  }),
  scopes: { warehouse: { field: 'warehouseId', is: 'in', value: { actor: 'warehouses' } } },
  title: 'code',
  sort: [{ field: 'sequence' }],
  unique: [['warehouseId', 'code']],
});
