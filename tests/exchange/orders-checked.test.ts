/** Orders from workbooks, and files of which something cannot be taken: found before the first order is written. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Preview } from '../../shared/exchange/import_run/import.preview.ts';
import type { Row } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { Firm } from '../live/firm.ts';
import { rulesOf, saveRole } from '../live/narrowing.ts';
import { bring, counts, over, preview, RATE, run } from './importing.ts';
import { csvOf, HEADER, lines, smallFile } from './small-file.ts';
import { reportOf, xlsx } from './tables.ts';

type Line = (typeof lines)[number];
const line = (document: string, customer: string, price = '1.25', quantity = 2): Line => [
  document,
  'LAMP',
  'LAMP',
  quantity,
  '2010-12-03 10:00:00',
  price,
  customer,
  'France',
];
/** More than one commit of orders, the last of a customer who is stopped by the time. */
const many = csvOf([...Array.from({ length: 60 }, (_, at) => line(`M${at}`, 'GOOD')), line('M60', 'STOPPED')]);
const known = csvOf([line('K1', 'STOPPED'), line('K2', 'OTHER')]);
const drafts = { as: 'drafts', rate: RATE } as const;
const stoppedLine =
  '62,M60,not taken,Customer number,"The customer is stopped. Make the customer active again, or leave the order out."';

