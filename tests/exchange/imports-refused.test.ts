import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { Firm } from '../live/firm.ts';
import { bring, counts, over, preview, RATE } from './importing.ts';
import { csvOf, lines, smallFile } from './small-file.ts';

describe.each(dialects)('on %s', (dialect) => {
  let firm: Firm;
  let boss: Desk;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    boss = await firm.signIn('boss');
  });
  afterAll(() => firm.close());

  test('[IMP8] only for who may, and only one’s own files', async () => {
    for (const code of ['rep', 'clerk', 'fin', 'op', 'exec', 'admin'] as const) {
      const { status, body } = await bring(firm, await firm.signIn(code), smallFile);
      expect([code, status, (body as { refused: string }).refused]).toEqual([code, 403, 'not_permitted']);
    }
    const { id, choices } = await preview(firm, boss, smallFile);
    const other = await firm.signIn('fin');
    for (const path of ['preview', 'run'])
      expect((await other.send('POST', `/api/imports/${id}/${path}`, { choices })).status).toBe(403);
    expect(await other.get(`/api/imports/${(await firm.rows('import_run'))[0]?.id}/report.csv`)).toMatchObject({
      status: 404,
      body: { refused: 'missing' },
    });
    expect(
      (await firm.signIn('boss').then((desk) => desk.send('POST', '/api/imports/not-there/run', { choices }))).status,
    ).toBe(404);
    // The command alone is under the same rule, and knows whose run it is.
    const given = {
      as: 'history',
      currency: 'GBP',
      rate: RATE,
      sellerId: firm.idOf('rep'),
      warehouseId: firm.warehouses.get('TPE'),
      documents: [],
    };
    expect(
      (
        await (
          await firm.signIn('rep')
        ).command('order.import', {
          ...given,
          documents: [
            {
              number: '1',
              orderedOn: '2010-12-01',
              orderedAt: 0,
              customer: { number: 'x', name: 'x', country: 'x' },
              lines: [{ sku: 'x', name: 'x', quantity: 1, unitPrice: 1 }],
            },
          ],
        })
      ).status,
    ).toBe(403);
    for (const name of ['import_run.start', 'import_run.end', 'export_log.write'])
      expect((await boss.command(name, {})).status).toBe(404);
  });

  test('[IMP8] what is no file of orders is refused by name', async () => {
    expect(await bring(firm, boss, '')).toMatchObject({ status: 409, body: { refused: 'import.empty' } });
    expect(await bring(firm, boss, `${csvOf(lines.slice(0, 1))}"open`)).toMatchObject({
      status: 409,
      body: { refused: 'import.quote_open', with: { line: 3 } },
    });
    const strange = await preview(firm, boss, 'a;b\r\n1;2\r\n');
    expect(strange.missing).toContain('column_document');
    const raw = await fetch(`${firm.address}/api/imports?name=../../etc/passwd`, {
      method: 'POST',
      headers: { cookie: boss.cookie, 'content-type': 'text/csv' },
      body: smallFile,
    });
    expect(await raw.json()).toMatchObject({ fileName: 'passwd', counts: { lines: 16 } });
  });

  test('[IMP9] a server that ends amid an import goes on with the next start, and nothing comes twice', async () => {
    const many = Array.from(
      { length: 900 },
      (_, at) =>
        [
          `R${Math.floor(at / 3)}`,
          `R-SKU-${at % 40}`,
          `THING ${at % 40}`,
          1,
          '2010-12-03 10:00:00',
          '1.25',
          `R${at % 9 < 9 ? Math.floor(at / 3) % 7 : 0}`,
          'France',
        ] as (typeof lines)[number],
    );
    const { id, choices } = await preview(firm, boss, csvOf(many));
    expect((await boss.send('POST', `/api/imports/${id}/run`, { choices: { ...choices, rate: RATE } })).status).toBe(
      202,
    );
    await firm.restart();
    firm.faults.length = 0;
    const ended = await over(firm, id);
    expect(counts(ended)).toEqual({
      total: 900,
      done: 900,
      added: 900,
      already: 0,
      waiting: 0,
      refused: 0,
      orders: 300,
    });
    expect(
      (await firm.rows('order')).filter(({ externalNumber }) => String(externalNumber).startsWith('R')),
    ).toHaveLength(300);
    const { text } = await boss.get(`/api/imports/${id}/report.csv`);
    expect(text.match(/ added|,added/g)).toHaveLength(900);
  });

  test('[IMP9] rights that end amid an import end the import', async () => {
    const many = Array.from(
      { length: 3000 },
      (_, at) =>
        [
          `S${Math.floor(at / 3)}`,
          'S-1',
          'THING',
          1,
          '2010-12-03 10:00:00',
          '1.25',
          'S',
          'France',
        ] as (typeof lines)[number],
    );
    const { id, choices } = await preview(firm, boss, csvOf(many));
    await boss.send('POST', `/api/imports/${id}/run`, { choices: { ...choices, rate: RATE } });
    await firm.company.system('person.suspend', { id: firm.idOf('boss') });
    const ended = await over(firm, id);
    expect(ended).toMatchObject({ status: 'failed', reason: 'signed_out', done: 3000 });
    expect(Number(ended.added) + Number(ended.refused)).toBe(3000);
    expect(Number(ended.refused)).toBeGreaterThan(0);
    expect(
      (await firm.rows('order')).filter(({ externalNumber }) => String(externalNumber).startsWith('S')),
    ).toHaveLength(Number(ended.orders));
  });
});
