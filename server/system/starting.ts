import { startingRoles } from '../../shared/access/roles.ts';
import { PPM } from '../../shared/base/money.ts';
import type { CommandName } from '../../shared/commands.ts';
import type { Terms } from '../../shared/finance/terms.ts';
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
  ['short', 'MISSING', 'Not there', '儲位無貨', '库位无货'],
  ['short', 'DAMAGED', 'Damaged', '損壞', '损坏'],
  ['short', 'MISCOUNTED', 'Fewer than counted', '數量不符', '数量不符'],
  ['short', 'OTHER', 'Other', '其他', '其他'],
];

const terms: readonly (readonly [
  code: string,
  name: string,
  traditionalName: string,
  simplifiedName: string,
  terms: Partial<Terms>,
])[] = [
  ['NET30', 'Net 30 days', '月結 30 天', '账期 30 天', { settlement: 'net', termsDays: 30 }],
  ['NET45', 'Net 45 days', '月結 45 天', '账期 45 天', { settlement: 'net', termsDays: 45 }],
  ['NET60', 'Net 60 days', '月結 60 天', '账期 60 天', { settlement: 'net', termsDays: 60 }],
  ['PREPAID', 'Prepayment', '全額預付', '全额预付', { settlement: 'prepayment', prepaymentShare: PPM }],
  ['DEPOSIT30', '30 % deposit', '訂金 30%', '订金 30%', { settlement: 'prepayment', prepaymentShare: 300_000 }],
  ['COD', 'Cash on delivery', '貨到付款', '货到付款', { settlement: 'cash_on_delivery' }],
  ['PARTS90', 'Instalments, 90 days', '分期 90 天', '分期 90 天', { settlement: 'instalments', termsDays: 90 }],
];

/** The starting roles, reasons to choose from and payment terms, as rows, by the product's own commands; from here on they are edited on the Roles screen. Answers their ids by code. */
export const startingRows = async (give: Give): Promise<ReadonlyMap<string, string>> => {
  const ids = new Map<string, string>();
  for (const { code, name, home, rules } of startingRoles) {
    const id = await give('role.create', { code, name, home });
    await give('role.save', { id, rules });
    ids.set(code, id);
  }
  for (const [list, code, name, traditionalName, simplifiedName, countsAs] of starting)
    await give('choice.set', { list, code, name, traditionalName, simplifiedName, countsAs });
  for (const [code, name, traditionalName, simplifiedName, more] of terms)
    await give('payment_term.set', { code, name, traditionalName, simplifiedName, ...more });
  return ids;
};
