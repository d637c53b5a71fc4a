import type { Change, Decision } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import { type CreditFacts, exposureWith, withCredit } from '../../finance/credit/credit.rules.ts';
import type { Numbered } from '../../finance/posting.ts';
import { notify } from '../../together/notification/notify.ts';
import type { Acting } from '../acting.ts';
import type { NewAddress } from '../address/address.commands.ts';
import { addressKinds } from '../address/address.fields.ts';
import { addressOf, arranged, usualPlaces } from '../address/address.rules.ts';
import type { NewContact } from '../contact/contact.commands.ts';
import { contactOf, usualPerson } from '../contact/contact.rules.ts';
import { type Family, follow } from '../order/order.children.ts';
import { firstUsual, withOneUsual } from '../usual.ts';
import { keysOf } from './alike.ts';
import { plainTaxNumber, taxNumberFault } from './tax-number.ts';

type Customer = RowOf<'customer'>;
type Seller = RowOf<'person'>;

export type CreateFacts = {
  readonly exists: boolean;
  readonly seller: Seller | null;
  readonly list: RowOf<'price_list'>;
  /** The one chosen, or the next of the series with the change that takes it. */
  readonly number: Pick<Numbered, 'text'> & { readonly change: Change | null };
  /** A customer has the number that was chosen. */
  readonly numberTaken: boolean;
  /** Setting `credit.initial`: minor units, null for no limit. */
  readonly initialLimit: number | null;
};
export type CreateInput = Pick<Customer, 'name' | 'country' | 'priceListId'> & {
  readonly id?: string | undefined;
  readonly sellerId?: string | undefined;
  readonly contacts?: readonly NewContact[] | undefined;
  readonly addresses?: readonly NewAddress[] | undefined;
} & {
  readonly [name in keyof Omit<Customer, 'id' | 'name' | 'country' | 'priceListId' | 'sellerId'>]?:
    | Customer[name]
    | undefined;
};

const sellerSet = (seller: Seller) => ({ sellerId: seller.id, sellerName: seller.name, teamId: seller.teamId });
const isSeller = (person: Seller | null): person is Seller => person !== null && person.status !== 'suspended';

/**
 * Refuses `customer.exists`, `customer.number_taken`, `customer.unknown_seller`, `customer.currency_differs`,
 * `customer.list_not_offered` and what `taxNumberFault` does. The tax number is no key. Answers `id`.
 */
export const create = (facts: CreateFacts, input: CreateInput, { newId }: Pick<Acting, 'newId'>): Decision => {
  const { exists, seller, list, number, initialLimit } = facts;
  if (exists) return { refused: 'customer.exists', field: 'id' };
  if (facts.numberTaken) return { refused: 'customer.number_taken', field: 'number', with: { number: number.text } };
  if (!isSeller(seller)) return { refused: 'customer.unknown_seller', field: 'sellerId' };
  const { id = newId(), sellerId: _sellerId, contacts: people = [], addresses: places = [], ...card } = input;
  const currency = input.currency ?? list.currency;
  if (currency !== list.currency)
    return { refused: 'customer.currency_differs', field: 'priceListId', with: { currency: list.currency } };
  if (!list.active) return { refused: 'customer.list_not_offered', field: 'priceListId' };
  const taxNumber = card.taxNumber ? plainTaxNumber(input.country, card.taxNumber) : null;
  const fault = taxNumberFault(input.country, taxNumber);
  if (fault) return fault;
  const given = Object.fromEntries(Object.entries(card).filter(([, value]) => value !== undefined));
  const owner = { id, country: input.country, sellerId: seller.id, teamId: seller.teamId };
  const contacts = withOneUsual(
    firstUsual(people).map((one) => contactOf(owner, newId(), one)),
    null,
  );
  const addresses = arranged(
    addressKinds
      .flatMap((of) => firstUsual(places.filter(({ kind }) => kind === of)))
      .map((one) => addressOf(owner, newId(), one)),
    null,
  );
  const set: Partial<Customer> = {
    settlement: 'net',
    termsDays: 30,
    prepaymentShare: input.settlement === 'prepayment' ? 1_000_000 : 0,
    creditLimit: initialLimit,
    ...given,
    taxNumber,
    ...sellerSet(seller),
    number: number.text,
    currency,
    status: 'active',
    exposure: 0,
    creditStatus: 'ok',
    ...keysOf(input),
    ...usualPerson(contacts),
    ...usualPlaces(addresses, input.country),
  };
  return {
    changes: [
      { op: 'insert', noun: 'customer', id, set },
      ...contacts.map(({ id: row, ...cells }): Change => ({ op: 'insert', noun: 'contact', id: row, set: cells })),
      ...addresses.map(({ id: row, ...cells }): Change => ({ op: 'insert', noun: 'address', id: row, set: cells })),
      ...(number.change ? [number.change] : []),
    ],
    answer: { id, number: number.text },
  };
};

