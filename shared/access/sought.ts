import { type NounName, nounNamed } from '../catalogue.ts';

type Part = { readonly noun: NounName; readonly group: string };

const groupOf = (noun: NounName, field: string): Part[] => {
  const group = nounNamed(noun).fields[field]?.group;
  return group === undefined ? [] : [{ noun, group }];
};
const wordsOf = (noun: NounName): readonly Part[] =>
  Object.entries(nounNamed(noun).fields).flatMap(([field, { searchable }]) => (searchable ? groupOf(noun, field) : []));

/** The groups of fields that a search of a list goes through, the list's own and those of what its rows are found by beside. */
export const soughtIn = (noun: NounName): readonly Part[] => {
  const { foundBy } = nounNamed(noun);
  if (!foundBy) return wordsOf(noun);
  const [child, named] = [foundBy.child as NounName, foundBy.of as NounName];
  return [...wordsOf(noun), ...groupOf(child, foundBy.parent), ...groupOf(child, foundBy.ref), ...wordsOf(named)];
};

/** The name of a group in what a question about a list asks for: of another noun than the list's it stands with that noun. */
export const askedAs = (list: NounName, { noun, group }: Part): string => (noun === list ? group : `${noun}.${group}`);
