import type { Day } from '../../base/day.ts';
import type { Change, Decision } from '../../base/decision.ts';
import { sum } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import { type Acting, fullName } from '../../sales/acting.ts';
import type { Family } from '../../sales/order/order.children.ts';
import type { Numbered } from '../posting.ts';
import { allocate, type Wish } from './allocate.rules.ts';
import { itemReading } from './item.ts';
import { followed, type MoneyFacts, unpaid } from './money.rules.ts';

type Receipt = RowOf<'receipt'>;

export type RecordFacts = MoneyFacts & {
  readonly number: Numbered;
  /** Of the organisation's currency for one of the receipt's, at 6 decimals; null where none is known. */
  readonly rate: number | null;
};
export type RecordInput = Pick<Receipt, 'receivedOn' | 'received' | 'currency' | 'method'> & {
  readonly reference?: string | null | undefined;
  readonly allocations?: readonly Wish[] | undefined;
};

const remaining = (unallocated: number): Pick<Receipt, 'unallocated' | 'status'> => ({
  unallocated,
  status: unallocated === 0 ? 'allocated' : 'open',
});

/**
 * Money has come in; what is not allocated is the customer's credit. Refuses `receipt.received_ahead`,
 * `receipt.no_rate` and what `allocate` refuses. Answers the receipt's `id`.
 */
export const record = (facts: RecordFacts, input: RecordInput, at: Acting): Decision => {
  const { customer } = facts.credit;
  if (input.receivedOn > at.today) return { refused: 'receipt.received_ahead', field: 'receivedOn' };
  if (facts.rate === null) return { refused: 'receipt.no_rate', field: 'currency', with: { currency: input.currency } };
  const id = at.newId();
  const receipt = {
    id,
    number: facts.number.text,
    customerId: customer.id,
    currency: input.currency,
    unallocated: input.received,
  };
  const put = allocate(receipt, facts.families, input.allocations ?? [], at);
  if ('refused' in put) return put;
  const insert: Change = {
    op: 'insert',
    noun: 'receipt',
    id,
    set: {
      number: receipt.number,
      customerId: customer.id,
      customerName: fullName(customer),
      receivedOn: input.receivedOn,
      postedOn: at.today,
      method: input.method,
      currency: input.currency,
      rate: facts.rate,
      received: input.received,
      reference: input.reference ?? null,
      ...remaining(input.received - put.allocated),
      sellerId: customer.sellerId,
      teamId: customer.teamId,
    },
  };
  const touched = { ...facts, families: put.families };
  const changes = followed(touched, [insert, ...put.changes], -input.received, input.currency, at);
  return { changes: [...changes, facts.number.change], answer: { id } };
};

export type ReceiptFacts = MoneyFacts & { readonly target: Receipt };

/** Puts more of a receipt to open items and orders. Refuses `receipt.reversed` and what `allocate` refuses. */
export const allocateMore = (
  facts: ReceiptFacts,
  input: { readonly allocations: readonly Wish[] },
  at: Acting,
): Decision => {
  const { target } = facts;
  if (target.status === 'reversed') return { refused: 'receipt.reversed' };
  const put = allocate(target, facts.families, input.allocations, at);
  if ('refused' in put) return put;
  const set = remaining(target.unallocated - put.allocated);
  const changes: Change[] = [...put.changes, { op: 'update', noun: 'receipt', id: target.id, set }];
  const touched = { ...facts, families: put.families };
  return { changes: followed(touched, changes, 0, target.currency, at), answer: { id: target.id } };
};

/** What the receipt settled is open again, as it reads today. An order that was over is its customer's present seller's. */
const reopened = (family: Family, customer: RowOf<'customer'>, receiptId: string, today: Day): Change[] => {
  const { order } = family;
  const { sellerId, sellerName, teamId } = customer;
  const owners = order.status === 'completed' ? { sellerId, sellerName, teamId } : {};
  const mine = family.allocations.filter((one) => one.receiptId === receiptId);
  const back = new Map<string, number>();
  for (const { receivableId, allocated } of mine) {
    if (receivableId !== null) back.set(receivableId, (back.get(receivableId) ?? 0) + allocated);
  }
  const items = family.receivables.filter(({ id }) => back.has(id));
  const paid = sum(mine.map(({ allocated }) => allocated));
  return [
    ...mine.map(({ id }): Change => ({ op: 'delete', noun: 'allocation', id })),
    ...items.map((item): Change => {
      const open = sum([item.open, back.get(item.id) ?? 0]);
      return { op: 'update', noun: 'receivable', id: item.id, set: itemReading(item, open, today) };
    }),
    { op: 'update', noun: 'order', id: order.id, set: { ...owners, paidTotal: sum([order.paidTotal, -paid]) } },
  ];
};

/**
 * Takes a receipt back whole: its allocations go, what they settled is open again, completed orders open, as their
 * customer's present seller's. The receipt keeps its number and amount and reads as reversed. Refuses `receipt.reversed`.
 */
export const reverse = (facts: ReceiptFacts, input: { readonly why: string }, at: Acting): Decision => {
  const { target, families } = facts;
  if (target.status === 'reversed') return { refused: 'receipt.reversed' };
  const changes: Change[] = [
    ...families.flatMap((family) => {
      const back = reopened(family, facts.credit.customer, target.id, at.today);
      return [...back, ...unpaid(family, back, at)];
    }),
    { op: 'update', noun: 'receipt', id: target.id, set: { unallocated: 0, status: 'reversed' } },
  ];
  const all = followed(facts, changes, target.received, target.currency, at);
  return { changes: all, answer: { id: target.id }, why: input.why };
};
