/** Puts a receipt's money to open items and to orders, within what is open and what is left of it. */
import type { Change, Refusal } from '../../base/decision.ts';
import { sum } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import type { Acting } from '../../sales/acting.ts';
import { type Family, ownersOf } from '../../sales/order/order.children.ts';
import { byDue, itemReading } from './item.ts';
import { prepaid } from './prepayment.rules.ts';

type Receipt = Pick<RowOf<'receipt'>, 'id' | 'number' | 'customerId' | 'currency' | 'unallocated'>;
type Item = RowOf<'receivable'>;
export type Wish = { readonly allocated: number } & ({ readonly receivableId: string } | { readonly orderId: string });

/** An order while money is put to it. Minor units. */
type Account = { readonly family: Family; readonly open: Map<string, number>; prepayable: number; paid: number };
type Piece = { readonly account: Account; readonly item: Item | null; amount: number };

const payable: readonly string[] = ['submitted', 'confirmed', 'completed'];

/** What of an order no invoice asks for yet and no prepayment covers. */
const prepayable = ({ order, allocations }: Family): number => {
  if (order.billing === 'invoiced' || !payable.includes(order.status)) return 0;
  return Math.max(0, sum([order.total, -order.invoicedTotal, -prepaid(allocations)]));
};

const accountOf = (family: Family): Account => ({
  family,
  open: new Map(family.receivables.filter(({ status }) => status === 'open').map(({ id, open }) => [id, open])),
  prepayable: prepayable(family),
  paid: 0,
});

const fits = (receipt: Receipt, { family }: Account): string | null => {
  if (family.order.customerId !== receipt.customerId) return 'receipt.other_customer';
  return family.order.currency === receipt.currency ? null : 'receipt.other_currency';
};

/** Divides one wish over the account's items and, for an order, its prepayment; what is left over says it is too much. */
const divide = (account: Account, items: readonly Item[], wish: Wish): { pieces: Piece[]; over: number } => {
  let over = wish.allocated;
  const pieces: Piece[] = [];
  for (const item of items) {
    const open = account.open.get(item.id) ?? 0;
    const amount = Math.min(open, over);
    if (amount === 0) continue;
    account.open.set(item.id, open - amount);
    pieces.push({ account, item, amount });
    over -= amount;
  }
  const early = 'orderId' in wish ? Math.min(account.prepayable, over) : 0;
  if (early > 0) {
    account.prepayable -= early;
    pieces.push({ account, item: null, amount: early });
  }
  return { pieces, over: over - early };
};

export type Allocated = {
  readonly changes: readonly Change[];
  /** The orders that money was put to. */
  readonly families: readonly Family[];
  /** Minor units. */
  readonly allocated: number;
};

/**
 * The changes of these allocations, without what follows from them on the orders. Refuses `receipt.other_customer`,
 * `receipt.other_currency`, `receipt.above_open`, `receipt.above_unallocated`, each with the wish that it is about.
 * Every target must be among the families.
 */
export const allocate = (
  receipt: Receipt,
  families: readonly Family[],
  wishes: readonly Wish[],
  at: Acting,
): Allocated | Refusal => {
  const accounts = families.map(accountOf);
  const byOrder = new Map(accounts.map((account) => [account.family.order.id, account]));
  const byItem = new Map(
    accounts.flatMap((account) => account.family.receivables.map((item) => [item.id, { account, item }] as const)),
  );
  const pieces = new Map<string, Piece>();
  let left = receipt.unallocated;
  for (const [index, wish] of wishes.entries()) {
    const field = `allocations.${index}.allocated`;
    const named = 'receivableId' in wish ? byItem.get(wish.receivableId) : null;
    const account = 'orderId' in wish ? byOrder.get(wish.orderId) : named?.account;
    if (!account) return { refused: 'missing', field, with: { noun: 'orderId' in wish ? 'order' : 'receivable' } };
    const misfit = fits(receipt, account);
    if (misfit) return { refused: misfit, field };
    const divided = divide(account, named ? [named.item] : [...account.family.receivables].sort(byDue), wish);
    if (divided.over > 0) return { refused: 'receipt.above_open', field };
    if (wish.allocated > left) return { refused: 'receipt.above_unallocated', field };
    left -= wish.allocated;
    account.paid += wish.allocated;
    for (const piece of divided.pieces) {
      const key = piece.item?.id ?? account.family.order.id;
      const known = pieces.get(key);
      if (known) known.amount += piece.amount;
      else pieces.set(key, piece);
    }
  }
  const touched = accounts.filter(({ paid }) => paid > 0);
  const changes: Change[] = [...pieces.values()].map(({ account, item, amount }) => ({
    op: 'insert',
    noun: 'allocation',
    id: at.newId(),
    set: {
      receiptId: receipt.id,
      receiptNumber: receipt.number,
      receivableId: item?.id ?? null,
      invoiceNumber: item?.invoiceNumber ?? null,
      orderId: account.family.order.id,
      customerId: receipt.customerId,
      allocatedAt: at.now,
      currency: receipt.currency,
      allocated: amount,
      ...ownersOf(account.family.order),
    },
  }));
  for (const { account, item } of pieces.values()) {
    if (!item) continue;
    const set = itemReading(item, account.open.get(item.id) ?? 0, at.today);
    changes.push({ op: 'update', noun: 'receivable', id: item.id, set });
  }
  for (const { family, paid } of touched) {
    const set = { paidTotal: sum([family.order.paidTotal, paid]) };
    changes.push({ op: 'update', noun: 'order', id: family.order.id, set });
  }
  return { changes, families: touched.map(({ family }) => family), allocated: receipt.unallocated - left };
};
