import { groupText } from './group-text.ts';
import { type Clause, type Fielded, rowsKey } from './matrix.ts';
import { deedsOf, groupsOf } from './nouns.ts';
import type { Saying } from './role-words.ts';
import { mayText, rowsText } from './role-words.ts';

export type Mark = 'same' | 'added' | 'removed';
/** A piece of a cell: its text, and whether the edit brought or took it. */
export type Piece = { readonly key: string; readonly text: string; readonly mark: Mark };
export type Lines = { readonly label: string | null; readonly pieces: readonly Piece[] };

export type ClauseLine = {
  readonly id: string;
  readonly clause: Clause;
  readonly rows: string;
  /** The rows before the edit, where they differ. */
  readonly rowsBefore: string | null;
  readonly sees: readonly Piece[];
  readonly writes: readonly Lines[];
  readonly does: readonly Piece[];
  /** Taken away by the edit, still shown to be brought back. */
  readonly gone: boolean;
  readonly fresh: boolean;
};

const pieces = (
  now: readonly string[] | null,
  was: readonly string[] | null | undefined,
  order: readonly string[],
  text: (one: string) => string,
): readonly Piece[] => {
  const known = was === undefined ? now : was;
  const markOf = (one: string): Mark => {
    if (!now?.includes(one)) return 'removed';
    return known?.includes(one) ? 'same' : 'added';
  };
  return [...new Set([...(now ?? []), ...(known ?? [])])]
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((one) => ({ key: one, text: text(one), mark: markOf(one) }));
};
const textOf = (list: readonly Piece[]): string => JSON.stringify(list);

/** A clause in words beside what it was before the edit; `before` undefined compares with nothing. */
export const clauseLine = (clause: Clause, before: Clause | null | undefined, saying: Saying): ClauseLine => {
  const none: Clause['groups'] = { read: null, create: null, update: null };
  const was = before === undefined ? undefined : (before?.groups ?? none);
  const groups = groupsOf(clause.on).map(({ group }) => group);
  const of = (may: Fielded) => pieces(clause.groups[may], was?.[may], groups, groupText);
  const [create, update] = [of('create'), of('update')];
  const both = textOf(create) === textOf(update);
  return {
    id: clause.id,
    clause,
    rows: rowsText(clause.on, clause.scope, clause.when, saying),
    rowsBefore:
      before && rowsKey(before) !== rowsKey(clause) ? rowsText(before.on, before.scope, before.when, saying) : null,
    sees: of('read'),
    writes: both
      ? [{ label: null, pieces: create }]
      : [
          { label: mayText(clause.on, 'create'), pieces: create },
          { label: mayText(clause.on, 'update'), pieces: update },
        ].filter((line) => line.pieces.length > 0),
    does: pieces(clause.actions, was && (before?.actions ?? []), deedsOf(clause.on), (action) =>
      mayText(clause.on, action),
    ),
    gone: false,
    fresh: before === null,
  };
};

/** A clause that the edit took away. */
export const goneLine = (clause: Clause, saying: Saying): ClauseLine => {
  const nothing: Clause = { ...clause, groups: { read: null, create: null, update: null }, actions: [] };
  return { ...clauseLine(nothing, clause, saying), clause, gone: true };
};
