import type { NounName, RowOf } from '../../../shared/catalogue.ts';
import type { Seal } from '../../store/seal.ts';
import type { Query } from '../../store/store.ts';
import { decode, selectSql } from '../../store/tables.ts';
import type { Actor } from '../../write/handlers.ts';

/** Id of the board that the person whose rights they are chose to begin at; null where they chose none, or no longer have it. */
export const startOf = async (query: Query, seal: Seal, { rights }: Actor): Promise<string | null> => {
  const rows = async <N extends NounName>(noun: N, field: string, value: string): Promise<RowOf<N>[]> => {
    const found = await query.all(`${selectSql(noun)} WHERE "${field}" = ?`, [value]);
    const view = rights.view(noun);
    return found.flatMap((one) => {
      const row = decode(noun, one, seal);
      return view.sees(row) ? [row as unknown as RowOf<N>] : [];
    });
  };
  const [start] = await rows('board_start', 'ownerId', rights.actor.id);
  if (!start) return null;
  const there =
    (await rows('board', 'id', start.boardId)).length > 0 ||
    (await rows('board_share', 'boardId', start.boardId)).length > 0;
  return there ? start.boardId : null;
};
