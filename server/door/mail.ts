import { Hono } from 'hono';
import type { Door, House } from './context.ts';

/** `GET /api/mail`: where mail goes out, for whoever may see that it does. Nothing that one signs in there with. */
export const mailRoute = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  app.get('/mail', (c) => {
    if (!c.var.actor.rights.mayEver('mail', 'read')) return c.json({ refused: 'missing' }, 404);
    const { mail } = house.configuration;
    const server = mail ? { host: mail.host, port: mail.port, security: mail.security, from: mail.from } : null;
    return c.json({ state: house.mailing.state(), server });
  });
  return app;
};
