/** Why figures are absent: each rests on fields of a noun, and one that the reader never sees takes it away. */
import type { Rights } from '../../../shared/access/permit.ts';
import { type NounName, nounNamed } from '../../../shared/catalogue.ts';
import { restsOn } from '../../../shared/insight/measure.ts';
import { measureNamed, sumsOf } from '../../../shared/insight/measures.ts';
import type { Tile } from '../../insight/tile/library.ts';
import { dimensionOf, offeredTiles } from '../../insight/tile/offered.ts';
import type { Withheld } from './why.ts';

type Lacking = { readonly noun: NounName; readonly field: string };

const lackingOf = (rights: Rights, { measure, by }: Pick<Tile, 'measure' | 'by'>): Lacking | null => {
  const found = measureNamed(measure);
  if (!found) return null;
  const split = dimensionOf(found, by);
  for (const sum of sumsOf(found)) {
    const view = rights.view(sum.noun);
    if (!rights.mayEver(sum.noun, 'read'))
      return { noun: sum.noun, field: restsOn(sum)[0] ?? nounNamed(sum.noun).title };
    const field = restsOn(sum).find((name) => !view.ever(name));
    if (field !== undefined) return { noun: sum.noun, field };
  }
  return split && !rights.view(split.noun).ever(split.field) ? split : null;
};

/** The tiles that are not there for this reader, each by its name with the field that it lacks. */
export const withheldFigures = (
  rights: Rights,
  tiles: readonly Tile[],
  nameOf: (tile: Tile) => string,
): readonly Withheld[] => {
  const there = new Set(offeredTiles(rights, tiles));
  const byName = new Map<string, Withheld>();
  for (const tile of tiles) {
    const lacking = there.has(tile) ? null : lackingOf(rights, tile);
    const label = nameOf(tile);
    if (lacking) byName.set(label, { key: tile.id, label, noun: lacking.noun, question: { field: lacking.field } });
  }
  return [...byName.values()];
};
