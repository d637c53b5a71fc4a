/** From the bytes of a file to its documents, leaving the event loop free between. */
import { setImmediate as breathe } from 'node:timers/promises';
import { type CsvRecord, csvRecords, delimiterOf, QuoteOpen } from '../../shared/exchange/csv/csv.read.ts';
import type { Encoding, ImportChoices } from '../../shared/exchange/import_run/import.choices.ts';
import { type FileDocument, gatherer } from '../../shared/exchange/import_run/import.documents.ts';
import type { Language } from './labels.ts';

/** Records read without a pause. */
const AT_ONCE = 2_000;

const decoded = (bytes: Uint8Array, encoding: Encoding, fatal: boolean): string | null => {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return null;
  }
};

/** The encoding in which the bytes make sense: their mark, UTF-8, the reader's own old one, Western last. */
export const encodingOf = (bytes: Uint8Array, language: Language): Encoding => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  const likely: readonly Encoding[] =
    language === 'zh-TW' ? ['utf-8', 'big5'] : language === 'zh-CN' ? ['utf-8', 'gb18030'] : ['utf-8'];
  return likely.find((one) => decoded(bytes, one, true) !== null) ?? 'windows-1252';
};

export const textOf = (bytes: Uint8Array, encoding: Encoding): string => decoded(bytes, encoding, false) ?? '';

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

/** Runs through all records but the header. Throws QuoteOpen. */
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

/** All documents of a file. Throws QuoteOpen. */
export const documentsOf = async (text: string, choices: ImportChoices): Promise<FileDocument[]> => {
  const gathering = gatherer(choices);
  await eachRecord(text, choices.delimiter, gathering.add);
  return gathering.documents();
};
