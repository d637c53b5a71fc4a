/** The dimensions by which a board can be narrowed: every one of a measure whose values mean the same wherever it has them. */
import { fieldNamed, isNoun, type NounName } from '../../../shared/catalogue.ts';
import { sums } from '../../../shared/insight/measures.ts';
import { words } from '../../words/words.ts';

type Kept = {
  /** The noun of which its values are rows; null for the values of an enumeration. */
  readonly of: NounName | null;
  /** A noun that has the field, by whose words it and its values are called. */
  readonly noun: NounName;
  readonly values: readonly string[];
};
/** These stand ready; the others are asked for. */
export const chief: readonly string[] = ['warehouseId', 'sellerId'];

const kept = new Map<string, Kept>();
const torn = new Set<string>();
for (const { noun, dimensions } of sums)
  for (const { field } of dimensions) {
    const found = fieldNamed(noun, field);
    const of = found?.of !== undefined && isNoun(found.of) ? found.of : null;
    const values = found?.values ?? [];
    const known = kept.get(field);
    // A status of orders is none of picks: under one name they would narrow to nothing.
    if (known && (known.of !== of || known.values.join() !== values.join())) torn.add(field);
    else if (!known) kept.set(field, { of, noun, values });
  }
for (const field of torn) kept.delete(field);

/** In the order in which they are offered. */
export const narrowings: readonly string[] = [...chief, ...[...kept.keys()].filter((one) => !chief.includes(one))];

/** Throws for a dimension that is none: a fault of who wrote it. */
export const narrowingNamed = (dimension: string): Kept => {
  const found = kept.get(dimension);
  if (!found) throw new Error(`no board is narrowed by ${dimension}`);
  return found;
};
export const narrowingName = (dimension: string): string => {
  if (dimension === 'cancelReason' || dimension === 'kind') return words.t(`boards.filter.${dimension}`);
  const { noun } = narrowingNamed(dimension);
  return words.field(noun, dimension);
};
