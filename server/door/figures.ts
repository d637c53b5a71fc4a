import { Hono } from 'hono';
import * as v from 'valibot';
import type { Refusal } from '../../shared/base/decision.ts';
import { type FigureQuery, figureQuerySchema } from '../../shared/insight/figure.ts';
import { type Door, type House, statusOf } from './context.ts';

/**
 * The question in a path and its query string: `period` (a name, or `2026-03-01..2026-03-31`), `by`, `compare`, `top`,
 * `only` (`<dimension>:<value>,<value>`, once for each dimension).
 */
export const figureAsked = (
  measure: string,
  query: { readonly [name: string]: string },
  narrowed: readonly string[] = query.only ? [query.only] : [],
): FigureQuery | Refusal => {
  const asked: { [name: string]: unknown } = { measure };
  for (const name of ['by', 'compare']) if (query[name]) asked[name] = query[name];
  if (query.top) asked.top = Number(query.top);
  if (query.period) {
    const [from, to] = query.period.split('..');
    asked.period = to === undefined ? from : { from, to };
  }
  if (narrowed.length > 0)
    asked.only = narrowed.map((one) => {
      const colon = one.indexOf(':');
      return { dimension: one.slice(0, Math.max(colon, 0)), values: one.slice(colon + 1).split(',') };
    });
  const parsed = v.safeParse(figureQuerySchema, asked);
  if (parsed.success) return parsed.output;
  return { refused: 'input.invalid', field: v.getDotPath(parsed.issues[0])?.split('.')[0] ?? '' };
};

export const figureRoute = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  app.get('/:measure', async (c) => {
    const asked = figureAsked(c.req.param('measure'), c.req.query(), c.req.queries('only'));
    if ('refused' in asked) return c.json(asked, statusOf(asked));
    const told = await house.live.reading(c.var.actor, async (rights) => {
      const { figures } = house.live;
      const room = figures.find((noun) => rights.view(noun), asked);
      return 'refused' in room ? room : figures.figure(room);
    });
    return 'refused' in told ? c.json(told, statusOf(told)) : c.json(told);
  });
  return app;
};
