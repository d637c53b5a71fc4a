import { expect, test } from 'vitest';
import { keepsBegun } from './begun.ts';

test('[K1] what was typed is there again for the one who typed it, and not what is under way', () => {
  const begun = keepsBegun<string>();
  expect(begun.of('ann')).toBe(null);
  begun.leave('ann', 'half', false);
  expect([begun.of('ann'), begun.of('bob')]).toEqual(['half', null]);
  begun.leave('ann', 'whole', true);
  expect(begun.of('ann')).toBe(null);
  begun.leave('ann', 'half', false);
  begun.leave('ann', null, false);
  expect(begun.of('ann')).toBe(null);
});
