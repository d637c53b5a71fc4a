/** How an order changes after it was entered: field by field, each edit with the value that it was made from. */
import type { Change, Decision, Refusal } from '../../base/decision.ts';
import { edited } from '../../base/edit.ts';
import { PPM } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import type { Acting } from '../acting.ts';
import { type AuthorityReason, beyondAuthority } from './order.authority.ts';
import { isOpen, lineChanges, meanwhile, type UpdateInput } from './order.change.lines.ts';
import { type Family, familyAfter } from './order.children.ts';
import { LINES_AT_MOST } from './order.commands.ts';
import { concluded, giveUp, type OrderFacts, passOn, proceed } from './order.confirm.ts';
import { discountExcess, givesAnew, holdChanges, holdNeeds } from './order.holds.ts';
import { figureChanges, figured, isFrozen } from './order.lines.ts';
import { wanted } from './order.progress.ts';

type Order = RowOf<'order'>;
/** What was offered stays as it was offered: it is revised first. */
export const changeable = ['draft', 'submitted', 'confirmed'] as const;
/** What decides over amounts or terms: all lines hang on it, so that it is asked for once picking has begun (order.authority.ts). */
const commercial = ['discount', 'settlement'];

/** By which right an edit is made: `own` of whoever sends it, `granted` by somebody who accepted it. */
export type EditRight = {
  readonly by: 'own' | 'granted';
  /** May whoever edits set terms at all? */
  readonly mayTerms: boolean;
};
const OWN: EditRight = { by: 'own', mayTerms: true };

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

const ofRow = (changes: readonly Change[], noun: Change['noun']): boolean =>
  changes.some((change) => change.noun === noun);

export type UpdateFacts = OrderFacts & { readonly lineTaken: boolean };

/** Names of `beyondByEdit` that the input holds. */
const editsOf = (input: UpdateInput, set: object): ReadonlySet<string> =>
  new Set([
    ...Object.keys(set),
    ...(input.add?.length ? ['add'] : []),
    ...(input.remove?.length ? ['remove'] : []),
    ...(input.change ?? []).flatMap(({ id: _id, ...fields }) =>
      Object.keys(fields).map((field) => (field === 'discount' ? 'lineDiscount' : field)),
    ),
  ]);

type Edited = {
  readonly changes: readonly Change[];
  readonly family: Family;
  /** What of an open order's amounts or terms moves, so that it is judged anew. */
  readonly priced: boolean;
  readonly beyond: readonly AuthorityReason[];
};

/** Header and lines as the edits leave them, with their figures, and what of it is beyond whoever edits. Null: nothing differs. */
export const editedOrder = (
  facts: UpdateFacts,
  input: UpdateInput,
  moment: Acting,
  right: EditRight,
): Edited | Refusal | null => {
  const { order, lines } = facts.family;
  if (!(changeable as readonly string[]).includes(order.status))
    return { refused: 'order.not_in_state', with: { status: order.status } };
  if (facts.lineTaken) return { refused: 'order.line_exists', field: 'add' };
  const header = edited(order, input.set ?? {});
  if ('refused' in header) return meanwhile(header);
  const late = commercial.find((field) => Object.hasOwn(header.set, field));
  if (late !== undefined && lines.some(isFrozen)) return { refused: 'order.picking_begun', field: late };
  const set: Partial<Order> = { ...header.set };
  if (set.settlement !== undefined)
    Object.assign(set, termsOf(order, facts.credit.customer, { settlement: set.settlement }));
  const made = lineChanges(facts, input, moment);
  if ('refused' in made) return made;
  if (Object.keys(set).length === 0 && made.changes.length === 0) return null;
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
  const priced =
    isOpen(order.status) &&
    (ofRow(made.changes, 'order_line') || Object.keys(set).some((field) => commercial.includes(field)));
  const family = familyAfter(facts.family, changes);
  const beyond = priced
    ? beyondAuthority({
        ...facts,
        ...family,
        before: order,
        linesBefore: lines,
        edits: editsOf(input, header.set),
        givesMore: givesMore(facts, family, moment.actor.discountAuthority),
        authority: moment.actor.discountAuthority,
        mayTerms: right.mayTerms,
        begun: lines.some((line) => line.picked > 0 || line.packed > 0 || line.shipped > 0),
      })
    : [];
  return { changes, family, priced, beyond };
};

