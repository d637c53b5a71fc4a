import type { Change, Refusal } from '../../../shared/base/decision.ts';
import { commandOfTable } from '../../../shared/exchange/tables/table.commands.ts';
import type { Planned } from '../../../shared/exchange/tables/table.kind.ts';
import { tableOf } from '../../../shared/exchange/tables/table.kinds.ts';
import { type TableName, tableNames } from '../../../shared/exchange/tables/table.names.ts';
import { outcomeText } from '../../../shared/exchange/tables/table.outcome.ts';
import { barredTable } from '../../../shared/exchange/tables/table.permit.ts';
import { Refused } from '../../write/refused.ts';
import { handleRows } from '../../write/rows.ts';
import type { Transaction } from '../../write/transaction.ts';
import { lookIn, planRows } from './plan.ts';

/** A row that lacks what every row of its table must have, or the plan for it. */
const lacking = (of: TableName, values: { readonly [column: string]: unknown }): Planned | null => {
  const column = tableOf(of).columns.find(({ name, required }) => required && values[name] === undefined);
  return column ? { outcome: 'refused', fault: { refused: 'import.cell_missing', field: column.name } } : null;
};

/** The plans of a batch, from when its rows are asked for until its end; a batch runs alone in its transaction. */
const planned = new WeakMap<Transaction, readonly Planned[]>();

const progress = (run: { id: string } & Counted, outcomes: readonly string[]): Change => {
  const count = (outcome: string): number => outcomes.filter((one) => one.split(':')[0] === outcome).length;
  return {
    op: 'update',
    noun: 'import_run',
    id: run.id,
    set: {
      done: run.done + outcomes.length,
      added: run.added + count('added'),
      changed: run.changed + count('changed'),
      already: run.already + count('unchanged'),
      refused: run.refused + count('refused'),
    },
  };
};
type Counted = { [name in 'done' | 'added' | 'changed' | 'already' | 'refused']: number };

for (const of of tableNames) {
  const kind = tableOf(of);
  handleRows(commandOfTable[of], {
    rows: async (tx, { runId, rows }, { actor, today }) => {
      const barred = barredTable(of, actor.rights);
      if (barred) throw new Refused(barred);
      if (runId !== undefined) {
        const run = await tx.lock('import_run', runId);
        if (run.personId !== actor.id)
          throw new Refused({ refused: 'missing', field: 'runId', with: { noun: 'import_run' } });
        if (run.status !== 'running' || run.of !== of)
          throw new Refused({ refused: 'import.run_over', field: 'runId' });
      }
      const whole = rows.filter(({ values }) => !lacking(of, values));
      const about = { rights: actor.rights, actorId: actor.id, today };
      const found = await planRows(
        kind,
        whole.map(({ values }) => values),
        lookIn(tx),
        about,
      );
      const plans = new Map(whole.map((row, at) => [row, found[at] as Planned]));
      const all = rows.map((row) => plans.get(row) ?? (lacking(of, row.values) as Planned));
      planned.set(tx, all);
      return all.map((plan) => ('parts' in plan ? plan.parts : []));
    },
    end: async (tx, { runId }, refusals) => {
      const outcomes = (planned.get(tx) ?? []).map((plan, at) => outcomeText(plan, refusals[at] as Refusal | null));
      planned.delete(tx);
      const run = runId === undefined ? null : await tx.get('import_run', runId);
      return { changes: run ? [progress(run, outcomes)] : [], answer: { outcomes } };
    },
  });
}
