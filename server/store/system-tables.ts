/** Tables that are no nouns: the change log and what belongs to writing and searching. No rule opens them to anyone. */
export type SystemColumn = { readonly type: 'text' | 'integer'; readonly nullable?: true };
export type SystemTable = {
  readonly columns: { readonly [name: string]: SystemColumn };
  readonly primary: readonly string[];
  readonly indexes?: readonly (readonly string[])[];
  /** Hardly more than its key: SQLite keeps it in the key's order, without a second tree of the same rows by number. */
  readonly byKey?: true;
};

const text = { type: 'text' } as const;
const integer = { type: 'integer' } as const;
const nullableText = { type: 'text', nullable: true } as const;

export const systemTables = {
  /** One row for each changed row of a command, in commit order without gaps. `old` and `row` are JSON. */
  change_log: {
    columns: {
      position: integer,
      at: integer,
      actorId: text,
      actorName: text,
      command: text,
      commandId: text,
      noun: text,
      rowId: text,
      version: integer,
      op: text,
      old: nullableText,
      row: nullableText,
      why: nullableText,
      aboutNoun: text,
      aboutId: text,
      forId: nullableText,
      forName: nullableText,
      hash: text,
    },
    primary: ['position'],
    indexes: [['aboutNoun', 'aboutId', 'position']],
  },
  /** Personal values of the log stand apart, sealed, so that they can be erased without breaking the chain. */
  log_secret: {
    columns: { position: integer, side: text, field: text, salt: text, sealed: text },
    primary: ['position', 'side', 'field'],
  },
  /** The single row (id 1) that every write transaction updates last. */
  log_head: { columns: { id: integer, position: integer, hash: text }, primary: ['id'] },
  /** The first answer to a command's id, given again when the id comes again. */
  command_answer: {
    columns: { personId: text, id: text, name: text, digest: text, answer: text, at: integer },
    primary: ['personId', 'id'],
    indexes: [['at']],
  },
  /**
   * Words and CJK bigrams of searchable fields, by the field's permission group. From the word to its rows where these
   * are few, from the row to its words where a list is walked. `at` is by what the noun's lists are sorted (`listedBy`): the rows of a
   * word stand in the order of the list.
   */
  search_word: {
    columns: { noun: text, word: text, fieldGroup: text, at: text, rowId: text },
    primary: ['noun', 'word', 'fieldGroup', 'at', 'rowId'],
    indexes: [['rowId', 'word', 'fieldGroup', 'noun']],
    byKey: true,
  },
  /**
   * Sums of a measure by day ('' for what stands now, the instant for what waits, a month beside its days) and by the
   * values that rules and dimensions ask for. Made from the rows by `npm run figures`, moved by the log.
   */
  figure_sum: {
    columns: { measure: text, day: text, tuple: integer, value: integer, rows: integer },
    primary: ['measure', 'day', 'tuple'],
  },
  /** The values, as JSON in the order that the measure's shape names. */
  figure_tuple: { columns: { id: integer, measure: text, cells: text }, primary: ['id'] },
  /** Up to which position of the log one has come who acts on it after the commit (server/audit/log-reader.ts). */
  log_reader: { columns: { name: text, position: integer }, primary: ['name'] },
  /** Up to which position of the log a measure's sums have come, and of what they are made. */
  figure_head: { columns: { measure: text, position: integer, shape: text }, primary: ['measure'] },
} as const satisfies { readonly [table: string]: SystemTable };
