/** A comment between what is typed, with names, and what is kept, with references. */
import { mentionOf, type Piece, piecesOf, quoteOf } from '../../../shared/together/comment/comment.text.ts';

/** What may be put into a text: a person or a field of the row. */
export type Choice = { readonly id: string; readonly kind: 'person' | 'field'; readonly name: string };
/** What stands in the text for each: `@Chen Yu`, `=Total`. */
export type Labels = ReadonlyMap<string, Choice>;

const SIGNS = { person: '@', field: '=' } as const;
const referenceOf = ({ kind, id }: Choice): string => (kind === 'person' ? mentionOf(id) : quoteOf(id));

/** The label of a choice, unlike those that stand for another already. */
export const labelled = (labels: Labels, choice: Choice): string => {
  const plain = `${SIGNS[choice.kind]}${choice.name}`;
  for (let n = 1; ; n++) {
    const label = n === 1 ? plain : `${plain} (${n})`;
    const known = labels.get(label);
    if (!known || (known.id === choice.id && known.kind === choice.kind)) return label;
  }
};

/** As it is kept: labels become references, the longest first, so that `@Chen Yu` is not taken for `@Chen`. */
export const keptText = (typed: string, labels: Labels): string => {
  const byLength = [...labels].sort(([a], [b]) => b.length - a.length);
  let pieces: readonly (string | Choice)[] = [typed];
  for (const [label, choice] of byLength)
    pieces = pieces.flatMap((piece) =>
      typeof piece === 'string'
        ? piece.split(label).flatMap((part, at) => (at === 0 ? [part] : [choice, part]))
        : [piece],
    );
  return pieces.map((piece) => (typeof piece === 'string' ? piece : referenceOf(piece))).join('');
};

/** As it is typed, and what its labels stand for: to mend what was said. */
export const typedText = (
  kept: string,
  nameOf: (piece: Exclude<Piece, { kind: 'text' }>) => string,
): { readonly typed: string; readonly labels: Labels } => {
  const labels = new Map<string, Choice>();
  const typed = piecesOf(kept).map((piece) => {
    if (piece.kind === 'text') return piece.text;
    const id = piece.kind === 'person' ? piece.id : piece.field;
    const choice: Choice = { id, kind: piece.kind, name: nameOf(piece) };
    const label = labelled(labels, choice);
    labels.set(label, choice);
    return label;
  });
  return { typed: typed.join(''), labels };
};

/** What is being named where the caret stands: the sign, what follows it, and where it begins; null where nothing is. */
export const namedAt = (
  typed: string,
  caret: number,
): { readonly kind: Choice['kind']; readonly begun: string; readonly from: number } | null => {
  const found = /(?:^|[\s(（，。、])([@=])([^\s@=]*(?: [^\s@=]*)?)$/u.exec(typed.slice(0, caret));
  if (!found) return null;
  const [, sign, begun = ''] = found;
  return { kind: sign === '@' ? 'person' : 'field', begun, from: caret - begun.length - 1 };
};

/** Choices that contain what was begun, those that begin with it first. */
export const fitting = (choices: readonly Choice[], begun: string, most: number): readonly Choice[] => {
  const wanted = begun.trim().toLowerCase();
  const of = choices.filter(({ name }) => name.toLowerCase().includes(wanted));
  const first = of.filter(({ name }) => name.toLowerCase().startsWith(wanted));
  return [...first, ...of.filter((one) => !first.includes(one))].slice(0, most);
};