export type UpdateFacts = {
  readonly target: Customer;
  readonly credit: CreditFacts;
  /** The list that the customer has or is about to have. */
  readonly list: RowOf<'price_list'>;
  /** Anything open in the customer's currency: orders, receivables, receipts. */
  readonly busy: boolean;
  /** All that the customer has, where the country moves; else none. */
  readonly addresses: readonly RowOf<'address'>[];
};
export type UpdateInput = { readonly set: Edits; readonly why?: string | null | undefined };

/**
 * Refuses `changed_meanwhile`, `customer.currency_in_use`, `customer.currency_differs`, `customer.list_not_offered` and what
 * `taxNumberFault` does. Orders that stand keep their terms.
 */
export const update = ({ target, credit, list, busy, addresses }: UpdateFacts, input: UpdateInput): Decision => {
  const edits = edited(target, input.set);
  if ('refused' in edits) return edits;
  const customer: Customer = { ...target, ...edits.set };
  // Only a number that is entered now: a country that moves must not tell what number stands.
  if (typeof edits.set.taxNumber === 'string') {
    customer.taxNumber = plainTaxNumber(customer.country, edits.set.taxNumber);
    const fault = taxNumberFault(customer.country, customer.taxNumber);
    if (fault) return fault;
  }
  if (customer.currency !== target.currency && busy) return { refused: 'customer.currency_in_use', field: 'currency' };
  if (customer.currency !== list.currency)
    return { refused: 'customer.currency_differs', field: 'priceListId', with: { currency: list.currency } };
  // Who has a list keeps it, in use or not.
  if (customer.priceListId !== target.priceListId && !list.active)
    return { refused: 'customer.list_not_offered', field: 'priceListId' };
  const exposure = exposureWith(credit, null);
  // An address says its country where that is not the customer's.
  const places = addresses.length > 0 ? usualPlaces(addresses, customer.country) : {};
  const { taxNumber } = customer;
  const set = { ...edits.set, ...places, ...keysOf(customer), taxNumber };
  return {
    changes: withCredit({ ...credit, customer }, exposure, [{ op: 'update', noun: 'customer', id: target.id, set }]),
    answer: { id: target.id },
    why: input.why ?? null,
  };
};

export type ReassignFacts = {
  readonly targets: readonly Customer[];
  readonly seller: Seller | null;
  /** Their orders that are not over. */
  readonly families: readonly Family[];
  /** Their receipts that are not reversed. */
  readonly receipts: readonly RowOf<'receipt'>[];
  /** What they call products. */
  readonly partNumbers: readonly RowOf<'part_number'>[];
  readonly contacts: readonly RowOf<'contact'>[];
  readonly addresses: readonly RowOf<'address'>[];
};

/**
 * Hands customers over, with open orders and all that hangs on them, and with their receipts; what is completed stays
 * with whom it was earned by. Refuses `customer.unknown_seller`.
 */
export const reassign = (
  facts: ReassignFacts,
  input: { readonly why?: string | null | undefined },
  moment: Pick<Acting, 'now' | 'newId' | 'actor'>,
): Decision => {
  const { targets, seller, families, receipts, partNumbers, contacts, addresses } = facts;
  const { now } = moment;
  if (!isSeller(seller)) return { refused: 'customer.unknown_seller', field: 'toSellerId' };
  const set = sellerSet(seller);
  const { sellerName: _sellerName, ...owner } = set;
  return {
    changes: [
      ...targets.map(({ id }): Change => ({ op: 'update', noun: 'customer', id, set })),
      ...families.flatMap((family) => follow(family, [{ op: 'update', noun: 'order', id: family.order.id, set }], now)),
      ...receipts.map(({ id }): Change => ({ op: 'update', noun: 'receipt', id, set: owner })),
      ...contacts.map(({ id }): Change => ({ op: 'update', noun: 'contact', id, set: owner })),
      ...addresses.map(({ id }): Change => ({ op: 'update', noun: 'address', id, set: owner })),
      ...partNumbers.map(({ id }): Change => ({ op: 'update', noun: 'part_number', id, set: owner })),
      ...targets
        .filter(({ sellerId }) => sellerId !== seller.id)
        .flatMap(({ id }) => notify({ to: [seller.id], kind: 'customer_assigned', noun: 'customer', id }, moment)),
    ],
    answer: { ids: targets.map(({ id }) => id) },
    why: input.why ?? null,
  };
};

export type AlikeFacts = {
  readonly customer: Pick<Customer, 'id'>;
  /** Ids of people who were told of this very likeness. */
  readonly told: ReadonlySet<string>;
};

/** Tells people that a customer is alike to another one; each of them once. */
export const tellAlike = (
  { customer, told }: AlikeFacts,
  input: { readonly otherId: string; readonly to: readonly string[] },
  moment: Pick<Acting, 'now' | 'newId' | 'actor'>,
): Decision => ({
  changes: notify(
    {
      to: input.to.filter((one) => !told.has(one)),
      kind: 'customer_alike',
      noun: 'customer',
      id: customer.id,
      part: input.otherId,
    },
    moment,
  ),
  answer: { id: customer.id },
});
