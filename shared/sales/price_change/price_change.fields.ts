import { fieldsOf, nounOf } from '../../base/fields.ts';

/** To which side a new price goes where it lies between two steps. */
export const roundings = ['nearest', 'up', 'down'] as const;
export type Rounding = (typeof roundings)[number];
/** What becomes of minimum prices: they stay, and hold; or they move as the prices do. */
export const leasts = ['keep', 'move'] as const;
export type Least = (typeof leasts)[number];
export const changeStatuses = ['standing', 'withdrawn'] as const;

/** Many prices of one list changed at once, from a day on; its prices name it by `changeId`. */
export const priceChange = nounOf({
  name: 'price_change',
  plural: 'price_changes',
  table: 'price_change',
  fields: fieldsOf({
    priceListId: { kind: 'ref', of: 'price_list', group: 'basics' },
    listCode: { kind: 'text', group: 'basics', max: 20, derived: true },
    currency: { kind: 'text', group: 'basics', max: 3, derived: true },
    validFrom: { kind: 'day', group: 'basics' },
    status: { kind: 'enum', values: changeStatuses, group: 'basics', derived: true },
    /** By how much, one of both: a share of the price, or an amount of one base unit. Either may lower it. */
    percent: { kind: 'ppm', group: 'prices', nullable: true, max: 10_000_000 },
    amount: { kind: 'price', group: 'prices', nullable: true },
    /** New prices are whole multiples of it; null leaves them as they come out. */
    step: { kind: 'price', group: 'prices', nullable: true },
    rounding: { kind: 'enum', values: roundings, group: 'basics' },
    least: { kind: 'enum', values: leasts, group: 'basics' },
    /** Which products: a filter on `product`, null for all that the list has a price of. */
    which: { kind: 'json', group: 'basics', nullable: true },
    note: { kind: 'text', group: 'basics', max: 240, nullable: true },
    /** How many prices it changed. */
    prices: { kind: 'integer', group: 'basics', derived: true },
    madeAt: { kind: 'instant', group: 'basics', derived: true },
    madeName: { kind: 'text', group: 'party', max: 120, derived: true },
  }),
  scopes: {},
  title: 'listCode',
  sort: [
    { field: 'validFrom', down: true },
    { field: 'madeAt', down: true },
  ],
  indexes: [['priceListId', 'validFrom']],
});
