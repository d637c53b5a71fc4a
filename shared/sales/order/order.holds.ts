import type { Change } from '../../base/decision.ts';
import { convert, minorPerUnit, mulDivRound, PPM, share } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import { type CreditFacts, creditExcess, exposureWith } from '../../finance/credit/credit.rules.ts';
import type { Settings } from '../../system/setting/setting.defaults.ts';
import type { Acting } from '../acting.ts';
import { priceFloor } from '../price/price.floor.ts';
import { priceFor } from '../price/price.rules.ts';
import { type Family, ownersOf } from './order.children.ts';
import { type Goods, TOTAL_AT_MOST } from './order.lines.ts';

type Order = RowOf<'order'>;
type Line = RowOf<'order_line'>;
type Hold = RowOf<'hold'>;
export type HoldKind = Hold['kind'];

/** Who lifts each kind of hold. */
export const releasers: { readonly [kind in HoldKind]: Hold['releasedBy'] } = {
  credit: 'finance',
  overdue: 'finance',
  discount: 'sales_manager',
  review: 'finance',
  prepayment: 'receipt',
  manual: 'anyone',
};
/** The kinds that follow from facts; a manual one is somebody's word. */
export const judgedKinds = ['credit', 'overdue', 'discount', 'review', 'prepayment'] as const;
export type JudgedKind = (typeof judgedKinds)[number];

/** By how much a kind's limit is passed, minor units of the order's currency; null where the kind holds without a figure. */
export type Needs = ReadonlyMap<JudgedKind, number | null>;

const SQUARE = BigInt(PPM) * BigInt(PPM);

/**
 * As price × quantity × ppm²: exact. Beyond the authority to give, of each paid line (`lines`) and of what is free
 * (`tooFree`); and what is free, of all that is in the order.
 */
type Beyond = {
  readonly lines: ReadonlyMap<string, bigint>;
  readonly tooFree: bigint;
  readonly free: bigint;
  readonly all: bigint;
};
type Given = Pick<Order, 'currency' | 'discount' | 'orderedOn'>;

const givenBeyond = (order: Given, lines: readonly Line[], goods: Goods, authority: number): Beyond => {
  const beyond = new Map<string, bigint>();
  if (authority >= PPM) return { lines: beyond, tooFree: 0n, free: 0n, all: 0n };
  let free = 0n;
  let all = 0n;
  for (const line of lines) {
    const quantity = BigInt(line.quantity);
    const listed = priceFor(goods.prices, line.productId, line.quantity, order.orderedOn);
    const priced = { unitPrice: line.unitPrice, discount: line.discount, orderDiscount: order.discount };
    const { usual, asked, floor } = priceFloor(priced, listed, authority);
    const worth = usual * quantity * SQUARE;
    all += worth;
    if (line.free) free += worth;
    else if (asked < floor) beyond.set(line.id, (floor - asked) * quantity);
  }
  const tooFree = free - (all / BigInt(PPM)) * BigInt(authority);
  return { lines: beyond, tooFree: tooFree > 0n ? tooFree : 0n, free, all };
};

/**
 * What was given away beyond the authority to give, minor units; 0 within it. A line's own discount and the document's
 * count together; a price below the list's counts as discount; a price below the list's minimum is beyond anyone's
 * authority but a full one. Free goods are a discount on the order as a whole.
 * @param authority ppm
 */
export const discountExcess = (order: Given, lines: readonly Line[], goods: Goods, authority: number): number => {
  const found = givenBeyond(order, lines, goods, authority);
  let passed = found.tooFree;
  for (const one of found.lines.values()) passed += one;
  if (passed === 0n) return 0;
  const figure = mulDivRound(passed, minorPerUnit(order.currency), BigInt(PPM) * SQUARE);
  return figure < 1n ? 1 : figure > BigInt(TOTAL_AT_MOST) ? TOTAL_AT_MOST : Number(figure);
};

/**
 * Does the order give more away beyond the authority than it did before: on some line, or free of charge, as an amount or as a
 * share of the order? What a line gave already, by whoever's word, may stay or become less; what is taken off one line is not given on another instead.
 */
export const givesAnew = (
  before: { readonly order: Given; readonly lines: readonly Line[] },
  after: { readonly order: Given; readonly lines: readonly Line[] },
  goods: Goods,
  authority: number,
): boolean => {
  const was = givenBeyond(before.order, before.lines, goods, authority);
  const is = givenBeyond(after.order, after.lines, goods, authority);
  const isLargerShare = is.tooFree > 0n && is.free * was.all > was.free * is.all;
  return (
    isLargerShare ||
    is.tooFree > was.tooFree ||
    [...is.lines].some(([id, beyond]) => beyond > (was.lines.get(id) ?? 0n))
  );
};

