/** What a customer's money can be put to, from the rows that the page holds. */
import { share, sum } from '../../../shared/base/money.ts';
import { byClaim, type Claim } from '../../../shared/finance/receivable/propose.ts';
import type { Shown } from '../../live/collection.ts';

export type ClaimRow = {
  readonly id: string;
  readonly claim: Claim;
  readonly item: Shown<'receivable'> | null;
  readonly order: Shown<'order'> | null;
};

const namesOf = (...names: readonly (string | null | undefined)[]): readonly string[] =>
  names.filter((name): name is string => Boolean(name));

const itemRow = (item: Shown<'receivable'>): ClaimRow => ({
  id: item.id,
  item,
  order: null,
  claim: {
    id: item.id,
    of: 'item',
    open: item.open ?? 0,
    dueOn: item.dueOn ?? null,
    document: item.invoiceId ?? null,
    names: namesOf(item.invoiceNumber, item.orderNumber),
  },
});

/** What no invoice asks for yet and no money is kept for, as the server reckons it; what it waits for is the agreed share of it. */
const orderRow = (order: Shown<'order'>, kept: number): ClaimRow => {
  const { total = 0, invoicedTotal = 0, paidTotal = 0, prepaymentShare = 0, settlement } = order;
  const open = Math.max(0, sum([total, -invoicedTotal, -kept]));
  const agreed = settlement === 'prepayment' ? share(total, prepaymentShare) : 0;
  return {
    id: order.id,
    item: null,
    order,
    claim: {
      id: order.id,
      of: 'order',
      open,
      due: Math.max(0, sum([agreed, -paidTotal])),
      dueOn: null,
      document: null,
      names: namesOf(order.number, order.externalNumber),
    },
  };
};

/** Open items, the earliest due first, then orders that can be prepaid: those that wait for it before the others. */
export const claimRows = (
  items: readonly Shown<'receivable'>[],
  orders: readonly Shown<'order'>[],
  prepayments: readonly Shown<'allocation'>[],
): readonly ClaimRow[] => {
  const kept = new Map<string, number>();
  for (const { orderId = '', allocated = 0 } of prepayments)
    kept.set(orderId, sum([kept.get(orderId) ?? 0, allocated]));
  const waits = ({ claim }: ClaimRow): number => ((claim.due ?? 0) > 0 ? 0 : 1);
  return [
    ...items.map(itemRow).sort((a, b) => byClaim(a.claim, b.claim)),
    ...orders
      .map((order) => orderRow(order, kept.get(order.id) ?? 0))
      .filter(({ claim }) => claim.open > 0)
      .sort((a, b) => waits(a) - waits(b) || byClaim(a.claim, b.claim)),
  ];
};
