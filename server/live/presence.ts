import type { Rights } from '../../shared/access/permit.ts';
import type { Cells } from '../../shared/base/condition.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Here, Present } from '../../shared/live/protocol.ts';

export type Visitor = {
  readonly personId: string;
  readonly name: string;
  readonly rights: Rights;
  tell(
    event: 'presence',
    payload: { readonly noun: string; readonly id: string; readonly people: readonly Present[] },
  ): void;
};
type Stay = {
  readonly visitor: Visitor;
  readonly field: string | null;
  readonly line: string | null;
  /** What the visitor was told last: who may not know of a change hears nothing, and so not that there was one. */
  told: string | null;
};

/**
 * Who is on which row, in which field. Kept in memory only: it is about now. Each visitor is told of the others as their
 * own rules allow: nobody learns that a field is edited which they may not read, and who may not see the row is not asked.
 */
export class Presence {
  readonly #stays = new Map<string, Map<Visitor, Stay>>();
  readonly #left = new WeakSet<Visitor>();
  /** A visitor's last word: one before it, whose row is still being read, places nobody. */
  readonly #words = new WeakMap<Visitor, object>();
  readonly #rowOf: (noun: NounName, id: string) => Promise<Cells | null>;

  constructor(rowOf: (noun: NounName, id: string) => Promise<Cells | null>) {
    this.#rowOf = rowOf;
  }

  async here(visitor: Visitor, noun: NounName, { id, field, line }: Omit<Here, 'noun'>): Promise<void> {
    const word = {};
    this.#words.set(visitor, word);
    await this.gone(visitor, id === null ? null : `${noun} ${id}`);
    if (id === null) return;
    const row = await this.#rowOf(noun, id);
    if (this.#words.get(visitor) !== word || this.#left.has(visitor)) return;
    if (!row || !visitor.rights.view(noun).sees(row)) return;
    const key = `${noun} ${id}`;
    const stays = this.#stays.get(key) ?? new Map<Visitor, Stay>();
    const told = stays.get(visitor)?.told ?? null;
    stays.set(visitor, { visitor, field: field ?? null, line: line ?? null, told });
    this.#stays.set(key, stays);
    await this.#tell(key);
  }

  /** The visitor's connection ended: a word of theirs that is still under way counts no more. */
  async left(visitor: Visitor): Promise<void> {
    this.#left.add(visitor);
    await this.gone(visitor, null);
  }

  /** Takes the visitor out of every row but `except`, and tells those who stay. */
  async gone(visitor: Visitor, except: string | null): Promise<void> {
    for (const [key, stays] of this.#stays) {
      if (key === except || !stays.delete(visitor)) continue;
      if (stays.size === 0) this.#stays.delete(key);
      else await this.#tell(key);
    }
  }

  async #tell(key: string): Promise<void> {
    const at = key.indexOf(' ');
    const noun = key.slice(0, at) as NounName;
    const id = key.slice(at + 1);
    const stays = this.#stays.get(key);
    const row = stays && (await this.#rowOf(noun, id));
    if (!stays || !row) return;
    const names = new Map<string, Cells | null>();
    const lines = new Map<string, Cells | null>();
    for (const { visitor, line } of stays.values()) {
      if (!names.has(visitor.personId)) names.set(visitor.personId, await this.#rowOf('person', visitor.personId));
      if (line !== null && !lines.has(line)) lines.set(line, await this.#rowOf('order_line', line));
    }
    for (const stay of stays.values()) {
      const { visitor } = stay;
      const view = visitor.rights.view(noun);
      if (!view.sees(row)) continue;
      const readable = new Set(view.fields(row));
      const lineView = visitor.rights.view('order_line');
      const people = new Map<string, Present>();
      for (const other of stays.values()) {
        const { personId, name } = other.visitor;
        const person = names.get(personId);
        if (personId === visitor.personId || !person) continue;
        // Who may not read the names of people, as a screen on a wall, is not told who is here.
        if (!visitor.rights.view('person').fields(person).includes('name')) continue;
        if (people.get(personId)?.field) continue;
        const line = other.line === null ? null : lines.get(other.line);
        const fields = other.line === null ? readable : new Set(line?.orderId === id ? lineView.fields(line) : []);
        const shown = other.field !== null && fields.has(other.field);
        people.set(personId, {
          personId,
          name,
          field: shown ? other.field : null,
          line: shown ? other.line : null,
        });
      }
      const telling = JSON.stringify([...people.values()]);
      if (stay.told === telling) continue;
      stay.told = telling;
      visitor.tell('presence', { noun, id, people: [...people.values()] });
    }
  }
}
