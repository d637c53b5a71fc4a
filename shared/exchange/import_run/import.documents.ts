/** From the lines of a file to whole documents: sales, returns, stock corrections, and what cannot be read. */

import type { Day } from '../../base/day.ts';
import { parseDecimal } from '../../base/decimal.ts';
import { PRICE_AT_MOST } from '../../base/input.ts';
import { PRICE_DIGITS } from '../../base/money.ts';
import { isStorable } from '../../base/text.ts';
import { type CsvRecord, plainCell } from '../csv/csv.read.ts';
import type { ImportChoices } from './import.choices.ts';
import type { Target } from './import.columns.ts';
import { wallTime } from './import.time.ts';

export const DOCUMENT_MAX = 26;
export const CUSTOMER_MAX = 20;
export const SKU_MAX = 60;
const QUANTITY_MAX = 1_000_000_000;

/** Why a line cannot be read, or its document not be taken: the last part of a message's key. */
export type Fault =
  | Refused
  | 'document_missing'
  | 'document_too_long'
  | 'sku_missing'
  | 'sku_too_long'
  | 'quantity_unreadable'
  | 'quantity_not_positive'
  | 'price_unreadable'
  | 'price_negative'
  | 'time_unreadable'
  | 'customer_too_long'
  | 'customer_differs'
  | 'text_unreadable';

/** Why a document that can be read is not taken; `customer_unfit`: its customer is here and not the importer's to read. */
export type Refused =
  | 'number_taken'
  | 'too_many_lines'
  | 'customer_currency'
  | 'customer_stopped'
  | 'customer_unfit'
  | 'too_large';

/** The column that a fault is about; a line of signs that cannot be kept does not say which. */
const abouts: { readonly [fault: string]: Target } = {
  document_missing: 'document',
  document_too_long: 'document',
  sku_missing: 'sku',
  sku_too_long: 'sku',
  quantity_unreadable: 'quantity',
  quantity_not_positive: 'quantity',
  price_unreadable: 'unitPrice',
  price_negative: 'unitPrice',
  time_unreadable: 'orderedAt',
  customer_differs: 'customer',
  customer_too_long: 'customer',
  number_taken: 'document',
  too_many_lines: 'document',
  twice: 'document',
  customer_currency: 'customer',
  customer_stopped: 'customer',
  customer_unfit: 'customer',
  too_large: 'unitPrice',
};
export const targetOf = (fault: string | null): Target | null =>
  fault !== null && Object.hasOwn(abouts, fault) ? (abouts[fault] ?? null) : null;

export type FileLine = {
  /** Line of the file. */
  readonly line: number;
  readonly sku: string;
  readonly name: string;
  /** Base units; below zero on a return or a correction. */
  readonly quantity: number;
  /** At 6 decimals of the file's currency; 0 on free lines. */
  readonly unitPrice: number;
};
export type FileDocument = {
  readonly number: string;
  /** `return` and `correction` wait for nouns that the product does not have yet. */
  readonly kind: 'sale' | 'return' | 'correction';
  readonly day: Day;
  readonly seconds: number;
  /** Null: a walk-in sale. */
  readonly customer: string | null;
  readonly country: string;
  readonly lines: readonly FileLine[];
  /** Lines that cannot be read, or the first where the document itself is refused; a document with one is not taken. */
  readonly faults: readonly { readonly line: number; readonly fault: Fault }[];
};

type Gathered = { -readonly [name in keyof FileDocument]: FileDocument[name] } & {
  lines: FileLine[];
  faults: { line: number; fault: Fault }[];
};

/** A document that cancels or returns earlier goods is numbered so by many programs: C and digits. */
const RETURN = /^[Cc]\d/;

