/** How the lines of an order change: edits, removals and additions, before anything follows from them. */
import type { Day } from '../../base/day.ts';
import type { Change, Refusal } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import type { Acting } from '../acting.ts';
import { priceFor } from '../price/price.rules.ts';
import { ownersOf } from './order.children.ts';
import type { LineInput } from './order.commands.ts';
import type { OrderFacts } from './order.confirm.ts';
import { lineFrom, unitOf } from './order.lines.ts';

type Order = RowOf<'order'>;
type Line = RowOf<'order_line'>;
type LineEdit = { readonly id: string } & {
  readonly [field in 'quantity' | 'unit' | 'unitPrice' | 'discount']?: Edits[string];
};
export type UpdateInput = {
  readonly set?: Edits | undefined;
  readonly add?: readonly LineInput[] | undefined;
  readonly change?: readonly LineEdit[] | undefined;
  readonly remove?: readonly string[] | undefined;
  readonly why?: string | null | undefined;
};

export const isOpen = (status: Order['status']): boolean => status === 'submitted' || status === 'confirmed';

export const meanwhile = (refusal: Refusal, row?: string): Refusal => ({
  refused: 'order.changed_meanwhile',
  ...(refusal.field === undefined ? {} : { field: refusal.field }),
  with: { field: refusal.field ?? '', ...(row === undefined ? {} : { row }) },
});

/** Why a line can no longer be touched; null while nobody has taken it off its shelf. */
const settled = (line: Line): Refusal | null => {
  const named = { sku: line.sku };
  if (line.shipped > 0) return { refused: 'order.line_shipped', field: 'lines', with: named };
  if (line.invoiced > 0) return { refused: 'order.line_invoiced', field: 'lines', with: named };
  if (line.picked > 0 || line.packed > 0) return { refused: 'order.line_picked', field: 'lines', with: named };
  return line.closed > 0 ? { refused: 'order.line_closed', field: 'lines', with: named } : null;
};

/** One line as its edits leave it. While it is a draft's, a price that was the list's for the old quantity stays the list's. */
const changedLine = (
  facts: OrderFacts,
  line: Line,
  edits: LineEdit,
  today: Day,
): { readonly set: Partial<Line> } | Refusal => {
  const { id: _id, ...cells } = edits;
  const found = edited(line, cells);
  if ('refused' in found) return meanwhile(found, line.id);
  const set: Partial<Line> = { ...found.set };
  if (Object.keys(set).length === 0) return { set };
  const stands = settled(line);
  if (stands) return stands;
  if (line.free && (set.unitPrice !== undefined || set.discount !== undefined)) {
    return { refused: 'order.line_free', field: 'lines', with: { sku: line.sku } };
  }
  if (set.unit !== undefined) {
    const product = facts.goods.products.find(({ id }) => id === line.productId);
    const unit = product ? unitOf(facts.goods, product, set.unit) : null;
    if (!unit) return { refused: 'order.unknown_unit', field: 'lines', with: { sku: line.sku, unit: set.unit } };
    Object.assign(set, unit);
  }
  if (set.quantity !== undefined && set.unitPrice === undefined && !line.free && !isOpen(facts.family.order.status)) {
    const { prices } = facts.goods;
    const was = priceFor(prices, line.productId, line.quantity, today);
    const now = priceFor(prices, line.productId, set.quantity, today);
    if (was && now && was.unitPrice === line.unitPrice) set.unitPrice = now.unitPrice;
  }
  return { set };
};

/** Lines removed, changed and added; removing what is gone already is no change. */
export const lineChanges = (
  facts: OrderFacts,
  input: UpdateInput,
  moment: Acting,
): { readonly changes: readonly Change[] } | Refusal => {
  const { order, lines } = facts.family;
  const changes: Change[] = [];
  for (const id of new Set(input.remove)) {
    const line = lines.find((one) => one.id === id);
    if (!line) continue;
    const stands = settled(line);
    if (stands) return stands;
    changes.push({ op: 'delete', noun: 'order_line', id });
  }
  for (const edit of input.change ?? []) {
    const line = lines.find(({ id }) => id === edit.id);
    if (!line || input.remove?.includes(edit.id))
      return { refused: 'order.line_gone', field: 'lines', with: { row: edit.id } };
    const found = changedLine(facts, line, edit, moment.today);
    if ('refused' in found) return found;
    if (Object.keys(found.set).length === 0) continue;
    changes.push({ op: 'update', noun: 'order_line', id: line.id, set: found.set });
  }
  let position = Math.max(0, ...lines.map((line) => line.position));
  for (const [at, one] of (input.add ?? []).entries()) {
    const line = lineFrom(one, facts.goods, moment.today, `add.${at}`);
    if ('refused' in line) return line;
    const id = one.id ?? moment.newId();
    const set = {
      ...line.set,
      orderId: order.id,
      position: ++position,
      customerId: order.customerId,
      ...ownersOf(order),
    };
    changes.push({ op: 'insert', noun: 'order_line', id, set });
  }
  return { changes };
};
