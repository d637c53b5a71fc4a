import { expect, test } from 'vitest';
import { codeFrom } from './code.ts';

test('[ROLES15] a role gets a code that the server takes, whatever its name', () => {
  expect(codeFrom('Night shift (copy)', new Set())).toBe('night_shift_copy');
  expect(codeFrom('業務主管', new Set(['role']))).toBe('role_2');
  expect(codeFrom('Señor 2', new Set(['sen_or_2']))).not.toBe('sen_or_2');
  for (const name of ['9 lives', '___', 'É', 'a'.repeat(200), '倉庫 B']) {
    expect(codeFrom(name, new Set()), name).toMatch(/^[a-z][a-z0-9_]{0,59}$/);
  }
});
