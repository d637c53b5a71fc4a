const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/**
 * How well a text answers what is typed: 0 not at all, 3 begins with it, 2 a word begins with it, 1 holds it. Every typed
 * word must be there; case, accents and full width do not matter.
 */
export function matchOf(text: string, query: string): 0 | 1 | 2 | 3 {
  const within = plain(text);
  const wanted = plain(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (!wanted.every((word) => within.includes(word))) return 0;
  const first = wanted[0] ?? '';
  if (within.startsWith(first)) return 3;
  return within.split(/[\s\-_/.]+/).some((word) => word.startsWith(first)) ? 2 : 1;
}

/** Those that answer, the better ones first, else in their own order. */
export function matching<Item extends { readonly label: string }>(items: readonly Item[], query: string): Item[] {
  if (query.trim() === '') return [...items];
  return items
    .map((item, place) => ({ item, place, match: matchOf(item.label, query) }))
    .filter(({ match }) => match > 0)
    .sort((a, b) => b.match - a.match || a.place - b.place)
    .map(({ item }) => item);
}

/**
 * In which order groups stand: pages and actions of which one begins with what is typed, then the rows that were found,
 * then the other pages and actions. Who types the name of a page means it, and what the server finds later does not
 * push it out from under their hand.
 */
export function arranged<Group extends { readonly items: readonly { readonly label: string }[] }>(
  found: readonly Group[],
  own: readonly Group[],
  query: string,
): Group[] {
  const isMeant = ({ items }: Group): boolean =>
    query.trim() !== '' && items.some(({ label }) => matchOf(label, query) === 3);
  return [...own.filter(isMeant), ...found, ...own.filter((group) => !isMeant(group))];
}
