import { describe, expect, test } from 'vitest';
import { rightsOf } from '../../access/permit.ts';
import { startingRoles } from '../../access/roles.ts';
import { FIGURE_LIMITS } from '../figure.ts';
import { isTimeSplit } from '../measure.period.ts';
import { dimensionOf, isRatio, type Measure, restsOn } from '../measure.ts';
import { measureNamed, sumsOf } from '../measures.ts';
import { sceneNames } from './scene-names.ts';
import { questionsOf, sceneOf, type WallFigure, wallScenes } from './scenes.ts';

const seenBy = (code: string): ((measure: string) => boolean) => {
  const rules = startingRoles.find((role) => role.code === code)?.rules ?? [];
  const rights = rightsOf(rules, { id: 'wall-one', teamId: null, warehouses: [] });
  return (name) => {
    const measure = measureNamed(name);
    return (
      measure !== undefined &&
      sumsOf(measure).every((sum) => restsOn(sum).every((field) => rights.view(sum.noun).ever(field)))
    );
  };
};

describe('[E4] scenes', () => {
  test('each has four to six figures, asks for measures that there are, and fits one socket with all others', () => {
    for (const name of sceneNames) {
      expect([name, wallScenes[name].length >= 4 && wallScenes[name].length <= 6]).toEqual([name, true]);
      expect(wallScenes[name].filter(({ as }) => as === 'bars')).toHaveLength(1);
    }
    const questions = questionsOf(sceneNames);
    expect(questions.length).toBeLessThanOrEqual(FIGURE_LIMITS.open);
    for (const { measure: name, by } of questions) {
      const measure = measureNamed(name);
      expect([name, measure !== undefined]).toEqual([name, true]);
      if (!measure || !by || isTimeSplit(by)) continue;
      expect([name, by, sumsOf(measure).every((sum) => dimensionOf(sum, by) !== undefined)]).toEqual([name, by, true]);
    }
  });

  test('of one warehouse ask for it alone wherever a measure tells warehouses apart', () => {
    const check = (figure: WallFigure): void => {
      const asked = [figure.query, ...(figure.beside ? [figure.beside.query] : [])];
      for (const { measure, only } of asked) {
        const sums = sumsOf(measureNamed(measure) as Measure);
        const apart = sums.every((sum) => dimensionOf(sum, 'warehouseId') !== undefined);
        const narrowed = only?.some(({ dimension, values }) => dimension === 'warehouseId' && values[0] === 'here');
        expect([figure.id, measure, narrowed ?? false, figure.house ?? false]).toEqual([
          figure.id,
          measure,
          apart,
          !apart,
        ]);
      }
      if (figure.instead) check(figure.instead);
    };
    for (const name of sceneNames) sceneOf(name, 'here').forEach(check);
    expect(sceneOf('floor', null)).toBe(wallScenes.floor);
    expect(questionsOf(sceneNames, 'here')).toHaveLength(questionsOf(sceneNames).length);
  });

  test('a figure says the unit of its measure', () => {
    const check = ({ id, query, unit, instead }: WallFigure): void => {
      expect([id, measureNamed(query.measure)?.unit]).toEqual([id, unit]);
      if (instead) check(instead);
    };
    for (const name of sceneNames) wallScenes[name].forEach(check);
  });

  test('the starting role of walls sees of each scene something, and of money nothing', () => {
    const sees = seenBy('wall');
    for (const name of sceneNames) {
      const shown = wallScenes[name].filter(
        ({ query, instead }) => sees(query.measure) || (instead && sees(instead.query.measure)),
      );
      expect([name, shown.length >= 4]).toEqual([name, true]);
    }
    const money = questionsOf(sceneNames).filter(({ measure: name }) => {
      const measure = measureNamed(name);
      return sees(name) && measure !== undefined && (isRatio(measure) ? false : measure.unit === 'money');
    });
    expect(money).toEqual([]);
  });
});
