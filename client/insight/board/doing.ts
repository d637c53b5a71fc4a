/** What is done with a whole board. Each has a way back beside the word that says it. */
import { useRouter } from 'vue-router';
import type { BoardFilter, BoardTile } from '../../../shared/insight/board/board.tiles.ts';
import type { Reader } from '../../../shared/insight/reader.ts';
import { useMe } from '../../access/me.ts';
import { useNotices } from '../../face/notices.ts';
import { command } from '../../live/connection.ts';
import { newId } from '../../sales/new-id.ts';
import { words } from '../../words/words.ts';
import type { Board } from './boards.ts';

const NAME = 80;

export const useDoing = () => {
  const router = useRouter();
  const notices = useNotices();
  const me = useMe();

  /** True when it was done; a refusal is said. */
  const give = async (name: string, input: object): Promise<boolean> => {
    const answer = await command(name, input);
    if ('ok' in answer) return true;
    notices.refused(answer);
    return false;
  };
  const startAt = async (boardId: string | null): Promise<boolean> => {
    if (!(await give('board.start', { boardId }))) return false;
    if (me.me) me.me = { ...me.me, start: boardId };
    return true;
  };
  const open = (id: string, query: { readonly [name: string]: string } = {}): void =>
    void router.push({ name: 'own-board', params: { id }, query });

  const make = async (name: string, tiles: readonly BoardTile[], filter: BoardFilter | null): Promise<void> => {
    const id = newId();
    if (await give('board.create', { id, name, tiles, filter })) open(id, { edit: '1' });
  };
  const rename = async (board: Board, name: string): Promise<void> => {
    const edit = (from: string, to: string) => ({ id: board.id, set: { name: { from, to } } });
    if (name === board.name || !(await give('board.update', edit(board.name, name)))) return;
    notices.done(words.t('boards.done.renamed', { name }), () => give('board.update', edit(name, board.name)));
  };
  const duplicate = async (board: Board): Promise<void> => {
    const id = newId();
    const name = words.t('boards.copyOf', { name: board.name }).slice(0, NAME);
    if (!(await give('board.duplicate', { boardId: board.id, id, name }))) return;
    notices.done(words.t('boards.done.duplicated', { name }), async () => {
      await give('board.delete', { id });
      void router.push({ name: 'boards' });
    });
    open(id);
  };
  /** `here`: on its own page, which is left for the list. The page itself may be gone before the answer is here. */
  const remove = async (board: Board, here: boolean): Promise<void> => {
    const { id, name, tiles, filter, shares } = board;
    const began = me.me?.start === id;
    if (!(await give('board.delete', { id }))) return;
    if (began && me.me) me.me = { ...me.me, start: null };
    if (here) void router.push({ name: 'boards' });
    notices.done(words.t('boards.done.deleted', { name }), async () => {
      if (!(await give('board.create', { id, name, tiles, filter }))) return;
      if (shares.length > 0) await give('board.share', { id, shares });
      if (began) await startAt(id);
    });
  };
  const share = async (board: Board, shares: readonly Reader[]): Promise<boolean> => {
    if (!(await give('board.share', { id: board.id, shares }))) return false;
    const said = shares.length === 0 ? 'boards.done.unshared' : 'boards.done.shared';
    notices.done(words.t(said, { name: board.name }), () =>
      give('board.share', { id: board.id, shares: board.shares }),
    );
    return true;
  };
  /** The board becomes the page that this person begins at, or no longer is. */
  const begin = async (board: Board, here: boolean): Promise<void> => {
    const before = me.me?.start ?? null;
    if (!(await startAt(here ? board.id : null))) return;
    const said = here ? 'boards.done.start' : 'boards.done.noStart';
    notices.done(words.t(said, { name: board.name }), () => startAt(before));
  };
  return { give, make, rename, duplicate, remove, share, begin, open };
};
