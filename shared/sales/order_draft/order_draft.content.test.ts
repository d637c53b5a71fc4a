import { describe, expect, test } from 'vitest';
import {
  type DraftContent,
  type DraftReach,
  draftContentFrom,
  draftMadeWhole,
  draftTold,
} from './order_draft.content.ts';

const line = (id: string, more: object = {}) => ({
  id,
  productId: 'p-1',
  sku: 'A',
  name: 'A',
  specification: null,
  baseUnit: 'PCS',
  nature: 'goods' as const,
  taxCode: 'T5',
  quantity: 2,
  unit: 'PCS',
  unitFactor: 1,
  unitPrice: 90_000_000,
  discount: 50_000,
  free: false,
  freeAs: null,
  ...more,
});
const whole: DraftContent = {
  form: 1,
  at: 7,
  freshId: 'fresh-1',
  customerId: null,
  header: [
    ['externalNumber', { from: null, to: 'PO-7' }],
    ['notes', { from: 'a', to: 'b' }],
  ],
  lines: [
    [
      'l-1',
      [
        ['quantity', { from: 5, to: 6 }],
        ['unitPrice', { from: 1, to: 2 }],
      ],
    ],
    ['l-2', [['unitPrice', { from: 3, to: 4 }]]],
  ],
  added: [line('n-1'), line('n-2', { productId: 'p-2' })],
  removed: [],
  texts: [
    [' notes', 'half'],
    ['n-2 quantity', 'x'],
  ],
};
const amounts = ['unitPrice', 'discount'];
const reach = (sees: { amounts: boolean; notes: boolean; second: boolean }): DraftReach => ({
  order: { id: 'o-1', externalNumber: null, ...(sees.notes ? { notes: 'a' } : {}) },
  customer: null,
  ever: {
    order: (field) => field !== 'notes' || sees.notes,
    line: (field) => !amounts.includes(field) || sees.amounts,
  },
  lines: new Map(
    ['l-1', 'l-2'].map((id) => [id, { id, quantity: 5, ...(sees.amounts ? { unitPrice: 1, discount: 0 } : {}) }]),
  ),
  products: new Map(
    (sees.second ? ['p-1', 'p-2'] : ['p-1']).map((id) => [id, { id, sku: 'A', name: 'A', taxCode: 'T5' }]),
  ),
});
const NARROW = { amounts: false, notes: false, second: false };
const told = draftTold(whole, reach(NARROW));
const sorted = (one: DraftContent) => ({
  ...one,
  lines: [...one.lines].sort(([a], [b]) => (a < b ? -1 : 1)),
});

describe('a draft that is told in part', () => {
  test('[S2] [P11] names what is left out, and is itself where nothing is', () => {
    expect([...(told.withheld ?? [])].sort()).toEqual([
      ' notes',
      'l-1 unitPrice',
      'l-2 unitPrice',
      'n-1 discount',
      'n-1 unitPrice',
      'n-2',
      'n-2 quantity',
    ]);
    expect(draftTold(whole, reach({ amounts: true, notes: true, second: true }))).toEqual(whole);
    // Edits of a line that is gone are gone with it, and nobody waits for them.
    const gone = { ...whole, lines: [['l-9', whole.lines[0]?.[1] ?? []]] as DraftContent['lines'] };
    expect(draftTold(gone, reach({ amounts: true, notes: true, second: true })).withheld).toBeUndefined();
  });

  test('[S2] kept as it was told, it is whole', () => {
    expect(sorted(draftMadeWhole(told, whole))).toEqual(whole);
  });

  test('[S2] what was entered or taken out since stands', () => {
    const now: DraftContent = {
      ...told,
      header: [...told.header, ['notes', { from: 'c', to: 'd' }]],
      added: told.added.map((one) => ({ ...one, unitPrice: 70_000_000, quantity: 9 })),
    };
    const kept = draftMadeWhole(now, whole);
    expect(kept.header).toContainEqual(['notes', { from: 'c', to: 'd' }]);
    expect(kept.texts.map(([key]) => key)).toEqual(['n-2 quantity']);
    expect(kept.added[0]).toEqual(line('n-1', { unitPrice: 70_000_000, quantity: 9 }));
    const without = draftMadeWhole({ ...told, added: [] }, { ...whole, texts: [['n-1 unitPrice', 'x']] });
    expect(without.added).toEqual([line('n-2', { productId: 'p-2' })]);
    expect([without.texts, without.withheld]).toEqual([[], undefined]);
  });

  test('[S2] what shows again comes back, the rest stays withheld', () => {
    const later = draftTold(whole, reach({ ...NARROW, amounts: true }));
    const now = draftMadeWhole(told, later);
    expect(now.added).toEqual([line('n-1')]);
    expect([...(now.withheld ?? [])].sort()).toEqual([' notes', 'n-2', 'n-2 quantity']);
    expect(sorted(draftMadeWhole(now, whole))).toEqual(whole);
  });

  test('[S2] a price that lies nowhere any more is not taken for the list’s', () => {
    expect(draftMadeWhole(told, null)).toMatchObject({
      added: [{ id: 'n-1', unitPrice: null }],
      withheld: ['n-1 unitPrice', 'n-1 discount'],
    });
  });
});

test('[S2] an edit that lacks a side does not take the draft with it', () => {
  const text = JSON.stringify({
    ...whole,
    header: [['notes', { to: 'b' }]],
    lines: [['l-1', [['notes', { from: 1 }]]]],
  });
  expect(draftContentFrom(text)).toMatchObject({
    header: [['notes', { from: null, to: 'b' }]],
    lines: [['l-1', [['notes', { from: 1, to: null }]]]],
  });
});
