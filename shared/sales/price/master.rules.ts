/** Price lists and tax codes: known by their codes, which never change. */
import type { InputOf } from '../../base/command.ts';
import type { Change, Decision } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import type { priceCommands } from './price.commands.ts';

type List = RowOf<'price_list'>;
type TaxCode = RowOf<'tax_code'>;
type Moment = { readonly newId: () => string };
/** Lists, and tax codes, at most: they are read as a whole where one of them is chosen. */
export const LISTS_AT_MOST = 100;
export const TAX_CODES_AT_MOST = 100;

const givenOf = <T extends object>(input: T): Partial<T> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<T>;

type ListFactsOf<T> = {
  readonly target: T;
  /** All that there are, in use or not. */
  readonly lists: readonly List[];
  /** Some price stands on the list. */
  readonly priced: boolean;
  /** Some customer has it. */
  readonly taken: boolean;
};
export type ListFacts = ListFactsOf<List | null>;

/** Where one is it, the others that were are it no more. */
const usualNoMore = (lists: readonly List[], isUsual: boolean, id?: string): Change[] =>
  lists
    .filter((one) => isUsual && one.usual && one.id !== id)
    .map((one): Change => ({ op: 'update', noun: 'price_list', id: one.id, set: { usual: false } }));

const changedList = ({ target, lists, priced, taken }: ListFactsOf<List>, given: Partial<List>): Decision => {
  const { id } = target;
  const after = { ...target, ...given };
  const moved =
    after.currency !== target.currency ? 'currency' : after.includesTax !== target.includesTax ? 'includesTax' : null;
  if (priced && moved) return { refused: 'price_list.in_use', field: moved };
  if (taken && moved === 'currency') return { refused: 'price_list.taken', field: moved };
  if (after.usual && !after.active) return { refused: 'price_list.usual_stays', field: 'active' };
  const set = { ...given, usual: after.usual };
  return {
    changes: [{ op: 'update', noun: 'price_list', id, set }, ...usualNoMore(lists, after.usual, id)],
    answer: { id },
  };
};

/** Refuses `changed_meanwhile` (`field`), and as `setList` does. Answers the list's `id`. */
export const updateList = (facts: ListFactsOf<List>, { set }: { readonly set: Edits }): Decision => {
  const edits = edited(facts.target, set);
  return 'refused' in edits ? edits : changedList(facts, edits.set);
};

/**
 * What is left out of a new list: it is in use, and new customers begin with it where they begin with no other. With the
 * one that they begin with, they begin with the other no more.
 * Refuses `price_list.exists` (with `code`) where what `isNew` is there already, `price_list.in_use`: prices that stand
 * would mean something else, `price_list.taken`: customers have its currency, `price_list.usual_stays` and
 * `price_list.too_many`. Answers the list's `id`.
 */
export const setList = (
  { target, ...facts }: ListFacts,
  { isNew, ...input }: InputOf<(typeof priceCommands)['price_list.set']>,
  moment: Moment,
): Decision => {
  if (target && isNew) return { refused: 'price_list.exists', field: 'code', with: { code: input.code } };
  const given = givenOf(input);
  if (target) return changedList({ target, ...facts }, given);
  const { lists } = facts;
  const isUsual = input.usual ?? !lists.some(({ usual }) => usual);
  if (lists.length >= LISTS_AT_MOST) return { refused: 'price_list.too_many', with: { limit: LISTS_AT_MOST } };
  if (isUsual && input.active === false) return { refused: 'price_list.usual_stays', field: 'active' };
  const id = moment.newId();
  const set = { active: true, ...given, usual: isUsual };
  return {
    changes: [{ op: 'insert', noun: 'price_list', id, set }, ...usualNoMore(lists, isUsual)],
    answer: { id },
  };
};

/**
 * Refuses `price_list.used` where prices, customers or a change of prices stand on it, and `price_list.usual_stays` where
 * new customers begin with it.
 */
export const removeList = ({ target, used }: { readonly target: List; readonly used: boolean }): Decision => {
  if (used) return { refused: 'price_list.used' };
  if (target.usual) return { refused: 'price_list.usual_stays' };
  return { changes: [{ op: 'delete', noun: 'price_list', id: target.id }], answer: { id: target.id } };
};

/**
 * Lines that stand keep the rate that they were entered with. Refuses `tax_code.exists` (with `code`) where what `isNew`
 * is there already, and `tax_code.too_many`. Answers the code's `id`.
 */
export const setTaxCode = (
  { target, count }: { readonly target: TaxCode | null; readonly count: number },
  { isNew, ...input }: InputOf<(typeof priceCommands)['tax_code.set']>,
  moment: Moment,
): Decision => {
  if (target && isNew) return { refused: 'tax_code.exists', field: 'code', with: { code: input.code } };
  const given = givenOf(input);
  if (target)
    return { changes: [{ op: 'update', noun: 'tax_code', id: target.id, set: given }], answer: { id: target.id } };
  if (count >= TAX_CODES_AT_MOST) return { refused: 'tax_code.too_many', with: { limit: TAX_CODES_AT_MOST } };
  const id = moment.newId();
  return { changes: [{ op: 'insert', noun: 'tax_code', id, set: { active: true, ...given } }], answer: { id } };
};

/** Refuses `changed_meanwhile` (`field`). Answers the code's `id`. */
export const updateTaxCode = ({ target }: { readonly target: TaxCode }, { set }: { readonly set: Edits }): Decision => {
  const edits = edited(target, set);
  if ('refused' in edits) return edits;
  return {
    changes: [{ op: 'update', noun: 'tax_code', id: target.id, set: edits.set }],
    answer: { id: target.id },
  };
};
