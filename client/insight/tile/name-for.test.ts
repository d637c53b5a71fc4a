import { expect, test } from 'vitest';
import { nameFor } from './name-for.ts';

test('[E1] a ranking names a customer as the reader’s language does, and by the one name of who has no other', () => {
  expect(nameFor('zh-TW', 'Red Brick Online', '紅磚網路商店')).toBe('紅磚網路商店');
  expect(nameFor('zh-CN', 'Red Brick Online', '紅磚網路商店')).toBe('紅磚網路商店');
  expect(nameFor('en', 'Red Brick Online', '紅磚網路商店')).toBe('Red Brick Online');
  expect(nameFor('en', '紅磚網路商店', 'Red Brick Online')).toBe('Red Brick Online');
  expect(nameFor('zh-TW', '紅磚網路商店', 'Red Brick Online')).toBe('紅磚網路商店');
  expect(nameFor('zh-TW', 'Bolt & Co.', undefined)).toBe('Bolt & Co.');
  expect(nameFor('en', '海鹽文具行', '海鹽')).toBe('海鹽文具行');
});
