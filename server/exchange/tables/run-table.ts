/** A table that is run: all of it is gone through before the first row is written, then two hundred rows a commit. */
import type { Refusal } from '../../../shared/base/decision.ts';
import { signatureOf } from '../../../shared/exchange/import_run/import.columns.ts';
import { missingColumns, type TableChoices } from '../../../shared/exchange/tables/table.choices.ts';
import { commandOfTable, ROWS_OF_COMMAND } from '../../../shared/exchange/tables/table.commands.ts';
import { tableOf } from '../../../shared/exchange/tables/table.kinds.ts';
import type { TableName } from '../../../shared/exchange/tables/table.names.ts';
import { outcomeOf } from '../../../shared/exchange/tables/table.outcome.ts';
import { offeredTo } from '../../../shared/exchange/tables/table.permit.ts';
import { type TableReport, tableReporter } from '../../../shared/exchange/tables/table.report.ts';
import type { Company } from '../../system/company.ts';
import { asSelf } from '../../write/behalf.ts';
import type { Actor } from '../../write/handlers.ts';
import { headOf, textOf, unreadable } from '../read-file.ts';
import type { Upload } from '../uploads.ts';
import { judgeRows } from './preview-table.ts';
import { tableRows } from './read-table.ts';

/** Rows that are checked by one look at what is here, and between two words of how far it is. */
const CHECKED_AT_ONCE = 200;
const SAID_EVERY = 2_000;

type Run = {
  readonly id: string;
  readonly personId: string;
  readonly total: number;
  readonly checked: number;
};
type Found = Awaited<ReturnType<typeof judgeRows>>;
export type Ended = { readonly reason: string | null; readonly report: TableReport };

const titlesOf = (header: readonly string[], columns: TableChoices['columns']): { readonly [column: string]: string } =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([name, place]) =>
      typeof place === 'number' && header[place] ? [[name, header[place].slice(0, 500)] as const] : [],
    ),
  );

/** Begins a run of a table: what cannot be read at all is refused at once, and nothing is begun. */
export const beginTable = async (
  company: Company,
  actor: Actor,
  of: TableName,
  { upload, bytes }: { readonly upload: Upload; readonly bytes: Uint8Array },
  given: TableChoices,
): Promise<Refusal | { readonly id: string; readonly choices: TableChoices }> => {
  const names = new Set(offeredTo(of, actor.rights).map(({ name }) => name));
  const columns = Object.fromEntries(Object.entries(given.columns).filter(([name]) => names.has(name)));
  const [missing] = missingColumns(of, { columns });
  if (missing) return { refused: 'import.not_ready', field: missing };
  const { id, fileName } = upload;
  try {
    const text = textOf(bytes, given.encoding);
    const header = headOf(text, given.delimiter, 1)?.header ?? [];
    const choices = { ...given, columns, titles: titlesOf(header, columns) };
    let total = 0;
    let refused = 0;
    for await (const rows of tableRows(tableOf(of), text, choices, CHECKED_AT_ONCE)) {
      total += rows.length;
      refused += rows.filter(({ faults }) => faults.length > 0).length;
    }
    if (refused > 0 && !choices.leaveOut) return { refused: 'import.rows_wrong', with: { n: refused } };
    await company.system(
      'import_run.start',
      {
        id,
        personId: actor.id,
        personName: actor.name,
        of,
        fileName,
        total,
        waiting: 0,
        refused,
        signature: signatureOf(header),
        choices,
      },
      `import-${id}-start`,
    );
    return { id, choices };
  } catch (error) {
    return unreadable(error);
  }
};

/** Goes through all rows without writing one; null where each can be taken, else why not, with the report. */
const checked = async (
  company: Company,
  run: Run,
  of: TableName,
  text: string,
  choices: TableChoices,
): Promise<Ended | null> => {
  const reporter = tableReporter(of);
  let wrong = 0;
  let count = 0;
  let reason: string | null = null;
  for await (const rows of tableRows(tableOf(of), text, choices, CHECKED_AT_ONCE)) {
    const actor: Actor | null = reason === null ? await company.people.actor(run.personId) : null;
    const found: Found | null = actor && (await judgeRows(company, asSelf(actor), of, rows, Number.POSITIVE_INFINITY));
    if (!found || 'refused' in found) {
      reason ??= found ? found.refused : 'signed_out';
      for (const { line } of rows) reporter.add(line, 'left');
      continue;
    }
    for (const { row, outcome, faults } of found.judged) {
      if (outcome === 'refused') wrong++;
      reporter.add(row.line, outcome === 'refused' ? 'refused' : 'left', outcome === 'refused' ? faults : []);
    }
    count += rows.length;
    // That all was gone through is said only where all may be written: a run that is interrupted goes on by it.
    if (count === run.total ? wrong === 0 : count % SAID_EVERY === 0)
      await company.system('import_run.check', { id: run.id, checked: count }, `import-${run.id}-check-${count}`);
  }
  if (wrong > 0) reason ??= 'import.rows_wrong';
  return reason === null ? null : { reason, report: reporter.report() };
};

/** Works a run off. An interrupted one goes on: a batch that was committed gets its first answer again. */
export const workTable = async (
  company: Company,
  run: Run,
  of: TableName,
  bytes: Uint8Array,
  choices: TableChoices,
): Promise<Ended> => {
  const text = textOf(bytes, choices.encoding);
  if (!choices.leaveOut && run.checked < run.total) {
    const stopped = await checked(company, run, of, text, choices);
    if (stopped) return stopped;
  }
  const reporter = tableReporter(of);
  let reason: string | null = null;
  let at = 0;
  for await (const rows of tableRows(tableOf(of), text, choices, ROWS_OF_COMMAND)) {
    const good = rows.filter(({ faults }) => faults.length === 0);
    let outcomes: readonly string[] = [];
    if (reason === null && good.length > 0) {
      const order = {
        name: commandOfTable[of],
        // The id is the batch's: after an interruption the same batch gets its first answer again.
        id: `import-${run.id}-${at}`,
        input: { runId: run.id, rows: good.map(({ line, values }) => ({ line, values })) },
      };
      const { kept } = await company.writer.command(run.personId, () => company.people.actor(run.personId), order);
      if ('refused' in kept) reason = kept.refused;
      else outcomes = kept.answer.outcomes as readonly string[];
    }
    at++;
    const answers = new Map(good.map((row, index) => [row, outcomes[index]]));
    for (const row of rows) {
      const answer = answers.get(row);
      if (row.faults.length > 0) reporter.add(row.line, 'refused', row.faults);
      else if (answer === undefined) reporter.add(row.line, 'left');
      else {
        const { outcome, faults } = outcomeOf(answer);
        reporter.add(row.line, outcome, faults);
      }
    }
  }
  return { reason, report: reporter.report() };
};
