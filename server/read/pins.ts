import { type Condition, type Leaf, pushNot } from '../../shared/base/condition.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';

const indexesOf = (noun: NounName): readonly (readonly string[])[] => {
  const { indexes = [], unique = [] } = nounNamed(noun);
  return [['id'], ...indexes, ...unique];
};

/** A leaf that must hold of every row of the condition and that an index answers; null where there is none. */
const pinOf = (condition: Condition, indexed: ReadonlySet<string>): readonly Leaf[] | null => {
  if ('all' in condition) {
    for (const part of condition.all) {
      const found = pinOf(part, indexed);
      if (found) return found;
    }
    return null;
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => pinOf(part, indexed));
    return parts.length > 0 && parts.every((part) => part !== null) ? parts.flatMap((part) => part ?? []) : null;
  }
  if ('not' in condition) return null;
  return (condition.is === 'eq' || condition.is === 'in') && indexed.has(condition.field) ? [condition] : null;
};

/**
 * What the rows of a condition are bound to, by values that an index finds (a reader's rows to their seller or warehouse):
 * every one of them has one of these. Null for rows that are bound to nothing.
 */
export const pinsOf = (noun: NounName, condition: Condition): readonly Leaf[] | null =>
  pinOf(pushNot(condition), new Set(indexesOf(noun).map(([first]) => first as string)));

/** Is there an index that begins with these fields? */
export const isIndexed = (noun: NounName, ...fields: readonly string[]): boolean =>
  indexesOf(noun).some((index) => fields.every((field, at) => index[at] === field));
