import { Hono } from 'hono';
import { DRAFT_LASTS, DRAFTS_AT_MOST } from '../../shared/sales/order_draft/order_draft.rules.ts';
import { read } from '../read/read.ts';
import { type Door, type House, statusOf } from './context.ts';

/**
 * One's own unsaved orders: `GET /drafts` what there are, the latest first; `GET /drafts/order` the one of `?id=`, which is
 * empty for the order that is not at the server yet, `{ content: null }` where there is none. Whoever looks as another sees none.
 */
export const draftRoutes = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { store, seal, clock } = house.company;
  const own = (actor: Door['Variables']['actor'], orderId: string | null) =>
    house.live.reading(actor, async (rights, now) => {
      const view = rights.view('order_draft');
      if (view.grants.length === 0 || now.viewing) return { rows: [] };
      const since = { field: 'keptAt', is: 'ge' as const, value: clock() - DRAFT_LASTS };
      const mine = { field: 'personId', is: 'eq' as const, value: now.id };
      const where = {
        all: [since, mine, ...(orderId === null ? [] : [{ field: 'orderId', is: 'eq' as const, value: orderId }])],
      };
      const page = await store.read((query) => read(query, seal, view, { where, limit: DRAFTS_AT_MOST }));
      return 'refused' in page ? page : { rows: page.rows };
    });
  app.get('/', async (c) => {
    const told = await own(c.var.actor, null);
    if ('refused' in told) return c.json(told, statusOf(told));
    return c.json({ rows: told.rows.map(({ content: _content, ...row }) => row) });
  });
  app.get('/order', async (c) => {
    const told = await own(c.var.actor, c.req.query('id') ?? '');
    if ('refused' in told) return c.json(told, statusOf(told));
    return c.json(told.rows[0] ?? { content: null });
  });
  return app;
};
