/** How an order changes after it was entered: field by field, each edit with the value that it was made from. */
import type { Day } from '../../base/day.ts';
import type { Change, Decision, Refusal } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import { PPM } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import type { Acting } from '../acting.ts';
import { priceFor } from '../price/price.rules.ts';
import { familyAfter, ownersOf } from './order.children.ts';
import { LINES_AT_MOST, type LineInput } from './order.commands.ts';
import { concluded, giveUp, type OrderFacts, passOn, proceed } from './order.confirm.ts';
import { discountExcess, holdChanges, holdNeeds } from './order.holds.ts';
import { figureChanges, figured, lineFrom, unitOf } from './order.lines.ts';
import { wanted } from './order.progress.ts';

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

export const changeable = ['quote', 'draft', 'submitted', 'confirmed'] as const;
/** What decides over amounts or terms: no longer changed once picking has begun, since all lines hang on it. */
const commercial = ['discount', 'settlement'];
const isOpen = (status: Order['status']): boolean => status === 'submitted' || status === 'confirmed';

const meanwhile = (refusal: Refusal, row?: string): Refusal => ({
  refused: 'order.changed_meanwhile',
  ...(refusal.field === undefined ? {} : { field: refusal.field }),
  with: { field: refusal.field ?? '', ...(row === undefined ? {} : { row }) },
});

/** A settlement brings the share that goes with it: prepaid is the customer's usual share, or all. */
export const termsOf = (
  order: Order,
  customer: Pick<RowOf<'customer'>, 'prepaymentShare'>,
  given: {
    readonly settlement?: Order['settlement'] | undefined;
    readonly termsDays?: number | undefined;
    readonly prepaymentShare?: number | undefined;
  },
): Pick<Order, 'settlement' | 'termsDays' | 'prepaymentShare'> => {
  const settlement = given.settlement ?? order.settlement;
  const usual = order.prepaymentShare || customer.prepaymentShare || PPM;
  const prepaymentShare = settlement === 'prepayment' ? (given.prepaymentShare ?? usual) : 0;
  return { settlement, termsDays: given.termsDays ?? order.termsDays, prepaymentShare };
};

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

type LineChanges = { readonly changes: readonly Change[]; readonly judged: ReadonlySet<string> };

/** Lines removed, changed and added; removing what is gone already is no change. `judged`: those whose price or quantity the actor set. */
const lineChanges = (facts: OrderFacts, input: UpdateInput, moment: Acting): LineChanges | Refusal => {
  const { order, lines } = facts.family;
  const changes: Change[] = [];
  const judged = new Set<string>();
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
    judged.add(line.id);
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
    judged.add(id);
  }
  return { changes, judged };
};

const ofRow = (changes: readonly Change[], noun: Change['noun']): boolean =>
  changes.some((change) => change.noun === noun);

/**
 * Changes header and lines. A draft freely; a submitted or confirmed order until its first pick; after it only lines
 * that nobody has picked and what does not touch amounts or terms. What changes amounts or terms voids the review and is
 * judged anew; a confirmed order's reservations follow. Refuses `order.not_in_state`, `order.changed_meanwhile`
 * (`with.field`, and `with.row` for a line), `order.line_gone`, `order.line_picked`, `order.line_shipped`,
 * `order.line_invoiced`, `order.line_closed`, `order.line_free`, `order.line_exists`, `order.picking_begun`,
 * `order.no_lines`, `order.no_delivery`, `order.too_many_lines`, `order.too_large` and what `lineFrom` refuses.
 */
export const update = (
  facts: OrderFacts & { readonly lineTaken: boolean },
  input: UpdateInput,
  moment: Acting,
): Decision => {
  const { order, lines } = facts.family;
  if (!(changeable as readonly string[]).includes(order.status))
    return { refused: 'order.not_in_state', with: { status: order.status } };
  if (facts.lineTaken) return { refused: 'order.line_exists', field: 'add' };
  const header = edited(order, input.set ?? {});
  if ('refused' in header) return meanwhile(header);
  const begun = lines.some((line) => line.picked > 0 || line.packed > 0 || line.shipped > 0);
  const late = begun ? commercial.find((field) => Object.hasOwn(header.set, field)) : undefined;
  if (late !== undefined) return { refused: 'order.picking_begun', field: late };
  const set: Partial<Order> = { ...header.set };
  if (set.settlement !== undefined)
    Object.assign(set, termsOf(order, facts.credit.customer, { settlement: set.settlement }));
  const made = lineChanges(facts, input, moment);
  if ('refused' in made) return made;
  if (Object.keys(set).length === 0 && made.changes.length === 0)
    return { changes: [], answer: { id: order.id }, why: input.why ?? null };
  const changes: Change[] = [{ op: 'update', noun: 'order', id: order.id, set }, ...made.changes];
  const edit = familyAfter(facts.family, changes);
  if (edit.lines.length > LINES_AT_MOST)
    return { refused: 'order.too_many_lines', field: 'lines', with: { limit: LINES_AT_MOST } };
  if (isOpen(order.status) && edit.lines.length === 0) return { refused: 'order.no_lines', field: 'lines' };
  if (isOpen(order.status) && order.deliveryStreet && !edit.order.deliveryStreet)
    return { refused: 'order.no_delivery', field: 'deliveryStreet' };
  const figures = figured(edit.order, edit.lines, facts.settings['tax.rounding']);
  if ('refused' in figures) return figures;
  changes.push(...figureChanges(edit.order, edit.lines, figures));
  const priced = ofRow(made.changes, 'order_line') || Object.keys(set).some((field) => commercial.includes(field));
  if (!isOpen(order.status) || !priced) {
    return { changes: concluded(facts, changes, moment.now), answer: { id: order.id }, why: input.why ?? null };
  }
  changes.push({ op: 'update', noun: 'order', id: order.id, set: { reviewed: false } });
  const family = familyAfter(facts.family, changes);
  const judged = set.discount === undefined ? made.judged : undefined;
  changes.push(
    ...holdChanges(
      family,
      holdNeeds({ ...facts, ...family, given: discountOf(facts, family, judged, moment) }),
      moment,
    ),
  );
  changes.push(
    ...giveUp(facts, changes, (line, held) => {
      const now = family.lines.find(({ id }) => id === line.id);
      return now ? Math.max(0, held - (wanted(now) - now.shipped)) : held;
    }),
  );
  const all = proceed(facts, changes, moment);
  all.push(...passOn(facts, all, moment));
  return { changes: concluded(facts, all, moment.now), answer: { id: order.id }, why: input.why ?? null };
};

/**
 * The actor answers for the lines that they set. An open discount hold is judged over all lines: it goes only if the
 * actor could have given all of it, and stays as it is where the edit gave nothing more.
 */
const discountOf = (
  facts: OrderFacts,
  family: { readonly order: Order; readonly lines: readonly Line[]; readonly holds: readonly RowOf<'hold'>[] },
  judged: ReadonlySet<string> | undefined,
  moment: Acting,
): number => {
  const authority = moment.actor.discountAuthority;
  const open = family.holds.some((hold) => hold.kind === 'discount' && hold.status === 'open');
  return discountExcess(family.order, family.lines, facts.goods, authority, open ? undefined : judged);
};
