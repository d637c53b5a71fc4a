import { computed, type Ref } from 'vue';
import { targetOf } from '../../shared/exchange/import_run/import.documents.ts';
import { useClock } from '../face/now.ts';
import { dayText } from '../face/time.ts';
import { useWords, type Word } from '../words/words.ts';
import type { Preview, ShownFault } from './import-door.ts';

export type CountRow = {
  readonly label: string;
  readonly documents: string;
  readonly lines: string;
  /** A part of the row above. */
  readonly part: boolean;
  readonly tone: 'plain' | 'warn' | 'bad' | 'strong';
};

/** Orders that a run would add. */
export const ordersToAdd = ({ counts }: Preview): number => counts.sales.documents - counts.already;

/** What is in the file, as the rows of a table and the sentences below it. */
export const useCounts = (preview: Ref<Preview>) => {
  const words = useWords();
  const { today } = useClock();
  const figure = (n: number): string => n.toLocaleString(words.language);
  const row = (
    key: string,
    documents: number | null,
    lines: number | null,
    part = false,
    tone: CountRow['tone'] = 'plain',
  ): CountRow => ({
    label: words.t(`imports.counts.${key}` as Word),
    documents: documents === null ? '' : figure(documents),
    lines: lines === null ? '' : figure(lines),
    part,
    tone,
  });
  const rows = computed<CountRow[]>(() => {
    const { counts } = preview.value;
    const { sales, returns, corrections, refused } = counts;
    const all = [
      row('sales', sales.documents, sales.lines, false, 'strong'),
      row('already', counts.already, null, true),
      row('walkIn', sales.walkIn, null, true),
      row('priced', null, sales.priced, true),
      row('free', null, sales.free, true),
      row('charges', null, sales.charges, true),
      row('returns', returns.documents, returns.lines, false, 'warn'),
      row('corrections', corrections.documents, corrections.lines, false, 'warn'),
      row('refused', refused.documents, refused.lines, false, 'bad'),
    ].filter(
      ({ documents, lines, label }, at) =>
        at === 0 || ![documents, lines].every((one) => one === '' || one === '0') || label === '',
    );
    return [...all, row('all', counts.documents, counts.lines)];
  });
  const remarks = computed<string[]>(() => {
    const { counts } = preview.value;
    return [
      ...(counts.repeated > 0 ? [words.t('imports.counts.repeated', { n: counts.repeated })] : []),
      ...(counts.caseOnly > 0 ? [words.t('imports.counts.caseOnly', { n: counts.caseOnly })] : []),
      ...(counts.returns.documents + counts.corrections.documents > 0 ? [words.t('imports.counts.waits')] : []),
    ];
  });
  const period = computed<string | null>(() => {
    const { from, to } = preview.value.counts;
    if (from === null || to === null) return null;
    const said = (day: string): string => dayText(day, words.language, today.value, true);
    return words.t('imports.counts.period', { from: said(from), to: said(to) });
  });
  const faults = computed<ShownFault[]>(() =>
    preview.value.faults.map(({ line, document, fault }, at) => {
      const target = targetOf(fault);
      return {
        key: `${line} ${at}`,
        line,
        document,
        column: target === null ? '' : words.t(`imports.targets.${target}`),
        text: words.t(`imports.reasons.${fault}`),
      };
    }),
  );
  return { rows, remarks, period, faults };
};
