import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edited as decided } from '../../../shared/base/edit.ts';
import { afterSave, asInput, edit, edited, isContested, keepMine, settled } from './edits.ts';

test('[P11] an edit is made from what stood there when it was begun, however often it is typed', () => {
  const row = { notes: 'a' };
  const first = edit(undefined, row, 'notes', 'b');
  const second = edit(first, { notes: 'theirs' }, 'notes', 'c');
  expect([...second]).toEqual([['notes', { from: 'a', to: 'c' }]]);
  expect(edit(second, { notes: 'theirs' }, 'notes', 'a').size).toBe(0);
});

test('[P11] the same field changed by another is contested until one chooses; other fields are not', () => {
  const edits = edit(undefined, { notes: 'a', discount: 0 }, 'notes', 'mine');
  expect(isContested(edits, { notes: 'a', discount: 5 }, 'notes')).toBe(false);
  expect(isContested(edits, { notes: 'theirs' }, 'notes')).toBe(true);
  expect(isContested(edits, { notes: 'mine' }, 'notes')).toBe(false);
  expect(isContested(edits, {}, 'notes')).toBe(false);
  const kept = keepMine(edits, { notes: 'theirs' }, 'notes');
  expect(isContested(kept, { notes: 'theirs' }, 'notes')).toBe(false);
  expect(asInput(kept)).toEqual({ notes: { from: 'theirs', to: 'mine' } });
  expect(settled(edits, { notes: 'mine' }).size).toBe(0);
});

test('[P11] what is typed while a save is on its way is an edit of what was saved', () => {
  const sent = edit(edit(undefined, { a: 1, b: 2 }, 'a', 10), { a: 1, b: 2 }, 'b', 20);
  const typed = edit(sent, { a: 1, b: 2 }, 'b', 21);
  expect(asInput(afterSave(typed, sent))).toEqual({ b: { from: 20, to: 21 } });
});

test('[P11] edits that are not contested are taken by the rule that decides at the server', () => {
  const value = fc.constantFrom(null, 1, 2, 'x');
  fc.assert(
    fc.property(value, value, value, (before, to, now) => {
      const edits = edit(undefined, { f: before }, 'f', to);
      const decision = decided({ f: now }, asInput(edits));
      expect('refused' in decision).toBe(isContested(edits, { f: now }, 'f'));
      if (!('refused' in decision))
        expect({ f: now, ...decision.set }).toEqual(edits.size ? edited({ f: now }, edits) : { f: now });
    }),
  );
});
