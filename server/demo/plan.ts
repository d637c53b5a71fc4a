import type { Calendar, Shift } from './calendar.ts';
import type { Chance } from './chance.ts';
import { HOUR } from './demo.ts';

/** Where an order that the play needs comes to rest; it goes no further. */
export type Rest =
  | 'draft'
  | 'quote'
  | 'held'
  | 'reserved'
  | 'claimed'
  | 'part_picked'
  | 'picked'
  | 'packed'
  | 'shipped'
  | 'cancelled_picked';
export type Script = {
  /** Working hours before the end. */
  readonly hoursAgo: number;
  readonly part?: 'tight' | 'never' | 'prepaying';
  readonly rest?: Rest;
  /** Dollars it is to be worth, about. */
  readonly worth?: number;
  /** ppm on the whole order. */
  readonly discount?: number;
  /** Asks for more than there is. */
  readonly short?: boolean;
  readonly hold?: string;
  readonly warehouse?: 'TPE' | 'KHH';
};

/** What is to become of one order. Delays are working time, ms. */
export type Plan = {
  readonly n: number;
  readonly at: number;
  readonly script: Script | null;
  readonly chance: Chance;
  /** Left as a draft for this long before it is submitted; 0: submitted at once. */
  readonly draftFor: number;
  readonly cancels: 'reserved' | 'picked' | null;
  readonly hold: string | null;
  readonly changes: boolean;
  readonly waitsForAll: boolean;
  readonly pickAfter: number;
  readonly packAfter: number;
  readonly shipAfter: number;
  readonly deliverAfter: number;
  readonly invoiceAfter: number;
};

const holdReasons = [
  'Customer asked to wait',
  'Delivery address is being checked',
  'Price is being clarified',
] as const;

export const planOf = (n: number, at: number, script: Script | null, chance: Chance): Plan => ({
  n,
  at,
  script,
  chance,
  draftFor: !script && chance.yes(0.2) ? chance.int(20, 500) * 60_000 : 0,
  cancels: !script && chance.yes(0.035) ? (chance.yes(0.3) ? 'picked' : 'reserved') : null,
  hold: script ? (script.hold ?? null) : chance.yes(0.025) ? chance.of(holdReasons) : null,
  changes: !script && chance.yes(0.06),
  waitsForAll: !script && chance.yes(0.5),
  pickAfter: script ? HOUR / 2 : chance.int(30, 900) * 60_000,
  packAfter: script ? HOUR / 3 : chance.int(15, 120) * 60_000,
  shipAfter: script ? HOUR / 3 : chance.int(15, 240) * 60_000,
  deliverAfter: chance.int(3, 16) * HOUR,
  invoiceAfter: script ? HOUR : chance.int(1, 14) * HOUR,
});

const twice = (script: Script): Script[] => [script, { ...script, hoursAgo: script.hoursAgo + 1.7, warehouse: 'KHH' }];

/**
 * What must be there whatever chance says: open items of every age, a hold of every kind, an order at every point of its
 * way, so that each desk has something to do from the first minute on. A quarrelling customer's orders are never paid.
 */
export const scripts: readonly Script[] = [
  ...[1_700, 1_250, 1_000, 800, 720, 640, 560, 480, 420, 350, 300, 230, 160, 90].map(
    (hoursAgo): Script => ({ hoursAgo, part: 'never' }),
  ),
  { hoursAgo: 9, part: 'never', rest: 'held' },
  { hoursAgo: 4, part: 'never', rest: 'held' },
  { hoursAgo: 5, part: 'tight', rest: 'held', worth: 90_000 },
  { hoursAgo: 2, part: 'tight', rest: 'held', worth: 60_000 },
  { hoursAgo: 3, rest: 'held', worth: 420_000 },
  { hoursAgo: 1.2, rest: 'held', worth: 330_000, warehouse: 'KHH' },
  { hoursAgo: 2.5, rest: 'held', discount: 120_000 },
  { hoursAgo: 0.8, rest: 'held', discount: 90_000 },
  { hoursAgo: 6, part: 'prepaying', rest: 'held' },
  { hoursAgo: 1.5, part: 'prepaying', rest: 'held' },
  { hoursAgo: 4.5, rest: 'held', hold: 'Customer asked to wait' },
  { hoursAgo: 1, rest: 'held', hold: 'Delivery address is being checked' },
  ...twice({ hoursAgo: 0.5, rest: 'draft' }),
  ...twice({ hoursAgo: 3.4, rest: 'quote' }),
  { hoursAgo: 26, rest: 'quote', worth: 180_000 },
  ...twice({ hoursAgo: 5, rest: 'reserved' }),
  ...twice({ hoursAgo: 2.2, rest: 'reserved' }),
  ...twice({ hoursAgo: 3.1, rest: 'claimed' }),
  ...twice({ hoursAgo: 3.7, rest: 'part_picked' }),
  ...twice({ hoursAgo: 4.2, rest: 'picked' }),
  ...twice({ hoursAgo: 5.3, rest: 'packed' }),
  ...twice({ hoursAgo: 6.2, rest: 'shipped' }),
  ...twice({ hoursAgo: 7.4, rest: 'shipped' }),
  ...twice({ hoursAgo: 8, short: true }),
  ...twice({ hoursAgo: 12, short: true }),
  { hoursAgo: 7, rest: 'cancelled_picked' },
];

/** The part of all orders that falls into the dense end, and its length in days. */
const DENSE = 0.8;
export const DENSE_DAYS = 84;
/** Orders of the running shift, of all. */
const TODAY = 0.014;

const within = (shifts: readonly Shift[], chance: Chance): number => {
  const total = shifts.reduce((all, { from, to }) => all + to - from, 0);
  let left = chance.next() * total;
  for (const { from, to } of shifts) {
    if (left < to - from) return from + left;
    left -= to - from;
  }
  return shifts.at(-1)?.from ?? 0;
};

/** When each order comes in: thin at first and growing, dense from `denseFrom` on, with its share of the running shift. */
export const plansOf = (count: number, calendar: Calendar, denseFrom: number, chance: Chance): Plan[] => {
  const { shifts } = calendar;
  const end = shifts.at(-1)?.to ?? 0;
  const free = Math.max(0, count - scripts.length);
  const dense = shifts.filter(({ from }) => from >= denseFrom);
  const thin = shifts.filter(({ from }) => from < denseFrom);
  const today = shifts.slice(-1);
  const times: { at: number; script: Script | null }[] = Array.from({ length: free }, (_, n) => {
    const one = chance.fork('arrival', n);
    if (one.yes(TODAY)) return { at: within(today, one), script: null };
    if (one.yes(DENSE) || thin.length === 0) return { at: within(dense, one), script: null };
    // The later half of the thin time twice as often as the first.
    const half = one.yes(2 / 3) ? thin.slice(thin.length >> 1) : thin;
    return { at: within(half, one), script: null };
  });
  for (const script of scripts) times.push({ at: ago(calendar, end, script.hoursAgo * HOUR), script });
  times.sort((a, b) => a.at - b.at || (a.script ? 1 : 0) - (b.script ? 1 : 0));
  return times.map(({ at, script }, n) => planOf(n, Math.floor(at), script, chance.fork('order', n)));
};

/** The instant so much working time before the end. */
const ago = ({ shifts }: Calendar, end: number, ms: number): number => {
  let left = ms;
  for (let i = shifts.length - 1; i >= 0; i--) {
    const { from, to } = shifts[i] as Shift;
    const until = Math.min(to, end);
    if (left <= until - from) return until - left;
    left -= until - from;
  }
  return shifts[0]?.from ?? end;
};
