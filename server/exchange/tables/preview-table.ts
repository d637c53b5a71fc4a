/** What a table holds and would come to, before anything is done with it. */
import * as v from 'valibot';
import { dayOf } from '../../../shared/base/day.ts';
import type { Refusal } from '../../../shared/base/decision.ts';
import { missingColumns, type TableChoices, tableChoices } from '../../../shared/exchange/tables/table.choices.ts';
import { mappingFrom } from '../../../shared/exchange/tables/table.columns.ts';
import { commandOfTable, ROWS_OF_COMMAND } from '../../../shared/exchange/tables/table.commands.ts';
import { tableOf } from '../../../shared/exchange/tables/table.kinds.ts';
import type { TableName } from '../../../shared/exchange/tables/table.names.ts';
import { outcomeOf } from '../../../shared/exchange/tables/table.outcome.ts';
import { offeredTo } from '../../../shared/exchange/tables/table.permit.ts';
import { FAULTS_SHOWN, type TableFault, type TablePreview } from '../../../shared/exchange/tables/table.preview.ts';
import type { ReadRow } from '../../../shared/exchange/tables/table.rows.ts';
import { read } from '../../read/read.ts';
import type { Company } from '../../system/company.ts';
import type { Actor } from '../../write/handlers.ts';
import { Refused } from '../../write/refused.ts';
import type { Language } from '../labels.ts';
import { delimiterOf, encodingOf, headOf, textOf, unreadable } from '../read-file.ts';
import { KEPT_AS, type Upload } from '../uploads.ts';
import { lookBy, planRows } from './plan.ts';
import { tableRows } from './read-table.ts';
import { spoken } from './spoken.ts';
import type { Standing } from './standing.ts';

const SAMPLE = 8;
/** Rows planned by one snapshot. */
const AT_ONCE = 400;
/** Rows that a preview also tries as commands, at most; the run tries all of them before it writes the first. */
const TRIED = 2_000;

export type Judged = { readonly row: ReadRow; readonly outcome: string; readonly faults: readonly Refusal[] };
type Means = Pick<Company, 'store' | 'seal' | 'people' | 'writer' | 'clock' | 'zone'>;

/** Tries rows as the commands that they come to, in a transaction that is taken back; an outcome for each row. */
export const triedRows = async (
  company: Means,
  personId: string,
  of: TableName,
  rows: readonly ReadRow[],
): Promise<readonly string[] | Refusal> => {
  const outcomes: string[] = [];
  for (let at = 0; at < rows.length; at += ROWS_OF_COMMAND) {
    const some = rows.slice(at, at + ROWS_OF_COMMAND).map(({ line, values }) => ({ line, values }));
    const answer = await company.writer.rehearse(() => company.people.actor(personId), {
      name: commandOfTable[of],
      input: { rows: some },
    });
    if ('refused' in answer) return answer as Refusal;
    outcomes.push(...(answer.outcomes as readonly string[]));
  }
  return outcomes;
};

/**
 * What rows come to: by what can be read of them, by what is here, and, as far as `trying` allows, by trying them.
 * Answers how many were tried beside them.
 */
export const judgeRows = async (
  company: Means,
  actor: Actor,
  of: TableName,
  rows: readonly ReadRow[],
  trying: number,
): Promise<{ readonly judged: readonly Judged[]; readonly tried: number } | Refusal> => {
  const good = rows.filter(({ faults }) => faults.length === 0);
  const about = {
    rights: actor.rights,
    actorId: actor.id,
    today: dayOf(company.clock(), company.zone()),
  };
  const plans = await company.store.read((query) =>
    planRows(
      tableOf(of),
      good.map(({ values }) => values),
      lookBy(query, company.seal),
      about,
    ),
  );
  const planned = new Map(good.map((row, at) => [row, plans[at]]));
  const toTry = good.filter((_, at) => plans[at] && 'parts' in plans[at]).slice(0, Math.max(0, trying));
  const outcomes = await triedRows(company, actor.id, of, toTry);
  if ('refused' in outcomes) return outcomes;
  const found = new Map(toTry.map((row, at) => [row, outcomeOf(outcomes[at] ?? '')]));
  const judged = rows.map((row): Judged => {
    if (row.faults.length > 0) return { row, outcome: 'refused', faults: row.faults };
    const tried = found.get(row);
    if (tried) return { row, ...tried };
    const plan = planned.get(row);
    if (plan?.outcome === 'refused') return { row, outcome: 'refused', faults: [plan.fault] };
    return { row, outcome: plan?.outcome ?? 'refused', faults: [] };
  });
  return { judged, tried: toTry.length };
};

