/** Open items gathered under whoever owes them, by age. */
import { sum } from '../base/money.ts';
import { type Bucket, buckets } from './ageing.ts';

export type AgedItem = {
  readonly id: string;
  readonly bucket: Bucket;
  readonly currency: string;
  /** Minor units; null for a reader who sees no amounts. */
  readonly open: number | null;
};
export type Aged<Item extends AgedItem = AgedItem> = {
  readonly key: string;
  readonly currency: string;
  readonly items: readonly Item[];
  /** Minor units by bucket; null where any of the items' amounts is not seen. */
  readonly amounts: Readonly<Record<Bucket, number>> | null;
  readonly counts: Readonly<Record<Bucket, number>>;
  readonly total: number | null;
};

const byBucket = (of: (bucket: Bucket) => number): Record<Bucket, number> => ({
  current: of('current'),
  d1_30: of('d1_30'),
  d31_60: of('d31_60'),
  d61_90: of('d61_90'),
  d90_plus: of('d90_plus'),
});

/** One group of one currency; its buckets add up to its total. */
export const aged = <Item extends AgedItem>(key: string, currency: string, items: readonly Item[]): Aged<Item> => {
  const seen = items.every(({ open }) => open !== null);
  const within = (bucket: Bucket) => items.filter((item) => item.bucket === bucket);
  const amounts = seen ? byBucket((bucket) => sum(within(bucket).map(({ open }) => open ?? 0))) : null;
  return {
    key,
    currency,
    items,
    amounts,
    counts: byBucket((bucket) => within(bucket).length),
    total: amounts && sum(buckets.map((bucket) => amounts[bucket])),
  };
};

/** What is left to weigh a group by where no amounts are seen: its items. */
export const weightOf = ({ total, items }: Aged, bucket?: Bucket): number => {
  if (bucket === undefined) return total ?? items.length;
  const some = items.filter((item) => item.bucket === bucket);
  return total === null ? some.length : Math.max(0, sum(some.map(({ open }) => open ?? 0)));
};

/** A group for each key and currency; those that owe most come first within a currency, `first` the currency before all others. */
export const agedBy = <Item extends AgedItem>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  first: string,
): Aged<Item>[] => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = `${item.currency} ${keyOf(item)}`;
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  const found = [...groups.values()].map((own) => aged(keyOf(own[0] as Item), (own[0] as Item).currency, own));
  const rank = (currency: string): string => (currency === first ? '' : currency);
  return found.sort(
    (a, b) =>
      (rank(a.currency) < rank(b.currency) ? -1 : rank(a.currency) > rank(b.currency) ? 1 : 0) ||
      weightOf(b) - weightOf(a) ||
      (a.key < b.key ? -1 : 1),
  );
};
