/** The columns of `change_log` that the chain hashes, in the order in which it hashes them. */
export const CHAINED = [
  'position',
  'at',
  'actorId',
  'actorName',
  'command',
  'commandId',
  'noun',
  'rowId',
  'version',
  'op',
  'old',
  'row',
  'why',
  'aboutNoun',
  'aboutId',
] as const;
