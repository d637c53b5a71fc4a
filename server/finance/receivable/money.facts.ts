import type { Condition } from '../../../shared/base/condition.ts';
import { awaitsPrepayment, type MoneyFacts } from '../../../shared/finance/receivable/money.rules.ts';
import type { Family } from '../../../shared/sales/order/order.children.ts';
import { goodsOf } from '../../sales/order/order.facts.ts';
import { settingsIn } from '../../system/setting/setting.facts.ts';
import type { Transaction } from '../../write/transaction.ts';
import { exposureOf } from '../credit/exposure.ts';

const among = (field: string, value: readonly string[]): Condition => ({ field, is: 'in', value: [...new Set(value)] });

/** What the orders that a prepayment may set going take: goods and shelves of all of them together. */
const supplyOf = async (tx: Transaction, families: readonly Family[], priceListId: string) => {
  const lines = families.flatMap((family) => family.lines);
  const goods = await goodsOf(
    tx,
    lines.map(({ productId }) => productId),
    priceListId,
  );
  const stocked = goods.products.filter(({ nature }) => nature === 'goods').map(({ id }) => id);
  const houses = among(
    'warehouseId',
    families.map(({ order }) => order.warehouseId),
  );
  const stock = stocked.length === 0 ? [] : await tx.lockAll('stock', { all: [among('productId', stocked), houses] });
  const aside = await tx.find('location', { all: [houses, among('purpose', ['quarantine', 'put_back'])] });
  return { goods, stock, notForSale: new Set(aside.map(({ id }) => id)) };
};

/** The customer's credit under its lock, and what the families that wait for money are set going by. */
export const moneyFacts = async (tx: Transaction, customerId: string, families: readonly Family[]) => {
  const settings = await settingsIn(tx);
  const credit = await exposureOf(tx, customerId, null, settings['credit.near']);
  const waiting = families.filter(awaitsPrepayment);
  const supply =
    waiting.length === 0 ? null : { settings, ...(await supplyOf(tx, waiting, credit.customer.priceListId)) };
  return { settings, credit, families, supply } satisfies MoneyFacts & { settings: unknown };
};
