import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import type { Refusal } from '../../shared/base/decision.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import { choicesInput, type ImportChoices } from '../../shared/exchange/import_run/import.choices.ts';
import type { Preview } from '../../shared/exchange/import_run/import.preview.ts';
import type { DocumentReport } from '../../shared/exchange/import_run/import.report.ts';
import { isTable } from '../../shared/exchange/tables/table.names.ts';
import { barredTable } from '../../shared/exchange/tables/table.permit.ts';
import type { TableReport } from '../../shared/exchange/tables/table.report.ts';
import { barredRights } from '../exchange/barred.ts';
import { faultyOrders } from '../exchange/judge-orders.ts';
import { isLanguage, type Language, labels } from '../exchange/labels.ts';
import { previewOf } from '../exchange/preview.ts';
import { reportCsv } from '../exchange/report.ts';
import { runnerOf } from '../exchange/run.ts';
import { tableReportCsv } from '../exchange/tables/table-report.ts';
import { readAs, uploadsIn } from '../exchange/uploads.ts';
import { readOne } from '../read/read.ts';
import { decode, selectSql } from '../store/tables.ts';
import { asSelf } from '../write/behalf.ts';
import type { Actor } from '../write/handlers.ts';
import { answeredNow, type Brought, FILE, fileBrought, tooLarge, WRAPPED } from './brought.ts';
import { type Door, type House, statusOf } from './context.ts';
import { languageOf, streamed } from './file-answer.ts';
import { bringTables, runTables } from './import-tables.ts';

const CHOICES = 262_144;

const missing = { refused: 'missing' } as const;

