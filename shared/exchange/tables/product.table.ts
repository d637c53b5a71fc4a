import type { Column, Values } from './table.columns.ts';
import { among, by, editsTo, type Planned, refusedRow, type SeenRow, type TableKind, texts } from './table.kind.ts';

const text = (max: number) => ({ kind: 'text', max }) as const;
const of = (field: string, holds: Column['holds'], also: readonly string[] = []): Column => ({
  name: field,
  writes: ['product', field],
  label: ['product', field],
  holds,
  also,
});
/** Further units, each in three columns. */
const SLOTS = ['2', '3'] as const;
const unitColumns = (slot: string): readonly Column[] => [
  {
    name: `unit${slot}`,
    writes: ['product_unit', 'code'],
    label: 'own',
    ...(slot === '2' ? { about: ['units', 'addUnits'] } : {}),
    holds: text(20),
    also: slot === '2' ? ['packunit', 'packagingunit', '包裝單位', '包装单位', '輔助單位', '辅助单位'] : [],
  },
  {
    name: `factor${slot}`,
    writes: ['product_unit', 'factor'],
    label: 'own',
    holds: { kind: 'integer', min: 2, max: 1_000_000 },
    also: slot === '2' ? ['packfactor', 'packquantity', 'unitsperpack', '換算率', '换算率', '裝箱數', '装箱数'] : [],
  },
  {
    name: `unitBarcode${slot}`,
    writes: ['product_unit', 'barcode'],
    label: 'own',
    holds: text(60),
    also: slot === '2' ? ['packbarcode', '箱條碼', '箱条码'] : [],
  },
];

/** Fields that an existing product keeps: stock and documents were made in them. */
const FIXED = ['baseUnit', 'nature'] as const;
const CARD = ['name', 'localName', 'specification', 'category', 'barcode', 'taxCode', 'weight', 'lowStock'] as const;

const columns: readonly Column[] = [
  {
    ...of('sku', text(60), [
      'stockcode',
      'productcode',
      'itemcode',
      'itemno',
      'item',
      '商品編號',
      '商品编号',
      '品號',
      '貨號',
      '货号',
      '料號',
      '料号',
    ]),
    required: true,
  },
  of('name', text(160), [
    'productname',
    'itemname',
    'description',
    'name',
    '品名',
    '商品名稱',
    '商品名称',
    '名稱',
    '名称',
  ]),
  of('localName', text(160), ['chinesename', '中文品名', '中文名稱', '中文名称']),
  of('specification', text(160), ['spec', '規格', '规格']),
  of('category', text(60), ['group', 'productgroup', '類別', '类别', '分類', '分类']),
  of('baseUnit', text(20), ['unit', 'uom', '單位', '单位', '計量單位', '计量单位']),
  of('barcode', text(60), ['ean', 'gtin', 'upc', '國際條碼', '条码', '條碼']),
  of('taxCode', text(20), ['tax', 'vatcode', '稅別', '税别', '稅碼', '税码']),
  of('nature', { kind: 'choice', values: ['goods', 'charge'] }, ['type']),
  of('status', { kind: 'choice', values: ['active', 'discontinued'] }, ['state']),
  of('weight', { kind: 'integer', min: 0, max: 2_000_000 }, ['weightg', 'grams', '重量', '重量克']),
  of('lowStock', { kind: 'integer', min: 0, max: 1_000_000_000 }, [
    'reorderlevel',
    'minimumstock',
    '安全存量',
    '安全库存',
  ]),
  ...SLOTS.flatMap(unitColumns),
];

type Unit = { readonly code: string; readonly factor: number; readonly barcode: string | null };

/** Units that the row names and that do not stand here as it says, with the one that each takes the place of; or a fault. */
const unitsOf = (
  values: Values,
  here: ReadonlyMap<string, SeenRow>,
): { readonly add: readonly Unit[]; readonly remove: readonly string[] } | Planned => {
  const add: Unit[] = [];
  const remove: string[] = [];
  for (const slot of SLOTS) {
    const [code, factor, barcode] = [values[`unit${slot}`], values[`factor${slot}`], values[`unitBarcode${slot}`]];
    if (code === undefined) {
      if (factor === undefined && barcode === undefined) continue;
      return refusedRow('import.cell_missing', `unit${slot}`);
    }
    const row = here.get(String(code));
    const wanted = {
      code: String(code),
      factor: Number(factor ?? row?.factor ?? 0),
      barcode: barcode === undefined ? ((row?.barcode as string | undefined) ?? null) : String(barcode),
    };
    if (wanted.factor === 0) return refusedRow('import.cell_missing', `factor${slot}`);
    if (row && row.factor === wanted.factor && (row.barcode ?? null) === wanted.barcode) continue;
    if (row) remove.push(row.id);
    add.push(wanted);
  }
  return { add, remove };
};

const cardOf = (values: Values): { readonly [field: string]: unknown } =>
  Object.fromEntries(CARD.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])));

/** Products by their SKU: new ones are made, those that are here are changed where a cell says otherwise. */
export const productTable: TableKind = {
  on: 'product',
  may: 'create',
  whole: ['product'],
  columns,
  keys: ({ sku }) => ({ own: [String(sku)] }),
  asks: [
    ({ rows }) => [
      ...among('product', 'sku', texts(rows, 'sku')),
      ...among('tax_code', 'code', texts(rows, 'taxCode')),
    ],
    ({ facts }) =>
      among(
        'product_unit',
        'productId',
        (facts.product ?? []).map(({ id }) => id),
      ),
  ],
  planner: ({ facts }) => {
    const products = by(facts.product, 'sku');
    const taxCodes = by(facts.tax_code, 'code');
    const units = new Map<string, Map<string, SeenRow>>();
    for (const unit of facts.product_unit ?? []) {
      const own = units.get(String(unit.productId)) ?? new Map<string, SeenRow>();
      units.set(String(unit.productId), own.set(String(unit.code), unit));
    }
    return (values) => {
      const { taxCode, status } = values;
      if (taxCode !== undefined && !taxCodes.has(String(taxCode)))
        return refusedRow('import.unknown_tax_code', 'taxCode', { value: String(taxCode) });
      const row = products.get(String(values.sku));
      const named = unitsOf(values, (row && units.get(row.id)) ?? new Map());
      if ('outcome' in named) return named;
      if (!row) {
        const missing = (['name', 'baseUnit', 'taxCode'] as const).find((field) => values[field] === undefined);
        if (missing) return refusedRow('import.cell_missing_new', missing);
        const { sku, baseUnit, nature } = values;
        const input = {
          sku,
          baseUnit,
          ...cardOf(values),
          ...(nature === undefined ? {} : { nature }),
          ...(status === undefined ? {} : { status }),
          ...(named.add.length > 0 ? { units: named.add } : {}),
        };
        return { outcome: 'added', parts: [{ name: 'product.create', input }] };
      }
      for (const field of FIXED)
        if (values[field] !== undefined && values[field] !== row[field])
          return field in row
            ? refusedRow('import.fixed', field, { here: String(row[field]) })
            : refusedRow('field_not_permitted', field);
      const set = editsTo(row, { ...cardOf(values), status });
      if (Object.keys(set).length === 0 && named.add.length === 0) return { outcome: 'unchanged' };
      const input = {
        id: row.id,
        ...(Object.keys(set).length > 0 ? { set } : {}),
        ...(named.add.length > 0 ? { addUnits: named.add } : {}),
        ...(named.remove.length > 0 ? { removeUnits: named.remove } : {}),
      };
      return { outcome: 'changed', parts: [{ name: 'product.update', input }] };
    };
  },
};
