import { expect, test } from 'vitest';
import { codeFrom, codesOf } from './code.ts';

test('[S8] a made code is what is Latin in the name, and never one that another choice of the list has', () => {
  expect(codeFrom(' Black Cat (cold) ', new Set())).toBe('BLACK-CAT-COLD');
  expect(codeFrom('新竹物流', new Set(['A']))).toBe('');
  expect(codeFrom('Black cat', new Set(['BLACK-CAT']))).toBe('BLACK-CAT-2');
  expect(codeFrom('Black cat', new Set(['BLACK-CAT', 'BLACK-CAT-2']))).toBe('BLACK-CAT-3');
  const long = 'Address to be confirmed by them';
  const first = codeFrom(long, new Set());
  const second = codeFrom(long, new Set([first]));
  expect([first, second]).toEqual(['ADDRESS-TO-BE-CONFIR', 'ADDRESS-TO-BE-CONF-2']);
  const rows = [
    { list: 'carrier', code: 'VAN', active: false },
    { list: 'hold', code: 'WAIT' },
  ] as const;
  expect([...codesOf(rows, 'carrier')]).toEqual(['VAN']);
});
