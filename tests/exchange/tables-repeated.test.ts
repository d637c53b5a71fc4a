import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NounName } from '../../shared/catalogue.ts';
import type { TableName } from '../../shared/exchange/tables/table.names.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { Firm } from '../live/firm.ts';
import { type Cells, csv, runTable, tableCounts, xlsx } from './tables.ts';

const word = fc.constantFrom('', 'Bolt', 'Bolt, long', '螺栓', '"quoted"', ' padded ', '=1+1', 'a\nb');
const oneOf = (...some: readonly (string | number)[]) => fc.constantFrom(...some);

type Table = { readonly head: Cells; readonly row: fc.Arbitrary<Cells>; readonly who: 'boss' | 'hall' };
/** Any tables, with keys that meet often, and cells that are wrong now and then. */
const tables: { readonly [name in TableName]: Table } = {
  products: {
    head: [
      'SKU',
      'Product name',
      'Base unit',
      'Tax code',
      'Specification',
      'Pack unit',
      'Base units per pack',
      'Status',
      'Weight (g)',
    ],
    row: fc.tuple(
      oneOf('P1', 'P2', 'p2', 'P3', ''),
      word,
      oneOf('pc', 'kg'),
      oneOf('T5', 'T5', 'T9'),
      word,
      oneOf('', 'BOX', 'pc'),
      oneOf('', 6, 12, 1),
      oneOf('', 'Active', 'discontinued'),
      oneOf('', 0, 12.0, '1.5'),
    ),
    who: 'boss',
  },
  customers: {
    head: [
      'Customer no.',
      'Name',
      'Country',
      'Price list',
      'Seller',
      'Contact',
      'Contact e-mail',
      'Delivery street',
      'Notes',
    ],
    row: fc.tuple(
      oneOf('C1', 'C2', 'C3'),
      word,
      oneOf('TW', 'Taiwan', 'gb', '?'),
      oneOf('STD', 'VIP'),
      oneOf('', 'Rep Person-rep', 'Boss Person-boss'),
      oneOf('', 'Ann', '林'),
      oneOf('', 'a@b.example'),
      word,
      word,
    ),
    who: 'boss',
  },
  prices: {
    head: ['Price list', 'SKU', 'From quantity', 'Valid from', 'Valid to', 'Unit price', 'Minimum price'],
    row: fc.tuple(
      oneOf('STD', 'VIP'),
      oneOf('S1', 'S2'),
      oneOf('', 1, 10),
      oneOf('', '2026-01-01', '2026/03/02'),
      oneOf('', '2026-12-31'),
      oneOf('1', '2.5', '1,000'),
      oneOf('', '0.5', '3'),
    ),
    who: 'boss',
  },
  stock: {
    head: ['Warehouse', 'Location', 'SKU', 'Lot', 'Quantity (base units)'],
    row: fc.tuple(oneOf('TPE'), oneOf('A-01', 'A-02', 'X'), oneOf('S1', 'S2'), oneOf('', 'L1'), oneOf(1, 5, 0)),
    who: 'hall',
  },
  part_numbers: {
    head: ['Customer no.', 'SKU', 'Part number'],
    row: fc.tuple(oneOf('K-1', 'K-2'), oneOf('S1', 'S2'), oneOf('A', 'B', 'C')),
    who: 'boss',
  },
};
const WRITTEN: readonly NounName[] = [
  'product',
  'product_unit',
  'customer',
  'contact',
  'address',
  'price',
  'stock',
  'stock_movement',
  'part_number',
  'number_series',
];

describe.each(dialects)('on %s', (dialect) => {
  let firm: Firm;
  const desks = new Map<string, Desk>();
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    const { company } = firm;
    await company.system('tax_code.set', { code: 'T5', name: 'Five per cent', rate: 50_000 });
    for (const code of ['STD', 'VIP'])
      await company.system('price_list.set', { code, name: code, currency: 'TWD', includesTax: false });
    for (const code of ['A-01', 'A-02'])
      await company.system('location.create', {
        warehouseId: firm.warehouses.get('TPE'),
        code,
        sequence: 1,
        purpose: 'shelf',
      });
    for (const who of ['boss', 'hall'] as const) desks.set(who, await firm.signIn(who));
    const boss = desks.get('boss') as Desk;
    await runTable(
      firm,
      boss,
      'products',
      csv(['SKU', 'Product name', 'Base unit', 'Tax code'], ['S1', 'One', 'pc', 'T5'], ['S2', 'Two', 'pc', 'T5']),
    );
    await runTable(
      firm,
      boss,
      'customers',
      csv(['Customer no.', 'Name', 'Country', 'Price list'], ['K-1', 'A', 'TW', 'STD'], ['K-2', 'B', 'TW', 'STD']),
    );
  });
  afterAll(() => firm.close());

  test.each(Object.keys(tables) as TableName[])(
    '[IMP13] [S8] any table of %s twice, whatever is wrong in it, leaves what once left, and says so',
    async (of) => {
      const { head, row, who } = tables[of];
      const desk = desks.get(who) as Desk;
      const all = async () => Promise.all(WRITTEN.map((noun) => firm.rows(noun)));
      await fc.assert(
        fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), fc.boolean(), async (rows, asWorkbook) => {
          const file = csv(head, ...rows);
          const first = tableCounts(await runTable(firm, desk, of, file, { leaveOut: true }));
          const after = await all();
          const again = asWorkbook ? await xlsx(head, ...rows) : file;
          const second = tableCounts(await runTable(firm, desk, of, again, { leaveOut: true }));
          expect(second).toMatchObject({ total: first.total, added: 0, changed: 0, refused: first.refused });
          expect(await all()).toEqual(after);
        }),
        { numRuns: dialect === 'sqlite' ? 12 : 5 },
      );
    },
    120_000,
  );
});
