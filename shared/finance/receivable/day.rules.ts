import type { Condition } from '../../base/condition.ts';
import { addDays, type Day } from '../../base/day.ts';
import type { Change, Decision } from '../../base/decision.ts';
import { derivedId } from '../../base/id.ts';
import type { RowOf } from '../../catalogue.ts';
import { itemReading } from './item.ts';

type Item = RowOf<'receivable'>;
type Setting = RowOf<'setting'>;

/** The setting that keeps the last day that was turned; nobody sets it by hand. */
export const CLOCK = 'clock';
export const clockId = derivedId('setting', CLOCK);

/** Items that one command reads anew, at most. */
export const ITEMS_AT_MOST = 500;

const due = (is: 'ge' | 'lt', day: Day): Condition => ({ field: 'dueOn', is, value: day });
const bucket = (value: Item['bucket']): Condition => ({ field: 'bucket', is: 'eq', value });
const outside = (value: Item['bucket'], from: Day | null, until: Day | null): Condition => ({
  all: [bucket(value), { any: [...(from ? [due('lt', from)] : []), ...(until ? [due('ge', until)] : [])] }],
});

/** Open items whose stored reading is not that of the day: what `itemReading` says, as a condition. */
export const misread = (day: Day): Condition => ({
  all: [
    { field: 'status', is: 'eq', value: 'open' },
    {
      any: [
        { all: [{ field: 'overdue', is: 'eq', value: false }, due('lt', day)] },
        { all: [{ field: 'overdue', is: 'eq', value: true }, due('ge', day)] },
        outside('current', day, null),
        outside('d1_30', addDays(day, -30), day),
        outside('d31_60', addDays(day, -60), addDays(day, -30)),
        outside('d61_90', addDays(day, -90), addDays(day, -60)),
        outside('d90_plus', null, addDays(day, -90)),
      ],
    },
  ],
});

export type DayFacts = {
  readonly target: Setting | null;
  /** One page of what `misread` finds; none for a day that is past. */
  readonly items: readonly Item[];
  readonly more: boolean;
  /** The orders and customers of the items. */
  readonly orders: readonly RowOf<'order'>[];
  readonly customers: readonly RowOf<'customer'>[];
  /** Open holds for overdue items on orders of these customers. */
  readonly holds: readonly RowOf<'hold'>[];
  /** Σ open of overdue items by customer with such a hold, as stored: minor units of the customer's currency. */
  readonly overdue: ReadonlyMap<string, number>;
};

/** Whether the day was turned before: days do not turn back. */
export const isTurned = (clock: Setting | null, day: Day): boolean =>
  typeof clock?.value === 'string' && clock.value > day;

/** What overdue items a hold waits for, once the items read as they do on the day. */
const heldFor = ({ items, customers, holds, overdue }: DayFacts, day: Day): Change[] => {
  const currencies = new Map(customers.map(({ id, currency }) => [id, currency]));
  const now = new Map(overdue);
  for (const item of items) {
    if (currencies.get(item.customerId) !== item.currency) continue;
    const late = (is: boolean): number => (is ? item.open : 0);
    const moved = late(itemReading(item, item.open, day).overdue) - late(item.overdue);
    now.set(item.customerId, (now.get(item.customerId) ?? 0) + moved);
  }
  return holds.flatMap(({ id, customerId, excess: was }): Change[] => {
    const excess = now.get(customerId) ?? 0;
    return excess === was ? [] : [{ op: 'update', noun: 'hold', id, set: { excess } }];
  });
};

/**
 * Moves buckets and `overdue` of open items to how they read on the day, and with those that have become overdue their
 * orders' payment, their customers' credit status and what holds for overdue items say. Done again, it changes nothing. Answers `moved`, and `more` as 1
 * while there is another page.
 */
export const turn = (facts: DayFacts, { day }: { readonly day: Day }): Decision => {
  const { target, items, more, orders, customers } = facts;
  const late = items.filter((item) => item.dueOn < day && !item.overdue);
  const ofOrders = new Set(late.map(({ orderId }) => orderId));
  // Items in another currency than the customer's do not count for credit.
  const ofCustomers = new Set(late.map((item) => `${item.customerId} ${item.currency}`));
  const changes: Change[] = items.map((item) => ({
    op: 'update',
    noun: 'receivable',
    id: item.id,
    set: itemReading(item, item.open, day),
  }));
  for (const { id } of orders) {
    if (ofOrders.has(id)) changes.push({ op: 'update', noun: 'order', id, set: { payment: 'overdue' } });
  }
  for (const { id, currency } of customers) {
    if (ofCustomers.has(`${id} ${currency}`))
      changes.push({ op: 'update', noun: 'customer', id, set: { creditStatus: 'overdue' } });
  }
  changes.push(...heldFor(facts, day));
  if (!more && !isTurned(target, day) && target?.value !== day) {
    if (target) changes.push({ op: 'update', noun: 'setting', id: target.id, set: { value: day } });
    else changes.push({ op: 'insert', noun: 'setting', id: clockId, set: { key: CLOCK, value: day } });
  }
  return { changes, answer: { moved: items.length, more: more ? 1 : 0 } };
};
