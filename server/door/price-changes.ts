import { Hono } from 'hono';
import * as v from 'valibot';
import { dayOf } from '../../shared/base/day.ts';
import { priceChangeInput } from '../../shared/sales/price_change/price_change.commands.ts';
import { previewOf } from '../sales/price_change/price_change.preview.ts';
import { type Door, type House, statusOf } from './context.ts';

/**
 * `POST /api/price-changes/preview`: price by price, old and new, what `price_change.make` would do with this input. Asked beside the
 * writer: every price of a list may have to be gone through.
 */
export const priceChangeRoute = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { store, seal, clock, zone } = house.company;
  app.post('/preview', async (c) => {
    const parsed = v.safeParse(priceChangeInput, await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ refused: 'input.invalid', field: v.getDotPath(parsed.issues[0]) ?? '' }, 400);
    const told = await house.live.reading(c.var.actor, (rights) =>
      store.beside((query) => previewOf(query, seal, rights, parsed.output, dayOf(clock(), zone()))),
    );
    return 'refused' in told ? c.json(told, statusOf(told)) : c.json(told);
  });
  return app;
};