/**
 * Changes header and lines. A draft freely; a submitted or confirmed order as far as it is its editor's to do alone
 * (order.authority.ts), else by request; after the first pick only lines that nobody has picked. What changes amounts or
 * terms voids the review and is judged anew; a confirmed order's reservations follow. Refuses `order.not_in_state`,
 * `order.beyond_authority` (`with.reasons`), `order.changed_meanwhile` (`with.field`, and `with.row` for a line),
 * `order.line_gone`, `order.line_picked`, `order.line_shipped`, `order.line_invoiced`, `order.line_closed`,
 * `order.line_free`, `order.line_exists`, `order.picking_begun` (head discount and settlement once goods left),
 * `order.no_lines`, `order.no_delivery`, `order.too_many_lines`, `order.too_large` and what `lineFrom` refuses.
 */
export const update = (facts: UpdateFacts, input: UpdateInput, moment: Acting, right: EditRight = OWN): Decision => {
  const { order } = facts.family;
  const found = editedOrder(facts, input, moment, right);
  const said = { answer: { id: order.id }, why: input.why ?? null };
  if (found === null) return { changes: [], ...said };
  if ('refused' in found) return found;
  if (!found.priced) return { changes: concluded(facts, found.changes, moment.now), ...said };
  if (right.by === 'own' && found.beyond.length > 0)
    return { refused: 'order.beyond_authority', with: { reasons: found.beyond } };
  const agreed = isAgreed(right, moment) ? { agreedTotal: found.family.order.total } : {};
  const set: Partial<Order> = { reviewed: false, ...agreed };
  const changes: Change[] = [...found.changes, { op: 'update', noun: 'order', id: order.id, set }];
  const family = familyAfter(facts.family, changes);
  const given = stillHeld(facts, family, moment.actor.discountAuthority);
  changes.push(...holdChanges(family, holdNeeds({ ...facts, ...family, given }), moment));
  changes.push(
    ...giveUp(facts, changes, (line, held) => {
      const now = family.lines.find(({ id }) => id === line.id);
      return now ? Math.max(0, held - (wanted(now) - now.shipped)) : held;
    }),
  );
  const all = proceed(facts, changes, moment);
  all.push(...passOn(facts, all, moment));
  return { changes: concluded(facts, all, moment.now), ...said };
};

/** Nobody else is to be asked about its amount: it was asked for and granted, or whoever edits may give anything. */
const isAgreed = ({ by }: EditRight, { actor }: Acting): boolean => by === 'granted' || actor.discountAuthority >= PPM;

/** As much as an open hold waits for, or a released one agreed to. */
const coveredDiscount = (holds: readonly RowOf<'hold'>[]): number =>
  Math.max(
    0,
    ...holds.flatMap(({ kind, status, excess }) => (kind === 'discount' && status !== 'void' ? [excess ?? 0] : [])),
  );

/**
 * Is more given away than the editor may give and than was agreed to, or waits for it? Its figure is of the whole order, so
 * that what was agreed of one line is not given once more on each of the others.
 */
const givesMore = (facts: OrderFacts, family: Family, authority: number): boolean =>
  givesAnew(facts.family, family, facts.goods, authority) &&
  discountExcess(family.order, family.lines, facts.goods, authority) > coveredDiscount(facts.family.holds);

/**
 * What an open discount hold waits for after the edit: nothing more if the editor could have given all of it, and the same
 * where the edit gave neither more nor less. What was granted or is the editor's to give opens none.
 */
const stillHeld = (facts: OrderFacts, family: Family, authority: number): number => {
  const open = family.holds.find(({ kind, status }) => kind === 'discount' && status === 'open');
  if (!open) return 0;
  const inAll = ({ order, lines }: Family): number => discountExcess(order, lines, facts.goods, authority);
  const left = inAll(family);
  return left > 0 && left === inAll(facts.family) ? (open.excess ?? left) : left;
};
