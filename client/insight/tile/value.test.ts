import { expect, test } from 'vitest';
import { sharesOf } from './shares.ts';
import { changeOf, inOneLine, said, saidOnAxis, saidShort } from './value.ts';

test('[E1] a large amount is shortened to four figures, and told whole to who hovers', () => {
  expect(said(31_412_345, 'money', 'TWD')).toEqual({
    text: '31.41',
    step: 'M',
    unit: 'TWD',
    full: '31,412,345 TWD',
  });
  expect(said(100_000_000, 'money', 'GBP')).toMatchObject({ text: '1', step: 'M', unit: 'GBP' });
  expect(said(99_999_949, 'money', 'GBP')).toMatchObject({ text: '999,999', step: null });
  expect(said(-5, 'count', 'TWD').text).toBe('−5');
  expect(saidShort(956_000, 'ppm', 'TWD')).toBe('95.6%');
  expect(inOneLine(said(729_000, 'ppm', 'TWD'))).toBe('72.9%');
  expect(inOneLine(said(31_412_345, 'money', 'TWD'))).toBe('31.41\u2009M TWD');
  expect([saidOnAxis(500_000, 'money', 'TWD'), saidOnAxis(1_200, 'count', 'TWD')]).toEqual(['500\u2009K', '1,200']);
});

test('[E1] a change is per cent of what was, of a share points, and nothing where one of the two says nothing', () => {
  expect(changeOf(108, 100, 'money')).toEqual({ way: 'more', by: '8%' });
  expect(changeOf(995, 1_000, 'count')).toEqual({ way: 'less', by: '0.5%' });
  expect(changeOf(12, 12, 'count')).toEqual({ way: 'same', by: '' });
  expect(changeOf(100_004, 100_000, 'money')).toEqual({ way: 'same', by: '' });
  expect(changeOf(12, 0, 'count')).toEqual({ way: 'new', by: '' });
  expect(changeOf(1_000_000, 3, 'count')).toEqual({ way: 'more', by: '>999%' });
  expect(changeOf(956_000, 942_000, 'ppm')?.way).toBe('higher');
  expect(changeOf(956_000, 956_040, 'ppm')?.way).toBe('same');
  expect(changeOf(30, 33, 'days')?.way).toBe('lower');
  expect([changeOf(null, 3, 'count'), changeOf(3, null, 'count')]).toEqual([null, null]);
});

test('[E1] little is not nothing, and almost all is not all; what is taken out of the legend is out of the whole', () => {
  const point = (key: string, value: number) => ({ key, label: key, value, before: null, count: 1 });
  const points = [point('current', 99_900), point('d1_30', 100), point('d90_plus', 0)];
  expect(sharesOf(points, new Set(), true).all.map(({ percent }) => percent)).toEqual(['>99%', '<1%', '0%']);
  const rest = sharesOf(points, new Set(['current']), true);
  expect(rest.all.map(({ percent }) => percent)).toEqual(['', '100%', '0%']);
  expect(rest.shown.map(({ id }) => id)).toEqual(['d1_30']);
});
