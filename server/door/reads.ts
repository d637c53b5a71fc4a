import { Hono } from 'hono';
import * as v from 'valibot';
import type { Scalar } from '../../shared/base/condition.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { isStorable } from '../../shared/base/text.ts';
import { type NounName, nounByPlural, nounNamed } from '../../shared/catalogue.ts';
import { filterSchema, LIMITS, type Sort } from '../../shared/live/protocol.ts';
import { isHost } from '../../shared/together/host.ts';
import { knownReaders } from '../access/people-who.ts';
import { type Asked, isLong, read, reading, readOne } from '../read/read.ts';
import { timeline } from '../read/timeline.ts';
import { type Door, type House, statusOf } from './context.ts';

const cursorSchema = v.pipe(
  v.array(v.union([v.pipe(v.string(), v.check(isStorable)), v.number(), v.boolean(), v.null()])),
  v.maxLength(5),
);

export const cursorText = (values: readonly Scalar[] | null): string | null =>
  values === null ? null : Buffer.from(JSON.stringify(values)).toString('base64url');

const sortOf = (text: string): Sort =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .slice(0, 4)
    .map((part) => (part.startsWith('-') ? { field: part.slice(1), down: true } : { field: part }));

/** The question in a query string: `filter` (JSON), `search`, `sort` (`-total,number`), `limit`, `cursor`. */
export const askedOf = (query: { readonly [name: string]: string }): Asked | Refusal => {
  let where: Asked['where'] = null;
  if (query.filter) {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), filterSchema), query.filter);
    if (!parsed.success) return { refused: 'input.invalid', field: 'filter' };
    where = parsed.output;
  }
  let after: readonly Scalar[] | null = null;
  if (query.cursor) {
    const parsed = v.safeParse(
      v.pipe(v.string(), v.parseJson(), cursorSchema),
      Buffer.from(query.cursor, 'base64url').toString(),
    );
    if (!parsed.success) return { refused: 'cursor.invalid', field: 'cursor' };
    after = parsed.output;
  }
  const limit = query.limit === undefined ? 100 : Number(query.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMITS.window)
    return { refused: 'input.invalid', field: 'limit', with: { limit: LIMITS.window } };
  if ((query.search ?? '').length > LIMITS.search || !isStorable(query.search ?? ''))
    return { refused: 'input.invalid', field: 'search', with: { limit: LIMITS.search } };
  return { where, after, limit, search: query.search ?? null, sort: query.sort ? sortOf(query.sort) : [] };
};

/** The noun of a path, if it is one that doors serve at all. */
export const servedNoun = (plural: string): NounName | null => {
  const noun = nounByPlural(plural);
  return noun && !nounNamed(noun).unlogged ? noun : null;
};

/** Routes of every noun, derived from the catalogue: a list, a row, what happened to it. */
export const reads = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { store, seal } = house.company;
  const missing = { refused: 'missing' } as const;
  const unknown = { refused: 'unknown_noun' } as const;

  app.get('/:plural', async (c) => {
    const noun = servedNoun(c.req.param('plural'));
    const asked = askedOf(c.req.query());
    const page = await house.live.reading(c.var.actor, async (rights) => {
      const view = noun && rights.view(noun);
      if (!view || view.grants.length === 0) return unknown;
      return 'refused' in asked
        ? asked
        : reading(store, isLong(view, asked), (query) => read(query, seal, view, asked));
    });
    if ('refused' in page) return c.json(page, statusOf(page));
    return c.json({ rows: page.rows, next: cursorText(page.next) });
  });

  app.get('/:plural/:id', async (c) => {
    const noun = servedNoun(c.req.param('plural'));
    const found = await house.live.reading(c.var.actor, async (rights) => {
      const view = noun && rights.view(noun);
      if (!view || view.grants.length === 0) return unknown;
      const row = await store.read((query) => readOne(query, seal, view, c.req.param('id')));
      return row ? { row } : missing;
    });
    return 'refused' in found ? c.json(found, statusOf(found)) : c.json(found.row);
  });

  app.get('/:plural/:id/timeline', async (c) => {
    const noun = servedNoun(c.req.param('plural'));
    if (!noun) return c.json(unknown, 404);
    const skip = Math.min(Math.max(Math.trunc(Number(c.req.query('skip') ?? 0)) || 0, 0), 20);
    const told = await house.live.reading(c.var.actor, (rights) =>
      store.read(async (query) => {
        const seen = await readOne(query, seal, rights.view(noun), c.req.param('id'));
        return seen ? timeline(query, seal, rights, noun, c.req.param('id'), seen, skip) : missing;
      }),
    );
    return 'refused' in told ? c.json(told, statusOf(told)) : c.json(told);
  });

  /** Who may be named in a comment on the row, as far as the asker knows them: ids and names. */
  app.get('/:plural/:id/readers', async (c) => {
    const noun = servedNoun(c.req.param('plural'));
    if (!noun || !isHost(noun)) return c.json(unknown, 404);
    const told = await house.live.reading(c.var.actor, (rights) =>
      store.read(async (query) => {
        const readers = await knownReaders(query, seal, rights, noun, c.req.param('id'));
        return readers ? { readers } : missing;
      }),
    );
    return 'refused' in told ? c.json(told, statusOf(told)) : c.json(told);
  });
  return app;
};
