import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayBeScan, SCAN_GAP, SCAN_LENGTH, scanKey, scanStart } from './scan.ts';

type Stroke = readonly [key: string, gap: number];

function type(strokes: readonly Stroke[]): (string | null)[] {
  let state = scanStart;
  let at = 1_000;
  return strokes.map(([key, gap]) => {
    at += gap;
    const step = scanKey(state, key, at);
    state = step.state;
    return step.scanned;
  });
}
const quickly = (text: string, gap = 12): Stroke[] => [...text].map((key) => [key, gap]);

test('[W4] a code typed at a scanner’s speed and ended by Enter is scanned', () => {
  expect(type([...quickly('4710088400018'), ['Enter', 10]]).at(-1)).toBe('4710088400018');
  expect(type([...quickly('SKU-1 b'), ['Tab', 10]]).at(-1)).toBe('SKU-1 b');
});

test('[W4] a hand at the keyboard never scans', () => {
  expect(type([...quickly('4710088400018', 70), ['Enter', 60]]).at(-1)).toBeNull();
  expect(type([...quickly('jk'), ['Enter', 10]]).at(-1)).toBeNull();
  expect(type([...quickly('4710088400018'), ['Enter', 400]]).at(-1)).toBeNull();
});

test('[W4] what was typed by hand before does not enter the code', () => {
  const strokes: Stroke[] = [...quickly('abc', 120), ['4', 300], ...quickly('710088'), ['Enter', 8]];
  expect(type(strokes).at(-1)).toBe('4710088');
});

test('[W4] capitals arrive with Shift between them; an arrow key begins anew', () => {
  expect(type([['Shift', 5], ['A', 5], ['Shift', 5], ['B', 5], ...quickly('12'), ['Enter', 5]]).at(-1)).toBe('AB12');
  expect(type([...quickly('4710'), ['ArrowDown', 5], ...quickly('12'), ['Enter', 5]]).at(-1)).toBeNull();
});

test('[W4] a held key is no code', () => {
  expect(type([...quickly('7'.repeat(400), 30), ['Enter', 10]]).at(-1)).toBeNull();
});

test('[W4] a single letter waits only as long as it may still be a scan', () => {
  const { state } = scanKey(scanStart, 'j', 500);
  expect(mayBeScan(state, 500 + SCAN_GAP)).toBe(true);
  expect(mayBeScan(state, 501 + SCAN_GAP)).toBe(false);
  expect(mayBeScan(scanStart, 500)).toBe(false);
});

test('[W4] any quick code comes back whole, whatever was typed slowly around it', () => {
  const character = fc.integer({ min: 0x20, max: 0x7e }).map((n) => String.fromCharCode(n));
  const code = fc.array(character, { minLength: SCAN_LENGTH, maxLength: 60 });
  const slow = fc.array(fc.tuple(character, fc.integer({ min: SCAN_GAP + 1, max: 900 })), { maxLength: 20 });
  const gaps = fc.array(fc.integer({ min: 1, max: SCAN_GAP }), { minLength: 61, maxLength: 61 });
  fc.assert(
    fc.property(slow, code, gaps, (before, keys, between) => {
      const scan: Stroke[] = keys.map((key, i) => [key, i === 0 ? SCAN_GAP + 1 : (between[i] as number)]);
      const said = type([...before, ...scan, ['Enter', between[60] as number]]);
      expect(said.at(-1)).toBe(keys.join(''));
      expect(said.slice(0, -1).every((one) => one === null)).toBe(true);
    }),
  );
});
