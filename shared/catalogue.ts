/** The only list of nouns. What is not here has no table, no door, no room and no rule. */
import { deputy } from './access/deputy/deputy.fields.ts';
import { credential, person, session, team } from './access/person/person.fields.ts';
import { role, rule } from './access/role/role.fields.ts';
import { roleChange } from './access/role_change/role_change.fields.ts';
import { viewing } from './access/viewing/viewing.fields.ts';
import type { Field, Noun, Row } from './base/fields.ts';
import { exportLog } from './exchange/export_log/export_log.fields.ts';
import { importReport, importRun } from './exchange/import_run/import_run.fields.ts';
import { invoice, invoiceLine } from './finance/invoice/invoice.fields.ts';
import { numberSeries } from './finance/number_series/number_series.fields.ts';
import { allocation, receipt, receivable } from './finance/receivable/receivable.fields.ts';
import { board, boardShare, boardStart } from './insight/board/board.fields.ts';
import { occasion } from './insight/occasion/occasion.fields.ts';
import { savedView, savedViewShare } from './insight/saved_view/saved_view.fields.ts';
import { target } from './insight/target/target.fields.ts';
import { wall, wallDevice } from './insight/wall/wall.fields.ts';
import { mail } from './mail/mail/mail.fields.ts';
import { mailChoice } from './mail/mail_choice/mail_choice.fields.ts';
import { address } from './sales/address/address.fields.ts';
import { changeEdit, changeRequest } from './sales/change_request/change_request.fields.ts';
import { contact } from './sales/contact/contact.fields.ts';
import { customer } from './sales/customer/customer.fields.ts';
import { hold, order, orderLine } from './sales/order/order.fields.ts';
import { orderDraft } from './sales/order_draft/order_draft.fields.ts';
import { partNumber } from './sales/part_number/part_number.fields.ts';
import { paymentTerm } from './sales/payment_term/payment_term.fields.ts';
import { price, priceList, taxCode } from './sales/price/price.fields.ts';
import { priceChange } from './sales/price_change/price_change.fields.ts';
import { product, productUnit } from './sales/product/product.fields.ts';
import { productPicture } from './sales/product_picture/product_picture.fields.ts';
import { quote } from './sales/quote/quote.fields.ts';
import { choice } from './system/choice/choice.fields.ts';
import { setting } from './system/setting/setting.fields.ts';
import { comment } from './together/comment/comment.fields.ts';
import { notification } from './together/notification/notification.fields.ts';
import { expectedReceipt } from './warehouse/expected_receipt/expected_receipt.fields.ts';
import { pick } from './warehouse/pick/pick.fields.ts';
import { parcel, shipment, shipmentLine } from './warehouse/shipment/shipment.fields.ts';
import { stock, stockMovement } from './warehouse/stock/stock.fields.ts';
import { location, warehouse } from './warehouse/warehouse/warehouse.fields.ts';

export const catalogue = {
  customer,
  contact,
  address,
  product,
  product_unit: productUnit,
  product_picture: productPicture,
  price_list: priceList,
  price,
  price_change: priceChange,
  tax_code: taxCode,
  payment_term: paymentTerm,
  part_number: partNumber,
  order,
  order_line: orderLine,
  hold,
  quote,
  order_draft: orderDraft,
  change_request: changeRequest,
  change_edit: changeEdit,
  warehouse,
  location,
  stock,
  stock_movement: stockMovement,
  expected_receipt: expectedReceipt,
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
  choice,
  setting,
  person,
  team,
  credential,
  session,
  role,
  rule,
  role_change: roleChange,
  viewing,
  deputy,
  saved_view: savedView,
  saved_view_share: savedViewShare,
  board,
  board_share: boardShare,
  board_start: boardStart,
  target,
  occasion,
  comment,
  notification,
  mail_choice: mailChoice,
  mail,
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
