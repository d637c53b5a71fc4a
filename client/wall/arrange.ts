/** Which figures of a scene stand where: what the wall may not see is not there, and the rest closes up. */
import type { FigureQuery } from '../../shared/insight/figure.ts';
import type { WallFigure, WallScene } from '../../shared/insight/wall/scenes.ts';

/** `waiting`: not answered yet. */
export type Standing = 'waiting' | 'there' | 'absent';
export type Arranged = {
  readonly large: readonly WallFigure[];
  readonly bars: WallFigure | null;
  readonly small: readonly WallFigure[];
};

const shownOf = (figure: WallFigure, standing: (query: FigureQuery) => Standing): WallFigure | null => {
  if (standing(figure.query) === 'there') return figure;
  if (standing(figure.query) === 'absent' && figure.instead) return shownOf(figure.instead, standing);
  return null;
};

/**
 * The scene as far as it is there; null where nothing of it is. Without large numbers the first small ones grow, so that
 * a scene of three is not three small ones under an empty wall.
 */
export const arrange = (scene: WallScene, standing: (query: FigureQuery) => Standing): Arranged | null => {
  const shown = scene.flatMap((figure) => shownOf(figure, standing) ?? []);
  if (shown.length === 0) return null;
  const bars = shown.find(({ as }) => as === 'bars') ?? null;
  const numbers = shown.filter(({ as }) => as !== 'bars');
  const wanted = numbers.filter(({ as }) => as === 'large');
  const least = bars || numbers.length === 0 ? 1 : 2;
  const grown = wanted.length > 0 ? wanted : numbers.slice(0, least);
  return { large: grown, bars, small: numbers.filter((one) => !grown.includes(one)) };
};

/** Every question of the scene has its answer. */
export const isAnswered = (scene: WallScene, standing: (query: FigureQuery) => Standing): boolean =>
  scene.every(({ query }) => standing(query) !== 'waiting');
