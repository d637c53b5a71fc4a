import type { Change, Decision } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import { type CreditFacts, creditStatusOf, exposureWith } from '../../finance/credit/credit.rules.ts';
import type { Numbered } from '../../finance/posting.ts';
import type { Acting } from '../acting.ts';
import { type Family, follow } from '../order/order.children.ts';

type Customer = RowOf<'customer'>;
type Seller = RowOf<'person'>;

export type CreateFacts = {
  readonly exists: boolean;
  readonly seller: Seller | null;
  readonly list: RowOf<'price_list'>;
  readonly number: Numbered;
  /** Setting `credit.initial`: minor units, null for no limit. */
  readonly initialLimit: number | null;
};
export type CreateInput = Pick<Customer, 'name' | 'country' | 'priceListId'> & {
  readonly id?: string | undefined;
  readonly sellerId?: string | undefined;
} & {
  readonly [name in keyof Omit<Customer, 'id' | 'name' | 'country' | 'priceListId' | 'sellerId'>]?:
    | Customer[name]
    | undefined;
};

const sellerSet = (seller: Seller) => ({ sellerId: seller.id, sellerName: seller.name, teamId: seller.teamId });
const isSeller = (person: Seller | null): person is Seller => person !== null && person.status !== 'suspended';

/** Refuses `customer.exists`, `customer.unknown_seller`, `customer.currency_differs`. The tax number is no key. Answers `id`. */
export const create = (facts: CreateFacts, input: CreateInput, { newId }: Pick<Acting, 'newId'>): Decision => {
  const { exists, seller, list, number, initialLimit } = facts;
  if (exists) return { refused: 'customer.exists', field: 'id' };
  if (!isSeller(seller)) return { refused: 'customer.unknown_seller', field: 'sellerId' };
  const { id = newId(), sellerId: _sellerId, ...card } = input;
  const currency = input.currency ?? list.currency;
  if (currency !== list.currency)
    return { refused: 'customer.currency_differs', field: 'priceListId', with: { currency: list.currency } };
  const given = Object.fromEntries(Object.entries(card).filter(([, value]) => value !== undefined));
  const set: Partial<Customer> = {
    settlement: 'net',
    termsDays: 30,
    prepaymentShare: input.settlement === 'prepayment' ? 1_000_000 : 0,
    creditLimit: initialLimit,
    ...given,
    ...sellerSet(seller),
    number: number.text,
    currency,
    status: 'active',
    exposure: 0,
    creditStatus: 'ok',
  };
  return { changes: [{ op: 'insert', noun: 'customer', id, set }, number.change], answer: { id, number: number.text } };
};

export type UpdateFacts = {
  readonly target: Customer;
  readonly credit: CreditFacts;
  /** The list that the customer has or is about to have. */
  readonly list: RowOf<'price_list'>;
  /** Anything open in the customer's currency: orders, receivables, receipts. */
  readonly busy: boolean;
};
export type UpdateInput = { readonly set: Edits; readonly why?: string | null | undefined };

/** Refuses `changed_meanwhile`, `customer.currency_in_use`, `customer.currency_differs`. Orders that stand keep their terms. */
export const update = ({ target, credit, list, busy }: UpdateFacts, input: UpdateInput): Decision => {
  const edits = edited(target, input.set);
  if ('refused' in edits) return edits;
  const customer: Customer = { ...target, ...edits.set };
  if (customer.currency !== target.currency && busy) return { refused: 'customer.currency_in_use', field: 'currency' };
  if (customer.currency !== list.currency)
    return { refused: 'customer.currency_differs', field: 'priceListId', with: { currency: list.currency } };
  const exposure = exposureWith(credit, null);
  const creditStatus = creditStatusOf(customer.creditLimit, exposure, credit.overdue, credit.near);
  const set = { ...edits.set, exposure, creditStatus };
  return {
    changes: [{ op: 'update', noun: 'customer', id: target.id, set }],
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
};

/**
 * Hands customers over, with open orders and all that hangs on them, and with their receipts; what is completed stays
 * with whom it was earned by. Refuses `customer.unknown_seller`.
 */
export const reassign = (
  facts: ReassignFacts,
  input: { readonly why?: string | null | undefined },
  { now }: Pick<Acting, 'now'>,
): Decision => {
  const { targets, seller, families, receipts } = facts;
  if (!isSeller(seller)) return { refused: 'customer.unknown_seller', field: 'toSellerId' };
  const set = sellerSet(seller);
  const { sellerName: _sellerName, ...owner } = set;
  return {
    changes: [
      ...targets.map(({ id }): Change => ({ op: 'update', noun: 'customer', id, set })),
      ...families.flatMap((family) => follow(family, [{ op: 'update', noun: 'order', id: family.order.id, set }], now)),
      ...receipts.map(({ id }): Change => ({ op: 'update', noun: 'receipt', id, set: owner })),
    ],
    answer: { ids: targets.map(({ id }) => id) },
    why: input.why ?? null,
  };
};
