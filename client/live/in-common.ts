/** By row what an input edits of it: fields, or the row as a whole. */
type Touched = ReadonlyMap<string, ReadonlySet<string> | 'whole'>;
type Parts = { readonly [part: string]: unknown };

const partsOf = (of: unknown): Parts => (typeof of === 'object' && of !== null ? (of as Parts) : {});
const listOf = (of: unknown): readonly unknown[] => (Array.isArray(of) ? of : []);

/** Of edits with what they were made from (`set`) and of lines that are added, changed or removed; null of any other input. */
const touchedBy = (input: Parts): Touched | null => {
  const { id, set, add, change, remove } = input;
  if (!set && !add && !change && !remove) return null;
  const touched = new Map<string, ReadonlySet<string> | 'whole'>();
  if (set) touched.set(String(id), new Set(Object.keys(partsOf(set))));
  for (const line of listOf(change).map(partsOf)) {
    const { id: lineId, ...edits } = line;
    touched.set(String(lineId), new Set(Object.keys(edits)));
  }
  for (const lineId of listOf(remove)) touched.set(String(lineId), 'whole');
  // A line that is entered anew has another id: it is the same by what it is of.
  for (const line of listOf(add).map(partsOf)) touched.set(`new ${String(line.productId)}`, 'whole');
  return touched;
};

/**
 * Whether two inputs of one command are about the same thing, so that the one may stand for the other: edits with a field of
 * one row in common, or a row that one of them adds or removes; any others unless they name different rows by their `id`.
 */
export const haveInCommon = (one: unknown, other: unknown): boolean => {
  const [a, b] = [partsOf(one), partsOf(other)];
  const [of, by] = [touchedBy(a), touchedBy(b)];
  if (of === null || by === null) return of === by && a.id === b.id;
  return [...of].some(([row, fields]) => {
    const others = by.get(row);
    if (others === undefined) return false;
    return fields === 'whole' || others === 'whole' || [...fields].some((field) => others.has(field));
  });
};
