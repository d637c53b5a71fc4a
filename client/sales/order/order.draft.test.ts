import { expect, test } from 'vitest';
import {
  type AddedLine,
  changesIn,
  clearDraft,
  draftOf,
  forgetDrafts,
  isDirty,
  isWorth,
  moveDraft,
  NEW,
  withText,
} from './order.draft.ts';
import { landedEdits } from './order.line-edits.ts';
import { sentOf, settle } from './order.sent.ts';

const line = (more: Partial<AddedLine> = {}): AddedLine => ({
  id: 'l-1',
  productId: 'p-1',
  sku: 'A',
  name: 'A',
  specification: null,
  baseUnit: 'PCS',
  nature: 'goods',
  taxCode: 'T5',
  quantity: 2,
  unit: 'PCS',
  unitFactor: 1,
  unitPrice: null,
  discount: 0,
  free: false,
  freeAs: null,
  ...more,
});

test('[S2] what is entered outlives the page, and goes with its order once it has a number', () => {
  forgetDrafts('p');
  const draft = draftOf(NEW);
  expect(isDirty(draft)).toBe(false);
  draft.added = [line()];
  expect(draftOf(NEW)).toBe(draft);
  expect([isDirty(draft), changesIn(draft)]).toEqual([true, 1]);
  moveDraft(NEW, 'o-1');
  expect(draftOf('o-1')).toBe(draft);
  expect(isDirty(draftOf(NEW))).toBe(false);
  withText(draft, 'l-1 quantity', '1.5');
  clearDraft(draft);
  expect([isDirty(draft), draft.texts.size]).toEqual([false, 0]);
});

test('[S2] a line that is taken waits no more for its price to show, and an order that is made for nothing', () => {
  forgetDrafts('r');
  const draft = draftOf(NEW);
  Object.assign(draft, { added: [line()], withheld: new Set(['l-1 unitPrice', ' notes']) });
  settle(draft, sentOf(draft));
  expect([...draft.withheld]).toEqual([' notes']);
  expect([isDirty(draft), isWorth(draft)]).toEqual([false, true]);
  moveDraft(NEW, 'o-2');
  expect(isWorth(draftOf('o-2'))).toBe(false);
});

test('[S2] nothing of one person stays for the next', () => {
  forgetDrafts('p');
  draftOf(NEW).added = [line()];
  forgetDrafts('p');
  expect(isDirty(draftOf(NEW))).toBe(true);
  forgetDrafts('q');
  expect(isDirty(draftOf(NEW))).toBe(false);
});

test('[S2] what is typed into a line while it is being saved is an edit of the saved line', () => {
  const row = { quantity: 2, unit: 'PCS', discount: 0, unitPrice: 5_000_000 };
  expect(landedEdits(line(), row).size).toBe(0);
  expect([...landedEdits(line({ quantity: 3, unitPrice: 6_000_000 }), row)]).toEqual([
    ['quantity', { from: 2, to: 3 }],
    ['unitPrice', { from: 5_000_000, to: 6_000_000 }],
  ]);
  expect(landedEdits(line({ quantity: null, free: true, discount: 7 }), row).size).toBe(0);
});
