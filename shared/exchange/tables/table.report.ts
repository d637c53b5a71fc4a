/** What became of every row of a table: spans of lines, and what is to be said of single ones. */
import type { Refusal } from '../../base/decision.ts';
import type { TableName } from './table.names.ts';

export type RowOutcome = 'added' | 'changed' | 'unchanged' | 'refused' | 'left';
/** A span of lines, first and last, that all came to the same. */
export type Span = readonly [from: number, to: number, outcome: RowOutcome];
export type TableReport = {
  readonly table: TableName;
  readonly spans: readonly Span[];
  readonly faults: readonly (readonly [line: number, fault: Refusal])[];
};
export type TableReportLine = {
  readonly line: number;
  readonly outcome: RowOutcome;
  readonly faults: readonly Refusal[];
};

export const tableReporter = (table: TableName) => {
  const spans: [number, number, RowOutcome][] = [];
  const faults: [number, Refusal][] = [];
  return {
    /** In the order of the file. */
    add: (line: number, outcome: RowOutcome, own: readonly Refusal[] = []): void => {
      const last = spans.at(-1);
      if (last && last[2] === outcome && last[1] === line - 1) last[1] = line;
      else spans.push([line, line, outcome]);
      for (const fault of own) faults.push([line, fault]);
    },
    report: (): TableReport => ({ table, spans, faults }),
  };
};

/** Lines one after another; `open`: only those that were not taken, or that something is to be said of. */
export function* tableLines({ spans, faults }: TableReport, open: boolean): Generator<TableReportLine> {
  const own = new Map<number, Refusal[]>();
  for (const [line, fault] of faults) own.set(line, [...(own.get(line) ?? []), fault]);
  for (const [from, to, outcome] of spans)
    for (let line = from; line <= to; line++) {
      const said = own.get(line) ?? [];
      if (!open || outcome === 'refused' || outcome === 'left' || said.length > 0)
        yield { line, outcome, faults: said };
    }
}