/** A file comes in, is read, looked at, read otherwise if need be, and run. Mounted before the limit of other bodies. */
export const imports = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { company } = house;
  const uploads = uploadsIn(house.configuration.data, company.seal);
  const runner = runnerOf(company, uploads, house.report);
  runner.resume().catch(house.report);

  app.use('*', async (c, next) => {
    const other =
      c.req.path.includes('/imports/tables/') || c.req.path.endsWith('/report.csv') || c.req.method === 'DELETE';
    const refusal = other ? null : barredRights(c.var.actor.rights);
    if (refusal) return c.json(refusal, 403);
    await next();
  });

  /** A file that this person brought. */
  const own = async (actor: Actor, id: string): Promise<Brought | null> => {
    const upload = await uploads.find(id);
    if (!upload || upload.personId !== actor.id) return null;
    const bytes = await uploads.bytes(id);
    return bytes && { upload, bytes };
  };
  const choicesOf = async (body: Promise<unknown>): Promise<ImportChoices | { refused: string; field: string }> => {
    const parsed = v.safeParse(v.strictObject({ choices: choicesInput }), await body.catch(() => null));
    if (parsed.success) return parsed.output.choices;
    return { refused: 'input.invalid', field: v.getDotPath(parsed.issues[0]) ?? '' };
  };

  const barred = ({ rights }: Actor): Refusal | null => barredRights(rights);
  const previewNow = (
    c: Context<Door>,
    language: Language,
    file: Brought,
    given: ImportChoices | null,
    keep?: () => Promise<void>,
  ): Promise<Preview | Refusal> =>
    answeredNow(house, c, barred, (actor) => previewOf(company, actor, language, file, given), keep);

  app.post('/', bodyLimit({ maxSize: WRAPPED, onError: (c) => c.json(tooLarge(FILE), 413) }), async (c) => {
    const now = company.clock();
    const brought = await fileBrought(c, now);
    if ('refused' in brought) return c.json(brought, brought.refused === 'input.too_large' ? 413 : statusOf(brought));
    const { upload, bytes } = brought;
    const preview = await previewNow(c, await languageOf(house, c), brought, null, async () => {
      await uploads.keep(upload, bytes);
      await uploads.sweep(now, (id) => id === upload.id || runner.busy(id));
    });
    return 'refused' in preview ? c.json(preview, statusOf(preview)) : c.json(preview, 201);
  });

  bringTables(app, { house, uploads, runner });
  app.use('*', bodyLimit({ maxSize: CHOICES, onError: (c) => c.json(tooLarge(CHOICES), 413) }));

  runTables(app, { house, uploads, runner });

  app.post('/:id/preview', async (c) => {
    const found = await own(c.var.actor, c.req.param('id'));
    if (!found) return c.json(missing, 404);
    const choices = await choicesOf(c.req.json());
    if ('refused' in choices) return c.json(choices, 400);
    const preview = await previewNow(c, choices.language, found, choices);
    return 'refused' in preview ? c.json(preview, statusOf(preview)) : c.json(preview);
  });

  /** All that cannot be taken, as far as it can be told before the run. */
  app.post('/:id/faults.csv', async (c) => {
    const found = await own(c.var.actor, c.req.param('id'));
    if (!found) return c.json(missing, 404);
    const choices = await choicesOf(c.req.json());
    if ('refused' in choices) return c.json(choices, 400);
    const { bytes, upload } = found;
    const faulty = await answeredNow(house, c, barred, (actor) =>
      faultyOrders(company, actor, bytes, readAs(upload, choices)),
    );
    if ('refused' in faulty) return c.json(faulty, statusOf(faulty));
    const asked = c.req.query('lang') ?? '';
    const language: Language = isLanguage(asked) ? asked : await languageOf(house, c);
    return streamed(c, `${upload.fileName.replace(/\.\w+$/, '')} faults.csv`, house.report, async function* () {
      yield* reportCsv(faulty.reports, labels(language), true);
    });
  });

  app.post('/:id/run', async (c) => {
    const upload = await uploads.find(c.req.param('id'));
    if (!upload || upload.personId !== c.var.actor.id) return c.json(missing, 404);
    const choices = await choicesOf(c.req.json());
    if ('refused' in choices) return c.json(choices, 400);
    const begun = await runner.start(c.var.actor, upload, { of: 'orders', choices });
    return 'refused' in begun ? c.json(begun, statusOf(begun)) : c.json(begun, 202);
  });

  app.delete('/:id', async (c) => {
    const upload = await uploads.find(c.req.param('id'));
    if (!upload || upload.personId !== c.var.actor.id || runner.busy(upload.id)) return c.json(missing, 404);
    await uploads.drop(upload.id);
    return c.body(null, 204);
  });

  /** As readable as its run. `only=open` leaves out the lines that were simply taken. */
  app.get('/:id/report.csv', async (c) => {
    const id = c.req.param('id');
    const found = await company.store.read(async (query) => {
      const run = await readOne(query, company.seal, c.var.actor.rights.view('import_run'), id);
      if (!run) return null;
      const [report] = await query.all(`${selectSql('import_report')} WHERE "runId" = ?`, [id]);
      return {
        run,
        report: report && (decode('import_report', report, company.seal) as unknown as RowOf<'import_report'>),
      };
    });
    if (!found) return c.json(missing, 404);
    if (!found.report) return c.json({ refused: 'import.still_running' }, 409);
    const asked = c.req.query('lang') ?? '';
    const language: Language = isLanguage(asked) ? asked : await languageOf(house, c);
    const name = `${String(found.run.fileName ?? 'import').replace(/\.\w+$/, '')} report.csv`;
    const open = c.req.query('only') === 'open';
    const kept = found.report.documents as readonly unknown[];
    const of = String(found.run.of ?? '');
    if (isTable(of)) {
      // What is said of single rows quotes the file: only to whoever brought it, or may bring such ones.
      if (found.run.personId !== c.var.actor.id && barredTable(of, asSelf(c.var.actor).rights))
        return c.json(missing, 404);
      return streamed(c, name, house.report, async function* () {
        yield* tableReportCsv(kept[0] as TableReport | undefined, language, open);
      });
    }
    return streamed(c, name, house.report, async function* () {
      yield* reportCsv(kept as readonly DocumentReport[], labels(language), open);
    });
  });
  return app;
};
