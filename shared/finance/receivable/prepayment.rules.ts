/** Money kept for an order before it is invoiced: allocations without a receivable. */
import type { Change } from '../../base/decision.ts';
import { sum } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';

type Allocation = RowOf<'allocation'>;
type Receipt = RowOf<'receipt'>;
/** An open item in the making: `open` is taken down as money is put to it. Minor units. */
export type OpenItem = { readonly id: string; readonly invoiceNumber: string; open: number };

/** The order's money that no receivable has taken yet, the oldest first. */
export const prepayments = (allocations: readonly Allocation[]): Allocation[] =>
  allocations
    .filter((one) => one.receivableId === null)
    .sort((a, b) => a.allocatedAt - b.allocatedAt || (a.id < b.id ? -1 : 1));

/** How many minor units stand ready for the order's next invoice. */
export const prepaid = (allocations: readonly Allocation[]): number =>
  sum(prepayments(allocations).map(({ allocated }) => allocated));

export type Applied = {
  readonly changes: readonly Change[];
  /** What is left of the prepayments, as they then stand. */
  readonly rest: readonly Allocation[];
};

/**
 * Puts the order's prepayments to its new open items (taken down in place), the earliest item first. An allocation that
 * no item takes whole is divided: the part that is left stays with the order.
 */
export const applyPrepayments = (
  allocations: readonly Allocation[],
  items: readonly OpenItem[],
  newId: () => string,
): Applied => {
  const changes: Change[] = [];
  const rest: Allocation[] = [];
  for (const allocation of prepayments(allocations)) {
    let { allocated } = allocation;
    let first = true;
    for (const item of items) {
      const part = Math.min(allocated, item.open);
      if (part <= 0) continue;
      item.open -= part;
      allocated -= part;
      const { id, ...cells } = allocation;
      const set = { receivableId: item.id, invoiceNumber: item.invoiceNumber, allocated: part };
      if (first) changes.push({ op: 'update', noun: 'allocation', id, set });
      else changes.push({ op: 'insert', noun: 'allocation', id: newId(), set: { ...declared(cells), ...set } });
      first = false;
    }
    if (allocated === 0) continue;
    if (first) rest.push(allocation);
    else {
      const left = { ...declared(allocation), allocated, receivableId: null, invoiceNumber: null };
      const id = newId();
      changes.push({ op: 'insert', noun: 'allocation', id, set: left });
      rest.push({ ...left, id });
    }
  }
  return { changes, rest };
};

/** The cells without what the store adds to a row. */
const declared = <R extends object>(row: R): Omit<R, 'id' | 'version'> => {
  const { id: _id, version: _version, ...cells } = row as R & { id?: string; version?: number };
  return cells as Omit<R, 'id' | 'version'>;
};

export type Freed = {
  readonly changes: readonly Change[];
  /** Minor units taken from the order. */
  readonly freed: number;
};

/**
 * Gives prepayments that will never be invoiced (order cancelled, closed short) back to their receipts, where they are
 * the customer's credit again. The caller takes `freed` off the order's `paidTotal`.
 * @param receipts those of the allocations, locked
 */
export const freePrepayments = (rest: readonly Allocation[], receipts: readonly Receipt[]): Freed => {
  const back = new Map<string, number>();
  for (const { receiptId, allocated } of rest) back.set(receiptId, (back.get(receiptId) ?? 0) + allocated);
  const returned = receipts.flatMap((receipt): Change[] => {
    const amount = back.get(receipt.id) ?? 0;
    if (amount === 0) return [];
    const set = { unallocated: receipt.unallocated + amount, status: 'open' as const };
    return [{ op: 'update', noun: 'receipt', id: receipt.id, set }];
  });
  const gone = rest.map(({ id }): Change => ({ op: 'delete', noun: 'allocation', id }));
  return { changes: [...gone, ...returned], freed: sum(rest.map(({ allocated }) => allocated)) };
};
