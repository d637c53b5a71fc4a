import type { Rights } from '../../shared/access/permit.ts';
import type { Cells } from '../../shared/base/condition.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Here, PresenceTold, Present } from '../../shared/live/protocol.ts';

export type Visitor = {
  readonly personId: string;
  readonly name: string;
  readonly rights: Rights;
  /** For how long nothing came from there, ms; a sign of life is asked for every four seconds. */
  silentFor(): number;
  tell(event: 'presence', payload: PresenceTold): void;
};
type Stay = {
  readonly visitor: Visitor;
  readonly field: string | null;
  readonly line: string | null;
  readonly idle: boolean;
  /** The line seems to be cut: gone for the others, until a word comes again. */
  lost: boolean;
  /** What the visitor was told last: who may not know of a change hears nothing, and so not that there was one. */
  told: string | null;
};
type Rows = ReadonlyMap<string, Cells>;
type RowsOf = (noun: NounName, ids: readonly string[]) => Promise<Rows>;

/** The place of who looks at a noun's list. */
const LIST = '';
/** Until who reads a list is told of what moved on its rows, ms: one gathering for all of them. */
const GATHER = 300;

/** Silent for longer, and a visitor counts as gone, ms. */
const SILENT = 9_000;
/** How often it is looked who is silent, ms; after a longer pause it was this side that had no breath. */
export const LOOK = 2_000;

const keyOf = (noun: NounName, id: string): string => `${noun} ${id}`;

const placeOf = (key: string): { readonly noun: NounName; readonly id: string } => {
  const at = key.indexOf(' ');
  return { noun: key.slice(0, at) as NounName, id: key.slice(at + 1) };
};

/**
 * Who is on which row, in which field, and who looks at which list. Kept in memory only: it is about now. Each visitor is
 * told of the others as their own rules allow: nobody learns that a field is edited which they may not read, that somebody
 * is on a row which they may not see, or what somebody is called whose name they may not know.
 */
export class Presence {
  readonly #stays = new Map<string, Map<Visitor, Stay>>();
  readonly #left = new WeakSet<Visitor>();
  /** A visitor's last word: one before it, whose row is still being read, places nobody. */
  readonly #words = new WeakMap<Visitor, object>();
  readonly #rowsOf: RowsOf;
  readonly #report: (error: unknown) => void;
  /** Lists whose readers are told soon. */
  readonly #soon = new Map<NounName, NodeJS.Timeout>();

  constructor(rowsOf: RowsOf, report: (error: unknown) => void) {
    this.#rowsOf = rowsOf;
    this.#report = report;
  }

