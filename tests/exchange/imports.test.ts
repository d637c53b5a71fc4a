import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { Firm } from '../live/firm.ts';
import { counts, preview, RATE, run } from './importing.ts';
import { csvOf, lines, smallFile } from './small-file.ts';

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
    const whole = { ...found.choices, rate: RATE };
    const wrong = await boss.send('POST', `/api/imports/${found.id}/run`, { choices: whole });
    expect(wrong).toMatchObject({ status: 409, body: { refused: 'import.rows_wrong', with: { n: 2 } } });
    expect(await firm.rows('import_run')).toEqual([]);
    const list = await boss.send('POST', `/api/imports/${found.id}/faults.csv?lang=en`, { choices: whole });
    expect(list.text.replace('\uFEFF', '').trim().split('\r\n')).toEqual([
      'Line,Document,Outcome,Column,Reason',
      '15,536373,not taken,Quantity,"The quantity is not a whole number. Write it in base units, such as 12."',
      '16,536373,not taken,,"Another line of this order cannot be taken, and an order is taken whole or not at all. Correct that line."',
    ]);
  });

  test('[IMP5] orders come in whole, as completed history in their own currency', async () => {
    const before = await firm.rows('stock');
    const ended = await run(firm, boss, smallFile, { leaveOut: true });
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
      agreedTotal: 7_798,
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
      '12370|Customer 12370|CY',
      '17850|Customer 17850|GB',
      'WALK-IN-EIRE|Walk-in, EIRE|IE',
      'WALK-IN-UNITEDKINGDO|Walk-in, United Kingdom|GB',
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
    expect(counts(await run(firm, boss, smallFile, { leaveOut: true }))).toEqual({
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
    expect(text).toContain('2,536365,here already,,The order is here already and this line reads otherwise there');
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
      agreedTotal: null,
    });
    const other = csvOf([
      ['D-2', '71053', 'WHITE METAL LANTERN', 2, '2010-12-02 09:00:00', '3.39', '17850', 'United Kingdom'],
    ]);
    const ended = await run(firm, boss, other, { as: 'drafts', currency: 'EUR', leaveOut: true });
    expect(ended).toMatchObject({ status: 'done', reason: null });
    expect(counts(ended)).toMatchObject({ added: 0, refused: 1 });
  });
});
