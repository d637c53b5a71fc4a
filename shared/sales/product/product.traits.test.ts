import * as v from 'valibot';
import { expect, test } from 'vitest';
import { traitNames, traitsInput, traitsOf, traitValue, traitWords } from './product.traits.ts';

const bolt = {
  id: 'a',
  traits: [
    { name: 'Thread', value: 'M8' },
    { name: 'Length', value: '40 mm' },
  ],
};
const other = {
  id: 'b',
  traits: [
    { name: 'length', value: '60 mm' },
    { name: 'Coating', value: 'zinc' },
  ],
};

test('[S8] a family is told by all the names that its products have, however they are written', () => {
  expect(traitNames([bolt, other])).toEqual(['Thread', 'Length', 'Coating']);
  expect([bolt, other].map((one) => traitValue(one, 'LENGTH'))).toEqual(['40 mm', '60 mm']);
  expect(traitValue(bolt, 'Coating')).toBe('');
  expect(traitWords(bolt.traits)).toBe('Thread M8 Length 40 mm');
  expect(traitWords([])).toBeNull();
});

test('[S8] no name twice, none without a value, and what is stored otherwise is none', () => {
  const takes = (all: unknown) => v.safeParse(traitsInput, all).success;
  expect(takes(bolt.traits)).toBe(true);
  expect(takes([...bolt.traits, { name: 'thread', value: 'M10' }])).toBe(false);
  expect(takes([{ name: 'Thread', value: ' ' }])).toBe(false);
  expect(takes(Array.from({ length: 21 }, (_, n) => ({ name: `n${n}`, value: 'x' })))).toBe(false);
  expect(traitsOf(null)).toEqual([]);
  expect(traitsOf([{ name: 'a' }, { name: 'b', value: 'c' }])).toEqual([{ name: 'b', value: 'c' }]);
});
