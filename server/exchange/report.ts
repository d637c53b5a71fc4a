/** The report of a run as a file: every line of what was imported, with what became of it. */
import { BYTE_ORDER_MARK, csvLine, harmless } from '../../shared/exchange/csv/csv.write.ts';
import { targetOf } from '../../shared/exchange/import_run/import.documents.ts';
import { type DocumentReport, type ReportLine, reportLines } from '../../shared/exchange/import_run/import.report.ts';
import type { Labels } from './labels.ts';

/** Lines written at once. */
const AT_ONCE = 2_000;

const isOpen = ({ outcome, reason }: ReportLine): boolean =>
  outcome === 'waiting' || outcome === 'refused' || outcome === 'left' || reason !== null;

const columnOf = (reason: string | null, labels: Labels): string => {
  const target = targetOf(reason);
  return target === null ? '' : labels.text(`imports.targets.${target}`);
};

/** The report in pieces. `open`: only lines that wait, were refused, or differ from what is here. */
export function* reportCsv(documents: readonly DocumentReport[], labels: Labels, open: boolean): Generator<string> {
  const titles = ['line', 'document', 'outcome', 'column', 'reason'].map((name) =>
    labels.text(`imports.report.${name}`),
  );
  yield BYTE_ORDER_MARK + csvLine(titles);
  const lines = reportLines(documents).filter((line) => !open || isOpen(line));
  for (let at = 0; at < lines.length; at += AT_ONCE) {
    yield lines
      .slice(at, at + AT_ONCE)
      .map(({ line, document, outcome, reason }) =>
        csvLine([
          String(line),
          harmless(document),
          labels.text(`imports.outcomes.${outcome}`),
          columnOf(reason, labels),
          reason === null ? '' : labels.text(`imports.reasons.${reason}`),
        ]),
      )
      .join('');
  }
}
