import { expect, test } from 'vitest';
import { cutTo } from './cut.ts';

/** A Han character is as wide as two Latin letters. */
const width = (text: string): number => [...text].reduce((sum, one) => sum + (/\p{Script=Han}/u.test(one) ? 2 : 1), 0);

test('[E1] a name in a picture is whole where it has room, and ends in an ellipsis where it has not', () => {
  expect(cutTo('Sea Salt Stationery', 19, width)).toBe('Sea Salt Stationery');
  expect(cutTo('Sea Salt Stationery', 18, width)).toBe('Sea Salt Statione…');
  // No gap before the ellipsis, and no half of a character.
  expect(cutTo('Sea Salt Stationery', 10, width)).toBe('Sea Salt…');
  expect(cutTo('雲關貿易有限公司', 9, width)).toBe('雲關貿易…');
  expect(cutTo('𠮷野家𠮷野家', 5, width)).toBe('𠮷野…');
  expect(cutTo('Sea', 0, width)).toBe('…');
});
