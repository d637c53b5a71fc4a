/** The only list of commands. What is not here cannot be done by any door. */
import { deputyCommands } from './access/deputy/deputy.commands.ts';
import { personCommands } from './access/person/person.commands.ts';
import { roleCommands } from './access/role/role.commands.ts';
import { roleChangeCommands } from './access/role_change/role_change.commands.ts';
import { teamCommands } from './access/team/team.commands.ts';
import { viewingCommands } from './access/viewing/viewing.commands.ts';
import type { Command } from './base/command.ts';
import { exportLogCommands } from './exchange/export_log/export_log.commands.ts';
import { importCommands } from './exchange/import_run/import_run.commands.ts';
import { tableCommands } from './exchange/tables/table.commands.ts';
import { invoiceCommands } from './finance/invoice/invoice.commands.ts';
import { receivableCommands } from './finance/receivable/receivable.commands.ts';
import { boardCommands } from './insight/board/board.commands.ts';
import { occasionCommands } from './insight/occasion/occasion.commands.ts';
import { savedViewCommands } from './insight/saved_view/saved_view.commands.ts';
import { targetCommands } from './insight/target/target.commands.ts';
import { wallCommands } from './insight/wall/wall.commands.ts';
import { mailCommands } from './mail/mail/mail.commands.ts';
import { mailChoiceCommands } from './mail/mail_choice/mail_choice.commands.ts';
import { addressCommands } from './sales/address/address.commands.ts';
import { changeRequestCommands } from './sales/change_request/change_request.commands.ts';
import { contactCommands } from './sales/contact/contact.commands.ts';
import { customerCommands } from './sales/customer/customer.commands.ts';
import { orderCommands } from './sales/order/order.commands.ts';
import { orderDraftCommands } from './sales/order_draft/order_draft.commands.ts';
import { partNumberCommands } from './sales/part_number/part_number.commands.ts';
import { paymentTermCommands } from './sales/payment_term/payment_term.commands.ts';
import { priceCommands } from './sales/price/price.commands.ts';
import { priceChangeCommands } from './sales/price_change/price_change.commands.ts';
import { productCommands } from './sales/product/product.commands.ts';
import { quoteCommands } from './sales/quote/quote.commands.ts';
import { choiceCommands } from './system/choice/choice.commands.ts';
import { settingCommands } from './system/setting/setting.commands.ts';
import { commentCommands } from './together/comment/comment.commands.ts';
import { notificationCommands } from './together/notification/notification.commands.ts';
import { expectedReceiptCommands } from './warehouse/expected_receipt/expected_receipt.commands.ts';
import { pickCommands } from './warehouse/pick/pick.commands.ts';
import { shipmentCommands } from './warehouse/shipment/shipment.commands.ts';
import { stockCommands } from './warehouse/stock/stock.commands.ts';
import { warehouseCommands } from './warehouse/warehouse/warehouse.commands.ts';

export const commands = {
  ...customerCommands,
  ...contactCommands,
  ...addressCommands,
  ...productCommands,
  ...priceCommands,
  ...priceChangeCommands,
  ...paymentTermCommands,
  ...partNumberCommands,
  ...orderCommands,
  ...quoteCommands,
  ...orderDraftCommands,
  ...changeRequestCommands,
  ...stockCommands,
  ...expectedReceiptCommands,
  ...pickCommands,
  ...shipmentCommands,
  ...warehouseCommands,
  ...invoiceCommands,
  ...receivableCommands,
  ...personCommands,
  ...roleCommands,
  ...roleChangeCommands,
  ...teamCommands,
  ...viewingCommands,
  ...deputyCommands,
  ...savedViewCommands,
  ...boardCommands,
  ...targetCommands,
  ...occasionCommands,
  ...commentCommands,
  ...notificationCommands,
  ...mailChoiceCommands,
  ...mailCommands,
  ...wallCommands,
  ...exportLogCommands,
  ...importCommands,
  ...tableCommands,
  ...choiceCommands,
  ...settingCommands,
} as const;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as CommandName[];
export const commandNamed = (name: string): Command | undefined =>
  Object.hasOwn(commands, name) ? (commands as unknown as { readonly [name: string]: Command })[name] : undefined;
/** Actions that change no row, or whose effect must not stand in the log or in a kept answer (a link's secret): routes carry them out. */
const routed: { readonly [noun: string]: readonly string[] } = {
  person: ['reset'],
  session: ['end'],
  order: ['print'],
};

/** The actions that a rule on this noun can grant, beside `read`. */
export const actionsOn = (noun: string): readonly string[] => [
  ...new Set([
    ...Object.values(commands as unknown as { readonly [name: string]: Command })
      .filter((command) => command.on === noun && !command.internal)
      .map((command) => command.may),
    ...(routed[noun] ?? []),
  ]),
];
