import { isDeepStrictEqual } from 'node:util';
import { Hono } from 'hono';
import type { Rights } from '../../shared/access/permit.ts';
import { dayOf } from '../../shared/base/day.ts';
import { isOrderDocument, type OrderDocument } from '../../shared/sales/order/order.documents.ts';
import { orderPaper, printedFields } from '../document/order.paper.ts';
import { orderRows } from '../document/order.rows.ts';
import type { Paper } from '../document/paper.ts';
import { isLanguage, type Language } from '../exchange/labels.ts';
import { settingOf } from '../system/settings.ts';
import { type Door, type House, statusOf } from './context.ts';
import { disposition } from './file-answer.ts';

/**
 * `GET /api/documents/confirmation/<order id>.pdf`, `…/quote/<quote id>.pdf`: a document from the rows as its reader sees them. `lang` sets another
 * language than the customer's own. Who took it is logged before the first byte leaves.
 */
export const documentRoutes = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { company, live, press } = house;

  const paperFor = (rights: Rights, document: OrderDocument, id: string, asked: Language | null) =>
    company.store.read(async (query) => {
      const rows = await orderRows(query, company.seal, rights, document, id);
      if ('refused' in rows) return rows;
      const organisation = await settingOf(query, 'organisation');
      const letterhead = await settingOf(query, 'letterhead');
      const own = String(rows.customer?.language ?? '');
      const language = asked ?? (isLanguage(own) ? own : organisation.language);
      const today = dayOf(company.clock(), company.zone());
      // An offer bears the day of its offering, however often it is printed.
      const day = rows.quote ? String(rows.quote.offeredOn) : today;
      return orderPaper(rows, { document, language, organisation, letterhead, day });
    });

  app.get('/:document/:file{[\\w-]+\\.pdf}', async (c) => {
    const { actor } = c.var;
    const document = c.req.param('document');
    if (!isOrderDocument(document)) return c.json({ refused: 'missing' }, 404);
    const id = c.req.param('file').replace(/\.pdf$/, '');
    const lang = c.req.query('lang');
    if (lang !== undefined && !isLanguage(lang)) return c.json({ refused: 'input.invalid', field: 'lang' }, 400);
    const asked = live.reading(actor, (rights) => paperFor(rights, document, id, lang ?? null));
    const paper = (await asked) as Paper | { readonly refused: string };
    if ('refused' in paper) return c.json(paper, statusOf(paper));
    const printed = await press.print(actor.id, paper);
    if ('refused' in printed) return c.json(printed, statusOf(printed));
    // What the reader may no longer see must not leave because it was asked for while they still could.
    const now = await live.reading(actor, (rights) => paperFor(rights, document, id, lang ?? null));
    if ('refused' in now) return c.json(now, statusOf(now));
    if (!isDeepStrictEqual(now, paper)) return c.json({ refused: 'document.changed_meanwhile' }, 409);
    await company.system('export_log.write', {
      personId: actor.id,
      personName: actor.name,
      on: `documents/${document}`,
      format: 'pdf',
      fields: printedFields,
      query: `${id} ${paper.language}`,
    });
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Disposition', disposition(`${paper.title} ${paper.number}.pdf`));
    // Signs that are boxes on the paper, for want of a font.
    if (printed.missing !== '') c.header('Document-Missing', encodeURIComponent(printed.missing.slice(0, 100)));
    return c.body(printed.pdf as Uint8Array<ArrayBuffer>);
  });
  return app;
};
