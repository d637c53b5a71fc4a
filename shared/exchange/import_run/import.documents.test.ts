import { describe, expect, test } from 'vitest';
import { csvRecords } from '../csv/csv.read.ts';
import { looksLikeCharge } from './import.choices.ts';
import { columnsFrom, signatureOf } from './import.columns.ts';
import { type FileDocument, gatherer } from './import.documents.ts';
import { reportAfter, reportBefore, reportLines } from './import.report.ts';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const AT = '2010-12-01 08:26:00';
const read = (...lines: string[]): FileDocument[] => {
  const [header, ...records] = [...csvRecords([HEADER, ...lines].join('\r\n'), ',')];
  const gathering = gatherer({ columns: columnsFrom(header?.cells ?? []), dateOrder: 'ymd' });
  for (const record of records) gathering.add(record);
  return gathering.documents();
};
const one = (line: string): FileDocument => read(line)[0] as FileDocument;

describe('[IMP3] a file becomes whole documents', () => {
  test('columns are found by what people call them, and a header is known again', () => {
    expect(columnsFrom(HEADER.split(','))).toEqual({
      document: 0,
      sku: 1,
      name: 2,
      quantity: 3,
      orderedAt: 4,
      unitPrice: 5,
      customer: 6,
      country: 7,
    });
    expect(columnsFrom(['訂單編號', '商品編號', '數量', '單價', '日期'])).toMatchObject({
      document: 0,
      sku: 1,
      quantity: 2,
      unitPrice: 3,
      orderedAt: 4,
      customer: null,
    });
    expect(signatureOf(['Invoice No', 'SKU'])).toBe(signatureOf(['invoice_no', 'sku']));
    expect(signatureOf(['a', 'b'])).not.toBe(signatureOf(['ab']));
  });

  test('sales, returns and stock corrections are told apart', () => {
    expect(one(`1,A,a,2,${AT},2.55,17850,UK`)).toMatchObject({ kind: 'sale', customer: '17850', faults: [] });
    expect(one(`2,A,a,2,${AT},2.55,,UK`)).toMatchObject({ kind: 'sale', customer: null });
    expect(one(`C3,A,a,-2,${AT},2.55,17850,UK`).kind).toBe('return');
    expect(one(`4,A,a,-2,${AT},2.55,17850,UK`).kind).toBe('return');
    expect(one(`5,A,damages,-20,${AT},0.0,,UK`).kind).toBe('correction');
    expect(one(`6,A,,56,${AT},0.0,,UK`).kind).toBe('correction');
    // A gift to a customer is a sale, and so is an order that begins with another letter.
    expect(one(`7,A,a,2,${AT},0.0,17850,UK`).kind).toBe('sale');
    expect(one(`CASH,A,a,2,${AT},1,17850,UK`).kind).toBe('sale');
  });

  test('lines of one document belong together wherever they stand, and each repetition is real', () => {
    const documents = read(
      `1,A,a,2,${AT},2.55,7,UK`,
      `2,B,b,1,${AT},1,7,UK`,
      `1,A,a,2,${AT},2.55,7,UK`,
      `1,a,a,2,${AT},2.55,7,UK`,
    );
    expect(documents.map(({ number, lines }) => [number, lines.map(({ line, sku }) => `${line}${sku}`)])).toEqual([
      ['1', ['2A', '4A', '5a']],
      ['2', ['3B']],
    ]);
    expect(documents[0]?.lines[0]).toMatchObject({ quantity: 2, unitPrice: 2_550_000 });
  });

  test('what cannot be read is named by its line, and takes its document with it', () => {
    const faults = (...lines: string[]) =>
      read(...lines).flatMap((document) => document.faults.map(({ line, fault }) => `${line} ${fault}`));
    expect(faults(`,A,a,2,${AT},1,7,UK`)).toEqual(['2 document_missing']);
    expect(faults(`1,,a,2,${AT},1,7,UK`)).toEqual(['2 sku_missing']);
    expect(faults(`1,A,a,two,${AT},1,7,UK`)).toEqual(['2 quantity_unreadable']);
    expect(faults(`1,A,a,1.5,${AT},1,7,UK`)).toEqual(['2 quantity_unreadable']);
    expect(faults(`1,A,a,2,${AT},"1,5",7,UK`)).toEqual(['2 price_unreadable']);
    expect(faults(`1,A,a,2,${AT},-1,7,UK`)).toEqual(['2 price_negative']);
    expect(faults('1,A,a,2,soon,1,7,UK')).toEqual(['2 time_unreadable']);
    expect(faults(`1,A,a,2,${AT},1,7,UK`, `1,B,b,1,${AT},1,8,UK`)).toEqual(['3 customer_differs']);
    expect(faults(`1,A,a,2,${AT},1,7,UK`, `1,B,b,-1,${AT},1,7,UK`)).toEqual(['3 quantity_not_positive']);
    expect(faults(`${'9'.repeat(27)},A,a,2,${AT},1,7,UK`)).toEqual(['2 document_too_long']);
    expect(faults(`1,A,half \ud800,2,${AT},1,7,UK`)).toEqual(['2 text_unreadable']);
  });

  test('postage and fees look like charges, goods with odd numbers do not', () => {
    for (const [sku, name] of [
      ['POST', 'POSTAGE'],
      ['m', 'Manual'],
      ['C2', 'CARRIAGE'],
      ['gift_0001_40', 'Gift Voucher £40'],
      ['X1', '運費'],
    ] as const)
      expect(looksLikeCharge(sku, name)).toBe(true);
    for (const [sku, name] of [
      ['DCGS0070', 'CAMOUFLAGE DOG COLLAR'],
      ['85123A', 'POSTAGE STAMP MUG'],
      ['MM', 'a'],
    ] as const)
      expect(looksLikeCharge(sku, name)).toBe(false);
  });

  test('the report has every line of the file once, with what became of it', () => {
    const documents = read(
      `1,A,a,2,${AT},1,7,UK`,
      `C2,A,a,-1,${AT},1,7,UK`,
      `1,B,b,1,${AT},1,7,UK`,
      `3,A,a,x,${AT},1,7,UK`,
      `3,B,b,1,${AT},1,7,UK`,
    );
    const reports = documents.map((document) => reportBefore(document) ?? reportAfter(document, 'differs:2'));
    expect(reportLines(reports).map(({ line, outcome, reason }) => `${line} ${outcome} ${reason}`)).toEqual([
      '2 already null',
      '3 waiting return',
      '4 already differs',
      '5 refused quantity_unreadable',
      '6 refused document_refused',
    ]);
  });
});
