import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { dayOf } from '../../shared/base/day.ts';
import { type Export, exported, fieldsAsked, measured, Revoked } from '../exchange/export.ts';
import { isLanguage, labels } from '../exchange/labels.ts';
import { type Door, type House, statusOf } from './context.ts';
import { streamed } from './file-answer.ts';
import { askedOf, servedNoun } from './reads.ts';
import { COOKIE } from './session.ts';

/** `GET /api/export/<plural>.csv`: the list that `GET /api/<plural>` answers with the same question, whole. */
export const exportRoute = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { company } = house;
  app.get('/:file{[\\w]+\\.csv}', async (c) => {
    const noun = servedNoun(c.req.param('file').replace(/\.csv$/, ''));
    const { actor } = c.var;
    const view = noun && actor.rights.view(noun);
    if (!noun || !view || view.grants.length === 0) return c.json({ refused: 'unknown_noun' }, 404);
    const { lang, fields: named, limit: _limit, cursor: _cursor, ...question } = c.req.query();
    const asked = askedOf(question);
    if ('refused' in asked) return c.json(asked, statusOf(asked));
    const fields = fieldsAsked(view, named);
    if ('refused' in fields) return c.json(fields, statusOf(fields));
    const count = await measured(company, { view, asked });
    if (typeof count !== 'number') return c.json(count, statusOf(count));
    const words = lang !== undefined && isLanguage(lang) ? labels(lang) : null;
    const cookie = getCookie(c, COOKIE) ?? '';
    const asking: Export = {
      view,
      asked,
      fields,
      labels: words,
      actor,
      query: new URL(c.req.url).search,
      stands: async () => (await company.sessions.find(cookie, company.clock())) !== null,
    };
    // The first piece is made before the answer begins: what refuses it refuses by its status, and the log is written.
    const making = exported(company, asking);
    const next = () => house.live.inTurn(actor.id, () => making.next());
    const first = await next();
    if ('refused' in first) return c.json(first, statusOf(first));
    const name = words ? words.noun(noun) : c.req.param('file').replace(/\.csv$/, '');
    const failed = (error: unknown): void => {
      if (!(error instanceof Revoked)) house.report(error);
    };
    return streamed(c, `${name} ${dayOf(company.clock(), company.zone())}.csv`, failed, async function* () {
      try {
        for (let piece = first; !piece.done; ) {
          yield piece.value;
          const found = await next();
          if ('refused' in found) throw new Error(`an export could not go on: ${found.refused}`);
          piece = found;
        }
      } finally {
        await making.return(undefined);
      }
    });
  });
  return app;
};
