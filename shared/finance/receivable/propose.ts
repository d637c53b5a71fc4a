/** What a receipt's money is most likely for: a proposal that whoever books it may change line by line. */
import type { Day } from '../../base/day.ts';
import { sum } from '../../base/money.ts';
import { ALLOCATIONS_AT_MOST } from './receivable.commands.ts';

/** What money can be put to: an open item, or an order that it is kept for until an invoice takes it. */
export type Claim = {
  readonly id: string;
  readonly of: 'item' | 'order';
  /** Most that can be put to it, minor units. */
  readonly open: number;
  /** What a proposal puts to it at most: an order is not prepaid beyond what it waits for. Absent: all that is open. */
  readonly due?: number;
  /** null: no day was agreed, it comes after all that have one. */
  readonly dueOn: Day | null;
  /** Items of one document: its instalments. */
  readonly document: string | null;
  /** Numbers by which a payer may name it: of the invoice, of the order. */
  readonly names: readonly string[];
};
export type Amounts = ReadonlyMap<string, number>;

/** Pairs are looked for among so many claims; beyond it chance finds one for nearly every amount. */
const PAIRED = 12;

export const dueOf = ({ open, due }: Claim): number => Math.max(0, Math.min(open, due ?? open));

/** Items before orders, the earliest due first; of one day the smaller number first. */
export const byClaim = (a: Claim, b: Claim): number => {
  if (a.of !== b.of) return a.of === 'item' ? -1 : 1;
  if (a.dueOn !== b.dueOn) return a.dueOn === null ? 1 : b.dueOn === null || a.dueOn < b.dueOn ? -1 : 1;
  const [x, y] = [a.names[0] ?? '', b.names[0] ?? ''];
  return x === y ? (a.id < b.id ? -1 : 1) : x < y ? -1 : 1;
};

const plain = (text: string): string => text.normalize('NFKC').toUpperCase();

/** The number as a word of its own: `INV-2026-12` is not named by `INV-2026-123`. */
const isNamed = (name: string, within: string): boolean => {
  const wanted = plain(name);
  if (wanted === '') return false;
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + 1)) {
    const around = (within[at - 1] ?? ' ') + (within[at + wanted.length] ?? ' ');
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
};

const namedIn = (claims: readonly Claim[], reference: string | null): readonly Claim[] => {
  const within = plain(reference ?? '');
  return within.trim() === '' ? [] : claims.filter(({ names }) => names.some((name) => isNamed(name, within)));
};

/** Claims that belong together in the order in which each first stands: those of a document, those due in a month. */
const grouped = (claims: readonly Claim[], keyOf: (claim: Claim) => string | null): readonly (readonly Claim[])[] => {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const key = keyOf(claim);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups.values()];
};

const pairs = (claims: readonly Claim[]): readonly (readonly Claim[])[] => {
  const some = claims.slice(0, PAIRED);
  return some.flatMap((one, at) => some.slice(at + 1).map((other) => [one, other]));
};

/** The first of the groups that the money pays to the unit. */
const exact = (received: number, groups: readonly (readonly Claim[])[]): readonly Claim[] | null =>
  groups.find((group) => group.length > 0 && sum(group.map(dueOf)) === received) ?? null;

const poured = (claims: readonly Claim[], received: number): Amounts => {
  const amounts = new Map<string, number>();
  let left = received;
  for (const claim of claims) {
    if (left === 0 || amounts.size === ALLOCATIONS_AT_MOST) break;
    const amount = Math.min(dueOf(claim), left);
    if (amount > 0) amounts.set(claim.id, amount);
    left -= amount;
  }
  return amounts;
};

/**
 * The allocations to begin with, by claim; never more than is due there, together never more than `received`. What the
 * money pays to the unit goes first: the claims that the payer names, one claim, one document, a month's items, two
 * claims. Else what the payer names, then the oldest due, and at last orders that wait for their prepayment.
 * @param received minor units, 0 or more
 * @param reference the payer's own words, as the bank gives them
 */
export const propose = (claims: readonly Claim[], received: number, reference: string | null = null): Amounts => {
  const open = claims.filter((claim) => dueOf(claim) > 0).sort(byClaim);
  const named = namedIn(open, reference);
  const items = open.filter(({ of }) => of === 'item');
  const match = exact(received, [
    named,
    ...named.map((claim) => [claim]),
    ...open.map((claim) => [claim]),
    ...grouped(items, ({ document }) => document),
    ...grouped(items, ({ dueOn }) => dueOn?.slice(0, 7) ?? null),
    ...(named.length > 0 ? [] : pairs(items)),
  ]);
  return poured(match ?? [...named, ...open.filter((claim) => !named.includes(claim))], received);
};
