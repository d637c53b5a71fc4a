import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportChoices } from '../../shared/exchange/import_run/import.choices.ts';
import type { Preview } from '../../shared/exchange/import_run/import.preview.ts';
import type { Row } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import type { Answered, Desk } from '../live/desk.ts';
import { Firm } from '../live/firm.ts';
import { csvOf, lines, smallFile } from './small-file.ts';

/** GBP at 41.5 of the organisation's currency. */
const RATE = 41_500_000;

const bring = async (firm: Firm, desk: Desk, text: string, name = 'december.csv'): Promise<Answered> => {
  const form = new FormData();
  form.append('file', new File([text], name, { type: 'text/csv' }));
  const response = await fetch(`${firm.address}/api/imports`, {
    method: 'POST',
    headers: { cookie: desk.cookie },
    body: form,
  });
  const body: unknown = await response.json();
  return { status: response.status, body, text: '' };
};
const preview = async (firm: Firm, desk: Desk, text: string): Promise<Preview> => {
  const { status, body } = await bring(firm, desk, text);
  expect(status).toBe(201);
  return body as Preview;
};
const runOf = async (firm: Firm, id: string): Promise<Row> =>
  (await firm.rows('import_run')).find((row) => row.id === id) as Row;
const over = async (firm: Firm, id: string): Promise<Row> => {
  for (let tries = 0; tries < 400; tries++) {
    const run = await runOf(firm, id);
    if (run && run.status !== 'running') return run;
    await sleep(25);
  }
  throw new Error('the import did not end');
};
const run = async (firm: Firm, desk: Desk, text: string, choices: Partial<ImportChoices> = {}): Promise<Row> => {
  const { id, choices: proposed } = await preview(firm, desk, text);
  const { status } = await desk.send('POST', `/api/imports/${id}/run`, {
    choices: { ...proposed, rate: RATE, ...choices },
  });
  expect(status).toBe(202);
  return over(firm, id);
};
const counts = ({ total, done, added, already, waiting, refused, orders }: Row) => ({
  total,
  done,
  added,
  already,
  waiting,
  refused,
  orders,
});

