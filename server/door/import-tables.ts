/** Tables come in, are looked at, read otherwise if need be, and run: the same road as files of orders, a kind each. */
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import type { Refusal } from '../../shared/base/decision.ts';
import { type TableChoices, tableChoices } from '../../shared/exchange/tables/table.choices.ts';
import { isTable, type TableName } from '../../shared/exchange/tables/table.names.ts';
import { barredTable, offeredTo } from '../../shared/exchange/tables/table.permit.ts';
import type { TablePreview } from '../../shared/exchange/tables/table.preview.ts';
import { Revoked } from '../exchange/export.ts';
import { isLanguage, type Language, labels } from '../exchange/labels.ts';
import type { Runner } from '../exchange/run.ts';
import { faultsOf, tablePreviewOf } from '../exchange/tables/preview-table.ts';
import { standingOf } from '../exchange/tables/standing.ts';
import { faultsCsv } from '../exchange/tables/table-report.ts';
import { templateOf } from '../exchange/tables/template.ts';
import { readAs, type Uploads } from '../exchange/uploads.ts';
import { asSelf } from '../write/behalf.ts';
import type { Actor } from '../write/handlers.ts';
import { answeredNow, type Brought, FILE, fileBrought, standsFor, tooLarge, WRAPPED } from './brought.ts';
import { type Door, type House, statusOf } from './context.ts';
import { disposition, languageOf, streamed } from './file-answer.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const missing = { refused: 'missing' } as const;

type Way = { readonly house: House; readonly uploads: Uploads; readonly runner: Runner };

/** The kind that a path names, as far as this person may import it. */
const kindOf = (actor: Actor, name: string | undefined): TableName | Refusal => {
  if (name === undefined || !isTable(name)) return missing;
  return barredTable(name, actor.rights) ?? name;
};
const languageAsked = (asked: string | undefined, otherwise: Language): Language =>
  asked !== undefined && isLanguage(asked) ? asked : otherwise;

const previewNow = (
  house: House,
  c: Context<Door>,
  language: Language,
  of: TableName,
  file: Brought,
  given: TableChoices | null,
  keep?: () => Promise<void>,
): Promise<TablePreview | Refusal> =>
  answeredNow(
    house,
    c,
    (actor) => barredTable(of, asSelf(actor).rights),
    (actor, standing) => tablePreviewOf(house.company, actor, standing, language, of, file, given),
    keep,
  );

/** What takes a whole file: mounted before the limit of other bodies. */
export const bringTables = (app: Hono<Door>, { house, uploads, runner }: Way): void => {
  const { company } = house;
  app.post('/tables/:kind', bodyLimit({ maxSize: WRAPPED, onError: (c) => c.json(tooLarge(FILE), 413) }), async (c) => {
    const actor = asSelf(c.var.actor);
    const of = kindOf(actor, c.req.param('kind'));
    if (typeof of === 'object') return c.json(of, statusOf(of));
    const now = company.clock();
    const brought = await fileBrought(c, now);
    if ('refused' in brought) return c.json(brought, brought.refused === 'input.too_large' ? 413 : statusOf(brought));
    const { upload, bytes } = brought;
    const preview = await previewNow(house, c, await languageOf(house, c), of, brought, null, async () => {
      await uploads.keep(upload, bytes);
      await uploads.sweep(now, (id) => id === upload.id || runner.busy(id));
    });
    return 'refused' in preview ? c.json(preview, statusOf(preview)) : c.json(preview, 201);
  });
};

/** The rest of a table's road. */
export const runTables = (app: Hono<Door>, { house, uploads, runner }: Way): void => {
  const { company } = house;
  const choicesOf = async (body: Promise<unknown>): Promise<TableChoices | Refusal> => {
    const parsed = v.safeParse(v.strictObject({ choices: tableChoices }), await body.catch(() => null));
    if (parsed.success) return parsed.output.choices;
    return { refused: 'input.invalid', field: v.getDotPath(parsed.issues[0]) ?? '' };
  };
  /** A file that this person brought. */
  const own = async (actor: Actor, id: string): Promise<Brought | null> => {
    const upload = await uploads.find(id);
    const bytes = upload?.personId === actor.id ? await uploads.bytes(id) : null;
    return upload && bytes && { upload, bytes };
  };

  app.get('/tables/:kind/template.xlsx', async (c) => {
    const of = kindOf(asSelf(c.var.actor), c.req.param('kind'));
    if (typeof of === 'object') return c.json(of, statusOf(of));
    const language = languageAsked(c.req.query('lang'), await languageOf(house, c));
    const name = labels(language).text(`imports.tables.names.${of}`);
    c.header('Content-Type', XLSX);
    c.header('Content-Disposition', disposition(`${name}.xlsx`));
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(
      (await templateOf(name, offeredTo(of, asSelf(c.var.actor).rights), labels(language))) as Uint8Array<ArrayBuffer>,
    );
  });

  app.post('/tables/:kind/:id/:what{preview|run|faults\\.csv}', async (c) => {
    const actor = asSelf(c.var.actor);
    const of = kindOf(actor, c.req.param('kind'));
    if (typeof of === 'object') return c.json(of, statusOf(of));
    const found = await own(actor, c.req.param('id'));
    if (!found) return c.json(missing, 404);
    const choices = await choicesOf(c.req.json());
    if ('refused' in choices) return c.json(choices, 400);
    const language = languageAsked(c.req.query('lang'), await languageOf(house, c));
    switch (c.req.param('what')) {
      case 'preview': {
        const preview = await previewNow(house, c, language, of, found, choices);
        return 'refused' in preview ? c.json(preview, statusOf(preview)) : c.json(preview);
      }
      case 'run': {
        const begun = await runner.start(actor, found.upload, { of, choices });
        return 'refused' in begun ? c.json(begun, statusOf(begun)) : c.json(begun, 202);
      }
      default: {
        const name = `${found.upload.fileName.replace(/\.\w+$/, '')} faults.csv`;
        const standing = standingOf(house.live, actor, standsFor(house, c));
        const rows = faultsOf(company, actor, standing, of, found.bytes, readAs(found.upload, choices));
        const failed = (error: unknown): void => {
          if (!(error instanceof Revoked)) house.report(error);
        };
        return streamed(c, name, failed, () => faultsCsv(of, language, rows));
      }
    }
  });
};