  async here(visitor: Visitor, noun: NounName, place: Omit<Here, 'noun'>): Promise<void> {
    const { field, line, idle = false } = place;
    const id = place.list ? LIST : place.id;
    const word = {};
    this.#words.set(visitor, word);
    await this.gone(visitor, id === null ? null : keyOf(noun, id));
    if (id === null) return;
    const isThere = (row: Cells | undefined): boolean => row !== undefined && visitor.rights.view(noun).sees(row);
    if (id === LIST) {
      if (visitor.rights.view(noun).grants.length === 0) return;
    } else if (!isThere((await this.#rowsOf(noun, [id])).get(id))) return;
    if (this.#words.get(visitor) !== word || this.#left.has(visitor)) return;
    const key = keyOf(noun, id);
    const stays = this.#stays.get(key) ?? new Map<Visitor, Stay>();
    const was = stays.get(visitor);
    // Who is away edits nothing, wherever their cursor stands.
    const at = idle || id === LIST ? { field: null, line: null } : { field: field ?? null, line: line ?? null };
    stays.set(visitor, { visitor, ...at, idle, lost: false, told: was?.told ?? null });
    this.#stays.set(key, stays);
    if (!was || was.idle !== idle) this.#tellList(noun);
    if (id !== LIST) await this.#tell(noun, id);
  }

  /** The visitor's connection ended: a word of theirs that is still under way counts no more. */
  async left(visitor: Visitor): Promise<void> {
    this.#left.add(visitor);
    await this.gone(visitor, null);
  }

  /** Takes the visitor out of every place but `except`, and tells those who stay. */
  async gone(visitor: Visitor, except: string | null): Promise<void> {
    for (const [key, stays] of this.#stays) {
      if (key === except || !stays.delete(visitor)) continue;
      if (stays.size === 0) this.#stays.delete(key);
      const { noun, id } = placeOf(key);
      this.#tellList(noun);
      if (id !== LIST) await this.#tell(noun, id);
    }
  }

  #looked = performance.now();
  /** Called every `LOOK` ms: takes those from others' sight from whom nothing comes, and puts them back when something does. */
  async look(now = performance.now()): Promise<void> {
    const isLate = now - this.#looked > 2 * LOOK;
    this.#looked = now;
    if (isLate) return;
    for (const [key, stays] of this.#stays) {
      let moved = false;
      for (const stay of stays.values()) {
        const lost = stay.visitor.silentFor() > SILENT;
        moved ||= lost !== stay.lost;
        stay.lost = lost;
      }
      if (!moved) continue;
      const { noun, id } = placeOf(key);
      this.#tellList(noun);
      if (id !== LIST) await this.#tell(noun, id);
    }
  }

  close(): void {
    for (const timer of this.#soon.values()) clearTimeout(timer);
    this.#soon.clear();
  }

  /** The others on a row, as each who is on it may know. */
  async #tell(noun: NounName, id: string): Promise<void> {
    const there = this.#stays.get(keyOf(noun, id));
    if (!there) return;
    const lineIds = [...new Set([...there.values()].flatMap(({ line }) => line ?? []))];
    const [rows, names, lines] = await Promise.all([
      this.#rowsOf(noun, [id]),
      this.#namesOf(there.values()),
      this.#rowsOf('order_line', lineIds),
    ]);
    const row = rows.get(id);
    const stays = this.#stays.get(keyOf(noun, id));
    if (!stays || !row) return;
    for (const stay of stays.values()) {
      const { visitor } = stay;
      const view = visitor.rights.view(noun);
      if (!view.sees(row)) continue;
      const readable = new Set(view.fields(row));
      const lineView = visitor.rights.view('order_line');
      const people = new Map<string, Present>();
      for (const other of stays.values()) {
        const { personId, name } = other.visitor;
        if (other.lost || personId === visitor.personId || !knowsName(visitor, names.get(personId))) continue;
        const line = other.line === null ? undefined : lines.get(other.line);
        const fields = other.line === null ? readable : new Set(line?.orderId === id ? lineView.fields(line) : []);
        const shown = other.field !== null && fields.has(other.field);
        const field = shown ? other.field : null;
        const before = people.get(personId);
        if (before && (before.field !== null || (!before.idle && field === null))) continue;
        people.set(personId, { personId, name, field, line: shown ? other.line : null, idle: other.idle });
      }
      tellIfNew(stay, { noun, id, people: [...people.values()] });
    }
  }

  #tellList(noun: NounName): void {
    if (this.#soon.has(noun) || !this.#stays.has(keyOf(noun, LIST))) return;
    const timer = setTimeout(() => {
      this.#soon.delete(noun);
      this.#toReaders(noun).catch(this.#report);
    }, GATHER);
    this.#soon.set(noun, timer.unref());
  }

  /** Who else looks at the list, and who is on which of its rows that the reader sees. */
  async #toReaders(noun: NounName): Promise<void> {
    const prefix = keyOf(noun, LIST);
    const places = (): (readonly [string, Map<Visitor, Stay>])[] =>
      [...this.#stays].flatMap(([key, stays]) =>
        key.startsWith(prefix) ? [[key.slice(prefix.length), stays] as const] : [],
      );
    const before = places();
    const [rows, names] = await Promise.all([
      this.#rowsOf(
        noun,
        before.flatMap(([id]) => (id === LIST ? [] : [id])),
      ),
      this.#namesOf(before.flatMap(([, stays]) => [...stays.values()])),
    ]);
    const now = places();
    for (const stay of this.#stays.get(prefix)?.values() ?? []) {
      const { visitor } = stay;
      const view = visitor.rights.view(noun);
      const people = new Map<string, Present & { row: string | null }>();
      for (const [id, stays] of now) {
        const row = rows.get(id);
        if (id !== LIST && (!row || !view.sees(row))) continue;
        for (const { visitor: other, idle, lost } of stays.values()) {
          const { personId, name } = other;
          if (lost || personId === visitor.personId || !knowsName(visitor, names.get(personId))) continue;
          const key = `${personId} ${id}`;
          if (people.get(key)?.idle === false) continue;
          people.set(key, { personId, name, field: null, line: null, idle, row: id === LIST ? null : id });
        }
      }
      tellIfNew(stay, { noun, id: null, people: [...people.values()] });
    }
  }

  async #namesOf(stays: Iterable<Stay>): Promise<Rows> {
    return this.#rowsOf('person', [...new Set([...stays].map(({ visitor }) => visitor.personId))]);
  }
}

/** Who may not read the names of people, as a screen on a wall, is not told who is here. */
const knowsName = ({ rights }: Visitor, person: Cells | undefined): boolean =>
  person !== undefined && rights.view('person').fields(person).includes('name');

const tellIfNew = (stay: Stay, payload: PresenceTold): void => {
  const telling = JSON.stringify(payload.people);
  if (stay.told === telling) return;
  stay.told = telling;
  stay.visitor.tell('presence', payload);
};
