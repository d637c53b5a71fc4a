/** A file of orders that is run: all of it is gone through before the first order is written, then some at a time. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Refusal } from '../../shared/base/decision.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import { type ImportChoices, missingIn } from '../../shared/exchange/import_run/import.choices.ts';
import { signatureOf } from '../../shared/exchange/import_run/import.columns.ts';
import { type FileDocument, linesOf } from '../../shared/exchange/import_run/import.documents.ts';
import { type DocumentReport, reportAfter, reportBefore } from '../../shared/exchange/import_run/import.report.ts';
import type { Outcome } from '../../shared/exchange/import_run/import.rules.ts';
import type { Company } from '../system/company.ts';
import type { Actor } from '../write/handlers.ts';
import { batchesOf, commandOf } from './order-batches.ts';
import { documentsOf, headOf, textOf, unreadable } from './read-file.ts';
import type { Upload } from './uploads.ts';

/** Lines between two words of how far the going through is. */
const SAID_EVERY = 3_000;

type Run = Pick<RowOf<'import_run'>, 'id' | 'personId' | 'total' | 'checked' | 'done'>;
export type Ended = { readonly reason: string | null; readonly reports: readonly DocumentReport[] };
type Staged = {
  readonly signature: string;
  /** Of what waits or cannot be read. */
  readonly reports: readonly DocumentReport[];
  readonly documents: readonly FileDocument[];
  /** Lines. */
  readonly total: number;
  readonly waiting: number;
  readonly refused: number;
};

const staged = async (bytes: Uint8Array, choices: ImportChoices): Promise<Staged> => {
  const text = textOf(bytes, choices.encoding);
  const reports: DocumentReport[] = [];
  const documents: FileDocument[] = [];
  const counted = { total: 0, waiting: 0, refused: 0 };
  for (const document of await documentsOf(text, choices)) {
    const count = linesOf(document).length;
    counted.total += count;
    const before = reportBefore(document);
    if (!before) documents.push(document);
    else {
      reports.push(before);
      counted[before.outcome === 'waiting' ? 'waiting' : 'refused'] += count;
    }
  }
  const header = headOf(text, choices.delimiter, 1)?.header ?? [];
  return { signature: signatureOf(header), reports, documents, ...counted };
};

/** Begins a run of orders: what cannot be read at all is refused at once, and nothing is begun. */
export const beginOrders = async (
  company: Company,
  actor: Actor,
  { upload: { id, fileName }, bytes }: { readonly upload: Upload; readonly bytes: Uint8Array },
  choices: ImportChoices,
): Promise<Refusal | { readonly id: string }> => {
  const [missing] = missingIn(choices);
  if (missing) return { refused: 'import.not_ready', field: missing };
  try {
    const { total, waiting, refused, signature } = await staged(bytes, choices);
    if (refused > 0 && !choices.leaveOut) return { refused: 'import.rows_wrong', with: { n: refused } };
    const counted = { total, waiting, refused, signature };
    const input = { id, personId: actor.id, personName: actor.name, of: 'orders', fileName, ...counted, choices };
    await company.system('import_run.start', input, `import-${id}-start`);
    return { id };
  } catch (error) {
    return unreadable(error);
  }
};

/** Tries every document without writing one; null where each can be taken, else why not, with the report. */
const checked = async (
  company: Company,
  run: Run,
  choices: ImportChoices,
  { documents, reports: before, waiting, refused }: Staged,
): Promise<Ended | null> => {
  const reports = [...before];
  const batches = batchesOf(documents);
  let reason: string | null = null;
  let wrong = false;
  let count = waiting + refused;
  let said = count;
  const left: FileDocument[] = [];
  for (const batch of batches) {
    const found: Refusal | { readonly [name: string]: unknown } | null =
      reason === null
        ? await company.writer.rehearse(() => company.people.actor(run.personId), {
            name: 'order.import',
            input: commandOf(choices, batch),
          })
        : null;
    if (found && 'refused' in found) reason = String(found.refused);
    const outcomes = found && 'outcomes' in found ? (found.outcomes as readonly Outcome[]) : [];
    for (const [index, document] of batch.entries()) {
      const outcome = outcomes[index];
      if (outcome?.startsWith('refused:')) {
        wrong = true;
        reports.push(reportAfter(document, outcome));
      } else left.push(document);
      count += linesOf(document).length;
    }
    // That all was gone through is said only where all may be written: a run that is interrupted goes on by it.
    const due = batch === batches.at(-1) ? !wrong : count - said >= SAID_EVERY;
    if (reason === null && due) {
      said = count;
      await company.system('import_run.check', { id: run.id, checked: count }, `import-${run.id}-check-${count}`);
    }
    await breathe();
  }
  if (wrong) reason ??= 'import.rows_wrong';
  if (reason === null) return null;
  return { reason, reports: [...reports, ...left.map((document) => reportAfter(document, `left:${reason}`))] };
};

/** Hands the documents in, a batch a command; the reports grow with what is answered. */
const hand = async (
  company: Company,
  run: Run,
  choices: ImportChoices,
  documents: readonly FileDocument[],
  reports: DocumentReport[],
): Promise<string | null> => {
  let reason: string | null = null;
  for (const [at, batch] of batchesOf(documents).entries()) {
    if (reason === null) {
      // The id is the batch's: after an interruption the same batch gets its first answer again.
      const order = { name: 'order.import', id: `import-${run.id}-${at}`, input: commandOf(choices, batch, run.id) };
      const { kept } = await company.writer.command(run.personId, () => company.people.actor(run.personId), order);
      if ('refused' in kept) reason = kept.refused;
      else {
        const outcomes = kept.answer.outcomes as readonly Outcome[];
        batch.forEach((document, index) => {
          reports.push(reportAfter(document, outcomes[index] ?? 'refused:unknown'));
        });
      }
    }
    if (reason !== null) for (const document of batch) reports.push(reportAfter(document, `left:${reason}`));
    await breathe();
  }
  return reason;
};

/**
 * Works a run off; `failed` is told of what broke it. An interrupted one goes on: what was gone through is not gone through
 * again, since a part of it may be here by now.
 */
export const workOrders = async (
  company: Company,
  run: Run,
  choices: ImportChoices,
  bytes: Uint8Array,
  failed: (error: unknown) => void,
): Promise<Ended> => {
  const stage = await staged(bytes, choices);
  const reports = [...stage.reports];
  try {
    // What an older version of the product began to write, without going through it before, is gone on with as it was begun.
    const isBegun = run.checked >= run.total || run.done > stage.waiting + stage.refused;
    const stopped = choices.leaveOut || isBegun ? null : await checked(company, run, choices, stage);
    return stopped ?? { reason: await hand(company, run, choices, stage.documents, reports), reports };
  } catch (error) {
    failed(error);
    const told = new Set(reports.map(({ number }) => number));
    const rest = stage.documents.filter(({ number }) => !told.has(number));
    const reason = 'server.failed';
    return { reason, reports: [...reports, ...rest.map((document) => reportAfter(document, `left:${reason}`))] };
  }
};
