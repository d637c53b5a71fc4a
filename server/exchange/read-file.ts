/** From the bytes of a file to its documents, leaving the event loop free between. */
import { isUtf8 } from 'node:buffer';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Refusal } from '../../shared/base/decision.ts';
import { type CsvRecord, csvRecords, delimiterOf, QuoteOpen, Unreadable } from '../../shared/exchange/csv/csv.read.ts';
import type { Encoding, ImportChoices } from '../../shared/exchange/import_run/import.choices.ts';
import { type FileDocument, gatherer, refusedFor } from '../../shared/exchange/import_run/import.documents.ts';
import { LINES_OF_IMPORT } from '../../shared/exchange/import_run/import_run.commands.ts';
import { ROWS_AT_MOST } from '../../shared/exchange/tables/table.rows.ts';
import type { Language } from './labels.ts';

/** Records read without a pause. */
const AT_ONCE = 1_000;

/** Does every byte mean something in this encoding? */
const fits = (bytes: Uint8Array, encoding: Encoding): boolean => {
  if (encoding === 'utf-8') return isUtf8(bytes);
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** The encoding in which the bytes make sense: their mark, UTF-8, the reader's own old one, Western last. */
export const encodingOf = (bytes: Uint8Array, language: Language): Encoding => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  const old: { readonly [language in Language]?: Encoding } = { 'zh-TW': 'big5', 'zh-CN': 'gb18030' };
  const likely: readonly (Encoding | undefined)[] = ['utf-8', old[language]];
  return likely.find((one) => one !== undefined && fits(bytes, one)) ?? 'windows-1252';
};

/** Buffers decode Unicode many times faster than a TextDecoder does, and a file holds everyone up while it is decoded. */
export const textOf = (bytes: Uint8Array, encoding: Encoding): string => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (encoding === 'utf-8') return buffer.toString('utf8');
  return encoding === 'utf-16le' ? buffer.toString('utf16le') : new TextDecoder(encoding).decode(bytes);
};

export type FileHead = { readonly header: readonly string[]; readonly sample: readonly (readonly string[])[] };

/** The first lines, without reading the rest. Null where there is none, or a quote opens and never closes. */
export const headOf = (text: string, delimiter: ImportChoices['delimiter'], rows: number): FileHead | null => {
  const sample: (readonly string[])[] = [];
  let header: readonly string[] | null = null;
  try {
    for (const { cells } of csvRecords(text, delimiter)) {
      if (header) sample.push(cells);
      else header = cells.map((cell) => cell.trim());
      if (sample.length >= rows) break;
    }
  } catch (error) {
    if (!(error instanceof QuoteOpen)) throw error;
  }
  return header ? { header, sample } : null;
};

export { delimiterOf };

/** Runs through all records but the header. Throws Unreadable. */
export const eachRecord = async (
  text: string,
  delimiter: ImportChoices['delimiter'],
  take: (record: CsvRecord) => void,
): Promise<void> => {
  let count = 0;
  for (const record of csvRecords(text, delimiter)) {
    if (count++ === 0) continue;
    take(record);
    if (count % AT_ONCE === 0) await breathe();
  }
};

/** All documents of a file; one of too many lines is refused by that. Throws Unreadable. */
export const documentsOf = async (text: string, choices: ImportChoices): Promise<FileDocument[]> => {
  const gathering = gatherer(choices);
  await eachRecord(text, choices.delimiter, gathering.add);
  return gathering
    .documents()
    .map((document) => (document.lines.length > LINES_OF_IMPORT ? refusedFor(document, 'too_many_lines') : document));
};

/** A table goes on beyond what one import takes. */
export class TooManyRows extends Unreadable {
  constructor(line: number) {
    super('more rows than an import takes', line);
  }
}

/** Why a file is none that could be read, as a refusal; every other error is thrown on. */
export const unreadable = (error: unknown): Refusal => {
  if (!(error instanceof Unreadable)) throw error;
  if (error instanceof TooManyRows)
    return { refused: 'import.too_many_rows', field: 'file', with: { limit: ROWS_AT_MOST } };
  const refused = error instanceof QuoteOpen ? 'import.quote_open' : 'import.record_too_large';
  return { refused, field: 'file', with: { line: error.line } };
};
