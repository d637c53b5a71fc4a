import { Hono } from 'hono';
import * as v from 'valibot';
import { dayOf } from '../../shared/base/day.ts';
import { idInput, quantityInput } from '../../shared/base/input.ts';
import { LINES_AT_MOST } from '../../shared/sales/order/order.commands.ts';
import { readOne } from '../read/read.ts';
import { promisesFor } from '../warehouse/expected_receipt/promises.ts';
import { type Door, type House, statusOf } from './context.ts';

const asked = v.strictObject({
  warehouseId: idInput,
  /** The order that is asked for, so that it does not wait for itself. */
  orderId: v.optional(v.nullable(idInput)),
  lines: v.pipe(
    v.array(v.strictObject({ productId: idInput, quantity: quantityInput })),
    v.minLength(1),
    v.maxLength(LINES_AT_MOST),
  ),
});

/** By when the lines of an order can be promised: `{ days: [day | null] }`, null where no day is known or none is theirs to know. */
export const promiseRoute = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { store, seal, clock, zone } = house.company;
  app.post('/', async (c) => {
    const parsed = v.safeParse(asked, await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ refused: 'input.invalid', field: v.getDotPath(parsed.issues[0]) ?? '' }, 400);
    const { warehouseId, lines, orderId } = parsed.output;
    const told = await house.live.reading(c.var.actor, async (rights) => {
      if (!rights.view('stock').ever('available') || !rights.mayEver('order', 'read'))
        return { refused: 'unknown_noun' } as const;
      return store.read(async (query) => {
        const seen = orderId ? await readOne(query, seal, rights.view('order'), orderId) : null;
        const days = await promisesFor(
          query,
          rights,
          warehouseId,
          lines,
          seen ? (orderId ?? null) : null,
          dayOf(clock(), zone()),
        );
        return { days: days.map((day) => day ?? null) };
      });
    });
    return 'refused' in told ? c.json(told, statusOf(told)) : c.json(told);
  });
  return app;
};
