/** The only list of nouns. What is not here has no table, no door, no room and no rule. */
import { credential, person, session, team } from './access/person/person.fields.ts';
import { role, rule } from './access/role/role.fields.ts';
import { viewing } from './access/viewing/viewing.fields.ts';
import type { Field, Noun, Row } from './base/fields.ts';
import { exportLog } from './exchange/export_log/export_log.fields.ts';
import { importReport, importRun } from './exchange/import_run/import_run.fields.ts';
import { invoice, invoiceLine } from './finance/invoice/invoice.fields.ts';
import { numberSeries } from './finance/number_series/number_series.fields.ts';
import { allocation, receipt, receivable } from './finance/receivable/receivable.fields.ts';
import { board, boardShare, boardStart } from './insight/board/board.fields.ts';
import { occasion } from './insight/occasion/occasion.fields.ts';
import { savedView } from './insight/saved_view/saved_view.fields.ts';
import { target } from './insight/target/target.fields.ts';
import { wall, wallDevice } from './insight/wall/wall.fields.ts';
import { customer } from './sales/customer/customer.fields.ts';
import { hold, order, orderLine } from './sales/order/order.fields.ts';
import { price, priceList, taxCode } from './sales/price/price.fields.ts';
import { product, productUnit } from './sales/product/product.fields.ts';
import { setting } from './system/setting/setting.fields.ts';
import { pick } from './warehouse/pick/pick.fields.ts';
import { parcel, shipment, shipmentLine } from './warehouse/shipment/shipment.fields.ts';
import { stock, stockMovement } from './warehouse/stock/stock.fields.ts';
import { location, warehouse } from './warehouse/warehouse/warehouse.fields.ts';

export const catalogue = {
  customer,
  product,
  product_unit: productUnit,
  price_list: priceList,
  price,
  tax_code: taxCode,
  order,
  order_line: orderLine,
  hold,
  warehouse,
  location,
  stock,
  stock_movement: stockMovement,
  pick,
  package: parcel,
  shipment,
  shipment_line: shipmentLine,
  invoice,
  invoice_line: invoiceLine,
  receivable,
  receipt,
  allocation,
  number_series: numberSeries,
  setting,
  person,
  team,
  credential,
  session,
  role,
  rule,
  viewing,
  saved_view: savedView,
  board,
  board_share: boardShare,
  board_start: boardStart,
  target,
  occasion,
  wall,
  wall_device: wallDevice,
  export_log: exportLog,
  import_run: importRun,
  import_report: importReport,
} as const;

export type NounName = keyof typeof catalogue;
export type RowOf<N extends NounName> = Row<(typeof catalogue)[N]['fields']>;
export const nounNames = Object.keys(catalogue) as NounName[];
export const isNoun = (name: string): name is NounName => Object.hasOwn(catalogue, name);
/** The noun without its literal types, for code that serves every noun alike. */
export const nounNamed = (name: NounName): Noun => catalogue[name] as unknown as Noun;
export const fieldNamed = (name: NounName, field: string): Field | undefined => {
  const { fields } = nounNamed(name);
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
};
const byPlural = new Map<string, NounName>(nounNames.map((name) => [catalogue[name].plural, name]));
export const nounByPlural = (plural: string): NounName | undefined => byPlural.get(plural);
