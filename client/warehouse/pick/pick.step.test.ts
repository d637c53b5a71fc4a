import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineAfter, lineBefore, scanned, standAt, type WalkLine } from './pick.step.ts';

const lines: readonly WalkLine[] = [
  { id: '1', productId: 'w', sku: 'WR-1', barcode: '4710001', locationCode: 'A-01', quantity: 3 },
  { id: '2', productId: 's', sku: 'SC-1', barcode: '4710002', locationCode: 'B-02', quantity: 30 },
  { id: '3', productId: 'S', sku: 'sc-1', barcode: null, locationCode: 'C-03', quantity: 1 },
];
const units = [{ productId: 's', code: 'BOX', factor: 12, barcode: '1471002' }];
const at = (id: string, codes: readonly string[]) =>
  codes.reduce((step, code) => scanned(step.walk, code, lines, units), {
    walk: standAt(id),
    heard: 'count',
  } as ReturnType<typeof scanned>);

test('[W4] each scan of the product counts one, and the last that is asked for fills the line', () => {
  expect(at('1', ['4710001']).walk).toMatchObject({ counted: 1, stop: null });
  expect(at('1', ['4710001', 'WR-1']).heard).toBe('count');
  expect(at('1', ['4710001', 'WR-1', '4710001'])).toMatchObject({
    heard: 'full',
    walk: { counted: 3, code: '4710001' },
  });
});

test('[W4] a box counts its twelve pieces, and not where fewer are left', () => {
  expect(at('2', ['1471002', '1471002']).walk.counted).toBe(24);
  const tooMany = at('2', ['1471002', '1471002', '1471002']);
  expect(tooMany).toMatchObject({
    heard: 'stop',
    walk: { counted: 24, stop: { why: 'too_many', pieces: 12, left: 6 } },
  });
  expect(scanned(tooMany.walk, '4710002', lines, units).walk).toMatchObject({ counted: 25, stop: null });
});

test('[W4] a wrong product stops and says which line it belongs to; SKUs that differ only in case are different', () => {
  expect(at('1', ['4710002']).walk).toMatchObject({ counted: 0, stop: { why: 'wrong_product', other: '2' } });
  expect(at('3', ['SC-1']).walk.stop).toMatchObject({ why: 'wrong_product', other: '2' });
  expect(at('3', ['sc-1']).heard).toBe('full');
  expect(at('1', ['999999']).walk.stop).toMatchObject({ why: 'wrong_product', other: null });
});

test('[W4] the code of the place says where one stands', () => {
  expect(at('1', ['A-01'])).toMatchObject({ heard: 'place', walk: { placed: true, counted: 0 } });
  expect(at('1', ['B-02']).walk.stop).toMatchObject({ why: 'wrong_place' });
});

test('[W4] whatever is scanned, no more is counted than is asked for', () => {
  const code = fc.constantFrom('4710001', '4710002', '1471002', 'WR-1', 'SC-1', 'sc-1', 'A-01', 'B-02', 'x');
  fc.assert(
    fc.property(fc.constantFrom('1', '2', '3'), fc.array(code, { maxLength: 60 }), (id, codes) => {
      let walk = standAt(id);
      const asked = lines.find((line) => line.id === id)?.quantity ?? 0;
      for (const one of codes) {
        const step = scanned(walk, one, lines, units);
        expect(step.walk.counted).toBeLessThanOrEqual(asked);
        expect(step.walk.counted).toBeGreaterThanOrEqual(walk.counted);
        expect(step.heard === 'full').toBe(step.walk.counted === asked && step.walk.counted > walk.counted);
        if (step.heard === 'stop') expect(step.walk.counted).toBe(walk.counted);
        walk = step.walk;
      }
    }),
  );
});

test('[W4] the walk goes round until no other line is left', () => {
  expect([lineAfter(lines, '1'), lineAfter(lines, '3'), lineBefore(lines, '1')]).toEqual(['2', '1', '3']);
  expect([lineAfter(lines, null), lineAfter(lines.slice(0, 1), '1'), lineAfter([], null)]).toEqual(['1', null, null]);
});
