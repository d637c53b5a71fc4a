import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../server/access/passwords.ts';
import { encode, insertSql } from '../../server/store/tables.ts';
import { buildClient } from '../../server/system/client-build.ts';
import { type Running, startServer } from '../../server/system/server.ts';
import { startingRows } from '../../server/system/starting.ts';
import { smallFile } from './small-file.ts';

const PASSWORD = 'a long enough password';
/** Absent only where no browser could be had, and the runner says so. */
const browsers = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : [];

type Violation = { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string }[] };

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
  const serious = async (page: Page): Promise<string[]> => {
    await page.evaluate(await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8'));
    const { violations } = (await page.evaluate('axe.run()')) as { violations: readonly Violation[] };
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  };

  test('[IMP10] a file is dropped, looked at, run and reported, and others see its orders come', async () => {
    const page = await open('sales_manager', '/imports');
    const other = await open('executive', '/orders?view=all');
    await page.getByText('Nothing has been imported yet').waitFor();
    expect(await serious(page)).toEqual([]);
    await page.setInputFiles('input[type=file]', {
      name: 'december.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(smallFile),
    });
    await page.getByRole('row', { name: 'Sales orders 5 11' }).waitFor();
    await page.getByRole('row', { name: 'Returns: wait 1 1' }).waitFor();
    await page.getByText('The quantity is not a whole number.').waitFor();
    expect(await serious(page)).toEqual([]);
    // The rate is asked for: without it nothing can be run, and the button says why.
    const begin = page.getByRole('button', { name: 'Import 5 orders' });
    expect(await begin.getAttribute('aria-disabled')).toBe('true');
    await page.getByLabel('1 GBP in TWD').fill('41.5');
    await page.waitForFunction(() => !document.querySelector('[aria-disabled=true]'));
    await begin.click();
    await page.getByText('Orders added').waitFor();
    expect(await page.getByRole('list', { name: 'Imports so far' }).textContent()).toMatch(
      /december\.csv[\s\S]*Done[\s\S]*Lines waiting\s*3/,
    );
    expect(await serious(page)).toEqual([]);
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
});
