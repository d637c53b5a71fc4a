import { Hono } from 'hono';
import { commandNamed } from '../../shared/commands.ts';
import { effectOf } from '../../shared/sales/order/order.effect.ts';
import { type Door, type House, statusOf } from './context.ts';

const KEY = /^[\w.:-]{8,80}$/;

/**
 * `POST /api/commands/<name>`: the same registry as the socket's. `Idempotency-Key` is the command's id. With `/preview`
 * nothing is done: the answer says what it would do to the order named, or why it would be refused.
 */
export const commandRoutes = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { company } = house;
  app.post('/:name', async (c) => {
    const name = c.req.param('name');
    const command = commandNamed(name);
    if (!command || command.internal) return c.json({ refused: 'unknown_command' }, 404);
    const id = c.req.header('idempotency-key') ?? '';
    if (!KEY.test(id)) return c.json({ refused: 'input.invalid', field: 'Idempotency-Key' }, 400);
    const input: unknown = await c.req.json().catch(() => null);
    const { actor } = c.var;
    const result = await company.writer.command(actor.id, () => company.people.actor(actor.id, actor.sessionId), {
      name,
      id,
      input,
    });
    const answer = await house.live.answer(actor, result.kept);
    return 'refused' in answer ? c.json(answer, statusOf(answer)) : c.json(answer);
  });
  app.post('/:name/preview', async (c) => {
    const name = c.req.param('name');
    const command = commandNamed(name);
    if (!command || command.internal) return c.json({ refused: 'unknown_command' }, 404);
    const input: unknown = await c.req.json().catch(() => null);
    const { actor } = c.var;
    const found = await company.writer.foresee(() => company.people.actor(actor.id, actor.sessionId), { name, input });
    return 'refused' in found
      ? c.json(found, statusOf(found))
      : c.json({ effect: effectOf(found, c.req.query('order') ?? '') });
  });
  return app;
};
