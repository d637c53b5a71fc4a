import { expect, test } from 'vitest';
import { unstorable } from './text.ts';

test('[TEXT1] a text that no database keeps is found wherever it stands, and named by its path', () => {
  expect(unstorable({ set: { notes: { to: 'a\u0000b' } } })).toBe('set.notes.to');
  expect(unstorable({ lines: [{ note: 'fine' }, { note: '\ud83d' }] })).toBe('lines.1.note');
  expect(unstorable({ name: '門 😀 é', n: 3, gone: null })).toBe(null);
});
