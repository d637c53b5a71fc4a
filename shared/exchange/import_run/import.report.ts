/** What became of every line of a file, kept by document. */
import { type FileDocument, linesOf } from './import.documents.ts';
import type { Outcome } from './import.rules.ts';

export type ReportOutcome = 'added' | 'already' | 'waiting' | 'refused' | 'left';
/** `lines` are spans of the file's lines, first and last; `faults` lines with a reason of their own. */
export type DocumentReport = {
  readonly number: string;
  readonly outcome: ReportOutcome;
  readonly reason: string | null;
  readonly lines: readonly (readonly [number, number])[];
  readonly faults: readonly (readonly [number, string])[];
};
export type ReportLine = {
  readonly line: number;
  readonly document: string;
  readonly outcome: ReportOutcome;
  readonly reason: string | null;
};

const spansOf = (lines: readonly number[]): [number, number][] => {
  const spans: [number, number][] = [];
  for (const line of lines) {
    const last = spans.at(-1);
    if (last && last[1] === line - 1) last[1] = line;
    else spans.push([line, line]);
  }
  return spans;
};

/** What is known of a document before anything is done with it; null for one that will be taken. */
export const reportBefore = (document: FileDocument): DocumentReport | null => {
  const lines = spansOf(linesOf(document));
  const { number, kind } = document;
  if (document.faults.length > 0) {
    const faults = document.faults.map(({ line, fault }) => [line, fault] as const);
    return { number, outcome: 'refused', reason: 'document_refused', lines, faults };
  }
  return kind === 'sale' ? null : { number, outcome: 'waiting', reason: kind, lines, faults: [] };
};

/** `left`: the reason why the run ended before it came to the document, or wrote nothing at all. */
export const reportAfter = (document: FileDocument, outcome: Outcome | `left:${string}`): DocumentReport => {
  const { number } = document;
  const lines = spansOf(linesOf(document));
  const [kind = '', detail = ''] = outcome.split(':');
  if (kind === 'added') return { number, outcome: 'added', reason: null, lines, faults: [] };
  if (kind === 'already') return { number, outcome: 'already', reason: null, lines, faults: [] };
  if (kind === 'differs') {
    const faults = detail
      .split(',')
      .map((position) => [document.lines[Number(position) - 1]?.line ?? 0, 'differs'] as const);
    return { number, outcome: 'already', reason: null, lines, faults };
  }
  if (kind === 'left') {
    const reason = detail === 'import.rows_wrong' ? 'others_wrong' : 'left';
    return { number, outcome: 'left', reason, lines, faults: [] };
  }
  return { number, outcome: 'refused', reason: detail, lines, faults: [] };
};

/** Every line of the file that held anything, in its order. */
export const reportLines = (documents: readonly DocumentReport[]): ReportLine[] => {
  const all: ReportLine[] = [];
  for (const { number, outcome, reason, lines, faults } of documents) {
    const own = new Map(faults);
    for (const [from, to] of lines)
      for (let line = from; line <= to; line++)
        all.push({ line, document: number, outcome, reason: own.get(line) ?? reason });
  }
  return all.sort((a, b) => a.line - b.line);
};
