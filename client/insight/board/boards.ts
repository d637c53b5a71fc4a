import { computed, type MaybeRefOrGetter, type Ref, toValue } from 'vue';
import type { BoardFilter, BoardTile } from '../../../shared/insight/board/board.tiles.ts';
import type { Reader } from '../../../shared/insight/reader.ts';
import { useMe } from '../../access/me.ts';
import { type Shown, useCollection, useRow } from '../../live/collection.ts';
import { words } from '../../words/words.ts';

/** A board as this reader has it: their own, or another's that is shared with them. */
export type Board = {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly isMine: boolean;
  readonly tiles: readonly BoardTile[];
  readonly filter: BoardFilter | null;
  /** With whom it is shared; empty for a board of somebody else. */
  readonly shares: readonly Reader[];
};
/** `missing` also means: not for this reader, or not any more. */
export type BoardState = 'opening' | 'ready' | 'missing';

type Content = {
  readonly name?: string;
  readonly ownerId?: string;
  readonly tiles?: unknown;
  readonly filter?: unknown;
};
const boardOf = (id: string, isMine: boolean, { name, ownerId, tiles, filter }: Content, shares: unknown): Board => ({
  id,
  name: name ?? '',
  ownerId: ownerId ?? '',
  isMine,
  tiles: (tiles ?? []) as readonly BoardTile[],
  filter: (filter ?? null) as BoardFilter | null,
  shares: (shares ?? []) as readonly Reader[],
});
const ownBoard = (row: Shown<'board'>): Board => boardOf(row.id, true, row, row.shares);
const sharedBoard = (row: Shown<'board_share'>): Board => boardOf(row.boardId ?? '', false, row, []);

const byName = (a: Board, b: Board): number => a.name.localeCompare(b.name, words.language);

/** Every board that this reader has, live: their own first, then those that are shared with them, each once. */
export const useBoards = () => {
  const me = useMe();
  const own = useCollection('board', { limit: 100 });
  const shared = useCollection('board_share', { limit: 500 });
  const boards = computed(() => {
    const mine = own.rows.value.map(ownBoard).sort(byName);
    const others = new Map<string, Board>();
    for (const row of shared.rows.value)
      if (row.boardId && row.ownerId !== me.me?.person.id) others.set(row.boardId, sharedBoard(row));
    return { mine, shared: [...others.values()].sort(byName) };
  });
  const isOpening = computed(() => own.state.value === 'opening' || shared.state.value === 'opening');
  return { boards, isOpening };
};

/** One board, live. */
export const useBoard = (
  id: MaybeRefOrGetter<string>,
): { readonly board: Ref<Board | null>; readonly state: Ref<BoardState> } => {
  const own = useRow('board', id);
  const shared = useCollection('board_share', () => ({
    where: { field: 'boardId', is: 'eq', value: toValue(id) },
    limit: 1,
  }));
  const board = computed<Board | null>(() => {
    const [share] = shared.rows.value;
    return own.row.value ? ownBoard(own.row.value) : share ? sharedBoard(share) : null;
  });
  const state = computed<BoardState>(() => {
    if (board.value) return 'ready';
    return own.state.value === 'opening' || shared.state.value === 'opening' ? 'opening' : 'missing';
  });
  return { board, state };
};
