/** What of a submitted order one changes directly, and what somebody else has to agree to. */
import { convert, PPM } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import type { Settings } from '../../system/setting/setting.defaults.ts';
import { priceFloor } from '../price/price.floor.ts';
import { priceFor } from '../price/price.rules.ts';
import type { Goods } from './order.lines.ts';

type Order = RowOf<'order'>;
type Line = RowOf<'order_line'>;

/**
 * `discount` more is given away than the editor may give; `minimum` a price falls below the list's minimum; `terms` the
 * editor may not set terms; `picking` goods are being picked already; `amount` the order grows to more above
 * the total last agreed to than policy allows.
 */
export const authorityReasons = ['discount', 'minimum', 'terms', 'picking', 'amount'] as const;
export type AuthorityReason = (typeof authorityReasons)[number];

/** The one table: for each edit what can put it beyond its editor. An edit with nothing beside it is always direct. */
export const beyondByEdit: { readonly [edit: string]: readonly AuthorityReason[] } = {
  promisedOn: [],
  externalNumber: [],
  consignee: [],
  deliveryStreet: [],
  deliveryPhone: [],
  deliveryInstructions: [],
  notes: [],
  discount: ['discount', 'minimum', 'picking', 'amount'],
  settlement: ['terms', 'picking'],
  quantity: ['discount', 'minimum', 'amount'],
  unit: [],
  unitPrice: ['discount', 'minimum', 'amount'],
  lineDiscount: ['discount', 'minimum', 'amount'],
  add: ['discount', 'minimum', 'amount'],
  remove: ['discount'],
};

export type EditOfOrder = {
  readonly before: Order;
  readonly linesBefore: readonly Line[];
  readonly order: Order;
  readonly lines: readonly Line[];
  readonly goods: Goods;
  readonly settings: Settings;
  /** Names of `beyondByEdit` that the command holds. */
  readonly edits: ReadonlySet<string>;
  /** Is more given away than the editor may, and than was agreed to or waits for it already? */
  readonly givesMore: boolean;
  readonly authority: number;
  readonly mayTerms: boolean;
  readonly begun: boolean;
};

const floorOf = (order: Order, line: Line, goods: Goods): ReturnType<typeof priceFloor> => {
  const listed = priceFor(goods.prices, line.productId, line.quantity, order.orderedOn);
  const { unitPrice, discount } = line;
  return priceFloor({ unitPrice, discount, orderDiscount: order.discount }, listed, 0);
};

/**
 * Does some price fall below the minimum of its list, all discounts taken off, or further below than it lay? One that lay as
 * far below it already was agreed to or waits for it.
 */
const fallsBelowMinimum = ({ before, linesBefore, order, lines, goods }: EditOfOrder): boolean => {
  const known = new Map(linesBefore.map((line) => [line.id, line]));
  return lines.some((line) => {
    if (line.free) return false;
    const { asked, least } = floorOf(order, line, goods);
    if (asked >= least) return false;
    const was = known.get(line.id);
    if (!was) return true;
    const then = floorOf(before, was, goods);
    return least - asked > (then.asked < then.least ? then.least - then.asked : 0n);
  });
};

/**
 * How far an edit that makes the order larger takes it above the total last agreed to, minor units of the organisation's
 * currency; null beyond what can be stored. All edits since count together, so that many small ones are no way around; what
 * was made smaller grows back to what was agreed to, and an edit that makes nothing larger asks for nobody.
 */
const growth = ({ before, order, settings }: EditOfOrder): number | null => {
  if (order.total <= before.total) return 0;
  const above = Math.max(0, order.total - (before.agreedTotal ?? before.total));
  try {
    return convert(above, order.rate, order.currency, settings.organisation.currency);
  } catch {
    return null;
  }
};

const holdsNow: { readonly [reason in AuthorityReason]: (edit: EditOfOrder) => boolean } = {
  discount: ({ givesMore }) => givesMore,
  minimum: (edit) => edit.authority < PPM && fallsBelowMinimum(edit),
  terms: ({ mayTerms }) => !mayTerms,
  picking: ({ begun }) => begun,
  amount: (edit) => {
    const limit = edit.settings['change.amount'];
    const by = growth(edit);
    return limit !== null && edit.authority < PPM && (by === null || by > limit);
  },
};

/** Why the edit is not its editor's to make alone; none where it is. In the order of `authorityReasons`. */
export const beyondAuthority = (edit: EditOfOrder): readonly AuthorityReason[] => {
  const possible = new Set([...edit.edits].flatMap((one) => beyondByEdit[one] ?? []));
  return authorityReasons.filter((reason) => possible.has(reason) && holdsNow[reason](edit));
};
