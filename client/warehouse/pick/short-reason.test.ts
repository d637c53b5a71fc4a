import { expect, test } from 'vitest';
import { shortText } from './short-reason.ts';

const reasons = [{ id: 'c1', name: 'Damaged', label: '破損' }];

test('[W2] a reason that was chosen is read in the reader’s language, any other as it was written', () => {
  expect(shortText({ shortReason: 'Damaged', shortReasonId: 'c1' }, reasons)).toBe('破損');
  expect(shortText({ shortReason: 'Damaged', shortReasonId: 'c2' }, reasons)).toBe('Damaged');
  expect(shortText({ shortReason: 'fell behind', shortReasonId: null }, reasons)).toBe('fell behind');
  expect(shortText({ shortReason: null, shortReasonId: null }, reasons)).toBe('');
});
