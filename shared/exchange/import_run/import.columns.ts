/** Which column of a file holds what: found by the names that people and programs give their columns. */
import { derivedId } from '../../base/id.ts';

/** What an order line needs from a file; `customer`, `country` and `name` may be missing. */
export const targets = [
  'document',
  'orderedAt',
  'customer',
  'country',
  'sku',
  'name',
  'quantity',
  'unitPrice',
] as const;
export type Target = (typeof targets)[number];
export const requiredTargets: readonly Target[] = ['document', 'orderedAt', 'sku', 'quantity', 'unitPrice'];
/** Index of the column of each target; null where the file has none. */
export type Columns = { readonly [target in Target]: number | null };

const spoken: { readonly [target in Target]: readonly string[] } = {
  document: [
    'invoiceno',
    'invoice',
    'invoicenumber',
    'orderno',
    'ordernumber',
    'orderid',
    'document',
    'documentno',
    '單號',
    '訂單編號',
    '發票號碼',
    '单号',
    '订单编号',
    '发票号码',
  ],
  orderedAt: [
    'invoicedate',
    'orderdate',
    'orderedat',
    'orderedon',
    'date',
    'datetime',
    '日期',
    '訂單日期',
    '发票日期',
    '订单日期',
    '發票日期',
  ],
  customer: [
    'customerid',
    'customerno',
    'customernumber',
    'customer',
    'customercode',
    '客戶編號',
    '客户编号',
    '客戶',
    '客户',
  ],
  country: ['country', 'customercountry', '國家', '国家'],
  sku: [
    'stockcode',
    'sku',
    'productcode',
    'itemcode',
    'itemno',
    'item',
    'product',
    '商品編號',
    '商品编号',
    '品號',
    '货号',
    '貨號',
  ],
  name: ['description', 'productname', 'itemname', 'name', '品名', '商品名稱', '商品名称'],
  quantity: ['quantity', 'qty', 'units', '數量', '数量'],
  unitPrice: ['unitprice', 'price', 'priceperunit', '單價', '单价'],
};

/** A title as it is compared: letters and figures alone. */
export const plainTitle = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The columns by their titles; each column serves one target at most, the earlier name in the list wins. */
export const columnsFrom = (header: readonly string[]): Columns => {
  const titles = header.map(plainTitle);
  const taken = new Set<number>();
  const found = Object.fromEntries(targets.map((target) => [target, null])) as { [target in Target]: number | null };
  for (const target of targets) {
    for (const word of spoken[target]) {
      const at = titles.findIndex((title, index) => title === word && !taken.has(index));
      if (at < 0) continue;
      found[target] = at;
      taken.add(at);
      break;
    }
  }
  return found;
};

/** Files with the same header are read alike: the choices of the last one are offered to the next. */
export const signatureOf = (header: readonly string[]): string => derivedId('import header', ...header.map(plainTitle));