/** In the organisation's currency, minor units; null beyond what can be stored. */
const inOrganisation = (order: Pick<Order, 'total' | 'rate' | 'currency'>, currency: string): number | null => {
  try {
    return convert(order.total, order.rate, order.currency, currency);
  } catch {
    return null;
  }
};

export type Judged = {
  readonly order: Order;
  readonly lines: readonly Line[];
  readonly credit: CreditFacts;
  readonly settings: Settings;
  readonly goods: Goods;
  /** What `discountExcess` found. */
  readonly given: number;
  /** What the command itself adds to the customer's exposure beside the order: see `exposureWith`. */
  readonly more?: number;
};

/** What holds the order by the facts as they stand. An order that is not submitted yet is judged as if it were. */
export const holdNeeds = ({ order, credit, settings, given, more }: Judged): Needs => {
  const needs = new Map<JudgedKind, number | null>();
  const counted: Order =
    order.status === 'draft' || order.status === 'quote' ? { ...order, status: 'submitted' } : order;
  const excess = creditExcess(credit.customer.creditLimit, exposureWith(credit, counted, more));
  if (excess > 0) needs.set('credit', excess);
  if (credit.overdue > 0) needs.set('overdue', credit.overdue);
  if (given > 0) needs.set('discount', given);
  const limit = settings['review.amount'];
  const worth = inOrganisation(order, settings.organisation.currency);
  const large = limit !== null && (worth === null || worth > limit);
  if (!order.reviewed && (large || order.settlement !== credit.customer.settlement)) {
    needs.set('review', large && worth !== null && limit !== null ? worth - limit : null);
  }
  const due = order.settlement === 'prepayment' ? share(order.total, order.prepaymentShare) : 0;
  if (order.paidTotal < due) needs.set('prepayment', due - order.paidTotal);
  return needs;
};

/** What a released hold still covers: as much as was looked at when it was lifted, never more. Review and prepayment have readings of their own. */
const covers = (hold: Hold, kind: JudgedKind, excess: number | null): boolean =>
  hold.status === 'released' &&
  hold.kind === kind &&
  kind !== 'review' &&
  kind !== 'prepayment' &&
  (hold.excess ?? 0) >= (excess ?? 0);

/**
 * Opens again what somebody's word held, where the end that is undone made it void: the last such hold, unless it was lifted or
 * another stands.
 * @param since ms; what was void before was not made so by that end
 */
export const heldAgain = (holds: readonly Hold[], since: number): Change[] => {
  const manual = holds.filter(({ kind }) => kind === 'manual');
  if (manual.some(({ status }) => status === 'open')) return [];
  const last = manual.reduce<Hold | null>(
    (late, one) => ((one.closedAt ?? 0) >= (late?.closedAt ?? 0) ? one : late),
    null,
  );
  if (last?.status !== 'void' || (last.closedAt ?? 0) < since) return [];
  return [{ op: 'update', noun: 'hold', id: last.id, set: { status: 'open', closedAt: null } }];
};

type Opening = Pick<Acting, 'now' | 'newId'> & { readonly actor?: { readonly id: string } };

/**
 * Opens what is needed and not covered, voids what is no longer needed, of the kinds given.
 * @param family the order as the command leaves it
 */
export const holdChanges = (
  family: Pick<Family, 'order' | 'holds'>,
  needs: Needs,
  moment: Opening,
  kinds: readonly JudgedKind[] = judgedKinds,
): Change[] =>
  kinds.flatMap((kind): Change[] => {
    const open = family.holds.find((hold) => hold.kind === kind && hold.status === 'open');
    const excess = needs.get(kind);
    if (excess === undefined) {
      return open ? [{ op: 'update', noun: 'hold', id: open.id, set: { status: 'void', closedAt: moment.now } }] : [];
    }
    if (open) return open.excess === excess ? [] : [{ op: 'update', noun: 'hold', id: open.id, set: { excess } }];
    if (family.holds.some((hold) => covers(hold, kind, excess))) return [];
    return [opened(family.order, kind, excess, null, moment)];
  });

export const opened = (
  order: Order,
  kind: HoldKind,
  excess: number | null,
  reason: string | null,
  { now, newId, actor }: Opening,
): Change => ({
  op: 'insert',
  noun: 'hold',
  id: newId(),
  set: {
    orderId: order.id,
    orderNumber: order.number,
    customerId: order.customerId,
    customerName: order.customerName,
    kind,
    releasedBy: releasers[kind],
    status: 'open',
    openedAt: now,
    openedById: actor?.id ?? null,
    closedAt: null,
    closedName: null,
    excess,
    reason,
    ...ownersOf(order),
  },
});
