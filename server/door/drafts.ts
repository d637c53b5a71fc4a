import { Hono } from 'hono';
import type { Rights } from '../../shared/access/permit.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { DRAFT_LASTS, DRAFTS_AT_MOST } from '../../shared/sales/order_draft/order_draft.rules.ts';
import { read } from '../read/read.ts';
import type { Seal } from '../store/seal.ts';
import type { Query } from '../store/store.ts';
import { type Door, type House, statusOf } from './context.ts';

type Draft = { readonly orderId?: unknown; readonly customerId?: unknown };

/** Of these the ids of rows that the reader may read at this moment. */
const readable = async (
  { query, seal, rights }: { readonly query: Query; readonly seal: Seal; readonly rights: Rights },
  noun: NounName,
  ids: readonly unknown[],
): Promise<ReadonlySet<unknown>> => {
  const value = [...new Set(ids)].filter((id) => typeof id === 'string' && id !== '') as string[];
  if (value.length === 0) return new Set();
  const page = await read(query, seal, rights.view(noun), {
    where: { field: 'id', is: 'in', value },
    limit: DRAFTS_AT_MOST,
  });
  return new Set('refused' in page ? [] : page.rows.map(({ id }) => id));
};

/**
 * One's own unsaved orders: `GET /drafts` what there are, the latest first; `GET /drafts/order` the one of `?id=`, which is
 * empty for the order that is not at the server yet, `{ content: null }` where there is none. What was entered for an order
 * or a customer that one may not read any more (handed over, a narrower role) is not told. Whoever looks as another sees none.
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
      return store.read(async (query) => {
        const page = await read(query, seal, view, { where, limit: DRAFTS_AT_MOST });
        if ('refused' in page) return page;
        const rows = page.rows as readonly (Draft & (typeof page.rows)[number])[];
        const means = { query, seal, rights };
        const orders = await readable(
          means,
          'order',
          rows.map((row) => row.orderId),
        );
        const customers = await readable(
          means,
          'customer',
          rows.map((row) => row.customerId),
        );
        const isTheirs = ({ orderId, customerId }: Draft): boolean =>
          orderId ? orders.has(orderId) : !customerId || customers.has(customerId);
        return { rows: rows.filter(isTheirs) };
      });
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