describe.each(dialects)('on %s', (dialect) => {
  let firm: Firm;
  let boss: Desk;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    boss = await firm.signIn('boss');
  });
  afterAll(() => firm.close());

  test('[IMP4] the preview says what is in a file before anything is done', async () => {
    const found = await preview(firm, boss, smallFile);
    expect(found.counts).toMatchObject({
      lines: 16,
      documents: 9,
      already: 0,
      sales: { documents: 5, lines: 11, walkIn: 2, priced: 10, free: 1, charges: 2 },
      returns: { documents: 1, lines: 1 },
      corrections: { documents: 2, lines: 2 },
      refused: { documents: 1, lines: 2 },
      repeated: 1,
      caseOnly: 1,
    });
    expect(found.faults).toEqual([{ line: 15, document: '536373', fault: 'quantity_unreadable' }]);
    expect(found.choices).toMatchObject({
      currency: 'GBP',
      timeZone: 'Europe/London',
      rate: null,
      as: 'history',
      charges: ['POST', 'gift_0001_40'],
    });
    expect(found.missing).toEqual(['rate']);
    expect(await firm.rows('order')).toEqual([]);
    const early = await boss.send('POST', `/api/imports/${found.id}/run`, { choices: found.choices });
    expect(early).toMatchObject({ status: 409, body: { refused: 'import.not_ready', field: 'rate' } });
  });

  test('[IMP5] orders come in whole, as completed history in their own currency', async () => {
    const before = await firm.rows('stock');
    const ended = await run(firm, boss, smallFile);
    expect(ended).toMatchObject({ status: 'done', personId: firm.idOf('boss'), fileName: 'december.csv' });
    expect(counts(ended)).toEqual({ total: 16, done: 16, added: 11, already: 0, waiting: 3, refused: 2, orders: 5 });
    const orders = await firm.rows('order');
    const first = orders.find((one) => one.externalNumber === '536365') as Row;
    expect(first).toMatchObject({
      number: 'IMP-536365',
      status: 'completed',
      source: 'import',
      sellerId: firm.idOf('boss'),
      currency: 'GBP',
      rate: RATE,
      orderedOn: '2010-12-01',
      completedAt: Date.UTC(2010, 11, 1, 8, 26),
      customerName: 'Customer 17850',
      lineCount: 4,
      net: 7_798,
      tax: 0,
      total: 7_798,
      invoicedTotal: 7_798,
      paidTotal: 7_798,
      fulfilment: 'delivered',
      billing: 'invoiced',
      payment: 'paid',
    });
    const own = (await firm.rows('order_line'))
      .filter(({ orderId }) => orderId === first.id)
      .sort((a, b) => Number(a.position) - Number(b.position));
    expect(
      own.map(({ sku, quantity, shipped, invoiced, unitPrice, total }) => [
        sku,
        quantity,
        shipped,
        invoiced,
        unitPrice,
        total,
      ]),
    ).toEqual([
      ['85123A', 6, 6, 6, 2_550_000, 1_530],
      ['71053', 6, 6, 6, 3_390_000, 2_034],
      ['71053', 6, 6, 6, 3_390_000, 2_034],
      ['84406B', 8, 8, 8, 2_750_000, 2_200],
    ]);
    const gift = (await firm.rows('order_line')).find(({ sku, unitPrice }) => sku === '71053' && unitPrice === 0);
    expect(gift).toMatchObject({ free: true, quantity: 3, total: 0 });
    // Neither stock nor receivable nor work for the warehouse.
    expect(await firm.rows('stock')).toEqual(before);
    for (const noun of ['pick', 'receivable', 'invoice', 'shipment'] as const)
      expect(await firm.rows(noun)).toEqual([]);
    const products = await firm.rows('product');
    expect(products.map(({ sku, nature }) => `${sku} ${nature}`).sort()).toEqual([
      '71053 goods',
      '84406B goods',
      '85123A goods',
      '85123a goods',
      'POST charge',
      'gift_0001_40 charge',
    ]);
    const customers = await firm.rows('customer');
    expect(customers.map(({ number, name, country }) => `${number}|${name}|${country}`).sort()).toEqual([
      '12370|Customer 12370|Cyprus',
      '17850|Customer 17850|United Kingdom',
      'WALK-IN-EIRE|Walk-in, EIRE|EIRE',
      'WALK-IN-UNITEDKINGDO|Walk-in, United Kingdom|United Kingdom',
    ]);
    expect(await firm.rows('price_list')).toMatchObject([{ code: 'IMPORT-GBP', currency: 'GBP' }]);
  });

  test('[IMP5] every line of the file stands in the report once, with its reason', async () => {
    const [done] = await firm.rows('import_run');
    const { text } = await boss.get(`/api/imports/${done?.id}/report.csv?lang=en`);
    const report = text
      .replace('\uFEFF', '')
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','));
    expect(report.map(([line]) => Number(line))).toEqual(lines.map((_, at) => at + 2));
    const of = (line: number) => report[line - 2]?.slice(1, 3).join(' ');
    expect(of(2)).toBe('536365 added');
    expect(of(7)).toBe('C536367 waiting');
    expect(of(10)).toBe('536369 waiting');
    expect(of(15)).toBe('536373 not taken');
    expect(of(16)).toBe('536373 not taken');
    const open = await boss.get(`/api/imports/${done?.id}/report.csv?lang=zh-TW&only=open`);
    expect(open.text.trim().split('\r\n')).toHaveLength(1 + 5);
    expect(open.text).toContain('數量不是整數');
  });

  test('[IMP6] the same file again adds nothing; one that overlaps adds what is new; what differs is named', async () => {
    const rows = async () => [
      (await firm.rows('order')).length,
      (await firm.rows('order_line')).length,
      (await firm.rows('customer')).length,
    ];
    const before = await rows();
    const again = await preview(firm, boss, smallFile);
    expect(again.remembered).toBe(true);
    expect(again.counts.already).toBe(5);
    expect(counts(await run(firm, boss, smallFile))).toEqual({
      total: 16,
      done: 16,
      added: 0,
      already: 11,
      waiting: 3,
      refused: 2,
      orders: 0,
    });
    expect(await rows()).toEqual(before);
    const [first, second, ...rest] = lines;
    const more = csvOf([
      [...(first as (typeof lines)[number])].with(3, 7) as unknown as (typeof lines)[number],
      second as (typeof lines)[number],
      ['536999', '71053', 'WHITE METAL LANTERN', 1, '2010-12-02 09:00:00', '3.39', '17850', 'United Kingdom'],
      ...rest.slice(1, 5),
    ]);
    const ended = await run(firm, boss, more);
    expect(counts(ended)).toEqual({ total: 7, done: 7, added: 1, already: 5, waiting: 1, refused: 0, orders: 1 });
    const { text } = await boss.get(`/api/imports/${ended.id}/report.csv?lang=en&only=open`);
    expect(text).toContain('2,536365,here already,The order is here already and this line reads otherwise there');
    expect((await firm.rows('order')).find((one) => one.externalNumber === '536365')).toMatchObject({ total: 7_798 });
  });

  test('[IMP7] as drafts, orders wait to be worked on, and only where customer and currency go together', async () => {
    const draft = csvOf([
      ['D-1', '71053', 'WHITE METAL LANTERN', 2, '2010-12-02 09:00:00', '3.39', '17850', 'United Kingdom'],
    ]);
    await run(firm, boss, draft, { as: 'drafts' });
    const order = (await firm.rows('order')).find((one) => one.externalNumber === 'D-1');
    expect(order).toMatchObject({
      status: 'draft',
      fulfilment: 'unreserved',
      billing: 'uninvoiced',
      payment: 'unpaid',
      invoicedTotal: 0,
      total: 678,
    });
    const other = csvOf([
      ['D-2', '71053', 'WHITE METAL LANTERN', 2, '2010-12-02 09:00:00', '3.39', '17850', 'United Kingdom'],
    ]);
    const ended = await run(firm, boss, other, { as: 'drafts', currency: 'EUR' });
    expect(counts(ended)).toMatchObject({ added: 0, refused: 1 });
  });

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