describe.each(dialects)('on %s', (dialect) => {
  let firm: Firm;
  let boss: Desk;
  beforeEach(async () => {
    firm = await Firm.open(dialect);
    boss = await firm.signIn('boss');
  });
  afterEach(() => firm.close());

  const stop = async (number: string): Promise<void> => {
    const customer = (await firm.rows('customer')).find((one) => one.number === number) as Row;
    const set = { status: { from: 'active', to: 'stopped' } };
    expect((await boss.command('customer.update', { id: customer.id, set })).status).toBe(200);
  };
  const standing = async () => [
    (await firm.rows('order')).length,
    (await firm.rows('order_line')).length,
    (await firm.rows('customer')).length,
    (await firm.rows('product')).length,
  ];

  test('[IMP17] [S2] a workbook of orders is read as the same file of text is, and neither adds what the other has', async () => {
    const cells = lines.map(([document, sku, name, quantity, at, price, customer, country]) => [
      /^\d+$/.test(document) ? Number(document) : document,
      sku,
      name,
      quantity,
      at,
      Number(price),
      customer === '' ? null : Number(customer),
      country,
    ]);
    const book = await xlsx(HEADER.split(','), ...cells);
    const found = await preview(firm, boss, book);
    expect(found.sheet).toEqual({ name: 'Sheet1', others: 0 });
    const text = await preview(firm, boss, smallFile);
    expect(text.sheet).toBeNull();
    expect([found.counts, found.faults, found.charges]).toEqual([text.counts, text.faults, text.charges]);
    // Whatever is remembered of how another file is written.
    const ended = await run(firm, boss, book, { leaveOut: true, delimiter: ';', encoding: 'big5' });
    expect(counts(ended)).toEqual({ total: 16, done: 16, added: 11, already: 0, waiting: 3, refused: 2, orders: 5 });
    const [order] = (await firm.rows('order')).filter((one) => one.externalNumber === '536365');
    expect(order).toMatchObject({ total: 7_798, completedAt: Date.UTC(2010, 11, 1, 8, 26) });
    const before = await standing();
    const again = await run(firm, boss, smallFile, { leaveOut: true });
    expect(counts(again)).toMatchObject({ added: 0, already: 11, orders: 0 });
    expect(await reportOf(boss, again.id, '&only=open')).toHaveLength(5);
    expect(await standing()).toEqual(before);
  });

  test('[IMP17] [S2] what is no workbook of orders is refused by name, and nobody else brings one', async () => {
    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]);
    expect(await bring(firm, boss, old)).toMatchObject({ status: 409, body: { refused: 'import.workbook_old' } });
    const broken = new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]);
    expect(await bring(firm, boss, broken)).toMatchObject({ status: 409, body: { refused: 'import.workbook_wrong' } });
    const book = await xlsx(HEADER.split(','), [...line('1', 'GOOD')]);
    expect((await bring(firm, await firm.signIn('rep'), book)).status).toBe(403);
    const { id, choices } = await preview(firm, boss, book);
    const { sessions } = firm.company;
    const find = sessions.find;
    let asked = 0;
    // The session is ended when the list has been judged and nothing of it is told yet.
    sessions.find = (...how) => (++asked > 2 ? Promise.resolve(null) : find(...how));
    const list = await boss.send('POST', `/api/imports/${id}/faults.csv`, { choices });
    sessions.find = find;
    expect([list.status, list.body]).toEqual([401, { refused: 'signed_out' }]);
  });

  test('[IMP18] [S2] nothing of a file is written while one order of it cannot be taken', async () => {
    await run(firm, boss, known);
    await stop('STOPPED');
    const before = await standing();
    const first = await preview(firm, boss, many);
    const again = await boss.send('POST', `/api/imports/${first.id}/preview`, {
      choices: { ...first.choices, ...drafts },
    });
    const shown = again.body as Preview;
    expect(first.counts).toMatchObject({ sales: { documents: 61 }, refused: { documents: 0 } });
    expect(shown.counts).toMatchObject({ sales: { documents: 60 }, refused: { documents: 1, lines: 1 } });
    expect(shown.faults).toEqual([{ line: 62, document: 'M60', fault: 'customer_stopped' }]);
    const stopped = await run(firm, boss, many, drafts);
    expect(stopped).toMatchObject({ status: 'failed', reason: 'import.rows_wrong' });
    expect(counts(stopped)).toMatchObject({ total: 61, added: 0, orders: 0, refused: 61 });
    expect(await standing()).toEqual(before);
    const report = await reportOf(boss, stopped.id);
    expect(report).toHaveLength(61);
    expect(report[60]).toBe(stoppedLine);
    expect(report[0]).toMatch(/^2,M0,not come to,,"Other orders of the file cannot be taken, so nothing was written\./);
    const left = await run(firm, boss, many, { ...drafts, leaveOut: true });
    expect(left).toMatchObject({ status: 'done', reason: null });
    expect(counts(left)).toMatchObject({ added: 60, orders: 60, refused: 1 });
    expect(await reportOf(boss, left.id, '&only=open')).toEqual([stoppedLine]);
    const fresh = await preview(firm, boss, many);
    expect(fresh.choices.leaveOut).toBe(false);
  });

  test('[IMP18] [S2] an order too large, or in another currency than its customer, stops the file as well', async () => {
    await run(firm, boss, known);
    const before = await standing();
    const large = csvOf([line('L1', 'GOOD'), line('L2', 'GOOD', '8000000000', 1_000_000_000)]);
    const stopped = await run(firm, boss, large);
    expect(stopped).toMatchObject({ status: 'failed', reason: 'import.rows_wrong' });
    expect((await reportOf(boss, stopped.id))[1]).toMatch(/^3,L2,not taken,Unit price,/);
    const foreign = await run(firm, boss, csvOf([line('F1', 'NEW'), line('F2', 'OTHER')]), {
      ...drafts,
      currency: 'GBP',
    });
    expect(foreign).toMatchObject({ status: 'failed', reason: 'import.rows_wrong' });
    expect((await reportOf(boss, foreign.id))[1]).toMatch(/^3,F2,not taken,Customer number,/);
    expect(await standing()).toEqual(before);
  });

  test('[IMP18] [S2] what is refused only as it is written is told as well, and nothing of that order is there', async () => {
    await run(firm, boss, known);
    const { writer } = firm.company;
    const command = writer.command;
    let begun = false;
    // Between the going through and the first order somebody stops the customer of the last one.
    writer.command = async (...asked) => {
      if (!begun && asked[2].name === 'order.import') {
        begun = true;
        expect(await firm.rows('order')).toHaveLength(2);
        await stop('STOPPED');
      }
      return command(...asked);
    };
    const ended = await run(firm, boss, many, drafts);
    writer.command = command;
    expect(begun).toBe(true);
    expect(ended).toMatchObject({ status: 'done', checked: 61 });
    expect(counts(ended)).toMatchObject({ added: 60, orders: 60, refused: 1 });
    expect(await reportOf(boss, ended.id, '&only=open')).toEqual([stoppedLine]);
    const [orders, rows] = await standing();
    expect([orders, rows]).toEqual([62, 62]);
  });

  test('[IMP18] [IMP9] [S2] a run that stops amid going through a file goes through it again, and writes nothing of it', async () => {
    await run(firm, boss, known);
    await stop('STOPPED');
    const before = await standing();
    const { id, choices } = await preview(firm, boss, many);
    const { writer } = firm.company;
    const system = firm.company.system;
    // The server ends when all was gone through, before the run is ended.
    firm.company.system = async (...asked) => {
      if (asked[0] === 'import_run.end') throw new Error('the server ends');
      return system(...asked);
    };
    const begun = await boss.send('POST', `/api/imports/${id}/run`, { choices: { ...choices, ...drafts } });
    expect(begun.status).toBe(202);
    while (firm.faults.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(writer).toBe(firm.company.writer);
    await firm.restart();
    firm.faults.length = 0;
    expect(await over(firm, id)).toMatchObject({ status: 'failed', reason: 'import.rows_wrong' });
    expect(await standing()).toEqual(before);
  });

  test('[IMP18] [P3] [S2] for a customer who is here and not the importer’s to read nothing is taken, whatever is tried', async () => {
    await run(firm, boss, known);
    await stop('STOPPED');
    const unread = rulesOf('sales_manager').filter(({ on, may }) => on !== 'customer' || may !== 'read');
    await saveRole(firm, 'sales_manager', unread);
    const file = csvOf([line('U1', 'GOOD'), line('U2', 'STOPPED'), line('U3', 'OTHER')]);
    const first = await preview(firm, boss, file);
    expect(first.faults).toEqual([]);
    const ended = await run(firm, boss, file, { ...drafts, currency: 'GBP', leaveOut: true });
    expect(counts(ended)).toMatchObject({ added: 1, refused: 2 });
    const said =
      'Customer number,"The customer is here already and not yours to read. Ask who looks after the customer, or leave the order out."';
    expect(await reportOf(boss, ended.id, '&only=open')).toEqual([`3,U2,not taken,${said}`, `4,U3,not taken,${said}`]);
    // By the door that programs use as well.
    const { sellerId, warehouseId } = first.choices;
    const sold = { sku: 'LAMP', name: 'LAMP', quantity: 1, unitPrice: 1_250_000 };
    const documents = ['STOPPED', 'OTHER'].map((number) => ({
      number: `R-${number}`,
      orderedOn: '2010-12-03',
      orderedAt: Date.UTC(2010, 11, 3),
      customer: { number, name: number, country: '' },
      lines: [sold],
    }));
    const input = { as: 'drafts', currency: 'GBP', rate: RATE, sellerId, warehouseId, documents };
    // Neither their own currency nor an order that is over says more than another.
    for (const currency of ['GBP', 'USD', 'EUR'])
      for (const as of ['drafts', 'history'])
        expect([currency, as, (await boss.command('order.import', { ...input, as, currency })).body]).toMatchObject([
          currency,
          as,
          { answer: { outcomes: ['refused:customer_unfit', 'refused:customer_unfit'] } },
        ]);
    // Whom a run makes it goes on with, in whichever batch.
    const fresh = many.replaceAll('GOOD', 'FRESH');
    expect(counts(await run(firm, boss, fresh, { ...drafts, currency: 'GBP', leaveOut: true }))).toMatchObject({
      added: 60,
      refused: 1,
    });
    // Where what judges them is not read, what they are called says nothing of it.
    const named = rulesOf('sales_manager').map((rule) =>
      rule.on === 'customer' && rule.may === 'read' ? { ...rule, groups: ['terms'] } : rule,
    );
    await saveRole(firm, 'sales_manager', named);
    expect((await boss.command('order.import', input)).body).toMatchObject({
      answer: { outcomes: ['refused:customer_unfit', 'refused:customer_unfit'] },
    });
    await saveRole(firm, 'sales_manager', rulesOf('sales_manager'));
    const seen = (await boss.command('order.import', input)).body as { answer: { outcomes: readonly string[] } };
    expect(seen.answer.outcomes[0]).toMatch(/^refused:customer_(stopped|currency)$/);
  });

  test('[IMP9] [S2] a run that an older version began to write goes on, and one that cannot go on is ended with a word', async () => {
    await run(firm, boss, known);
    const { id, choices } = await preview(firm, boss, many);
    const { system, writer } = firm.company;
    const command = writer.command;
    // The server ends when the first orders are here.
    writer.command = async (...asked) => {
      if (asked[2].id === `import-${id}-1`) throw new Error('the server ends');
      return command(...asked);
    };
    firm.company.system = async (...asked) => {
      if (asked[0] === 'import_run.end') throw new Error('the server ends');
      return system(...asked);
    };
    await boss.send('POST', `/api/imports/${id}/run`, { choices: { ...choices, ...drafts } });
    while (firm.faults.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    writer.command = command;
    firm.company.system = system;
    await stop('STOPPED');
    // As it stood before a file was gone through; and beside it one whose choices are no longer there.
    const other = `${id.slice(0, -4)}ffff`;
    await firm.company.system('import_run.start', {
      id: other,
      personId: firm.idOf('boss'),
      personName: 'Boss',
      of: 'orders',
      fileName: 'old.csv',
      total: 9,
      waiting: 0,
      refused: 0,
      signature: '',
      choices: { ...choices, ...drafts },
    });
    await firm.company.store.write(async (connection) => {
      await connection.run('UPDATE "import_run" SET "checked" = 0 WHERE "id" = ?', [id]);
      await connection.run(`UPDATE "import_run" SET "choices" = '{}' WHERE "id" = ?`, [other]);
    });
    await firm.restart();
    firm.faults.length = 0;
    const ended = await over(firm, id);
    expect(ended).toMatchObject({ status: 'done', reason: null });
    expect(counts(ended)).toMatchObject({ added: 60, orders: 60, refused: 1 });
    expect(await over(firm, other)).toMatchObject({ status: 'failed', reason: 'import.begun_otherwise' });
  });
});
