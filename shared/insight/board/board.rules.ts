import type { Change, Decision, Refusal } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import { type Reader, sharedAnew } from '../reader.ts';
import { BOARD_LIMITS, type BoardFilter, type BoardTile, tilesFault } from './board.tiles.ts';

type Board = RowOf<'board'>;
type Share = RowOf<'board_share'>;
type Start = RowOf<'board_start'>;
type Moment = { readonly newId: () => string; readonly actor: { readonly id: string } };
export type BoardContent = {
  readonly name: string;
  readonly tiles: readonly BoardTile[];
  readonly filter: BoardFilter | null;
};
/** `taken`: there is a board of the chosen id already. `own`: how many boards the person has. */
export type NewFacts = { readonly taken: boolean; readonly own: number };

const misplaced = (tiles: readonly BoardTile[]): Refusal | null => {
  const fault = tilesFault(tiles);
  return fault && { refused: `board.tiles_${fault}`, field: 'tiles' };
};

/** Refuses `board.exists`, `board.too_many`, `board.tiles_*`. Answers the board's `id`. */
export const create = (
  { taken, own }: NewFacts,
  { id: chosen, name, tiles, filter }: BoardContent & { readonly id?: string | undefined },
  { newId, actor }: Moment,
): Decision => {
  if (taken) return { refused: 'board.exists', field: 'id' };
  if (own >= BOARD_LIMITS.boards) return { refused: 'board.too_many', with: { limit: BOARD_LIMITS.boards } };
  const fault = misplaced(tiles);
  if (fault) return fault;
  const id = chosen ?? newId();
  const set = { ownerId: actor.id, name, tiles, filter, shares: [] };
  return { changes: [{ op: 'insert', noun: 'board', id, set }], answer: { id } };
};

/** Refuses what `create` refuses. The copy is its maker's alone, whoever saw the original. */
export const duplicate = (
  facts: NewFacts & { readonly source: Pick<Board, 'tiles' | 'filter'> },
  { id, name }: { readonly id?: string | undefined; readonly name: string },
  moment: Moment,
): Decision => {
  const { tiles, filter } = facts.source as { tiles: readonly BoardTile[]; filter: BoardFilter | null };
  return create(facts, { id, name, tiles, filter }, moment);
};

/** Refuses `changed_meanwhile`, `board.tiles_*`. Whoever it is shared with has it as it becomes, in the same commit. */
export const update = (
  { target, shares }: { readonly target: Board; readonly shares: readonly Share[] },
  input: { readonly set: Edits },
): Decision => {
  const edits = edited(target, input.set);
  if ('refused' in edits) return edits;
  const set = edits.set as Partial<Board>;
  const fault = set.tiles === undefined ? null : misplaced(set.tiles as readonly BoardTile[]);
  if (fault) return fault;
  const { id } = target;
  if (Object.keys(set).length === 0) return { changes: [], answer: { id } };
  const changes: Change[] = [{ op: 'update', noun: 'board', id, set }];
  for (const share of shares) changes.push({ op: 'update', noun: 'board_share', id: share.id, set });
  return { changes, answer: { id } };
};

export const share = (
  { target, shares }: { readonly target: Board; readonly shares: readonly Share[] },
  input: { readonly shares: readonly Reader[] },
  { newId }: Moment,
): Decision => {
  const { id: boardId, ownerId, name, tiles, filter } = target;
  const { readers, ended, begun } = sharedAnew(shares, input.shares);
  const changes: Change[] = [
    { op: 'update', noun: 'board', id: boardId, set: { shares: readers } },
    ...ended.map((id): Change => ({ op: 'delete', noun: 'board_share', id })),
  ];
  for (const withId of begun) {
    const set = { boardId, ownerId, withId, name, tiles, filter };
    changes.push({ op: 'insert', noun: 'board_share', id: newId(), set });
  }
  return { changes, answer: { id: boardId } };
};

/** With its shares, and with every start that led to it: those people begin where their role begins again. */
export const remove = ({
  target,
  shares,
  starts,
}: {
  readonly target: Board;
  readonly shares: readonly Share[];
  readonly starts: readonly Start[];
}): Decision => ({
  changes: [
    { op: 'delete', noun: 'board', id: target.id },
    ...shares.map(({ id }): Change => ({ op: 'delete', noun: 'board_share', id })),
    ...starts.map(({ id }): Change => ({ op: 'delete', noun: 'board_start', id })),
  ],
  answer: { id: target.id },
});

/** `target`: where the person begins until now. */
export const start = (
  { target }: { readonly target: Start | null },
  { boardId }: { readonly boardId: string | null },
  { newId, actor }: Moment,
): Decision => {
  const answer = { boardId };
  if (boardId === null)
    return { changes: target ? [{ op: 'delete', noun: 'board_start', id: target.id }] : [], answer };
  if (target) return { changes: [{ op: 'update', noun: 'board_start', id: target.id, set: { boardId } }], answer };
  const set = { ownerId: actor.id, boardId };
  return { changes: [{ op: 'insert', noun: 'board_start', id: newId(), set }], answer };
};
