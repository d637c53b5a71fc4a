import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Cells, csv, xlsx } from '../exchange/tables.ts';
import { type Person, stories } from './browser.ts';
import { Firm } from './firm.ts';
import { hasFocus } from './focus.ts';
import { byPalette, press, tabsTo } from './keys.ts';

const CSV = { name: 'range.csv', mimeType: 'text/csv' };
const XLSX = { name: 'range.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
const HEAD = ['SKU', 'Product name', 'Base unit', 'Tax code', 'Pack unit', 'Base units per pack'];

stories('tables brought in with the keyboard alone', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const choose = ({ page }: Person) => page.getByRole('button', { name: 'Choose a file' });
  const notices = ({ page }: Person) => page.locator('section[aria-live=polite].fixed');
  /** From Today to where products are brought in. */
  const toProducts = async (): Promise<Person> => {
    const manager = await firm.enter('salesManager');
    await manager.page.getByRole('heading', { level: 1 }).first().waitFor();
    await byPalette(manager, 'imports', /^Imports/);
    await manager.page.waitForURL(/\/imports/);
    await choose(manager).waitFor();
    // One begins in the page, below its tabs.
    const tab = manager.page
      .getByRole('navigation', { name: 'What the file holds' })
      .getByRole('link', { name: 'Products' });
    await tabsTo(manager, tab, 6, 'Shift+Tab');
    await press(manager, 'Enter');
    await manager.page.waitForURL(/of=products/);
    await manager.sees('Columns: SKU');
    return manager;
  };
  const brings = async (
    manager: Person,
    file: { name: string; mimeType: string },
    bytes: Uint8Array,
  ): Promise<void> => {
    const chooser = manager.page.waitForEvent('filechooser');
    // The browser has to know by then that its own window of files is not wanted.
    await manager.settles();
    await press(manager, 'n');
    await (await chooser).setFiles({ ...file, buffer: Buffer.from(bytes) });
    await manager.page.getByRole('heading', { level: 1, name: file.name }).waitFor();
  };
  const atPreview = (manager: Person): Promise<void> => hasFocus(manager.page.locator('#import-preview'));
  /** Runs what is looked at; its report, line by line, by the link that the newest run has. */
  const runs = async (manager: Person, of: number): Promise<readonly string[]> => {
    await press(manager, 'Control+Enter');
    await hasFocus(choose(manager));
    const done = manager.page.getByRole('listitem').filter({ hasText: 'range' });
    await expect.poll(() => done.filter({ hasText: 'Done' }).count(), { timeout: 20_000 }).toBe(of);
    const link = done.first().getByRole('link', { name: 'Report', exact: true });
    await tabsTo(manager, link, 12);
    const download = manager.page.waitForEvent('download');
    await press(manager, 'Enter');
    const text = await readFile(await (await download).path(), 'utf8');
    return text.replace('\uFEFF', '').trim().split('\r\n').slice(1);
  };
  const products = async (start: string) =>
    (await firm.rows('product', { field: 'sku', is: 'starts', value: start })).map(({ sku, name }) => `${sku} ${name}`);

  test('[IMP12] [IMP13] [IMP14] [K1] products as CSV: put right row by row, written, reported, and not written twice', async () => {
    const rows = (tax: string, factor: string): readonly Cells[] => [
      HEAD,
      ['KB-1', 'Hose clip', 'PC', 'STD', 'BOX', factor],
      ['KB-2', 'Hose clip, wide', 'PC', 'STD', null, null],
      ['KB-3', 'Hose clip, steel', 'PC', tax, null, null],
    ];
    const manager = await toProducts();
    await brings(manager, CSV, csv(...rows('T9', 'twelve')));
    await atPreview(manager);
    const faults = manager.page.getByRole('list', { name: 'Rows that cannot be taken' }).getByRole('listitem');
    expect(await faults.allTextContents()).toEqual([
      'Row 2Base units per pack “twelve” is no whole number from 2 to 1,000,000. Correct it.',
      'Row 4Tax code There is no tax code “T9”. Write one that is set up, or set it up first.',
    ]);
    await press(manager, 'Control+Enter');
    await manager.sees('2 rows cannot be taken. Correct the file', notices(manager));
    expect(await products('KB-')).toEqual([]);

    await byPalette(manager, 'another file', /^Choose another file/);
    await hasFocus(choose(manager));
    const right = csv(...rows('STD', '12'));
    await brings(manager, CSV, right);
    await atPreview(manager);
    await manager.button('Import 3 rows').waitFor();
    expect(await faults.count()).toBe(0);
    expect(await runs(manager, 1)).toEqual(['2,added,,', '3,added,,', '4,added,,']);
    const written = ['KB-1 Hose clip', 'KB-2 Hose clip, wide', 'KB-3 Hose clip, steel'];
    expect(await products('KB-')).toEqual(written);

    await choose(manager).focus();
    await brings(manager, CSV, right);
    await atPreview(manager);
    await manager.button('Nothing to import').waitFor();
    expect(await runs(manager, 2)).toEqual(['2,as it was,,', '3,as it was,,', '4,as it was,,']);
    expect(await products('KB-')).toEqual(written);
    expect(manager.loads).toBe(1);
  });

  test('[IMP12] [IMP13] [IMP14] [K1] products as a workbook: a column named, a row left out, and all of it once', async () => {
    const table = await xlsx(
      ['Article', ...HEAD.slice(1)],
      ['KX-1', 'Elbow 20 mm', 'PC', 'STD', 'BOX', 24],
      ['KX-2', 'Elbow 25 mm', 'PC', 'STD', 'BOX', 1],
      ['KX-3', 'Elbow 32 mm', 'PC', 'STD', null, null],
    );
    const manager = await toProducts();
    await brings(manager, XLSX, table);
    const sku = manager.page.getByRole('combobox', { name: /^SKU/ });
    await hasFocus(sku);
    await press(manager, 'Control+Enter');
    await manager.sees('Choose the column of “SKU”', notices(manager));
    await press(manager, 'Enter');
    await manager.page.getByRole('listbox').waitFor();
    await press(manager, 'A', 'Enter');
    await hasFocus(sku);

    const leave = manager.page.getByRole('checkbox', { name: 'Leave out the 1 row that cannot be taken' });
    const leavesOut = async (label: string, key: string, most: number): Promise<void> => {
      await leave.waitFor();
      await manager.settles();
      await tabsTo(manager, leave, most, key);
      await press(manager, 'Space');
      // Read again by that: until then it is not run.
      await manager.page.locator('section[aria-busy=true]').waitFor({ state: 'detached' });
      await manager.button(label).waitFor();
    };
    await leavesOut('Import 2 rows', 'Shift+Tab', 4);
    const kept = '3,not taken,Base units per pack,“1” is no whole number from 2 to 1000000. Correct it.';
    expect(await runs(manager, 3)).toEqual(['2,added,,', kept, '4,added,,']);
    const written = ['KX-1 Elbow 20 mm', 'KX-3 Elbow 32 mm'];
    expect(await products('KX-')).toEqual(written);

    await choose(manager).focus();
    await brings(manager, XLSX, table);
    // What its columns hold is known by now.
    await atPreview(manager);
    await leavesOut('Nothing to import', 'Tab', 4);
    expect(await runs(manager, 4)).toEqual(['2,as it was,,', kept, '4,as it was,,']);
    expect(await products('KX-')).toEqual(written);
    expect(manager.loads).toBe(1);
  });
});
