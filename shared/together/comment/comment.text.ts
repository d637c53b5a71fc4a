/**
 * The text of a comment as it is kept: people and fields stand in it as references, so that a name is read by the
 * reader's rights, and so is a value that is quoted from the row. `@{id}` is a person, `={field}` a field of the row.
 */

/** Characters, references as they are kept. */
export const COMMENT_TEXT = 4_000;
/** People that one comment names, at most: more is a notice, and those are told by other means. */
export const MENTIONED_AT_MOST = 20;

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'field'; readonly field: string };

const REFERENCE = /@\{([0-9a-z-]{1,60})\}|=\{([A-Za-z][A-Za-z0-9]{0,59})\}/gi;

/** The text cut at its references, in its order; what only looks like one is text. */
export const piecesOf = (text: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(REFERENCE)) {
    if (found.index > from) pieces.push({ kind: 'text', text: text.slice(from, found.index) });
    const [whole, id, field] = found;
    pieces.push(id === undefined ? { kind: 'field', field: field as string } : { kind: 'person', id });
    from = found.index + whole.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
};

export const mentionOf = (id: string): string => `@{${id}}`;
export const quoteOf = (field: string): string => `={${field}}`;

/** Ids of the people whom it names, each once. */
export const mentionedIn = (text: string): readonly string[] => [
  ...new Set(piecesOf(text).flatMap((piece) => (piece.kind === 'person' ? [piece.id] : []))),
];
/** Fields that it quotes, each once. */
export const quotedIn = (text: string): readonly string[] => [
  ...new Set(piecesOf(text).flatMap((piece) => (piece.kind === 'field' ? [piece.field] : []))),
];
