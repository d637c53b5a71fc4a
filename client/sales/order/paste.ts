/** Lines from a spreadsheet: SKU, quantity, unit, price and discount, in whatever order the sheet has them. */
import { parseDecimal } from '../../../shared/base/decimal.ts';
import { parsePrice } from '../../../shared/base/money.ts';
import { parseQuantity } from '../../../shared/base/quantity.ts';
import { columnsFrom, plainTitle } from '../../../shared/exchange/import_run/import.columns.ts';

export const pastedColumns = ['code', 'quantity', 'unit', 'unitPrice', 'discount'] as const;
export type Column = (typeof pastedColumns)[number];
/** Where each stands in the sheet, from 0; null where it has none. */
export type Columns = { readonly [column in Column]: number | null };

export type SheetRow = {
  /** Of the sheet, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
};
export type PastedLine = {
  readonly row: number;
  /** SKU, barcode or the customer's number. */
  readonly code: string;
  /** In the unit given, else in base units. */
  readonly quantity: number;
  readonly unit: string | null;
  /** Of one base unit, 6 decimals. */
  readonly unitPrice: number | null;
  /** ppm */
  readonly discount: number | null;
};
export type Unread = { readonly row: number; readonly text: string; readonly why: 'quantity' | 'price' | 'discount' };

/** A discount in per cent, as written: '5', '5 %', '2.5%'. ppm, or null for what is none between 0 and 100. */
export const parsePercent = (text: string): number | null => {
  const ppm = parseDecimal(text.replace(/\s*[%％]\s*$/, ''), 4);
  return ppm !== null && ppm >= 0 && ppm <= 1_000_000 ? ppm : null;
};

/** Without what spreadsheets put around a figure: a currency before it or after it. */
const figure = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/^(?:[A-Z]{1,3}\$?|[$¥€£元])\s*(?=[\d.-])|\s*(?:元|圆|圓)$/u, '')
    .trim();
const isNumber = (text: string): boolean => parseDecimal(figure(text), 6) !== null;
const isWhole = (text: string): boolean => (parseQuantity(figure(text)) ?? 0) >= 1;
const isPercent = (text: string): boolean => /[%％]$/.test(text) && parsePercent(text) !== null;

/** The rows of what was copied: by tabs as spreadsheets do, else by semicolon, else by comma. Empty ones pass by. */
export const sheetOf = (text: string): readonly SheetRow[] => {
  const between = text.includes('\t') ? '\t' : text.includes(';') ? ';' : text.includes(',') ? ',' : '\t';
  return text.split(/\r\n|\n|\r/).flatMap((source, at) => {
    const cells = source.split(between).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    return cells.some(Boolean) ? [{ row: at + 1, cells }] : [];
  });
};

const more: { readonly [column in 'code' | 'unit' | 'discount']: readonly string[] } = {
  code: ['partnumber', 'partno', 'barcode', 'code', '料號', '客戶料號', '條碼', '编码', '料号', '客户料号', '条码'],
  unit: ['unit', 'uom', 'unitofmeasure', '單位', '单位'],
  discount: ['discount', 'disc', 'discountpercent', '折扣', '折讓'],
};
/** The columns by the words of a heading, in any of the three languages; null where the row is none. */
export const headingOf = (row: SheetRow | undefined): Columns | null => {
  if (!row || row.cells.some((cell) => isNumber(cell))) return null;
  const { sku, quantity, unitPrice } = columnsFrom(row.cells);
  const titles = row.cells.map(plainTitle);
  const by = (column: keyof typeof more): number | null => {
    const at = titles.findIndex((title) => more[column].includes(title));
    return at < 0 ? null : at;
  };
  const code = sku ?? by('code');
  const found: Columns = { code, quantity, unit: by('unit'), unitPrice, discount: by('discount') };
  return code !== null || quantity !== null ? found : null;
};

const widest = (rows: readonly SheetRow[]): number => Math.max(0, ...rows.map(({ cells }) => cells.length));
const columnAt = (rows: readonly SheetRow[], at: number): readonly string[] =>
  rows.flatMap(({ cells }) => (cells[at] ? [cells[at]] : []));

/** Cells that may be somebody's code of a product: to be looked up before the columns are told apart. */
export const candidates = (rows: readonly SheetRow[], heading: Columns | null): readonly string[] => {
  const cells =
    heading?.code != null
      ? columnAt(rows, heading.code)
      : rows.flatMap(({ cells: own }) => own.filter((one) => !isPercent(one)));
  return [...new Set(cells)].filter((cell) => cell !== '' && cell.length <= 60);
};

/**
 * Which column holds what, where no heading says it: the codes are where most cells are known, a unit is one of the units
 * that those products have, a discount has its per cent; whole numbers are quantities before they are prices.
 */
export const columnsOf = (
  rows: readonly SheetRow[],
  heading: Columns | null,
  known: { has(code: string): boolean },
  units: { has(code: string): boolean },
): Columns => {
  const columns = Array.from({ length: widest(rows) }, (_, at) => columnAt(rows, at));
  const taken = new Set<number>(Object.values(heading ?? {}).filter((at): at is number => at !== null));
  const take = (at: number): number | null => {
    if (at < 0) return null;
    taken.add(at);
    return at;
  };
  const first = (fits: (cells: readonly string[]) => boolean): number | null =>
    take(columns.findIndex((cells, at) => !taken.has(at) && cells.length > 0 && fits(cells)));
  if (heading?.code != null) return heading;
  const matches = columns.map((cells, at) => (taken.has(at) ? -1 : cells.filter((cell) => known.has(cell)).length));
  const most = Math.max(0, ...matches);
  const code =
    most > 0 ? take(matches.indexOf(most)) : (first((cells) => cells.some((cell) => !isNumber(cell))) ?? take(0));
  if (heading) return { ...heading, code };
  const discount = first((cells) => cells.some(isPercent));
  const unit = first((cells) => cells.some((cell) => units.has(cell)));
  const quantity = first((cells) => cells.every(isWhole)) ?? first((cells) => cells.some(isWhole));
  const unitPrice = first((cells) => cells.some(isNumber));
  return { code, quantity, unit, unitPrice, discount: discount ?? first((cells) => cells.some(isNumber)) };
};

/** The lines of a sheet of which the columns are known; what cannot be read is named by its row. */
export const pastedLines = (
  rows: readonly SheetRow[],
  columns: Columns,
): { readonly lines: readonly PastedLine[]; readonly unread: readonly Unread[] } => {
  const lines: PastedLine[] = [];
  const unread: Unread[] = [];
  for (const { row, cells } of rows) {
    const cell = (column: Column): string => cells[columns[column] ?? -1] ?? '';
    const fail = (why: Unread['why']): void => void unread.push({ row, text: cells.filter(Boolean).join(' '), why });
    const code = cell('code');
    if (code === '') continue;
    const quantity = cell('quantity') === '' ? 1 : parseQuantity(figure(cell('quantity')));
    const unitPrice = cell('unitPrice') === '' ? null : parsePrice(figure(cell('unitPrice')));
    const discount = cell('discount') === '' ? null : parsePercent(cell('discount').normalize('NFKC'));
    if (quantity === null || quantity < 1) fail('quantity');
    else if (cell('unitPrice') !== '' && (unitPrice === null || unitPrice < 0)) fail('price');
    else if (cell('discount') !== '' && discount === null) fail('discount');
    else lines.push({ row, code, quantity, unit: cell('unit') || null, unitPrice, discount });
  }
  return { lines, unread };
};
