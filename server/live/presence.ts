import type { NounName } from '../../shared/catalogue.ts';
import type { Here } from '../../shared/live/protocol.ts';
import { lookedAt, type PresenceMeans, type Visitor } from './presence.circle.ts';
import { ListPlace } from './presence.list.ts';
import { RowPlace } from './presence.row.ts';

/**
 * On each beat of so many ms who reads a list is told what moved on it since the last one. The beat goes by itself,
 * whatever moves: when somebody hears says nothing of what they may not know.
 */
export const BEAT = 1_000;

/** Silent for longer, and a visitor counts as gone, ms. */
const SILENT = 9_000;
/** How often it is looked who is silent, ms; after a longer pause it was this side that had no breath. */
export const LOOK = 2_000;

type Place = RowPlace | ListPlace;

/**
 * Who is on which row, in which field, and who looks at which list. Kept in memory only: it is about now. Each visitor is
 * told of the others as their own rules allow: nobody learns that a field is edited which they may not read, that somebody
 * is on a row which they may not see, or what somebody is called whose name they may not know.
 */
export class Presence {
  readonly #rows = new Map<NounName, Map<string, RowPlace>>();
  readonly #lists = new Map<NounName, ListPlace>();
  /** Where each visitor is. */
  readonly #at = new Map<Visitor, Place>();
  readonly #left = new WeakSet<Visitor>();
  /** A visitor's last word: one before it, whose row is still being read, places nobody. */
  readonly #words = new WeakMap<Visitor, object>();
  /** For one word of a visitor the row is read at a time; of those that wait for it the last alone has its row read. */
  readonly #reading = new WeakMap<Visitor, Promise<unknown>>();
  readonly #means: PresenceMeans;
  /** Lists whose readers are told on the next beat. */
  readonly #soon = new Set<NounName>();
  #beating: Promise<void> = Promise.resolve();
  readonly #timer: NodeJS.Timeout;

  constructor(means: PresenceMeans) {
    this.#means = means;
    this.#timer = setInterval(() => void this.flush().catch(means.report), BEAT).unref();
  }

  async here(visitor: Visitor, noun: NounName, at: Omit<Here, 'noun'>): Promise<void> {
    const { field, line, idle = false } = at;
    const word = {};
    this.#words.set(visitor, word);
    await this.#gone(
      visitor,
      (place) => place.noun === noun && (place instanceof RowPlace ? !at.list && place.id === at.id : at.list === true),
    );
    if (at.list) {
      if (visitor.rights.view(noun).grants.length === 0) return;
    } else if (at.id === null) return;
    else {
      await this.#reading.get(visitor);
      if (this.#words.get(visitor) !== word) return;
      const reading = this.#sees(visitor, noun, at.id);
      this.#reading.set(
        visitor,
        reading.catch(() => undefined),
      );
      const sees = await reading;
      if (this.#words.get(visitor) !== word) return;
      if (!sees) return this.gone(visitor);
    }
    if (this.#words.get(visitor) !== word || this.#left.has(visitor)) return;
    const place = at.list ? this.#listOf(noun) : this.#rowOf(noun, at.id as string);
    const was = place.stays.get(visitor);
    // Who is away edits nothing, wherever their cursor stands.
    const cursor = idle || at.list ? { field: null, line: null } : { field: field ?? null, line: line ?? null };
    place.put({ visitor, ...cursor, idle, lost: false });
    this.#at.set(visitor, place);
    if (was?.idle !== idle) this.#soon.add(noun);
    if (place instanceof RowPlace) await place.tell();
  }

  /** The visitor's connection ended: a word of theirs that is still under way counts no more. */
  async left(visitor: Visitor): Promise<void> {
    this.#left.add(visitor);
    await this.gone(visitor);
  }

  /** Takes the visitor out of their place, before anything else happens, and tells those who stay. */
  async gone(visitor: Visitor): Promise<void> {
    await this.#gone(visitor, () => false);
  }

  #looked = performance.now();
  /** Called every `LOOK` ms: takes those from others' sight from whom nothing comes, and puts them back when something does. */
  async look(now = performance.now()): Promise<void> {
    const isLate = now - this.#looked > 2 * LOOK;
    this.#looked = now;
    if (isLate) return;
    const moved = new Set<Place>();
    for (const [visitor, place] of this.#at) {
      const stay = place.stays.get(visitor);
      const lost = visitor.silentFor() > SILENT;
      if (!stay || stay.lost === lost) continue;
      stay.lost = lost;
      moved.add(place);
    }
    await Promise.all([...moved].map((place) => this.#moved(place)));
  }

  /** What the next beat does. Resolves when who reads a list has been told what moved on it. */
  flush(): Promise<void> {
    const beating = this.#beating.then(() => this.#beat());
    this.#beating = beating.catch(() => undefined);
    return beating;
  }
  async #beat(): Promise<void> {
    for (const noun of [...this.#soon]) {
      this.#soon.delete(noun);
      await this.#lists
        .get(noun)
        ?.tell(this.#rows.get(noun) ?? new Map())
        .catch((error) => {
          // Once more on the next beat.
          this.#soon.add(noun);
          this.#means.report(error);
        });
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Out of where they are, unless it is where they stay. */
  async #gone(visitor: Visitor, stays: (place: Place) => boolean): Promise<void> {
    const place = this.#at.get(visitor);
    if (!place || stays(place)) return;
    this.#at.delete(visitor);
    place.remove(visitor);
    if (place.isEmpty) this.#forget(place);
    await this.#moved(place);
  }

  async #moved(place: Place): Promise<void> {
    this.#soon.add(place.noun);
    if (place instanceof RowPlace) await place.tell();
  }

  async #sees({ rights }: Visitor, noun: NounName, id: string): Promise<boolean> {
    const view = rights.view(noun);
    if (view.grants.length === 0) return false;
    const row = (await this.#means.cellsOf(noun, [id], lookedAt([{ rights }], noun))).get(id);
    return row !== undefined && view.sees(row);
  }

  #rowOf(noun: NounName, id: string): RowPlace {
    const rows = this.#rows.get(noun) ?? new Map<string, RowPlace>();
    this.#rows.set(noun, rows);
    const place = rows.get(id) ?? new RowPlace(noun, id, this.#means);
    rows.set(id, place);
    return place;
  }
  #listOf(noun: NounName): ListPlace {
    const place = this.#lists.get(noun) ?? new ListPlace(noun, this.#means);
    this.#lists.set(noun, place);
    return place;
  }
  #forget(place: Place): void {
    if (place instanceof ListPlace) this.#lists.delete(place.noun);
    else this.#rows.get(place.noun)?.delete(place.id);
  }
}
