import type { Column } from './table.columns.ts';
import { among, by, refusedRow, type TableKind, texts } from './table.kind.ts';

/** That somebody may receive goods decides over these; only the cost is a field of its own. */
const of = (
  name: string,
  label: Column['label'],
  holds: Column['holds'],
  also: readonly string[],
  more: Pick<Column, 'required' | 'about'> = {},
): Column => ({ name, writes: ['stock', name], free: true, label, holds, also, ...more });
const text = (max: number) => ({ kind: 'text', max }) as const;
const required = { required: true } as const;

const columns: readonly Column[] = [
  of(
    'warehouseId',
    ['stock', 'warehouseId'],
    text(20),
    ['warehousecode', 'site', '倉庫代碼', '仓库代码', '倉別', '仓别'],
    required,
  ),
  of(
    'locationId',
    ['stock', 'locationId'],
    text(30),
    ['bin', 'shelf', 'locationcode', '儲位', '储位', '庫位', '库位', '貨位', '货位'],
    required,
  ),
  of(
    'sku',
    ['product', 'sku'],
    text(60),
    ['stockcode', 'productcode', 'itemcode', 'itemno', 'item', '品號', '貨號', '货号', '料號', '料号'],
    { ...required, about: ['productId'] },
  ),
  of(
    'quantity',
    'own',
    { kind: 'integer', min: 1, max: 1_000_000_000 },
    ['quantity', 'qty', 'onhand', 'stock', '數量', '数量', '庫存', '库存', '在庫', '在库'],
    required,
  ),
  of('lot', ['stock', 'lot'], text(60), ['batch', 'lotno', 'batchno', '批號', '批号']),
  of('expiresOn', ['stock', 'expiresOn'], { kind: 'day' }, [
    'expiry',
    'expires',
    'bestbefore',
    '效期',
    '有效期',
    '到期日',
  ]),
  {
    name: 'unitCost',
    writes: ['stock', 'unitCost'],
    label: ['stock', 'unitCost'],
    holds: { kind: 'decimal', digits: 6 },
    also: ['cost', '成本', '單位成本', '单位成本'],
  },
];

/**
 * What lies at a place when the books begin, received there as goods are. A place where the product (and lot) has a row
 * is left as it is, however much lies there by now: so the same table adds nothing on any later day.
 */
export const stockTable: TableKind = {
  on: 'stock',
  may: 'receive',
  whole: [],
  compares: ['productId', 'locationId', 'lot'],
  columns,
  keys: ({ warehouseId, locationId, sku, lot = '' }) => ({
    own: [JSON.stringify([warehouseId, locationId, sku, lot])],
  }),
  asks: [
    ({ rows }) => [
      ...among('warehouse', 'code', texts(rows, 'warehouseId')),
      ...among('product', 'sku', texts(rows, 'sku')),
      ...among('location', 'code', texts(rows, 'locationId')),
    ],
    ({ facts }) =>
      among(
        'stock',
        'productId',
        (facts.product ?? []).map(({ id }) => id),
      ),
  ],
  planner: ({ facts }) => {
    const warehouses = by(facts.warehouse, 'code');
    const products = by(facts.product, 'sku');
    const locations = new Map((facts.location ?? []).map((row) => [JSON.stringify([row.warehouseId, row.code]), row]));
    const standing = new Map(
      (facts.stock ?? []).map((row) => [JSON.stringify([row.productId, row.locationId, row.lot ?? null]), row]),
    );
    return (values) => {
      const { quantity, lot, expiresOn, unitCost } = values;
      const warehouse = warehouses.get(String(values.warehouseId));
      if (!warehouse)
        return refusedRow('import.unknown_warehouse', 'warehouseId', { value: String(values.warehouseId) });
      const location = locations.get(JSON.stringify([warehouse.id, values.locationId]));
      if (!location)
        return refusedRow('import.unknown_location', 'locationId', {
          value: String(values.locationId),
          warehouse: String(values.warehouseId),
        });
      const product = products.get(String(values.sku));
      if (!product) return refusedRow('import.unknown_product', 'sku', { value: String(values.sku) });
      const row = standing.get(JSON.stringify([product.id, location.id, lot ?? null]));
      if (row) return { outcome: 'unchanged', ...(row.onHand === quantity ? {} : { note: 'differs' as const }) };
      const input = {
        productId: product.id,
        warehouseId: warehouse.id,
        locationId: location.id,
        quantity,
        ...(lot === undefined ? {} : { lot }),
        ...(expiresOn === undefined ? {} : { expiresOn }),
        ...(unitCost === undefined ? {} : { unitCost }),
      };
      return { outcome: 'added', parts: [{ name: 'stock.receive', input }] };
    };
  },
};
