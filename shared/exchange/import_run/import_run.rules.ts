import type { Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import type { TableChoices } from '../tables/table.choices.ts';
import type { ImportChoices } from './import.choices.ts';

type Moment = { readonly now: number };
export type StartInput = Pick<
  RowOf<'import_run'>,
  'id' | 'personId' | 'personName' | 'of' | 'fileName' | 'total' | 'waiting' | 'refused' | 'signature'
> & { readonly choices: ImportChoices | TableChoices };

/** Begins a run; what waits or cannot be read is dealt with at once. Beginning the same run again changes nothing. */
export const start = (run: RowOf<'import_run'> | null, input: StartInput, { now }: Moment): Decision => {
  const { id, ...given } = input;
  if (run) return { changes: [], answer: { id } };
  const done = input.waiting + input.refused;
  const set = {
    ...given,
    startedAt: now,
    endedAt: null,
    status: 'running',
    checked: 0,
    done,
    added: 0,
    changed: 0,
    already: 0,
    orders: 0,
  } as const;
  return { changes: [{ op: 'insert', noun: 'import_run', id, set }], answer: { id } };
};

/** Never goes back, and says nothing of a run that is over. */
export const check = (run: RowOf<'import_run'>, { checked }: { readonly checked: number }): Decision => ({
  changes:
    run.status === 'running' && checked > run.checked
      ? [{ op: 'update', noun: 'import_run', id: run.id, set: { checked: Math.min(checked, run.total) } }]
      : [],
  answer: { id: run.id },
});

export type EndFacts = { readonly run: RowOf<'import_run'>; readonly report: RowOf<'import_report'> | null };
export type EndInput = { readonly reason: string | null; readonly documents: readonly unknown[] };

/** Ends a run and keeps its report. What was not come to is counted as refused. Ending it again changes nothing. */
export const end = ({ run, report }: EndFacts, input: EndInput, { now }: Moment): Decision => {
  if (run.status !== 'running' || report) return { changes: [], answer: { id: run.id } };
  const status = input.reason === null ? 'done' : 'failed';
  const refused = run.refused + Math.max(0, run.total - run.done);
  const set = { status, reason: input.reason, endedAt: now, done: run.total, refused } as const;
  return {
    changes: [
      { op: 'update', noun: 'import_run', id: run.id, set },
      {
        op: 'insert',
        noun: 'import_report',
        id: `${run.id}-report`,
        set: { runId: run.id, documents: input.documents },
      },
    ],
    answer: { id: run.id },
    why: input.reason,
  };
};
