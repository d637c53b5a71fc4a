import type { NounName } from '../../shared/catalogue.ts';
import { LIMITS, type Looker, type OnRow } from '../../shared/live/protocol.ts';
import { Directory, type Term, termOf } from './audience.ts';
import {
  Circle,
  keyOf,
  knowsName,
  lookedAt,
  type PresenceMeans,
  type Stay,
  type Visitor,
  type Word,
  wordOf,
} from './presence.circle.ts';
import { byName, oncePerPerson, type RowPlace } from './presence.row.ts';

/** Readers of a list who see the same rows of it and know the same names. */
type Readers = { readonly circle: Circle<OnRow>; readonly term: Term | null };

/**
 * A noun's list with those who look at it. They are told who else does, and who is on which of the rows that they see:
 * two answers, so that the first is the same for all who know the same names, whatever rows they see. A move costs what
 * its audiences cost, found by the row's seller, team or warehouse as a change's are; not its readers, nor their rows.
 */
export class ListPlace {
  readonly noun: NounName;
  readonly stays = new Map<Visitor, Stay>();
  readonly #means: PresenceMeans;
  readonly #lookers = new Map<string, Circle<Looker>>();
  readonly #readers = new Map<string, Readers>();
  readonly #directory = new Directory<Readers>();
  readonly #keyOf = new Map<Visitor, readonly [names: string, rows: string]>();

  constructor(noun: NounName, means: PresenceMeans) {
    this.noun = noun;
    this.#means = means;
  }

  get isEmpty(): boolean {
    return this.stays.size === 0;
  }

  put(stay: Stay): void {
    const { visitor } = stay;
    const { rights } = visitor;
    const names = keyOf(rights, 'person');
    const keys = [names, `${keyOf(rights, this.noun)} ${names}`] as const;
    if (this.#keyOf.get(visitor)?.[1] !== keys[1]) this.remove(visitor);
    const lookers = this.#lookers.get(keys[0]) ?? new Circle<Looker>(rights);
    lookers.add(visitor);
    this.#lookers.set(keys[0], lookers);
    let readers = this.#readers.get(keys[1]);
    if (!readers) {
      readers = { circle: new Circle<OnRow>(rights), term: termOf(rights.view(this.noun)) };
      this.#readers.set(keys[1], readers);
      this.#directory.add(readers, readers.term);
    }
    readers.circle.add(visitor);
    this.#keyOf.set(visitor, keys);
    this.stays.set(visitor, stay);
  }

  remove(visitor: Visitor): boolean {
    const keys = this.#keyOf.get(visitor);
    if (keys) {
      const lookers = this.#lookers.get(keys[0]);
      lookers?.remove(visitor);
      if (lookers?.isEmpty) this.#lookers.delete(keys[0]);
      const readers = this.#readers.get(keys[1]);
      readers?.circle.remove(visitor);
      if (readers?.circle.isEmpty) {
        this.#readers.delete(keys[1]);
        this.#directory.remove(readers, readers.term);
      }
      this.#keyOf.delete(visitor);
    }
    return this.stays.delete(visitor);
  }

  async tell(places: ReadonlyMap<string, RowPlace>): Promise<void> {
    const { noun } = this;
    const { cellsOf } = this.#means;
    // Whoever comes while the rows are read is told on the next beat: their rules may look at fields that were not read.
    const lookers = [...this.#lookers.values()];
    const readers = new Set(this.#readers.values());
    const visitors = [this.stays, ...[...places.values()].map(({ stays }) => stays)].flatMap((all) => [...all.keys()]);
    const [rows, people] = await Promise.all([
      cellsOf(
        noun,
        [...places.keys()],
        lookedAt(
          [...readers].map(({ circle }) => circle),
          noun,
        ),
      ),
      cellsOf('person', [...new Set(visitors.map(({ personId }) => personId))], lookedAt(lookers, 'person')),
    ]);
    const names = new Map<string, (personId: string) => boolean>();
    for (const { rights } of lookers) {
      const known = new Map<string, boolean>();
      names.set(keyOf(rights, 'person'), (personId) => {
        const knows = known.get(personId) ?? knowsName(rights, people.get(personId));
        known.set(personId, knows);
        return knows;
      });
    }
    const knows = ({ rights }: { readonly rights: Visitor['rights'] }, personId: string): boolean =>
      names.get(keyOf(rights, 'person'))?.(personId) ?? false;

    const looking = oncePerPerson(this.stays.values())
      .sort(byName)
      .map((one) => wordOf(one));
    for (const circle of lookers) {
      const { told, more } = atMost(
        looking.filter(({ personId }) => knows(circle, personId)),
        LIMITS.present,
      );
      circle.answer(told, more, (to, all) => this.#means.tell(to, { noun, id: null, on: 'list', people: all, more }));
    }

    const heard = new Map<Readers, Word<OnRow>[]>();
    for (const one of onRows(places)) {
      const row = rows.get(one.told.row);
      if (!row) continue;
      for (const found of this.#directory.find(row, row)) {
        const { circle } = found;
        if (!readers.has(found) || !circle.rights.view(noun).sees(row) || !knows(circle, one.personId)) continue;
        const words = heard.get(found) ?? [];
        words.push(one);
        heard.set(found, words);
      }
    }
    for (const one of readers) {
      const { told, more } = atMost(heard.get(one) ?? [], LIMITS.presentRows);
      one.circle.answer(told, more, (to, all) =>
        this.#means.tell(to, { noun, id: null, on: 'rows', people: all, more }),
      );
    }
  }
}

/** Who is on which row, by their names. */
const onRows = (places: ReadonlyMap<string, RowPlace>): readonly Word<OnRow>[] =>
  [...places.values()]
    .flatMap(({ id, stays }) => oncePerPerson(stays.values()).map((one) => ({ ...one, row: id })))
    .sort((a, b) => byName(a, b) || (a.row < b.row ? -1 : 1))
    .map((one) => wordOf(one, one.row));

/** So many of them, and how many people there are besides. */
const atMost = <T>(
  words: readonly Word<T>[],
  most: number,
): { readonly told: readonly Word<T>[]; readonly more: number } => {
  const told = words.slice(0, most);
  const named = new Set(told.map(({ personId }) => personId));
  const others = new Set(words.slice(most).flatMap(({ personId }) => (named.has(personId) ? [] : [personId])));
  return { told, more: others.size };
};