const read = (cell: (target: Target) => string, line: number): FileLine | Fault => {
  const sku = cell('sku');
  if (sku === '') return 'sku_missing';
  if (sku.length > SKU_MAX) return 'sku_too_long';
  const quantity = parseDecimal(cell('quantity').replace(/\.0+$/, ''), 0);
  if (quantity === null || Math.abs(quantity) > QUANTITY_MAX) return 'quantity_unreadable';
  const unitPrice = parseDecimal(cell('unitPrice'), PRICE_DIGITS);
  if (unitPrice === null || unitPrice > PRICE_AT_MOST) return 'price_unreadable';
  return unitPrice < 0 ? 'price_negative' : { line, sku, name: cell('name'), quantity, unitPrice };
};

/** What of a line does not go with its document, or with any. */
const headFault = (
  document: Gathered,
  cell: (target: Target) => string,
  cells: readonly string[],
  dateOrder: ImportChoices['dateOrder'],
): Fault | null => {
  if (document.number === '') return 'document_missing';
  if (document.number.length > DOCUMENT_MAX) return 'document_too_long';
  if (!cells.every(isStorable)) return 'text_unreadable';
  if (wallTime(cell('orderedAt'), dateOrder) === null) return 'time_unreadable';
  if ((cell('customer') || null) !== document.customer) return 'customer_differs';
  return cell('customer').length > CUSTOMER_MAX ? 'customer_too_long' : null;
};

/**
 * What the document is, by its number and lines: C and digits, or everything below zero at a price, is a return; nothing
 * but lines without a price and without a customer is a correction of stock.
 */
const kindOf = ({ number, customer, lines }: Gathered): FileDocument['kind'] => {
  if (RETURN.test(number)) return 'return';
  if (lines.length > 0 && customer === null && lines.every(({ unitPrice }) => unitPrice === 0)) return 'correction';
  return lines.length > 0 && lines.every(({ quantity, unitPrice }) => quantity < 0 && unitPrice > 0)
    ? 'return'
    : 'sale';
};

/** Gathers records into documents, in the order of their first lines, wherever in the file their lines stand. */
export const gatherer = (choices: Pick<ImportChoices, 'columns' | 'dateOrder'>) => {
  const documents = new Map<string, Gathered>();
  const open = (number: string, cell: (target: Target) => string, time: string): Gathered => {
    const when = wallTime(time, choices.dateOrder);
    const made: Gathered = {
      number,
      kind: 'sale',
      day: when?.day ?? '',
      seconds: when?.seconds ?? 0,
      customer: cell('customer') || null,
      country: cell('country'),
      lines: [],
      faults: [],
    };
    documents.set(number, made);
    return made;
  };
  return {
    add: ({ line, cells }: CsvRecord): void => {
      const cell = (target: Target): string => {
        const at = choices.columns[target];
        return at === null ? '' : plainCell(cells[at] ?? '').replaceAll('\n', ' ');
      };
      const number = cell('document');
      const document = documents.get(number) ?? open(number, cell, cell('orderedAt'));
      const found = headFault(document, cell, cells, choices.dateOrder) ?? read(cell, line);
      if (typeof found === 'string') document.faults.push({ line, fault: found });
      else document.lines.push(found);
    },
    documents: (): FileDocument[] => {
      for (const document of documents.values()) {
        document.kind = kindOf(document);
        if (document.kind !== 'sale') continue;
        for (const { line, quantity } of document.lines)
          if (quantity <= 0) document.faults.push({ line, fault: 'quantity_not_positive' });
      }
      return [...documents.values()];
    },
  };
};

/** The document as one that is not taken: its first line says why. */
export const refusedFor = (document: FileDocument, fault: Refused): FileDocument => ({
  ...document,
  faults: [...document.faults, { line: linesOf(document)[0] ?? 0, fault }],
});

/** Lines of the document in the file, readable or not. */
export const linesOf = ({ lines, faults }: FileDocument): number[] =>
  [...new Set([...lines.map(({ line }) => line), ...faults.map(({ line }) => line)])].sort((a, b) => a - b);
