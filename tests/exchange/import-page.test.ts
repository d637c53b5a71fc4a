import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../server/access/passwords.ts';
import { encode, insertSql } from '../../server/store/tables.ts';
import { buildClient } from '../../server/system/client-build.ts';
import { type Running, startServer } from '../../server/system/server.ts';
import { startingRows } from '../../server/system/starting.ts';
import { judged } from '../stories/judging.ts';
import { HEADER, lines } from './small-file.ts';
import { xlsx } from './tables.ts';

const PASSWORD = 'a long enough password';
/** Absent only where no browser could be had, and the runner says so. */
const browsers = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : [];

describe.each(browsers)('the page of imports in %s', (executablePath) => {
  let data: string;
  let running: Running;
  let browser: Browser;
  const faults: unknown[] = [];

  beforeAll(async () => {
    const { dir } = await buildClient();
    data = await mkdtemp(join(tmpdir(), 'crossdock-page-'));
    const configuration = {
      data,
      databaseUrl: null,
      port: 0,
      host: '127.0.0.1',
      origin: null,
      tls: null,
      proxies: [],
      demoAnywhere: false,
    };
    running = await startServer({
      configuration,
      clock: Date.now,
      report: (error) => faults.push(error),
      page: () => dir,
      pageProgress: () => 1,
    });
    const { company } = running;
    const roles = await startingRows(async (name, input) => String((await company.system(name, input)).id));
    await company.system('warehouse.create', { code: 'TPE', name: 'Taipei' });
    const password = await hashPassword(PASSWORD);
    for (const role of ['sales_manager', 'executive']) {
      const { id } = await company.system('person.invite', {
        name: role,
        email: `${role}@firm.example`,
        roleIds: [roles.get(role)],
        warehouseIds: [],
        teamId: null,
        language: 'en',
        discountAuthority: 0,
      });
      await company.system('person.activate', { id });
      const row = {
        id: `credential-${role}`,
        version: 1,
        personId: String(id),
        password,
        token: null,
        tokenUntil: null,
        tokenById: null,
        letInById: null,
        letInAt: null,
      };
      await company.store.write((connection) =>
        connection.run(insertSql('credential'), encode('credential', row, company.seal)),
      );
    }
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  });
  afterAll(async () => {
    await browser?.close();
    await running?.close();
    await rm(data, { recursive: true, force: true });
  });

  const open = async (role: string, path: string): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en' });
    await context.request.post(`${running.address}/api/session`, {
      data: { email: `${role}@firm.example`, password: PASSWORD },
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error));
    await page.goto(`${running.address}${path}`);
    return page;
  };
  test('[IMP10] [IMP17] [IMP18] [S2] a file is dropped, looked at, run and reported, and others see its orders come', async () => {
    const page = await open('sales_manager', '/imports');
    const other = await open('executive', '/orders?view=all');
    await page.getByText('Nothing has been imported yet').waitFor();
    expect(await judged(page, 'imports')).toEqual([]);
    await page.setInputFiles('input[type=file]', {
      name: 'december.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(await xlsx(HEADER.split(','), ...lines)),
    });
    await page.getByRole('row', { name: 'Sales orders 5 11' }).waitFor();
    await page.getByText('Sheet “Sheet1”').waitFor();
    await page.getByRole('row', { name: 'Cannot be taken 1 2' }).waitFor();
    expect(await page.getByRole('list', { name: 'Rows that cannot be taken' }).textContent()).toMatch(
      /Row 15\s*Quantity\s*536373\s*The quantity is not a whole number\./,
    );
    await page.getByRole('row', { name: 'Returns: wait 1 1' }).waitFor();
    expect(await judged(page, 'imports')).toEqual([]);
    // The rate is asked for: without it nothing can be run, and the button says why.
    const begin = page.getByRole('button', { name: 'Import 5 orders' });
    expect(await begin.getAttribute('aria-disabled')).toBe('true');
    await page.getByLabel('1 GBP in TWD').fill('41.5');
    // Nor as long as an order cannot be taken, unless those are left out.
    await page.getByText('2 rows cannot be taken. Correct the file, or choose to leave them out.').waitFor();
    await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
    expect(await begin.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('checkbox', { name: 'Leave out the 2 rows that cannot be taken' }).click();
    await page.waitForFunction(() => !document.querySelector('[aria-disabled=true]'));
    await begin.click();
    await page.getByText('Orders added').waitFor();
    expect(await page.getByRole('list', { name: 'Imports so far' }).textContent()).toMatch(
      /december\.xlsx[\s\S]*Done[\s\S]*Lines waiting\s*3/,
    );
    expect(await judged(page, 'imports')).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'What was not added' }).click(),
    ]);
    const file = await readFile(await download.path(), 'utf8');
    expect(download.suggestedFilename()).toBe('december report.csv');
    expect(file.trim().split('\r\n')).toHaveLength(1 + 5);
    await other.getByText('IMP-536365').first().waitFor();
    expect(faults).toEqual([]);
  });

  test('[IMP16] [S8] a workbook of products is looked at, corrected, run, and others see the products come', async () => {
    await running.company.system('tax_code.set', { code: 'T5', name: 'Five per cent', rate: 50_000 });
    const page = await open('sales_manager', '/imports');
    const other = await open('executive', '/products');
    await page.getByRole('link', { name: 'Products', exact: true }).last().click();
    await page.getByText('Columns: SKU, Product name').waitFor();
    expect(await judged(page, 'imports')).toEqual([]);
    const bring = async (name: string, ...rows: readonly (readonly (string | number)[])[]) =>
      page.setInputFiles('input[type=file]', {
        name,
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: Buffer.from(await xlsx(['Article', 'Product name', 'Base unit', 'Tax code', 'Weight (g)'], ...rows)),
      });
    await bring(
      'goods.xlsx',
      ['TW-1', 'Torque wrench', 'pc', 'T5', 1200],
      ['TW-2', 'Torque wrench, long', 'pc', 'T9', 'heavy'],
    );
    await page.getByText('Choose the column of “SKU”.').waitFor();
    await page.getByRole('combobox', { name: 'SKU' }).click();
    await page.getByRole('option', { name: 'Article' }).click();
    await page.getByRole('row', { name: 'Cannot be taken 1' }).waitFor();
    expect(await page.getByRole('list', { name: 'Rows that cannot be taken' }).textContent()).toMatch(
      /Row 3\s*Weight \(g\)\s*“heavy” is no whole number/,
    );
    expect(await judged(page, 'imports')).toEqual([]);
    const begin = page.getByRole('button', { name: 'Import 1 row' });
    expect(await begin.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('button', { name: 'Choose another file' }).click();
    await bring(
      'goods.xlsx',
      ['TW-1', 'Torque wrench', 'pc', 'T5', 1200],
      ['TW-2', 'Torque wrench, long', 'pc', 'T5', 1500],
    );
    await page.getByRole('combobox', { name: 'SKU' }).click();
    await page.getByRole('option', { name: 'Article' }).click();
    await page.getByRole('row', { name: 'New 2' }).waitFor();
    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await page.getByText('Lines added 2').waitFor();
    await other.getByRole('button', { name: '2 new' }).click();
    await other.getByText('Torque wrench, long').first().waitFor();
    await bring('goods.xlsx', ['TW-1', 'Torque wrench', 'pc', 'T5', 1200]);
    await page.getByText('Read as the last file with these columns was.').waitFor();
    await page.getByRole('row', { name: 'As they are here 1' }).waitFor();
    // The button that was pressed stood where the pointer still is.
    await page.mouse.move(0, 0);
    expect(await judged(page, 'imports')).toEqual([]);
    expect(faults).toEqual([]);
  });
});
