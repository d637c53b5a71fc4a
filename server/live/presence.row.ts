import { compareText } from '../../shared/base/condition.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { LIMITS, type Present } from '../../shared/live/protocol.ts';
import {
  Circle,
  keyOf,
  knowsName,
  lookedAt,
  type PresenceMeans,
  type Rows,
  type Stay,
  type Visitor,
  type Word,
  wordOf,
} from './presence.circle.ts';

const LINES: NounName = 'order_line';

/** One row with those who are on it. */
export class RowPlace {
  readonly noun: NounName;
  readonly id: string;
  readonly stays = new Map<Visitor, Stay>();
  readonly #means: PresenceMeans;
  readonly #circles = new Map<string, Circle<Present>>();
  readonly #circleOf = new Map<Visitor, string>();
  #telling: Promise<void> = Promise.resolve();
  /** The one that has not begun yet: it will tell of all that moves until then. */
  #next: Promise<void> | null = null;

  constructor(noun: NounName, id: string, means: PresenceMeans) {
    this.noun = noun;
    this.id = id;
    this.#means = means;
  }

  get isEmpty(): boolean {
    return this.stays.size === 0;
  }

  put(stay: Stay): void {
    const { visitor } = stay;
    const { rights } = visitor;
    const key = [this.noun, LINES, 'person' as const].map((noun) => keyOf(rights, noun)).join();
    if (this.#circleOf.get(visitor) !== key) this.remove(visitor);
    const circle = this.#circles.get(key) ?? new Circle<Present>(rights);
    circle.add(visitor);
    this.#circles.set(key, circle);
    this.#circleOf.set(visitor, key);
    this.stays.set(visitor, stay);
  }

  remove(visitor: Visitor): boolean {
    const key = this.#circleOf.get(visitor);
    if (key !== undefined) {
      const circle = this.#circles.get(key);
      circle?.remove(visitor);
      if (circle?.isEmpty) this.#circles.delete(key);
      this.#circleOf.delete(visitor);
    }
    return this.stays.delete(visitor);
  }

  /** The others, as each who is here may know; one telling after another, so that none is overtaken by an older one. */
  tell(): Promise<void> {
    if (this.#next) return this.#next;
    const next = this.#telling.then(() => {
      this.#next = null;
      return this.#tell();
    });
    this.#next = next;
    this.#telling = next.catch(() => undefined);
    return next;
  }

  async #tell(): Promise<void> {
    if (this.isEmpty) return;
    const { noun, id } = this;
    const { cellsOf } = this.#means;
    // Whoever comes while the rows are read is told afterwards: their rules may look at fields that were not read.
    const circles = [...this.#circles.values()];
    const personIds = [...new Set([...this.stays.keys()].map(({ personId }) => personId))];
    const lineIds = [...new Set([...this.stays.values()].flatMap(({ line }) => line ?? []))];
    const isAlone = personIds.length === 1;
    const nothing: Rows = new Map();
    const [rows, people, lines] = isAlone
      ? [nothing, nothing, nothing]
      : await Promise.all([
          cellsOf(noun, [id], lookedAt(circles, noun)),
          cellsOf('person', personIds, lookedAt(circles, 'person')),
          cellsOf(LINES, lineIds, [...new Set(['orderId', ...lookedAt(circles, LINES)])]),
        ]);
    const row = rows.get(id);
    for (const circle of circles) {
      const { rights } = circle;
      if (!isAlone && (!row || !rights.view(noun).sees(row))) continue;
      const readable = new Set(row && rights.view(noun).fields(row));
      const found = new Map<string, Present>();
      for (const other of this.stays.values()) {
        const { personId, name } = other.visitor;
        if (other.lost || !knowsName(rights, people.get(personId))) continue;
        const line = other.line === null ? undefined : lines.get(other.line);
        const fields =
          other.line === null ? readable : new Set(line?.orderId === id ? rights.view(LINES).fields(line) : []);
        const shown = other.field !== null && fields.has(other.field);
        const field = shown ? other.field : null;
        const before = found.get(personId);
        if (before && (before.field !== null || (!before.idle && field === null))) continue;
        found.set(personId, { personId, name, field, line: shown ? other.line : null, idle: other.idle });
      }
      const words = [...found.values()].sort(byName).map((one) => wordOf(one));
      const told = words.slice(0, LIMITS.present);
      const more = words.length - told.length;
      circle.answer(told, more, (to, all) => this.#means.tell(to, { noun, id, people: all, more }));
    }
  }

  /** Who is on the row, each once: busy if on one of their screens. */
  people(): readonly { readonly personId: string; readonly name: string; readonly idle: boolean }[] {
    return oncePerPerson(this.stays.values());
  }
}

export const oncePerPerson = (stays: Iterable<Stay>) => {
  const found = new Map<string, { readonly personId: string; readonly name: string; readonly idle: boolean }>();
  for (const { visitor, idle, lost } of stays) {
    const { personId, name } = visitor;
    if (!lost && found.get(personId)?.idle !== false) found.set(personId, { personId, name, idle });
  }
  return [...found.values()];
};

type Named = { readonly name: string; readonly personId: string };
/** By their names: in which order they came may be nobody's here to know. */
export const byName = (a: Named, b: Named): number =>
  compareText(a.name, b.name) || compareText(a.personId, b.personId);
export type { Word };
