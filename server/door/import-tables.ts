/** Tables come in, are looked at, read otherwise if need be, and run: the same road as files of orders, a kind each. */
import { randomBytes } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import * as v from 'valibot';
import type { Refusal } from '../../shared/base/decision.ts';
import { uuid7 } from '../../shared/base/id.ts';
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
import type { Upload, Uploads } from '../exchange/uploads.ts';
import { isOldWorkbook, isWorkbook, openWorkbook } from '../exchange/workbook/workbook.ts';
import { asSelf } from '../write/behalf.ts';
import type { Actor } from '../write/handlers.ts';
import { type Door, type House, statusOf } from './context.ts';
import { disposition, languageOf, streamed } from './file-answer.ts';
import { COOKIE } from './session.ts';

/** Bytes of a table, at most; what a form wraps around it comes on top. */
export const TABLE_FILE = 64 * 1024 * 1024;
const WRAPPED = TABLE_FILE + 64 * 1024;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const missing = { refused: 'missing' } as const;
const tooLarge: Refusal = { refused: 'input.too_large', with: { limit: TABLE_FILE } };

type Way = { readonly house: House; readonly uploads: Uploads; readonly runner: Runner };

/** The kind that a path names, as far as this person may import it. */
const kindOf = (actor: Actor, name: string | undefined): TableName | Refusal => {
  if (name === undefined || !isTable(name)) return missing;
  return barredTable(name, actor.rights) ?? name;
};
const languageAsked = (asked: string | undefined, otherwise: Language): Language =>
  asked !== undefined && isLanguage(asked) ? asked : otherwise;

/** Is the session still there that this was asked by? */
const standsFor =
  ({ company }: House, c: Context<Door>): (() => Promise<boolean>) =>
  async () =>
    (await company.sessions.find(getCookie(c, COOKIE) ?? '', company.clock())) !== null;

/**
 * The preview of a file by the rights that hold when it is answered: where they changed under it, it is begun anew by the new
 * ones. `keep` is done before the answer.
 */
const previewNow = async (
  house: House,
  c: Context<Door>,
  language: Language,
  of: TableName,
  file: { readonly upload: Upload; readonly bytes: Uint8Array },
  given: TableChoices | null,
  keep: () => Promise<void> = async () => undefined,
): Promise<TablePreview | Refusal> => {
  const { company, live } = house;
  const { id, sessionId } = c.var.actor;
  const stands = standsFor(house, c);
  for (;;) {
    const found = (await stands()) ? await company.people.actor(id, sessionId) : null;
    if (!found) return { refused: 'signed_out' };
    const actor = asSelf(found);
    const barred = barredTable(of, actor.rights);
    if (barred) return barred;
    const standing = standingOf(live, actor, stands);
    try {
      const preview = await tablePreviewOf(company, actor, standing, language, of, file, given);
      if ('refused' in preview) return preview;
      await keep();
      return await standing(async () => preview);
    } catch (error) {
      if (!(error instanceof Revoked)) throw error;
    }
  }
};

/** What takes a whole file: mounted before the limit of other bodies. */
export const bringTables = (
  app: Hono<Door>,
  { house, uploads, runner, nameOf }: Way & { readonly nameOf: (text: string) => string },
): void => {
  const { company } = house;
  app.post('/tables/:kind', bodyLimit({ maxSize: WRAPPED, onError: (c) => c.json(tooLarge, 413) }), async (c) => {
    const actor = asSelf(c.var.actor);
    const of = kindOf(actor, c.req.param('kind'));
    if (typeof of === 'object') return c.json(of, statusOf(of));
    const form = c.req.header('content-type')?.startsWith('multipart/form-data') === true;
    const file = form ? (await c.req.parseBody()).file : null;
    if (form && !(file instanceof File)) return c.json({ refused: 'input.invalid', field: 'file' }, 400);
    const raw = new Uint8Array(file instanceof File ? await file.arrayBuffer() : await c.req.arrayBuffer());
    if (raw.length > TABLE_FILE) return c.json(tooLarge, 413);
    if (isOldWorkbook(raw)) return c.json({ refused: 'import.workbook_old', field: 'file' }, 409);
    const opened = isWorkbook(raw) ? await openWorkbook(raw) : { csv: raw, sheet: null };
    if ('refused' in opened) return c.json(opened, statusOf(opened));
    const now = company.clock();
    const upload: Upload = {
      id: uuid7(now, randomBytes(10)),
      personId: actor.id,
      fileName: nameOf(file instanceof File ? file.name : (c.req.query('name') ?? '')),
      size: raw.length,
      at: now,
      sheet: opened.sheet,
    };
    const bytes = opened.csv;
    const preview = await previewNow(house, c, await languageOf(house, c), of, { upload, bytes }, null, async () => {
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
  const own = async (actor: Actor, id: string): Promise<{ upload: Upload; bytes: Uint8Array } | null> => {
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
        const rows = faultsOf(company, actor, standing, of, found.bytes, choices);
        const failed = (error: unknown): void => {
          if (!(error instanceof Revoked)) house.report(error);
        };
        return streamed(c, name, failed, () => faultsCsv(of, language, rows));
      }
    }
  });
};