/** Titles of the last run of this kind that the person may see. */
const rememberedFor = async (
  company: Means,
  actor: Actor,
  of: TableName,
): Promise<{ readonly [column: string]: string } | null> => {
  const view = actor.rights.view('import_run');
  if (!view.ever('choices') || !view.ever('of')) return null;
  const page = await company.store.read((query) =>
    read(query, company.seal, view, { where: { field: 'of', is: 'eq', value: of }, limit: 1 }),
  );
  const parsed = v.safeParse(tableChoices, 'refused' in page ? null : page.rows[0]?.choices);
  return parsed.success ? (parsed.output.titles ?? null) : null;
};

/**
 * Everything that is wrong with a file, row by row, as far as it can be told before it is run. Throws Revoked when the
 * actor may no longer what they might at its begin, Refused where a batch cannot be judged at all.
 */
export async function* faultsOf(
  company: Means,
  actor: Actor,
  standing: Standing,
  of: TableName,
  bytes: Uint8Array,
  choices: TableChoices,
): AsyncGenerator<readonly Judged[]> {
  let left = TRIED;
  for await (const rows of tableRows(tableOf(of), textOf(bytes, choices.encoding), choices, AT_ONCE)) {
    const found = await standing(() => judgeRows(company, actor, of, rows, left));
    if ('refused' in found) throw new Refused(found);
    left -= found.tried;
    yield found.judged;
  }
}

/**
 * Reads a whole file. `given` are choices that a person made; without them they are proposed, or remembered. Throws Revoked
 * when the actor may no longer what they might at its begin.
 */
export const tablePreviewOf = async (
  company: Means,
  actor: Actor,
  standing: Standing,
  language: Language,
  of: TableName,
  { upload, bytes }: { readonly upload: Upload; readonly bytes: Uint8Array },
  given: TableChoices | null,
): Promise<TablePreview | Refusal> => {
  try {
    const kept = upload.sheet ? KEPT_AS : null;
    const encoding = kept?.encoding ?? given?.encoding ?? encodingOf(bytes, language);
    const text = textOf(bytes, encoding);
    const delimiter = kept?.delimiter ?? given?.delimiter ?? delimiterOf(text);
    const head = headOf(text, delimiter, SAMPLE);
    if (!head) return { refused: 'import.empty', field: 'file' };
    const offered = offeredTo(of, actor.rights);
    const last = given ? null : await rememberedFor(company, actor, of);
    const mapping = given?.columns ?? mappingFrom(head.header, offered, spoken, last ?? {});
    const names = new Set(offered.map(({ name }) => name));
    const columns = Object.fromEntries(Object.entries(mapping).filter(([name]) => names.has(name)));
    const choices: TableChoices = { encoding, delimiter, columns, leaveOut: given?.leaveOut ?? false };
    const missing = missingColumns(of, choices);
    const counts = { rows: 0, added: 0, changed: 0, unchanged: 0, wrong: 0 };
    const faults: TableFault[] = [];
    let moreFaults = false;
    for await (const judged of missing.length > 0 ? [] : faultsOf(company, actor, standing, of, bytes, choices))
      for (const { row, outcome, faults: own } of judged) {
        counts.rows++;
        if (outcome === 'refused') counts.wrong++;
        else if (outcome === 'added' || outcome === 'changed' || outcome === 'unchanged') counts[outcome]++;
        if (outcome !== 'refused') continue;
        for (const fault of own)
          if (faults.length < FAULTS_SHOWN) faults.push({ line: row.line, fault });
          else moreFaults = true;
      }
    return {
      id: upload.id,
      of,
      fileName: upload.fileName,
      size: upload.size,
      sheet: upload.sheet ?? null,
      header: head.header,
      sample: head.sample,
      offered: offered.map(({ name }) => name),
      choices,
      remembered: last !== null && Object.values(last).some((title) => head.header.includes(title)),
      missing,
      counts,
      faults,
      moreFaults,
    };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    return unreadable(error);
  }
};
