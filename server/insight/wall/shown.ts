import type { RowOf } from '../../../shared/catalogue.ts';
import type { FigureQuery } from '../../../shared/insight/figure.ts';
import { isScene } from '../../../shared/insight/wall/scene-names.ts';
import { isAskedBy } from '../../../shared/insight/wall/scenes.ts';
import type { Seal } from '../../store/seal.ts';
import type { Store } from '../../store/store.ts';
import { decode, selectSql } from '../../store/tables.ts';

/** Whether a figure stands on the scenes that a wall has now. Its cookie lies in a hall: it opens what hangs there, and no more. */
export const isShown = async (
  { store, seal }: { readonly store: Store; readonly seal: Seal },
  wallId: string,
  query: FigureQuery,
): Promise<boolean> => {
  const [found] = await store.read((read) => read.all(`${selectSql('wall')} WHERE "id" = ?`, [wallId]));
  if (!found) return false;
  const { scenes, warehouseId } = decode('wall', found, seal) as unknown as RowOf<'wall'>;
  return isAskedBy((scenes as readonly unknown[]).filter(isScene), warehouseId, query);
};
