import { expect, test } from 'vitest';
import { SECOND_KEPT } from '../../shared/access/role_change/role_change.second.ts';
import { type LetIn, letInBy, mayBeOne } from './letting-in.ts';

const NOW = 100 * SECOND_KEPT;
const letIn = (personId: string, letInById: string, letInAt = NOW): LetIn => ({ personId, letInById, letInAt });

test('[T5] two may be one where one let the other in, in either direction and through others, for a week', () => {
  const marks = [letIn('b', 'a'), letIn('c', 'b'), letIn('d', 'a'), letIn('e', 'a', NOW - SECOND_KEPT)];
  for (const [one, other] of ['ab', 'ba', 'ac', 'ca', 'bd', 'cd'] as const)
    expect([one, other, mayBeOne(marks, one as string, other as string, NOW)]).toEqual([one, other, true]);
  for (const [one, other] of ['ae', 'be', 'xa', 'xc'] as const)
    expect([one, other, mayBeOne(marks, one as string, other as string, NOW)]).toEqual([one, other, false]);
});

test('[T5] links that two accounts make for each other hide nobody who let one of them in', () => {
  const first = [letIn('b', 'a')];
  expect(letInBy(first, 'c', 'b', NOW)).toBe('b');
  const next = [...first, letIn('c', 'b')];
  const back = letInBy(next, 'b', 'c', NOW);
  expect(back).toBe('a');
  expect(mayBeOne([letIn('b', back as string), letIn('c', 'b')], 'c', 'a', NOW)).toBe(true);
  // Whoever has nothing to do with them lets in anew.
  expect(letInBy(next, 'b', 'x', NOW)).toBe('x');
  expect(letInBy([], 'b', 'b', NOW)).toBe('b');
});
