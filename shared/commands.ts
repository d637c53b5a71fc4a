/** The only list of commands. What is not here cannot be done by any door. */
import { personCommands } from './access/person/person.commands.ts';
import { roleCommands } from './access/role/role.commands.ts';
import { teamCommands } from './access/team/team.commands.ts';
import { viewingCommands } from './access/viewing/viewing.commands.ts';
import type { Command } from './base/command.ts';
import { exportLogCommands } from './exchange/export_log/export_log.commands.ts';
import { importCommands } from './exchange/import_run/import_run.commands.ts';
import { invoiceCommands } from './finance/invoice/invoice.commands.ts';
import { receivableCommands } from './finance/receivable/receivable.commands.ts';
import { boardCommands } from './insight/board/board.commands.ts';
import { occasionCommands } from './insight/occasion/occasion.commands.ts';
import { savedViewCommands } from './insight/saved_view/saved_view.commands.ts';
import { targetCommands } from './insight/target/target.commands.ts';
import { wallCommands } from './insight/wall/wall.commands.ts';
import { customerCommands } from './sales/customer/customer.commands.ts';
import { orderCommands } from './sales/order/order.commands.ts';
import { priceCommands } from './sales/price/price.commands.ts';
import { productCommands } from './sales/product/product.commands.ts';
import { settingCommands } from './system/setting/setting.commands.ts';
import { pickCommands } from './warehouse/pick/pick.commands.ts';
import { shipmentCommands } from './warehouse/shipment/shipment.commands.ts';
import { stockCommands } from './warehouse/stock/stock.commands.ts';
import { warehouseCommands } from './warehouse/warehouse/warehouse.commands.ts';

export const commands = {
  ...customerCommands,
  ...productCommands,
  ...priceCommands,
  ...orderCommands,
  ...stockCommands,
  ...pickCommands,
  ...shipmentCommands,
  ...warehouseCommands,
  ...invoiceCommands,
  ...receivableCommands,
  ...personCommands,
  ...roleCommands,
  ...teamCommands,
  ...viewingCommands,
  ...savedViewCommands,
  ...boardCommands,
  ...targetCommands,
  ...occasionCommands,
  ...wallCommands,
  ...exportLogCommands,
  ...importCommands,
  ...settingCommands,
} as const;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as CommandName[];
export const commandNamed = (name: string): Command | undefined =>
  Object.hasOwn(commands, name) ? (commands as unknown as { readonly [name: string]: Command })[name] : undefined;
/** Actions whose effect must not stand in the log or in a kept answer: a link's secret, an ended session. Routes carry them out. */
const routed: { readonly [noun: string]: readonly string[] } = { person: ['reset'], session: ['end'] };

/** The actions that a rule on this noun can grant, beside `read`. */
export const actionsOn = (noun: string): readonly string[] => [
  ...new Set([
    ...Object.values(commands as unknown as { readonly [name: string]: Command })
      .filter((command) => command.on === noun && !command.internal)
      .map((command) => command.may),
    ...(routed[noun] ?? []),
  ]),
];
