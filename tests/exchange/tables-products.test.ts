import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { Firm } from '../live/firm.ts';
import { bringTable, csv, faultsIn, reportOf, runTable, tableCounts, tablePreview, xlsx } from './tables.ts';

const HEAD = [
  'SKU',
  'Product name',
  'Local name',
  'Base unit',
  'Tax code',
  'Barcode',
  'Pack unit',
  'Base units per pack',
  'Status',
];
const rows = [
  ['TW-1', 'Torque wrench', '扭力扳手', 'pc', 'T5', '4710000000017', 'BOX', 12, 'Active'],
  ['TW-2', 'Torque wrench, long', '', 'pc', 'T5', '', '', '', 'Discontinued'],
  ['TW-3', '=SUM(A1)', '', 'pc', 'T5', '', '', '', ''],
] as const;
const file = csv(HEAD, ...rows);

describe.each(dialects)('on %s', (dialect) => {
  let firm: Firm;
  let boss: Desk;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    await firm.company.system('tax_code.set', { code: 'T5', name: 'Five per cent', rate: 50_000 });
    boss = await firm.signIn('boss');
  });
  afterAll(() => firm.close());

  test('[IMP11] [S8] a table is shown as what it comes to, and nothing of it is written by that', async () => {
    const found = await tablePreview(firm, boss, 'products', file);
    expect(found.counts).toEqual({ rows: 3, added: 3, changed: 0, unchanged: 0, wrong: 0 });
    expect(found.choices.columns).toMatchObject({
      sku: 0,
      name: 1,
      localName: 2,
      baseUnit: 3,
      taxCode: 4,
      barcode: 5,
      unit2: 6,
      factor2: 7,
      status: 8,
    });
    expect(found.missing).toEqual([]);
    expect(await firm.rows('product')).toEqual([]);
    const chinese = await tablePreview(
      firm,
      boss,
      'products',
      csv(['品號', '品名', '基本單位', '稅別'], ['A', 'B', 'pc', 'T5']),
    );
    expect([
      chinese.choices.columns.sku,
      chinese.choices.columns.name,
      chinese.choices.columns.baseUnit,
      chinese.choices.columns.taxCode,
    ]).toEqual([0, 1, 2, 3]);
    expect(chinese.counts.added).toBe(1);
  });

  test('[IMP12] [S8] products come in as a desk would enter them, each row with its outcome in the report', async () => {
    const ended = await runTable(firm, boss, 'products', file);
    expect(ended).toMatchObject({ status: 'done', of: 'products', checked: 3 });
    expect(tableCounts(ended)).toEqual({ total: 3, done: 3, added: 3, changed: 0, already: 0, refused: 0 });
    expect(await firm.rows('product')).toMatchObject([
      {
        sku: 'TW-1',
        name: 'Torque wrench',
        localName: '扭力扳手',
        barcode: '4710000000017',
        status: 'active',
        nature: 'goods',
      },
      { sku: 'TW-2', localName: null, barcode: null, status: 'discontinued' },
      { sku: 'TW-3', name: '=SUM(A1)' },
    ]);
    expect(await firm.rows('product_unit')).toMatchObject([{ code: 'BOX', factor: 12, barcode: null }]);
    expect(await reportOf(boss, ended.id)).toEqual(['2,added,,', '3,added,,', '4,added,,']);
    const made = firm.entries.filter(({ command, noun }) => command === 'product.import' && noun === 'product');
    expect(made.map(({ actorId }) => actorId)).toEqual([firm.idOf('boss'), firm.idOf('boss'), firm.idOf('boss')]);
  });

  test('[IMP13] [S8] the same table again, as CSV or as a workbook, adds nothing and changes nothing', async () => {
    const before = [await firm.rows('product'), await firm.rows('product_unit')];
    for (const again of [file, await xlsx(HEAD, ...rows)]) {
      const found = await tablePreview(firm, boss, 'products', again);
      expect(found.counts).toEqual({ rows: 3, added: 0, changed: 0, unchanged: 3, wrong: 0 });
      const ended = await runTable(firm, boss, 'products', again);
      expect(tableCounts(ended)).toEqual({ total: 3, done: 3, added: 0, changed: 0, already: 3, refused: 0 });
    }
    expect([await firm.rows('product'), await firm.rows('product_unit')]).toEqual(before);
  });

  test('[IMP12] what a cell says otherwise is changed, an empty one changes nothing, the columns are remembered', async () => {
    const other = csv(
      ['Article', 'Product name', 'Pack unit', 'Base units per pack'],
      ['TW-1', 'Torque wrench II', 'BOX', 24],
      ['TW-2', '', '', ''],
    );
    const first = await tablePreview(firm, boss, 'products', other);
    expect(first.missing).toEqual(['sku']);
    firm.pass(1_000);
    const columns = { ...first.choices.columns, sku: 0 };
    const ended = await runTable(firm, boss, 'products', other, { columns });
    expect(tableCounts(ended)).toEqual({ total: 2, done: 2, added: 0, changed: 1, already: 1, refused: 0 });
    expect((await firm.rows('product'))[0]).toMatchObject({ name: 'Torque wrench II', localName: '扭力扳手' });
    expect((await firm.rows('product_unit')).map(({ code, factor }) => [code, factor])).toEqual([['BOX', 24]]);
    const next = await tablePreview(firm, boss, 'products', csv(['Pack unit', 'Article'], ['BOX', 'TW-1']));
    expect([next.remembered, next.choices.columns.sku, next.choices.columns.unit2]).toEqual([true, 1, 0]);
  });

  test('[IMP14] [S8] every fault is named by row and column, and nothing is written while there is one', async () => {
    const bad = csv(
      [...HEAD, 'Weight (g)', 'Kind'],
      ['N-1', 'New', '', 'pc', 'T9', '', '', '', '', '', ''],
      ['N-2', '', '', 'pc', 'T5', '', '', '', '', '', ''],
      ['N-3', 'New', '', 'pc', 'T5', '', 'BOX', 1, 'sold', '1.5', 'ware'],
      ['TW-1', '', '', 'kg', '', '', '', '', '', '', ''],
      ['N-4', 'New', '', 'pc', 'T5', '', 'pc', 12, '', '', ''],
      ['N-5', 'Fine', '', 'pc', 'T5', '', '', '', '', '', ''],
      ['N-5', 'Twice', '', 'pc', 'T5', '', '', '', '', '', ''],
      ['', 'Nameless', '', 'pc', 'T5', '', '', '', '', '', ''],
      ['N'.repeat(61), 'Long', '', 'pc', 'T5', '', '', '', '', '', ''],
    );
    const found = await tablePreview(firm, boss, 'products', bad);
    expect(faultsIn(found)).toEqual([
      '2 taxCode import.unknown_tax_code',
      '3 name import.cell_missing_new',
      '4 nature import.cell_choice',
      '4 status import.cell_choice',
      '4 weight import.cell_whole',
      '4 factor2 import.cell_whole',
      '5 baseUnit import.fixed',
      '6 units product.unit_twice',
      '8 sku import.cell_twice',
      '9 sku import.cell_missing',
      '10 sku import.cell_long',
    ]);
    expect(found.counts).toEqual({ rows: 9, added: 1, changed: 0, unchanged: 0, wrong: 8 });
    const before = await firm.rows('product');
    const path = `/api/imports/tables/products/${found.id}`;
    expect(await boss.send('POST', `${path}/run`, { choices: found.choices })).toMatchObject({
      status: 409,
      body: { refused: 'import.rows_wrong' },
    });
    // What only the product itself can tell is told before the first row is written, too.
    const late = await runTable(
      firm,
      boss,
      'products',
      csv(HEAD, ['N-5', 'Fine', '', 'pc', 'T5', '', '', '', ''], ['N-4', 'New', '', 'pc', 'T5', '', 'pc', 12, '']),
    );
    expect(late).toMatchObject({ status: 'failed', reason: 'import.rows_wrong', added: 0 });
    expect((await reportOf(boss, late.id)).map((line) => line.split(',').slice(0, 2).join(' '))).toEqual([
      '2 not come to',
      '3 not taken',
    ]);
    expect(await firm.rows('product')).toEqual(before);
    const list = await boss.send('POST', `${path}/faults.csv?lang=zh-TW`, { choices: found.choices });
    expect(list.text).toContain('2,未採用,稅別,沒有稅別「T9」');
    expect(list.text.trim().split('\r\n')).toHaveLength(1 + 11);
    const ended = await runTable(firm, boss, 'products', bad, { leaveOut: true });
    expect(tableCounts(ended)).toEqual({ total: 9, done: 9, added: 1, changed: 0, already: 0, refused: 8 });
    expect(await reportOf(boss, ended.id, '&only=open')).toHaveLength(11);
    expect((await firm.rows('product')).at(-1)).toMatchObject({ sku: 'N-5', name: 'Fine' });
  });

  test('[IMP15] [P12] a table is for who may do the same at a desk, and the file is one’s own', async () => {
    for (const code of ['rep', 'clerk', 'fin', 'op', 'hall', 'exec', 'admin'] as const) {
      const desk = await firm.signIn(code);
      const { status, body } = await bringTable(firm, desk, 'products', file);
      expect([code, status, (body as { refused: string }).refused]).toEqual([code, 403, 'not_permitted']);
      expect((await desk.get('/api/imports/tables/products/template.xlsx')).status).toBe(403);
      const own = await desk.command('product.import', {
        rows: [{ line: 2, values: { sku: 'X', name: 'X', baseUnit: 'pc', taxCode: 'T5' } }],
      });
      expect([code, own.status]).toEqual([code, 403]);
    }
    expect((await bringTable(firm, boss, 'nothing', file)).status).toBe(404);
    const { id, choices } = await tablePreview(firm, boss, 'products', file);
    const [run] = await firm.rows('import_run');
    const other = await firm.signIn('hall');
    expect((await other.send('POST', `/api/imports/tables/products/${id}/run`, { choices })).status).toBe(403);
    // An administrator sees that there was a run, and nothing that the file held.
    const admin = await firm.signIn('admin');
    expect((await admin.get(`/api/import_runs/${run?.id}`)).status).toBe(200);
    expect((await admin.get(`/api/imports/${run?.id}/report.csv`)).status).toBe(404);
  });

  test('[IMP15] what is no table is refused by name, with what to do', async () => {
    const wrong = async (bytes: Uint8Array) => (await bringTable(firm, boss, 'products', bytes)).body;
    expect(await wrong(new Uint8Array())).toMatchObject({ refused: 'import.empty' });
    expect(await wrong(csv(['SKU'], ['"']).slice(0, 8))).toMatchObject({ refused: 'import.quote_open' });
    expect(await wrong(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]))).toMatchObject({
      refused: 'import.workbook_old',
    });
    expect(
      await wrong(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9])),
    ).toMatchObject({ refused: 'import.workbook_wrong' });
    const template = await fetch(`${firm.address}/api/imports/tables/products/template.xlsx?lang=zh-CN`, {
      headers: { cookie: boss.cookie },
    });
    const empty = await tablePreview(firm, boss, 'products', new Uint8Array(await template.arrayBuffer()));
    expect([
      empty.missing,
      empty.counts.rows,
      Object.values(empty.choices.columns).every((place) => place !== null),
    ]).toEqual([[], 0, true]);
  });
});
