import type { RowOf } from '../../../shared/catalogue.ts';
import type { WallScreen } from '../../../shared/insight/wall/protocol.ts';
import { isScene } from '../../../shared/insight/wall/scene-names.ts';
import type { Store } from '../../store/store.ts';
import { settingOf } from '../../system/settings.ts';

/** What a wall is told of itself: nothing of its role's name or of who paired it. Its warehouse is on its sign in the hall. */
export const screenOf = (store: Store, wall: RowOf<'wall'>): Promise<WallScreen> =>
  store.read(async (query) => {
    const { timeZone, currency } = await settingOf(query, 'organisation');
    const { warehouseId } = wall;
    const [found] =
      warehouseId === null ? [] : await query.all('SELECT "name" FROM "warehouse" WHERE "id" = ?', [warehouseId]);
    return {
      id: wall.id,
      name: wall.name,
      scenes: (wall.scenes as readonly unknown[]).filter(isScene),
      language: wall.language,
      theme: wall.theme,
      pace: wall.pace,
      warehouse: warehouseId === null ? null : { id: warehouseId, name: String(found?.name ?? '') },
      timeZone,
      currency,
    };
  });
