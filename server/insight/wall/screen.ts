import type { RowOf } from '../../../shared/catalogue.ts';
import type { WallScreen } from '../../../shared/insight/wall/protocol.ts';
import { isScene } from '../../../shared/insight/wall/scene-names.ts';

type Organisation = { readonly name: string; readonly timeZone: string; readonly currency: string };

/** What a wall is told of itself: nothing of its role's name or of who paired it. */
export const screenOf = (wall: RowOf<'wall'>, organisation: Organisation): WallScreen => ({
  id: wall.id,
  name: wall.name,
  scenes: (wall.scenes as readonly unknown[]).filter(isScene),
  language: wall.language,
  theme: wall.theme,
  pace: wall.pace,
  organisation: organisation.name,
  timeZone: organisation.timeZone,
  currency: organisation.currency,
});
