import type { Change, Decision } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import { changedCells, usualOf, withOneUsual } from '../usual.ts';
import { CONTACTS_AT_MOST, type NewContact } from './contact.commands.ts';

type Contact = RowOf<'contact'>;
type Customer = RowOf<'customer'>;
type Owner = Pick<Customer, 'id' | 'sellerId' | 'teamId'>;

/** What stands on a customer of their contacts: whom one calls who asks for nobody. */
export const usualPerson = (contacts: readonly Contact[]): Partial<Customer> => {
  const one = usualOf(contacts);
  return { contactName: one?.name ?? null, phone: one?.phone ?? null, email: one?.email ?? null };
};

/** A new row of a customer's; what was not said is empty. */
export const contactOf = (owner: Owner, id: string, given: NewContact): Contact => ({
  id,
  customerId: owner.id,
  usual: given.usual ?? false,
  name: given.name,
  position: given.position ?? null,
  phone: given.phone ?? null,
  email: given.email ?? null,
  languages: given.languages ?? null,
  sellerId: owner.sellerId,
  teamId: owner.teamId,
});

export type ContactFacts = {
  readonly customer: Pick<Customer, 'id' | 'sellerId' | 'teamId'>;
  /** All that the customer has. */
  readonly contacts: readonly Contact[];
};

/** The rows as they become, as changes of those that stand, and what of it stands on the customer. */
const changesTo = (facts: ContactFacts, after: readonly Contact[]): Change[] => {
  const before = new Map(facts.contacts.map((row) => [row.id, row]));
  const kept = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((row): Change[] => {
      const { id, ...set } = row;
      const was = before.get(id);
      if (!was) return [{ op: 'insert', noun: 'contact', id, set }];
      return was === row ? [] : [{ op: 'update', noun: 'contact', id, set: changedCells(was, row) }];
    }),
    ...facts.contacts
      .filter(({ id }) => !kept.has(id))
      .map(({ id }): Change => ({ op: 'delete', noun: 'contact', id })),
    { op: 'update', noun: 'customer', id: facts.customer.id, set: usualPerson(after) },
  ];
};

/** Refuses `contact.exists`, `contact.too_many` (`limit`). The first one is the usual one. Answers `id`. */
export const create = (
  facts: ContactFacts & { readonly exists: boolean },
  { id: given, customerId: _customerId, ...input }: NewContact & { readonly id?: string; readonly customerId: string },
  { newId }: { readonly newId: () => string },
): Decision => {
  if (facts.exists) return { refused: 'contact.exists', field: 'id' };
  if (facts.contacts.length >= CONTACTS_AT_MOST)
    return { refused: 'contact.too_many', with: { limit: CONTACTS_AT_MOST } };
  const row = contactOf(facts.customer, given ?? newId(), input);
  const after = withOneUsual([...facts.contacts, row], row.usual ? row.id : null);
  return { changes: changesTo(facts, after), answer: { id: row.id } };
};

/** Refuses `changed_meanwhile`; `contact.one_usual` where the usual one is to be it no longer and no other is named. */
export const update = (
  facts: ContactFacts & { readonly target: Contact },
  { set }: { readonly set: Edits },
): Decision => {
  const { target } = facts;
  const edits = edited(target, set);
  if ('refused' in edits) return edits;
  if (edits.set.usual === false) return { refused: 'contact.one_usual', field: 'usual' };
  const row: Contact = { ...target, ...edits.set };
  const others = facts.contacts.filter(({ id }) => id !== row.id);
  return {
    changes: changesTo(facts, withOneUsual([...others, row], row.usual ? row.id : null)),
    answer: { id: row.id },
  };
};

/** Of those that are left the first becomes the usual one, if this was. */
export const remove = (facts: ContactFacts & { readonly target: Contact }): Decision => {
  const left = facts.contacts.filter(({ id }) => id !== facts.target.id);
  return { changes: changesTo(facts, withOneUsual(left, null)), answer: { id: facts.target.id } };
};
