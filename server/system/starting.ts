import { startingRoles } from '../../shared/access/roles.ts';
import type { CommandName } from '../../shared/commands.ts';
import type { CancelReason } from '../../shared/sales/order/order.states.ts';
import type { ChoiceList } from '../../shared/system/choice/choice.fields.ts';

/** Gives one command as the product itself and answers the new row's id. */
export type Give = (name: CommandName, input: object) => Promise<string>;

const starting: readonly (readonly [
  list: ChoiceList,
  code: string,
  name: string,
  traditionalName: string,
  simplifiedName: string,
  countsAs?: CancelReason,
])[] = [
  ['cancel', 'CUSTOMER', 'Customer no longer wants it', '客戶不需要了', '客户不需要了', 'customer'],
  ['cancel', 'STOCK', 'Not in stock in time', '無法及時供貨', '无法及时供货', 'stock'],
  ['cancel', 'PRICE', 'Price or terms', '價格或條件', '价格或条件', 'price'],
  ['cancel', 'CREDIT', 'Credit', '信用問題', '信用问题', 'credit'],
  ['cancel', 'MISTAKE', 'Entered by mistake', '輸入錯誤', '录入错误', 'mistake'],
  ['cancel', 'OTHER', 'Another reason', '其他原因', '其他原因', 'other'],
  ['hold', 'ADDRESS', 'Delivery address to be confirmed', '待確認送貨地址', '待确认送货地址'],
  ['hold', 'WAITS', 'Customer asked to wait', '客戶要求暫緩', '客户要求暂缓'],
  ['hold', 'PAYMENT', 'Payment to be clarified', '款項待釐清', '款项待核实'],
  ['adjust', 'DAMAGED', 'Damaged', '損壞', '损坏'],
  ['adjust', 'LOST', 'Not found', '遺失', '遗失'],
  ['adjust', 'FOUND', 'Found again', '尋回', '找回'],
  ['adjust', 'SAMPLE', 'Taken as a sample', '取作樣品', '取作样品'],
];

/** The starting roles, and reasons to choose from, as rows, by the product's own commands; from here on they are edited on the Roles screen. Answers their ids by code. */
export const startingRows = async (give: Give): Promise<ReadonlyMap<string, string>> => {
  const ids = new Map<string, string>();
  for (const { code, name, home, rules } of startingRoles) {
    const id = await give('role.create', { code, name, home });
    await give('role.save', { id, rules });
    ids.set(code, id);
  }
  for (const [list, code, name, traditionalName, simplifiedName, countsAs] of starting)
    await give('choice.set', { list, code, name, traditionalName, simplifiedName, countsAs });
  return ids;
};
