import { expect, test, vi } from 'vitest';

vi.mock('../../words/words.ts', () => ({ words: {} }));
vi.mock('../../access/me.ts', () => ({ useMe: () => ({ organisation: { currency: 'TWD' } }) }));
const { excessCurrency, excessOf, isMeasured, learn, releaseOf } = await import('./order.release.ts');

test('[F1] [S5] a hold is lifted with the figure that was shown, and a higher one is shown before it is agreed to', () => {
  const hold = { id: 'hold-1', excess: 55 };
  expect(releaseOf(hold, null)).toEqual({ id: 'hold-1', why: null, excess: 55 });
  learn([hold], { refused: 'hold.grown', field: 'excess', with: { hold: 'hold-1', excess: 580 } });
  expect([excessOf(hold), excessOf({ id: 'hold-2', excess: 55 })]).toEqual([580, 55]);
  expect(releaseOf(hold, 'agreed')).toEqual({ id: 'hold-1', why: 'agreed', excess: 580 });
  // What is stored is told by then.
  expect(excessOf({ id: 'hold-1', excess: 900 })).toBe(900);
});

test('[F1] where a limit is passed no longer, that is said as well', () => {
  const said = [{ excess: 55 }, { excess: 0 }, { excess: null }, {}].map((one) => isMeasured({ id: 'hold-4', ...one }));
  expect(said).toEqual([true, true, false, false]);
});

test('[P3] whoever is not told the figure sends none', () => {
  expect(releaseOf({ id: 'hold-1' }, null)).toEqual({ id: 'hold-1', why: null });
  expect(releaseOf({ id: 'hold-3', excess: null }, null)).toEqual({ id: 'hold-3', why: null });
  expect(excessOf({ id: 'hold-1' })).toBe(0);
});

test('[F1] a review is of the company’s policy and in its currency, every other hold in that of the order', () => {
  expect(['review', 'credit'].map((kind) => excessCurrency(kind, 'USD'))).toEqual(['TWD', 'USD']);
});
