import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import * as v from 'valibot';
import { PASSWORD_AT_LEAST } from '../../shared/access/person/password.ts';
import { personCommands } from '../../shared/access/person/person.commands.ts';
import { settings } from '../../shared/system/setting/setting.defaults.ts';
import { UPLOADS } from '../exchange/uploads.ts';
import { SystemRefused } from '../system/company.ts';
import { isLoopback } from './address.ts';
import type { Door, House } from './context.ts';
import { openSession } from './session.ts';

const { name, email } = personCommands['person.invite'].input.entries;
const own = v.strictObject({
  organisation: settings.organisation.schema,
  administrator: v.strictObject({
    name,
    email,
    password: v.pipe(v.string(), v.minLength(PASSWORD_AT_LEAST), v.maxLength(400)),
  }),
});

/**
 * The demonstration's own switches. Whoever is signed in to it may turn them, as its accounts are public anyway; to end
 * it takes the machine that it runs on. In a real company these routes are not there.
 */
export const companyRoutes = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const liveDay = () => (house.demo.active() ? (house.demo.furnishing()?.liveDay() ?? null) : null);

  app.get('/demo/live-day', (c) => {
    const found = liveDay();
    return found ? c.json(found.state()) : c.json({ refused: 'missing' }, 404);
  });
  app.post('/demo/live-day', async (c) => {
    const found = liveDay();
    if (!found) return c.json({ refused: 'missing' }, 404);
    const parsed = v.safeParse(v.partial(settings['demo.live_day'].schema), await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ refused: 'input.invalid', field: v.getDotPath(parsed.issues[0]) ?? '' }, 400);
    const { on, pace } = { ...found.state(), ...parsed.output };
    await found.set({ on, pace });
    return c.json(found.state());
  });

  app.post('/company/own', async (c) => {
    const furnishing = house.demo.active() ? house.demo.furnishing() : null;
    if (!furnishing) return c.json({ refused: 'company.no_demonstration' }, 409);
    if (!house.configuration.demoAnywhere && !isLoopback(c.req.raw.headers, c.var.address))
      return c.json({ refused: 'not_permitted' }, 403);
    const parsed = v.safeParse(own, await c.req.json().catch(() => null));
    if (!parsed.success)
      return c.json(
        { refused: 'input.invalid', field: v.getDotPath(parsed.issues[0]) ?? '', with: { limit: PASSWORD_AT_LEAST } },
        400,
      );
    let id: string | null;
    try {
      id = await furnishing.own(parsed.output);
    } catch (error) {
      if (error instanceof SystemRefused) return c.json(error.refusal, 409);
      throw error;
    }
    if (id === null) return c.json({ refused: 'company.no_demonstration' }, 409);
    // Files that somebody of the demonstration left to be imported.
    await rm(join(house.configuration.data, UPLOADS), { recursive: true, force: true });
    await openSession(house)(c, id);
    return c.body(null, 204);
  });
  return app;
};
