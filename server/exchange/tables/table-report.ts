/** What became of every row of a table, and what is wrong with one that is not run yet, as files. */
import { inputFault } from '../../../client/words/input-fault.ts';
import type { Refusal } from '../../../shared/base/decision.ts';
import { BYTE_ORDER_MARK, csvLine, harmless } from '../../../shared/exchange/csv/csv.write.ts';
import { columnOf } from '../../../shared/exchange/tables/table.kinds.ts';
import type { TableName } from '../../../shared/exchange/tables/table.names.ts';
import { type TableReport, tableLines } from '../../../shared/exchange/tables/table.report.ts';
import { fieldWords, type Language, labels } from '../labels.ts';
import { columnTitle } from './spoken.ts';

/** Lines written at once. */
const AT_ONCE = 2_000;

/** What is wrong with a cell and what to do about it, in the reader's words; the column's name apart. */
export const faultWords = (
  of: TableName,
  fault: Refusal,
  language: Language,
): { readonly column: string; readonly text: string } => {
  const words = labels(language);
  const column = columnOf(of, fault.field);
  const title = column ? columnTitle(column, words) : '';
  if (fault.refused === 'input.invalid') {
    const { key, field, limit } = inputFault(fault, fieldWords(language));
    const name = title || field || words.text('refusals.input.something');
    return { column: title, text: words.text(`refusals.input.${key}`, { field: name, limit: String(limit ?? '') }) };
  }
  const values = Object.entries(fault.with ?? {}).map(([name, value]): [string, string] => {
    const list = Array.isArray(value) ? (value as readonly string[]) : null;
    if (list && column) return [name, list.map((code) => words.value(...column.writes, code)).join(', ')];
    return [name, list ? list.join(', ') : String(value ?? '')];
  });
  return { column: title, text: words.text(`refusals.${fault.refused}`, Object.fromEntries(values)) };
};

const titlesIn = (language: Language): string[] =>
  ['line', 'outcome', 'column', 'reason'].map((name) => labels(language).text(`imports.report.${name}`));

/** A line of the file in the report: once for each thing that is to be said of it. */
const linesOf = (
  of: TableName,
  language: Language,
  line: number,
  outcome: string,
  faults: readonly Refusal[],
): string => {
  const words = labels(language);
  const said = faults.length > 0 ? faults.map((fault) => faultWords(of, fault, language)) : [{ column: '', text: '' }];
  return said
    .map(({ column, text }) =>
      csvLine([String(line), words.text(`imports.outcomes.${outcome}`), harmless(column), harmless(text)]),
    )
    .join('');
};

/** The report of a run in pieces. `open`: only rows that were not taken, or that something is to be said of. */
export function* tableReportCsv(report: TableReport | undefined, language: Language, open: boolean): Generator<string> {
  yield BYTE_ORDER_MARK + csvLine(titlesIn(language));
  if (!report) return;
  let piece = '';
  let count = 0;
  for (const { line, outcome, faults } of tableLines(report, open)) {
    piece += linesOf(report.table, language, line, outcome, faults);
    if (++count % AT_ONCE !== 0) continue;
    yield piece;
    piece = '';
  }
  if (piece) yield piece;
}

/** What is wrong with a file that was looked at, in pieces. */
export async function* faultsCsv(
  of: TableName,
  language: Language,
  rows: AsyncIterable<
    readonly {
      readonly row: { readonly line: number };
      readonly outcome: string;
      readonly faults: readonly Refusal[];
    }[]
  >,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(titlesIn(language));
  for await (const some of rows)
    yield some
      .filter(({ outcome }) => outcome === 'refused')
      .map(({ row, outcome, faults }) => linesOf(of, language, row.line, outcome, faults))
      .join('');
}
