/** What of a measure there is for a reader: by the rules that the server asks, so that no empty place is held for it. */
import type { Rights } from '../../../shared/access/permit.ts';
import { isRatio, type Measure, restsOn, type Sum, type Unit } from '../../../shared/insight/measure.ts';
import { measureNamed, sumsOf } from '../../../shared/insight/measures.ts';
import type { Tile, TileFrame } from './library.ts';

const isSeen = (rights: Rights, sum: Sum): boolean => {
  if (!rights.mayEver(sum.noun, 'read')) return false;
  const view = rights.view(sum.noun);
  return restsOn(sum).every((field) => view.ever(field));
};
/** Whether a reader may see the measure of any row at all. */
export const mayFigure = (rights: Rights, measure: string): boolean => {
  const found = measureNamed(measure);
  return found !== undefined && sumsOf(found).every((sum) => isSeen(rights, sum));
};
export const offeredTiles = (rights: Rights, tiles: readonly Tile[]): readonly Tile[] =>
  tiles.filter(({ measure, by }) => {
    if (!mayFigure(rights, measure)) return false;
    const found = measureNamed(measure);
    const split = found && dimensionOf(found, by);
    return !split || rights.view(split.noun).ever(split.field);
  });

export const unitOf = (measure: string): Unit => measureNamed(measure)?.unit ?? 'count';
/** The noun and field that a split names, when it is no split by time; of a ratio those of its first sum. */
export const dimensionOf = (measure: Measure, by: string | null | undefined) => {
  const [sum] = sumsOf(measure);
  const found = sum?.dimensions.find(({ field }) => field === by);
  return sum && found ? { noun: sum.noun, field: found.field } : null;
};
/** Whether the measure belongs to days: else it says what stands now. */
export const isDated = (measure: string): boolean => {
  const found = measureNamed(measure);
  if (!found) return false;
  if (isRatio(found) && found.days) return false;
  const [sum] = sumsOf(found);
  return sum !== undefined && sum.time !== null && !sum.past;
};

/** Whether the tile can be narrowed by a dimension of its measure that this reader may see. */
export const narrows = (rights: Rights, { measure }: Tile, dimension: string): boolean => {
  const found = measureNamed(measure);
  return (
    found !== undefined &&
    sumsOf(found).every(
      (sum) => sum.dimensions.some(({ field }) => field === dimension) && rights.view(sum.noun).ever(dimension),
    )
  );
};
/** Of what a whole board is narrowed by, as much as the tile knows; null for nothing. */
export const onlyOf = (rights: Rights, tile: Tile, only: TileFrame['only']): NonNullable<TileFrame['only']> | null => {
  const known = only?.filter(({ dimension }) => narrows(rights, tile, dimension)) ?? [];
  return known.length > 0 ? known : null;
};
