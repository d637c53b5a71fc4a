/** Imports that run in the background, one after another, through commands like everyone's. */
import { setImmediate as breathe } from 'node:timers/promises';
import * as v from 'valibot';
import type { Refusal } from '../../shared/base/decision.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import { choicesInput, type ImportChoices, missingIn } from '../../shared/exchange/import_run/import.choices.ts';
import { signatureOf } from '../../shared/exchange/import_run/import.columns.ts';
import { type FileDocument, linesOf } from '../../shared/exchange/import_run/import.documents.ts';
import { type DocumentReport, reportAfter, reportBefore } from '../../shared/exchange/import_run/import.report.ts';
import type { Outcome } from '../../shared/exchange/import_run/import.rules.ts';
import { instantOf } from '../../shared/exchange/import_run/import.time.ts';
import {
  DOCUMENTS_AT_MOST,
  type ImportDocument,
  LINES_OF_IMPORT,
} from '../../shared/exchange/import_run/import_run.commands.ts';
import { type TableChoices, tableChoices } from '../../shared/exchange/tables/table.choices.ts';
import type { TableName } from '../../shared/exchange/tables/table.names.ts';
import type { DbRow } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';
import type { Company } from '../system/company.ts';
import type { Actor } from '../write/handlers.ts';
import { labels } from './labels.ts';
import { documentsOf, headOf, textOf, unreadable } from './read-file.ts';
import { beginTable, type Ended, workTable } from './tables/run-table.ts';
import type { Upload, Uploads } from './uploads.ts';

/** Lines of one commit: enough that commits cost little, few enough that the screens keep moving between two. */
const LINES_A_COMMIT = 300;

export type What =
  | { readonly of: 'orders'; readonly choices: ImportChoices }
  | { readonly of: TableName; readonly choices: TableChoices };
/** A run as far as its work needs it. */
type Running = { readonly id: string; readonly personId: string; readonly total: number; readonly checked: number };

/** What a run was begun with; null for what no version of the product has begun. */
const whatOf = ({ of, choices }: Pick<RowOf<'import_run'>, 'of' | 'choices'>): What | null => {
  if (of === 'orders') {
    const parsed = v.safeParse(choicesInput, choices);
    return parsed.success ? { of, choices: parsed.output } : null;
  }
  const parsed = v.safeParse(tableChoices, choices);
  return parsed.success ? { of, choices: parsed.output } : null;
};

export type Runner = {
  /** Begins a run of this file by this person; answers at once, what follows happens in the background. */
  start(actor: Actor, upload: Upload, what: What): Promise<Refusal | { readonly id: string }>;
  /** Goes on with runs that the server's end has interrupted. */
  resume(): Promise<void>;
  /** Is this file being run? */
  busy(id: string): boolean;
  /** Resolves when no run is left. */
  idle(): Promise<void>;
};

const WALK_IN = 20;
/** Walk-in sales of one country are one customer's; its number is made from the country's name. */
const walkInNumber = (country: string): string =>
  `WALK-IN-${country.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')}`.replace(/-$/, '').slice(0, WALK_IN);

/** The documents as the command takes them. */
const inputOf = (document: FileDocument, choices: ImportChoices, charges: ReadonlySet<string>): ImportDocument => {
  const { text } = labels(choices.language);
  const { customer, country } = document;
  const named =
    customer === null
      ? {
          number: walkInNumber(country),
          name: country ? text('imports.names.walkInOf', { country }) : text('imports.names.walkIn'),
        }
      : { number: customer, name: text('imports.names.customer', { number: customer }) };
  return {
    number: document.number,
    orderedOn: document.day,
    orderedAt: Math.max(0, instantOf(document, choices.timeZone)),
    customer: { ...named, name: named.name.slice(0, 120), country: country.slice(0, 60) },
    lines: document.lines.map(({ sku, name, quantity, unitPrice }) => ({
      sku,
      name: name.slice(0, 320),
      quantity,
      unitPrice,
      ...(charges.has(sku) ? { charge: true } : {}),
    })),
  };
};

/** Documents for one command after another: a few hundred lines, or one document that has more. */
const batchesOf = (documents: readonly FileDocument[]): FileDocument[][] => {
  const batches: FileDocument[][] = [];
  let lines = 0;
  for (const document of documents) {
    const last = batches.at(-1);
    const fits = last && last.length < DOCUMENTS_AT_MOST && lines + document.lines.length <= LINES_A_COMMIT;
    if (fits) last.push(document);
    else batches.push([document]);
    lines = fits ? lines + document.lines.length : document.lines.length;
  }
  return batches;
};

type Staged = {
  readonly signature: string;
  readonly reports: DocumentReport[];
  readonly documents: readonly FileDocument[];
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
    const long = document.lines.length > LINES_OF_IMPORT;
    const before = long ? reportAfter(document, 'refused:too_many_lines') : reportBefore(document);
    if (!before) documents.push(document);
    else {
      reports.push(before);
      counted[before.outcome === 'waiting' ? 'waiting' : 'refused'] += count;
    }
  }
  const header = headOf(text, choices.delimiter, 1)?.header ?? [];
  return { signature: signatureOf(header), reports, documents, ...counted };
};

