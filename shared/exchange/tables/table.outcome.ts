/** What became of a row, as a command's answer has it and as a report takes it. */
import type { Refusal } from '../../base/decision.ts';
import type { Planned } from './table.kind.ts';
import type { RowOutcome } from './table.report.ts';

export const outcomeText = (plan: Planned, refusal: Refusal | null): string => {
  const refused = plan.outcome === 'refused' ? plan.fault : refusal;
  if (refused) return `refused:${JSON.stringify(refused)}`;
  return 'note' in plan && plan.note ? `${plan.outcome}:${plan.note}` : plan.outcome;
};

const OUTCOMES: readonly string[] = ['added', 'changed', 'unchanged', 'refused'];

/** The same, read back; what cannot be read counts as refused. */
export const outcomeOf = (text: string): { readonly outcome: RowOutcome; readonly faults: readonly Refusal[] } => {
  const cut = text.indexOf(':');
  const [outcome, more] = cut < 0 ? [text, ''] : [text.slice(0, cut), text.slice(cut + 1)];
  if (!OUTCOMES.includes(outcome)) return { outcome: 'refused', faults: [{ refused: 'import.not_taken' }] };
  if (more === '') return { outcome: outcome as RowOutcome, faults: [] };
  return {
    outcome: outcome as RowOutcome,
    faults: [outcome === 'refused' ? (JSON.parse(more) as Refusal) : { refused: `import.${more}` }],
  };
};
