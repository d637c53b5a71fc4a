import { Hono } from 'hono';
import type { Rights } from '../../shared/access/permit.ts';
import type { Seen } from '../../shared/access/project.ts';
import { isStorable } from '../../shared/base/text.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { draftContentFrom, draftTold } from '../../shared/sales/order_draft/order_draft.content.ts';
import { DRAFT_LASTS, DRAFTS_AT_MOST } from '../../shared/sales/order_draft/order_draft.rules.ts';
import { read, readMany } from '../read/read.ts';
import type { Query } from '../store/store.ts';
import { type Door, type House, statusOf } from './context.ts';

type Draft = Seen & { readonly orderId?: unknown; readonly customerId?: unknown; readonly content?: unknown };
type Rows = (noun: NounName, ids: readonly unknown[]) => Promise<ReadonlyMap<string, Seen>>;
/** With what its person reads at this moment of what it is about. */
type About = { readonly draft: Draft; readonly order: Seen | null; readonly customer: Seen | null };

/** Ids asked for at once. */
const AT_ONCE = 500;
const idOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** By what it is found again. */
const titleOf = ({ order, customer }: About): string =>
  [idOf(order?.number), idOf(customer?.name)].filter(Boolean).join(' ');

/**
 * One's own unsaved orders: `GET /drafts` what there are, the latest first; `GET /drafts/order` the one of `?id=`, which is
 * empty for the order that is not at the server yet, `{ content: null }` where there is none. A draft is told as its person
 * reads at this moment: not at all for an order or a customer that is out of sight (handed over, a narrower role), without
 * what was typed over fields that do not show any more (`withheld` of the content names what is left out), and under a title
 * that is read anew. Whoever looks as another sees none.
 */
export const draftRoutes = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { store, seal, clock } = house.company;

  /** Rows as they are read at this moment. */
  const rowsBy =
    (query: Query, rights: Rights): Rows =>
    async (noun, ids) => {
      const asked = [...new Set(ids.map(idOf))].filter((id) => id !== '' && isStorable(id));
      const found = new Map<string, Seen>();
      for (let at = 0; at < asked.length; at += AT_ONCE)
        for (const [id, row] of await readMany(query, seal, rights.view(noun), asked.slice(at, at + AT_ONCE)))
          found.set(id, row);
      return found;
    };
  const aboutAll = async (drafts: readonly Draft[], rows: Rows): Promise<readonly About[]> => {
    const orders = await rows(
      'order',
      drafts.map(({ orderId }) => orderId),
    );
    const customerOf = ({ orderId, customerId }: Draft): string =>
      idOf(orderId ? orders.get(idOf(orderId))?.customerId : customerId);
    const customers = await rows('customer', drafts.map(customerOf));
    return drafts.flatMap((draft): About[] => {
      const order = orders.get(idOf(draft.orderId)) ?? null;
      const customer = customers.get(customerOf(draft)) ?? null;
      const isTheirs = draft.orderId ? order !== null : !draft.customerId || customer !== null;
      return isTheirs ? [{ draft, order, customer }] : [];
    });
  };
  const toldOf = async ({ draft, order, customer }: About, rights: Rights, rows: Rows): Promise<string | null> => {
    const content = draftContentFrom(idOf(draft.content));
    if (!content) return null;
    const lineIds = [...content.lines.map(([id]) => id), ...content.texts.map(([key]) => key.split(' ')[0])];
    const told = draftTold(content, {
      order,
      customer: order ? null : customer,
      ever: { order: rights.view('order').ever, line: rights.view('order_line').ever },
      lines: await rows('order_line', lineIds),
      products: await rows(
        'product',
        content.added.map(({ productId }) => productId),
      ),
    });
    return JSON.stringify(told);
  };

  /** One's own drafts as `tell` tells them; of one order, or all. */
  const own = (
    actor: Door['Variables']['actor'],
    orderId: string | null,
    tell: (about: About, rights: Rights, rows: Rows) => Promise<object>,
  ) =>
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
        const rows = rowsBy(query, rights);
        const told: object[] = [];
        for (const about of await aboutAll(page.rows, rows)) told.push(await tell(about, rights, rows));
        return { rows: told };
      });
    });
  app.get('/', async (c) => {
    const told = await own(c.var.actor, null, async (about) => {
      const { content: _content, ...row } = about.draft;
      return { ...row, title: titleOf(about) };
    });
    return 'refused' in told ? c.json(told, statusOf(told)) : c.json(told);
  });
  app.get('/order', async (c) => {
    const told = await own(c.var.actor, c.req.query('id') ?? '', async (about, rights, rows) => ({
      ...about.draft,
      title: titleOf(about),
      content: await toldOf(about, rights, rows),
    }));
    if ('refused' in told) return c.json(told, statusOf(told));
    return c.json(told.rows[0] ?? { content: null });
  });
  return app;
};
