/** A measure, a split and a narrowing that somebody may not have answer as those that there are not, under any spelling. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nounNamed } from '../../shared/catalogue.ts';
import type { Figure } from '../../shared/insight/figure.ts';
import { measures, sumsOf } from '../../shared/insight/measures.ts';
import { fieldsFor } from '../agreement/oracle.ts';
import { mayEverSee } from '../insight/figures.oracle.ts';
import { CODES } from '../live/firm.ts';
import { heard, type Roads, roads } from './roads.ts';

let firm: Roads['firm'];
let tables: Roads['tables'];
let of: Roads['of'];
beforeAll(async () => {
  ({ firm, tables, of } = await roads());
});
afterAll(() => firm.close());

const WIDE = { from: '2026-01-17', to: '2026-05-09' };
const WIDE_TEXT = 'period=2026-01-17..2026-05-09';

describe.each(CODES)('figures asked for by %s', (code) => {
  test('[ROAD2] [LIVE22] a measure out of sight is one that does not exist, whatever it is asked for', async () => {
    const { who, desk, screen } = of(code);
    const hidden = measures.filter((measure) => !mayEverSee(who, measure));
    expect([code, hidden.length === measures.length]).toEqual([code, false]);
    for (const { name } of hidden) {
      for (const more of ['', '&by=day', '&by=sellerId', '&top=2&by=customerId', '&compare=target', '&only=sellerId:x'])
        expect([name, more, heard(await desk.get(`/api/figures/${name}?${WIDE_TEXT}${more}`))]).toEqual([
          name,
          more,
          heard(await desk.get(`/api/figures/no_such?${WIDE_TEXT}${more}`)),
        ]);
      for (const more of [
        {},
        { by: 'hour' },
        { only: [{ dimension: 'nothing', values: [] }] },
        { period: { from: '2020-01-01', to: '2026-01-01' } },
      ])
        expect([name, await screen.ask('figure.open', { measure: name, period: WIDE, ...more })]).toEqual([
          name,
          { refused: 'unknown_measure' },
        ]);
    }
    for (const spelt of ['BOOKINGS', 'bookings ', '"bookings"', 'order.net', '__proto__', 'constructor', ''])
      expect([spelt, await screen.ask('figure.open', { measure: spelt })]).toEqual([
        spelt,
        { refused: 'unknown_measure' },
      ]);
    expect(firm.faults).toEqual([]);
  });

  test('[ROAD2] [ROAD3] a figure is split and narrowed by its own dimensions alone, and by those in sight on the row', async () => {
    const { who, desk, screen } = of(code);
    for (const measure of measures.filter((one) => mayEverSee(who, one))) {
      const [sum, other = sum] = sumsOf(measure);
      if (!sum || !other) continue;
      // A ratio is split by what both of its sums are.
      const dimensions = new Set(
        sum.dimensions.map(({ field }) => field).filter((name) => other.dimensions.some(({ field }) => field === name)),
      );
      const shown = (tables[sum.noun] ?? [])
        .map((row) => fieldsFor(who, sum.noun, row))
        .filter((names) => names !== null);
      const strange = Object.keys(nounNamed(sum.noun).fields).filter((name) => !dimensions.has(name));
      const spelt = [
        'id',
        'version',
        '__proto__',
        'constructor',
        'sellerId ',
        'SELLERID',
        '"sellerId"',
        'order.sellerId',
      ];
      for (const name of [...strange, ...spelt]) {
        const asked = { measure: measure.name, period: WIDE };
        expect([name, await screen.ask('figure.open', { ...asked, by: name })]).toEqual([
          name,
          { refused: 'unknown_dimension', field: 'by' },
        ]);
        const only = [{ dimension: name, values: ['x'] }];
        expect([name, await screen.ask('figure.open', { ...asked, only })]).toEqual([
          name,
          { refused: 'unknown_dimension', field: 'only' },
        ]);
      }
      for (const name of dimensions) {
        const { status, body } = await desk.get(`/api/figures/${measure.name}?${WIDE_TEXT}&by=${name}`);
        if (status !== 200) {
          expect([name, body]).toEqual([name, { refused: 'unknown_dimension', field: 'by' }]);
          expect([name, shown.some((names) => names.has(name))]).toEqual([name, false]);
          continue;
        }
        // A key is a value that stands on a row in sight.
        const known = (tables[sum.noun] ?? []).filter((row) => fieldsFor(who, sum.noun, row)?.has(name));
        const values = new Set(known.map((row) => row[name] ?? null));
        for (const { key } of (body as Figure).points)
          expect([measure.name, name, values.has(key)]).toEqual([measure.name, name, true]);
      }
    }
    expect(firm.faults).toEqual([]);
  });
});
