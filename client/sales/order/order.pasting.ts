import { toBase } from '../../../shared/base/quantity.ts';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { LINES_AT_MOST } from '../../../shared/sales/order/order.commands.ts';
import type { Shown } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import type { AddedLine } from './order.draft.ts';
import { productsByIds, productsByPartNumber, productsBySku, unitFactors } from './order.find.ts';
import {
  type Columns,
  candidates,
  columnsOf,
  headingOf,
  type PastedLine,
  pastedColumns,
  pastedLines,
  sheetOf,
} from './paste.ts';

/** Distinct codes of one paste that are looked up; a sheet of an order's size has fewer. */
const CODES_AT_MOST = 2_000;

export type PastedIn = {
  readonly lines: readonly { readonly product: Shown<'product'>; readonly more: Partial<AddedLine> }[];
  /** What was not taken, each by its row, and why. */
  readonly problems: readonly { readonly row: number; readonly text: string; readonly why: string }[];
  /** The columns as they were read, in the sheet's order; '' where nothing was taken. */
  readonly readAs: string;
};

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/** Products by any of these codes: SKU as written, the customer's number, a barcode. Rejects when the server does not answer. */
const productsByCode = async (
  codes: readonly string[],
  customerId: string | null,
): Promise<ReadonlyMap<string, Shown<'product'>>> => {
  const found = new Map<string, Shown<'product'>>();
  for (const some of chunks(codes.slice(0, CODES_AT_MOST), LIMITS.values)) {
    const [bySku, numbers] = await Promise.all([productsBySku(some), productsByPartNumber(customerId, some)]);
    const asked = new Set(some);
    for (const product of bySku) {
      if (product.barcode && asked.has(product.barcode)) found.set(product.barcode, product);
      if (product.sku && asked.has(product.sku)) found.set(product.sku, product);
    }
    const byId = new Map((await productsByIds([...numbers.values()])).map((product) => [product.id, product]));
    for (const [code, id] of numbers) {
      const product = byId.get(id);
      if (product) found.set(code, product);
    }
  }
  return found;
};

const readAs = (columns: Columns): string =>
  pastedColumns
    .flatMap((column) => (columns[column] === null ? [] : [{ column, at: columns[column] }]))
    .sort((a, b) => a.at - b.at)
    .map(({ column }) => words.t(`orders.paste.columns.${column}`))
    .join(words.t('access.comma'));

/** Reads what was copied from a spreadsheet into lines. `room` is how many more lines the order takes. */
export const readPaste = async (text: string, customerId: string | null, room: number): Promise<PastedIn> => {
  const sheet = sheetOf(text);
  const heading = headingOf(sheet[0]);
  const rows = heading ? sheet.slice(1) : sheet;
  const products = await productsByCode(candidates(rows, heading), customerId);
  const ids = [...new Set([...products.values()].map(({ id }) => id))];
  const factors = new Map<string, number>();
  for (const some of chunks(ids, LIMITS.values))
    for (const [key, factor] of await unitFactors(some)) factors.set(key, factor);
  const units = new Set([
    ...[...products.values()].flatMap(({ baseUnit }) => baseUnit ?? []),
    ...[...factors.keys()].map((key) => key.slice(key.indexOf(' ') + 1)),
  ]);
  const columns = columnsOf(rows, heading, products, units);
  const { lines: read, unread } = pastedLines(rows, columns);
  const problems = unread.map(({ row, text: source, why }) => ({
    row,
    text: words.titled(String(row), source),
    why: words.t(`orders.paste.${why}`),
  }));
  const lines: PastedIn['lines'][number][] = [];
  const take = ({ code, quantity: count, unit: named, unitPrice, discount }: PastedLine): string | null => {
    const product = products.get(code);
    if (!product) return words.t('orders.unknownCode');
    const sku = product.sku ?? code;
    if (product.status === 'discontinued')
      return words.refusal({ refused: 'order.product_discontinued', with: { sku } });
    const unit = named ?? product.baseUnit ?? '';
    const factor = unit === product.baseUnit ? 1 : factors.get(`${product.id} ${unit}`);
    const quantity = factor === undefined ? null : toBase(count, factor);
    if (factor === undefined || quantity === null)
      return words.refusal({ refused: 'order.unknown_unit', with: { sku, unit } });
    if (lines.length >= room) return words.refusal({ refused: 'order.too_many_lines', with: { limit: LINES_AT_MOST } });
    lines.push({ product, more: { unit, unitFactor: factor, quantity, unitPrice, discount: discount ?? 0 } });
    return null;
  };
  for (const line of read) {
    const why = take(line);
    if (why !== null) problems.push({ row: line.row, text: words.titled(String(line.row), line.code), why });
  }
  problems.sort((a, b) => a.row - b.row);
  return { lines, problems, readAs: lines.length > 0 ? readAs(columns) : '' };
};
