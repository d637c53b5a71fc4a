import { expect, test } from 'vitest';
import { shallowRef } from 'vue';
import { edit } from '../edit/edits.ts';
import { draftOf, forgetDrafts, isDirty, type OrderDraft } from './order.draft.ts';
import type { Goods } from './order.goods.ts';
import { lineEditing } from './order.line-edits.ts';
import { type LineView, lineViews } from './order.lines.ts';
import { sentOf, settle, updateInput } from './order.sent.ts';

const goods: Goods = {
  seesStock: { value: false } as Goods['seesStock'],
  product: (id) => ({ id, baseUnit: 'PCS' }),
  unitsOf: () => [{ code: 'PCS', factor: 1 }],
  availableOf: () => null,
  stockRows: shallowRef([]),
  listed: () => null,
  listPrice: () => 10_000_000,
  taxRate: () => 50_000,
};
type Row = { readonly id: string; readonly quantity: number; readonly unit: string };
let made = 0;

/** An order under the hands of a person, its rows as the server sends them, and the notices that offer a way back. */
const entry = () => {
  forgetDrafts('p');
  const draft = shallowRef<OrderDraft>(draftOf(`o-${++made}`));
  const rows = shallowRef<readonly Row[]>([]);
  const undo: (() => void)[] = [];
  const editing = lineEditing(
    draft,
    goods,
    (lineId) => rows.value.find(({ id }) => id === lineId),
    (_line, back) => undo.push(back),
  );
  const views = (): readonly LineView[] =>
    lineViews({
      rows: rows.value as never,
      draft: draft.value,
      goods,
      status: 'draft',
      figures: null,
      priceIncludesTax: false,
    });
  return {
    draft,
    rows,
    undo: () => undo.shift()?.(),
    ...editing,
    add: () => editing.addLine({ id: 'p-1', baseUnit: 'PCS' }),
    view: (id: string) => views().find((line) => line.id === id) as LineView,
    shown: () => views().map(({ id, quantity, removed }) => [id, quantity, removed]),
    /** Its row arrives, as it was sent. */
    lands: (id: string, quantity = 1) => {
      rows.value = [...rows.value, { id, quantity, unit: 'PCS' }];
    },
  };
};

test('[S2] a line taken out while it is being saved is removed by the next save, whether its row is there yet or not', () => {
  const of = entry();
  const [one, two] = [of.add(), of.add()];
  const sent = sentOf(of.draft.value);
  of.removeLine(of.view(one));
  expect(of.shown()).toEqual([[two, 1, false]]);
  settle(of.draft.value, sent);
  expect(isDirty(of.draft.value)).toBe(true);
  expect(updateInput('o', sentOf(of.draft.value))).toEqual({ id: 'o', remove: [one] });
  const after = [
    [one, 1, true],
    [two, 1, false],
  ];
  expect(of.shown()).toEqual(after);
  of.lands(one);
  of.lands(two);
  expect(of.shown()).toEqual(after);
  settle(of.draft.value, sentOf(of.draft.value));
  of.rows.value = of.rows.value.filter(({ id }) => id !== one);
  expect(of.shown()).toEqual([[two, 1, false]]);
  expect(isDirty(of.draft.value)).toBe(false);
});

test('[S2] one that was saved meanwhile comes back as what it is, and is not entered twice', () => {
  for (const lands of ['before', 'after', 'later'] as const) {
    const of = entry();
    const one = of.add();
    const sent = sentOf(of.draft.value);
    of.typeLine(of.view(one), 'quantity', '3');
    of.removeLine(of.view(one));
    if (lands === 'before') of.lands(one);
    settle(of.draft.value, sent);
    if (lands === 'after') {
      of.lands(one);
      // As the page does once the row is there.
      of.draft.value.landing = [];
    }
    of.undo();
    expect([lands, of.draft.value.added, of.draft.value.removed.size]).toEqual([lands, [], 0]);
    // What was typed since it was sent: of the row that is there, or of the one that is on its way.
    expect(of.shown()).toEqual([[one, 3, false]]);
    expect(of.draft.value.landing.length).toBe(lands === 'later' ? 1 : 0);
  }
});

test('[S2] one that was not saved yet comes back where it stood, also while it is being saved', () => {
  const of = entry();
  const [one, two] = [of.add(), of.add()];
  const sent = sentOf(of.draft.value);
  of.removeLine(of.view(one));
  of.undo();
  expect(of.draft.value.added.map(({ id }) => id)).toEqual([one, two]);
  settle(of.draft.value, sent);
  expect(isDirty(of.draft.value)).toBe(false);
  expect(of.draft.value.landing.map(({ id }) => id)).toEqual([one, two]);
});

test('[S2] a line that was saved and whose row is on its way can be taken out, and comes back', () => {
  const of = entry();
  const one = of.add();
  settle(of.draft.value, sentOf(of.draft.value));
  of.removeLine(of.view(one));
  expect(of.shown()).toEqual([[one, 1, true]]);
  expect(updateInput('o', sentOf(of.draft.value))).toEqual({ id: 'o', remove: [one] });
  of.restoreLine(of.view(one));
  expect(of.shown()).toEqual([[one, 1, false]]);
  expect(isDirty(of.draft.value)).toBe(false);
});

test('[S4] of a line that is removed nothing is changed first, and what is only asked for has no row on its way', () => {
  const of = entry();
  const row = { quantity: 2 };
  of.draft.value.lines = new Map([
    ['l-1', edit(undefined, row, 'quantity', 5)],
    ['l-2', edit(undefined, row, 'quantity', 6)],
  ]);
  of.draft.value.removed = new Set(['l-1']);
  expect(updateInput('o', sentOf(of.draft.value))).toEqual({
    id: 'o',
    change: [{ id: 'l-2', quantity: { from: 2, to: 6 } }],
    remove: ['l-1'],
  });
  const one = of.add();
  const sent = sentOf(of.draft.value);
  of.removeLine(of.view(one));
  settle(of.draft.value, sent, true);
  expect([isDirty(of.draft.value), of.draft.value.landing]).toEqual([false, []]);
});
