/** Imports that run in the background, one after another, through commands like everyone's. */
import * as v from 'valibot';
import type { Refusal } from '../../shared/base/decision.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import { choicesInput, type ImportChoices } from '../../shared/exchange/import_run/import.choices.ts';
import { type TableChoices, tableChoices } from '../../shared/exchange/tables/table.choices.ts';
import type { TableName } from '../../shared/exchange/tables/table.names.ts';
import type { DbRow } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';
import type { Company } from '../system/company.ts';
import type { Actor } from '../write/handlers.ts';
import { beginOrders, workOrders } from './run-orders.ts';
import { beginTable, type Ended, workTable } from './tables/run-table.ts';
import { readAs, type Upload, type Uploads } from './uploads.ts';

export type What =
  | { readonly of: 'orders'; readonly choices: ImportChoices }
  | { readonly of: TableName; readonly choices: TableChoices };
/** A run as far as its work needs it. */
type Running = Pick<RowOf<'import_run'>, 'id' | 'personId' | 'total' | 'checked' | 'done'>;

/** What a run was begun with; null for what this version of the product would not begin. */
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

export const runnerOf = (company: Company, uploads: Uploads, report: (error: unknown) => void): Runner => {
  const running = new Set<string>();
  let queue: Promise<void> = Promise.resolve();

  const end = (run: Running, reason: string | null, documents: readonly unknown[]) =>
    company.system('import_run.end', { id: run.id, reason, documents }, `import-${run.id}-end`);

  const workFile = async (run: Running, choices: ImportChoices, bytes: Uint8Array): Promise<void> => {
    const broken: unknown[] = [];
    const { reason, reports } = await workOrders(company, run, choices, bytes, (error) => broken.push(error));
    // Where the server is ending, ending the run fails too: it stays open and goes on with the next start.
    await end(run, reason, reports);
    broken.forEach(report);
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
    if (what.of === 'orders') await workFile(run, what.choices, bytes);
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

  const enqueueRow = (row: DbRow): void => {
    const run = decode('import_run', row, company.seal) as unknown as RowOf<'import_run'>;
    const what = whatOf(run);
    if (what && run.status === 'running') {
      enqueue(run, what);
      return;
    }
    running.delete(run.id);
    if (run.status !== 'running') return;
    // It is said what has become of it: else it would stand there as running for good.
    queue = queue.then(() => end(run, 'import.begun_otherwise', [])).then(() => undefined, report);
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
            ? await beginOrders(company, actor, { upload, bytes }, readAs(upload, what.choices))
            : await beginTable(company, actor, what.of, { upload, bytes }, readAs(upload, what.choices));
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
