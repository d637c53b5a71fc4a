/** The worker thread that reads a workbook: the one place that knows the library for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { readXlsx } from 'hucre/xlsx';
import { CELLS_AT_MOST } from '../../../shared/exchange/csv/csv.read.ts';
import { csvCell } from '../../../shared/exchange/csv/csv.write.ts';

export type WorkbookAnswer =
  | { readonly csv: Uint8Array; readonly sheet: { readonly name: string; readonly others: number } }
  | { readonly wrong: 'rows' | 'file' };

/** Figures without an exponent: a barcode of fourteen digits is a number to a spreadsheet. */
const numberText = (value: number): string => {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  // What binary floating point adds beyond fifteen digits is no part of what was typed.
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e') ? value.toFixed(12).replace(/0+$/, '') : text;
};
const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Date) {
    const iso = value.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
  }
  // A line of the text is a row of the sheet: no cell goes over two. Who reads it puts the line end back.
  return String(value).replaceAll(/\r\n?|\n/g, '\u2028');
};

const { bytes, rows: most } = workerData as { readonly bytes: Uint8Array; readonly rows: number };

const read = async (): Promise<WorkbookAnswer> => {
  const names: string[] = [];
  let chosen: string | null = null;
  const book = await readXlsx(bytes, {
    maxRows: most + 2,
    sheets: (info) => {
      names.push(info.name);
      if (chosen !== null || info.hidden || info.veryHidden) return false;
      chosen = info.name;
      return true;
    },
  });
  const [sheet] = book.sheets;
  if (!sheet || chosen === null) return { wrong: 'file' };
  if (sheet.rows.length > most + 1) return { wrong: 'rows' };
  const lines = sheet.rows.map((row) => {
    const cells = row.slice(0, CELLS_AT_MOST).map((cell) => csvCell(cellText(cell)));
    while (cells.at(-1) === '') cells.pop();
    return cells.join(',');
  });
  const csv = new TextEncoder().encode(`${lines.join('\n')}\n`);
  return { csv, sheet: { name: chosen, others: names.length - 1 } };
};

parentPort?.postMessage(await read().catch((): WorkbookAnswer => ({ wrong: 'file' })));
