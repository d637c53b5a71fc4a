import { expect, test } from 'vitest';
import { pathIn } from './page.ts';

test('[DOOR2] an address leads to files of the page, and nowhere else', () => {
  expect(pathIn('/data/page', '/')).toMatch(/^\/data\/page\/?$/);
  expect(pathIn('/data/page', '/assets/index-a1b2c3d4.js')).toBe('/data/page/assets/index-a1b2c3d4.js');
  for (const out of [
    '/..%2fkeys.json',
    '/..%2fpage-of-before/index.html',
    '/assets/..%2f..%2f..%2fetc',
    '/%',
    '/a%00b',
  ])
    expect(pathIn('/data/page', out)).toBeNull();
});
