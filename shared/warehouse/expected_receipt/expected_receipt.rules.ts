import { compareText } from '../../base/condition.ts';
import type { Day } from '../../base/day.ts';
import type { Change, Decision } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import { fullName } from '../../sales/acting.ts';

type Expected = RowOf<'expected_receipt'>;

export type EnterFacts = {
  readonly exists: boolean;
  readonly product: RowOf<'product'>;
  readonly warehouse: RowOf<'warehouse'>;
};
export type EnterInput = {
  readonly id?: string | undefined;
  readonly expectedOn: Day;
  readonly quantity: number;
  readonly reference?: string | null | undefined;
};
type Moment = { readonly today: Day; readonly newId: () => string };

/** Refuses `expected_receipt.exists`, `stock.not_stocked`, `expected_receipt.past`. Answers `id`. */
export const enter = ({ exists, product, warehouse }: EnterFacts, input: EnterInput, moment: Moment): Decision => {
  if (exists) return { refused: 'expected_receipt.exists', field: 'id' };
  if (product.nature !== 'goods') return { refused: 'stock.not_stocked', field: 'productId' };
  if (input.expectedOn < moment.today) return { refused: 'expected_receipt.past', field: 'expectedOn' };
  const id = input.id ?? moment.newId();
  const set: Partial<Expected> = {
    productId: product.id,
    sku: product.sku,
    productName: fullName(product),
    warehouseId: warehouse.id,
    warehouseCode: warehouse.code,
    expectedOn: input.expectedOn,
    status: 'open',
    quantity: input.quantity,
    received: 0,
    reference: input.reference ?? null,
  };
  return { changes: [{ op: 'insert', noun: 'expected_receipt', id, set }], answer: { id } };
};

/**
 * Another day, quantity or reference while it is open. Refuses `changed_meanwhile`, `expected_receipt.not_open`,
 * `expected_receipt.past`, `expected_receipt.below_received`.
 */
export const update = (
  { target }: { readonly target: Expected },
  input: { readonly set: Edits },
  { today }: Pick<Moment, 'today'>,
): Decision => {
  const edits = edited(target, input.set);
  if ('refused' in edits) return edits;
  const set = edits.set as Partial<Expected>;
  if (target.status !== 'open') return { refused: 'expected_receipt.not_open' };
  if (set.expectedOn !== undefined && set.expectedOn < today)
    return { refused: 'expected_receipt.past', field: 'expectedOn' };
  if (set.quantity !== undefined && set.quantity <= target.received)
    return { refused: 'expected_receipt.below_received', field: 'quantity' };
  const changes: Change[] =
    Object.keys(set).length === 0 ? [] : [{ op: 'update', noun: 'expected_receipt', id: target.id, set }];
  return { changes, answer: { id: target.id } };
};

/** Refuses `expected_receipt.not_open`. */
export const close = (
  { target }: { readonly target: Expected },
  input: { readonly why?: string | null | undefined },
): Decision =>
  target.status === 'open'
    ? {
        changes: [{ op: 'update', noun: 'expected_receipt', id: target.id, set: { status: 'closed' } }],
        answer: { id: target.id },
        why: input.why ?? null,
      }
    : { refused: 'expected_receipt.not_open' };

/**
 * What goods that came in were expected as: the earliest of the product in that warehouse first. More than was expected
 * stays unexpected. `quantity` in base units.
 */
export const cameIn = (open: readonly Expected[], quantity: number): Change[] => {
  let left = quantity;
  return [...open]
    .sort((a, b) => compareText(a.expectedOn, b.expectedOn) || compareText(a.id, b.id))
    .flatMap((row): Change[] => {
      const take = Math.min(left, row.quantity - row.received);
      if (row.status !== 'open' || take <= 0) return [];
      left -= take;
      const received = row.received + take;
      const set: Partial<Expected> = received === row.quantity ? { received, status: 'received' } : { received };
      return [{ op: 'update', noun: 'expected_receipt', id: row.id, set }];
    });
};
