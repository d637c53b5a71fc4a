import type { Rights } from '../../shared/access/permit.ts';
import { audienceKey } from '../../shared/access/rule.ts';
import { type Cells, fieldsIn } from '../../shared/base/condition.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { PresenceTold } from '../../shared/live/protocol.ts';

export type Visitor = {
  /** The connection's id. */
  readonly line: string;
  readonly personId: string;
  readonly name: string;
  readonly rights: Rights;
  /** For how long nothing came from there, ms; a sign of life is asked for every four seconds. */
  silentFor(): number;
};
export type Stay = {
  readonly visitor: Visitor;
  readonly field: string | null;
  readonly line: string | null;
  readonly idle: boolean;
  /** The line seems to be cut: gone for the others, until a word comes again. */
  lost: boolean;
};
export type Rows = ReadonlyMap<string, Cells>;
export type PresenceMeans = {
  /** Rows by id, with the named fields alone: what rules look at, never what is shown. */
  readonly cellsOf: (noun: NounName, ids: readonly string[], fields: readonly string[]) => Promise<Rows>;
  /** Tells all of them the same, encoded once. */
  readonly tell: (to: readonly Visitor[], payload: PresenceTold) => void;
  readonly report: (error: unknown) => void;
};

/** Something that is told of a person, with its text. */
export type Word<T> = { readonly personId: string; readonly key: string; readonly text: string; readonly told: T };
export const wordOf = <T extends { readonly personId: string }>(told: T, row = ''): Word<T> => ({
  personId: told.personId,
  key: `${told.personId} ${row}`,
  text: JSON.stringify(told),
  told,
});

/** Audiences by their rules: made once for each reading of a person's rules. */
const known = new WeakMap<Rights, Map<NounName, string>>();
export const keyOf = (rights: Rights, noun: NounName): string => {
  const keys = known.get(rights) ?? new Map<NounName, string>();
  known.set(rights, keys);
  const key = keys.get(noun) ?? audienceKey(noun, rights.view(noun).grants);
  keys.set(noun, key);
  return key;
};

/** The fields of a noun that the rules of these people look at. */
export const lookedAt = (of: Iterable<{ readonly rights: Rights }>, noun: NounName): readonly string[] => {
  const fields = new Set<string>();
  for (const { rights } of of) for (const { rows } of rights.view(noun).grants) fieldsIn(rows, fields);
  fields.delete('id');
  return [...fields];
};

/** Who may not read the names of people, as a screen on a wall, is not told who is here. */
export const knowsName = (rights: Rights, person: Cells | undefined): boolean =>
  person !== undefined && rights.view('person').fields(person).includes('name');

/**
 * Those at one place whose rules come to the same there: they are told one answer. Everybody in it is in the answer, as
 * far as all of them may know; a page leaves out its own person.
 */
export class Circle<T> {
  /** Of one of them: as to this place those of all. */
  readonly rights: Rights;
  readonly #members = new Set<Visitor>();
  /** Who came since the last answer. */
  readonly #fresh = new Set<Visitor>();
  #texts: ReadonlyMap<string, string> = new Map();
  #more = 0;

  constructor(rights: Rights) {
    this.rights = rights;
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  add(visitor: Visitor): void {
    if (this.#members.has(visitor)) return;
    this.#members.add(visitor);
    this.#fresh.add(visitor);
  }

  remove(visitor: Visitor): void {
    this.#members.delete(visitor);
    this.#fresh.delete(visitor);
  }

  /**
   * Takes the answer of now, and tells it to whom it says something new: who came, and all others unless it is only their
   * own doing. Who may not know of a change hears nothing, and so not that there was one.
   */
  answer(words: readonly Word<T>[], more: number, tell: (to: readonly Visitor[], told: readonly T[]) => void): void {
    const texts = new Map(words.map(({ key, text }) => [key, text]));
    const moved = new Set<string>();
    for (const { key, text, personId } of words) if (this.#texts.get(key) !== text) moved.add(personId);
    for (const key of this.#texts.keys()) if (!texts.has(key)) moved.add(key.slice(0, key.indexOf(' ')));
    const forAll = more !== this.#more || moved.size > 1;
    const to = [...this.#members].filter(
      (one) => forAll || this.#fresh.has(one) || (moved.size === 1 && !moved.has(one.personId)),
    );
    this.#texts = texts;
    this.#more = more;
    this.#fresh.clear();
    if (to.length > 0)
      tell(
        to,
        words.map(({ told }) => told),
      );
  }
}
