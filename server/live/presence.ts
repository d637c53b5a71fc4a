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
type Stay = { readonly visitor: Visitor; field: string | null; line: string | null };

/**
 * Who is on which row, in which field. Kept in memory only: it is about now. Each visitor is told of the others as their
 * own rules allow: nobody learns that a field is edited which they may not read, and who may not see the row is not asked.
 */
export class Presence {
  readonly #stays = new Map<string, Map<Visitor, Stay>>();
  readonly #rowOf: (noun: NounName, id: string) => Promise<Cells | null>;

  constructor(rowOf: (noun: NounName, id: string) => Promise<Cells | null>) {
    this.#rowOf = rowOf;
  }

  async here(visitor: Visitor, noun: NounName, { id, field, line }: Here): Promise<void> {
    await this.gone(visitor, id === null ? null : `${noun} ${id}`);
    if (id === null) return;
    const row = await this.#rowOf(noun, id);
    if (!row || !visitor.rights.view(noun).sees(row)) return;
    const key = `${noun} ${id}`;
    const stays = this.#stays.get(key) ?? new Map<Visitor, Stay>();
    stays.set(visitor, { visitor, field: field ?? null, line: line ?? null });
    this.#stays.set(key, stays);
    await this.#tell(key);
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
    for (const { visitor } of stays.values()) {
      const view = visitor.rights.view(noun);
      if (!view.sees(row)) continue;
      const readable = new Set(view.fields(row));
      const lines = visitor.rights.view('order_line');
      const people = new Map<string, Present>();
      for (const other of stays.values()) {
        if (other.visitor.personId === visitor.personId) continue;
        const shown =
          other.field !== null && (other.line === null ? readable.has(other.field) : lines.ever(other.field));
        const known = people.get(other.visitor.personId);
        if (known?.field) continue;
        people.set(other.visitor.personId, {
          personId: other.visitor.personId,
          name: other.visitor.name,
          field: shown ? other.field : null,
          line: shown ? other.line : null,
        });
      }
      visitor.tell('presence', { noun, id, people: [...people.values()] });
    }
  }
}