/** The report of a run that was given up: what it had come to, and the documents that it had not. */
const leftBehind = ({ documents, reports }: Staged, reason: string): DocumentReport[] => {
  const told = new Set(reports.map(({ number }) => number));
  return [
    ...reports,
    ...documents.filter(({ number }) => !told.has(number)).map((document) => reportAfter(document, `left:${reason}`)),
  ];
};

export const runnerOf = (company: Company, uploads: Uploads, report: (error: unknown) => void): Runner => {
  const running = new Set<string>();
  let queue: Promise<void> = Promise.resolve();

  /** Hands the documents in, a batch a command; answers why it had to stop, or null. */
  const hand = async (
    run: { id: string; personId: string },
    choices: ImportChoices,
    { documents, reports }: Staged,
  ): Promise<string | null> => {
    const charges = new Set(choices.charges);
    let reason: string | null = null;
    for (const [at, batch] of batchesOf(documents).entries()) {
      if (reason === null) {
        const input = {
          runId: run.id,
          as: choices.as,
          currency: choices.currency,
          rate: choices.rate,
          sellerId: choices.sellerId,
          warehouseId: choices.warehouseId,
          documents: batch.map((document) => inputOf(document, choices, charges)),
        };
        // The id is the batch's: after an interruption the same batch gets its first answer again.
        const order = { name: 'order.import', id: `import-${run.id}-${at}`, input };
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

  const end = (run: Running, reason: string | null, documents: readonly unknown[]) =>
    company.system('import_run.end', { id: run.id, reason, documents }, `import-${run.id}-end`);

  const workOrders = async (run: Running, choices: ImportChoices, bytes: Uint8Array): Promise<void> => {
    const stage = await staged(bytes, choices);
    let reason: string | null;
    try {
      reason = await hand(run, choices, stage);
    } catch (error) {
      // Where the server is ending, ending the run fails too: it stays open and goes on with the next start.
      await end(run, 'server.failed', leftBehind(stage, 'server.failed'));
      report(error);
      return;
    }
    await end(run, reason, stage.reports);
  };
  const workRows = async (run: Running, of: TableName, choices: TableChoices, bytes: Uint8Array): Promise<void> => {
    let ended: Ended;
    try {
      ended = await workTable(company, run, of, bytes, choices);
    } catch (error) {
      await end(run, 'server.failed', []);
      report(error);
      return;
    }
    await end(run, ended.reason, [ended.report]);
  };
  const work = async (run: Running, what: What): Promise<void> => {
    const bytes = await uploads.bytes(run.id);
    if (!bytes) {
      await end(run, 'import.file_gone', []);
      return;
    }
    if (what.of === 'orders') await workOrders(run, what.choices, bytes);
    else await workRows(run, what.of, what.choices, bytes);
    await uploads.drop(run.id);
  };

  const enqueue = (run: Running, what: What): void => {
    running.add(run.id);
    queue = queue
      .then(() => work(run, what))
      .catch(report)
      .finally(() => running.delete(run.id));
  };

  /** Begins a run of orders. */
  const begin = async (
    actor: Actor,
    { id, fileName }: Upload,
    choices: ImportChoices,
    bytes: Uint8Array,
  ): Promise<Refusal | { readonly id: string }> => {
    const [missing] = missingIn(choices);
    if (missing) return { refused: 'import.not_ready', field: missing };
    try {
      const { total, waiting, refused, signature } = await staged(bytes, choices);
      const counted = { total, waiting, refused, signature };
      const input = { id, personId: actor.id, personName: actor.name, of: 'orders', fileName, ...counted, choices };
      await company.system('import_run.start', input, `import-${id}-start`);
      return { id };
    } catch (error) {
      return unreadable(error);
    }
  };

  const enqueueRow = (row: DbRow): void => {
    const run = decode('import_run', row, company.seal) as unknown as RowOf<'import_run'>;
    const what = whatOf(run);
    if (what && run.status === 'running') enqueue(run, what);
    else running.delete(run.id);
  };

  return {
    busy: (id) => running.has(id),
    idle: () => queue,
    start: async (actor, upload, what) => {
      const { id } = upload;
      const bytes = await uploads.bytes(id);
      if (!bytes) return { refused: 'missing' };
      if (running.has(id)) return { id };
      running.add(id);
      let begun: Refusal | { readonly id: string; readonly choices?: TableChoices };
      try {
        begun =
          what.of === 'orders'
            ? await begin(actor, upload, what.choices, bytes)
            : await beginTable(company, actor, what.of, { upload, bytes }, what.choices);
      } catch (error) {
        running.delete(id);
        throw error;
      }
      if ('refused' in begun) {
        running.delete(id);
        return begun;
      }
      const [row] = await company.store.read((query) => query.all(`${selectSql('import_run')} WHERE "id" = ?`, [id]));
      if (row) enqueueRow(row);
      return { id };
    },
    resume: async () => {
      const found = await company.store.read((query) =>
        query.all(`${selectSql('import_run')} WHERE "status" = ? ORDER BY "startedAt"`, ['running']),
      );
      for (const one of found) if (!running.has(String(one.id))) enqueueRow(one);
      await uploads.sweep(company.clock(), (id) => running.has(id));
    },
  };
};
