import type { View } from '../../shared/access/project.ts';
import type { Cells, Condition, Scalar } from '../../shared/base/condition.ts';

/** "Only rows where this field has one of these values": what lets a change find its rooms without asking each. */
export type Term = { readonly field: string; readonly values: readonly Scalar[] };

const termsIn = (condition: Condition): Term[] => {
  if ('all' in condition) return condition.all.flatMap(termsIn);
  if ('any' in condition || 'not' in condition) return [];
  if (condition.is === 'eq') return [{ field: condition.field, values: [condition.value as Scalar] }];
  if (condition.is === 'in') return [{ field: condition.field, values: condition.value as readonly Scalar[] }];
  return [];
};

/** Values shared by many rows' audiences are no help in finding them. */
const NARROW = new Set(['sellerId', 'ownerId', 'personId', 'id', 'teamId', 'warehouseId', 'withId']);

/** A field that every grant pins to listed values, with all those values; null when some grant sees rows at large. */
export const termOf = (view: View): Term | null => {
  const perGrant = view.grants.map((grant) => termsIn(grant.rows).filter((term) => NARROW.has(term.field)));
  const [first] = perGrant;
  if (!first) return null;
  for (const { field } of first) {
    const found = perGrant.map((terms) => terms.find((term) => term.field === field));
    if (found.every((term) => term !== undefined))
      return { field, values: [...new Set(found.flatMap((term) => term?.values ?? []))] };
  }
  return null;
};

/** Rooms of one noun, found by a changed row's scope values before and after. */
export class Directory<Room> {
  readonly #everywhere = new Set<Room>();
  readonly #byField = new Map<string, Map<Scalar, Set<Room>>>();

  add(room: Room, term: Term | null): void {
    if (!term) {
      this.#everywhere.add(room);
      return;
    }
    let byValue = this.#byField.get(term.field);
    if (!byValue) {
      byValue = new Map();
      this.#byField.set(term.field, byValue);
    }
    for (const value of term.values) {
      const rooms = byValue.get(value) ?? new Set<Room>();
      rooms.add(room);
      byValue.set(value, rooms);
    }
  }

  remove(room: Room, term: Term | null): void {
    if (!term) this.#everywhere.delete(room);
    else {
      const byValue = this.#byField.get(term.field);
      for (const value of term.values) {
        const rooms = byValue?.get(value);
        rooms?.delete(room);
        if (rooms?.size === 0) byValue?.delete(value);
      }
    }
  }

  /** Each room that may see the row before or after, once. */
  *find(before: Cells | null, after: Cells | null): Iterable<Room> {
    yield* this.#everywhere;
    for (const [field, byValue] of this.#byField) {
      const was = before ? byValue.get((before[field] ?? null) as Scalar) : undefined;
      const now = after ? byValue.get((after[field] ?? null) as Scalar) : undefined;
      if (was) yield* was;
      if (now && now !== was) for (const room of now) if (!was?.has(room)) yield room;
    }
  }
}
