import type { RowOf } from '../../../shared/catalogue.ts';
import { isScene } from '../../../shared/insight/wall/scene-names.ts';
import { isAskedBy } from '../../../shared/insight/wall/scenes.ts';
import type { Entry } from '../../audit/change-log.ts';
import type { Guests } from '../../live/guests.ts';

/**
 * What hangs no longer on a wall is no longer told to it, whether or not its screen closes it. It is told to ask anew:
 * it may have a scene again before it heard that it had lost it.
 */
export const takeDown = (guests: Guests, { rowId, after }: Pick<Entry, 'rowId' | 'after'>): void => {
  const { scenes = [], warehouseId = null } = (after ?? {}) as Partial<RowOf<'wall'>>;
  const shown = (scenes as readonly unknown[]).filter(isScene);
  for (const guest of guests.all()) {
    if (guest.actor.id !== rowId) continue;
    const gone = [...guest.figures.values()].filter(({ query }) => !isAskedBy(shown, warehouseId, query));
    for (const room of gone) guests.leaveFigure(guest, room);
    if (gone.length > 0) guest.socket.emit('reset');
  }
};
