import { isCountry } from '../../base/country.ts';
import type { Change, Decision } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import { changedCells, usualOf, withOneUsual } from '../usual.ts';
import { ADDRESSES_AT_MOST, type NewAddress } from './address.commands.ts';
import { addressKinds } from './address.fields.ts';
import { addressText } from './address.text.ts';

type Address = RowOf<'address'>;
type Customer = RowOf<'customer'>;
type Owner = Pick<Customer, 'id' | 'country' | 'sellerId' | 'teamId'>;

/** What stands on a customer of their addresses: where orders and invoices go that are told nothing else. */
export const usualPlaces = (addresses: readonly Address[], home: string): Partial<Customer> => {
  const of = (kind: Address['kind']) => usualOf(addresses.filter((one) => one.kind === kind));
  const delivery = of('delivery');
  const billing = of('billing');
  return {
    consignee: delivery?.consignee ?? null,
    deliveryStreet: delivery && addressText(delivery, home),
    deliveryPhone: delivery?.phone ?? null,
    deliveryInstructions: delivery?.instructions ?? null,
    billingStreet: billing && addressText(billing, home),
    billingEmail: billing?.email ?? null,
  };
};

/** A new row of a customer's; what was not said is empty, the country the customer's own. */
export const addressOf = (owner: Owner, id: string, given: NewAddress): Address => ({
  id,
  customerId: owner.id,
  kind: given.kind,
  usual: given.usual ?? false,
  consignee: given.consignee ?? null,
  phone: given.phone ?? null,
  email: given.email ?? null,
  street: given.street,
  city: given.city ?? null,
  postalCode: given.postalCode ?? null,
  country: given.country ?? (isCountry(owner.country) ? owner.country : ''),
  instructions: given.instructions ?? null,
  sellerId: owner.sellerId,
  teamId: owner.teamId,
});

/** All of a customer's with one usual one of each kind. */
export const arranged = (addresses: readonly Address[], chosen: string | null): Address[] =>
  addressKinds.flatMap((kind) =>
    withOneUsual(
      addresses.filter((one) => one.kind === kind),
      chosen,
    ),
  );

export type AddressFacts = {
  readonly customer: Customer;
  /** All that the customer has. */
  readonly addresses: readonly Address[];
};

/** The rows as they become, as changes of those that stand, and what of it stands on the customer. */
const changesTo = (facts: AddressFacts, after: readonly Address[]): Change[] => {
  const before = new Map(facts.addresses.map((row) => [row.id, row]));
  const kept = new Set(after.map(({ id }) => id));
  const { customer } = facts;
  return [
    ...after.flatMap((row): Change[] => {
      const { id, ...set } = row;
      const was = before.get(id);
      if (!was) return [{ op: 'insert', noun: 'address', id, set }];
      return was === row ? [] : [{ op: 'update', noun: 'address', id, set: changedCells(was, row) }];
    }),
    ...facts.addresses
      .filter(({ id }) => !kept.has(id))
      .map(({ id }): Change => ({ op: 'delete', noun: 'address', id })),
    { op: 'update', noun: 'customer', id: customer.id, set: usualPlaces(after, customer.country) },
  ];
};

/** Refuses `address.exists`, `address.too_many` (`limit`). The first of its kind is the usual one. Answers `id`. */
export const create = (
  facts: AddressFacts & { readonly exists: boolean },
  { id: given, customerId: _customerId, ...input }: NewAddress & { readonly id?: string; readonly customerId: string },
  { newId }: { readonly newId: () => string },
): Decision => {
  if (facts.exists) return { refused: 'address.exists', field: 'id' };
  // Of its kind: whoever sees one kind alone is not told how many there are of the other.
  if (facts.addresses.filter(({ kind }) => kind === input.kind).length >= ADDRESSES_AT_MOST)
    return { refused: 'address.too_many', with: { limit: ADDRESSES_AT_MOST } };
  const row = addressOf(facts.customer, given ?? newId(), input);
  const after = arranged([...facts.addresses, row], row.usual ? row.id : null);
  return { changes: changesTo(facts, after), answer: { id: row.id } };
};

/** Refuses `changed_meanwhile`; `address.one_usual` where the usual one is to be it no longer and no other is named. */
export const update = (
  facts: AddressFacts & { readonly target: Address },
  { set }: { readonly set: Edits },
): Decision => {
  const { target } = facts;
  const edits = edited(target, set);
  if ('refused' in edits) return edits;
  if (edits.set.usual === false) return { refused: 'address.one_usual', field: 'usual' };
  const row: Address = { ...target, ...edits.set };
  const others = facts.addresses.filter(({ id }) => id !== row.id);
  return {
    changes: changesTo(facts, arranged([...others, row], row.usual ? row.id : null)),
    answer: { id: row.id },
  };
};

/** Of those that are left the first becomes the usual one, if this was. Orders keep where they go. */
export const remove = (facts: AddressFacts & { readonly target: Address }): Decision => {
  const left = facts.addresses.filter(({ id }) => id !== facts.target.id);
  return { changes: changesTo(facts, arranged(left, null)), answer: { id: facts.target.id } };
};
