import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import * as v from 'valibot';
import { PASSWORD_AT_LEAST } from '../../shared/access/person/password.ts';
import { isStorable } from '../../shared/base/text.ts';
import { demoAccounts } from '../demo/accounts.ts';
import { settingOf } from '../system/settings.ts';
import { isLoopback, networkOf } from './address.ts';
import type { Door, House } from './context.ts';

export const COOKIE = 'crossdock';
const signIn = v.strictObject({
  email: v.pipe(v.string(), v.maxLength(200), v.check(isStorable)),
  password: v.pipe(v.string(), v.maxLength(400)),
});
const accepting = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(100)),
  password: v.pipe(v.string(), v.minLength(PASSWORD_AT_LEAST), v.maxLength(400)),
});

/**
 * Failed attempts: per address and e-mail 10 in a quarter of an hour, per address 100. An attempt counts as failed until
 * it has gone well, else as many as are sent at once would all find room.
 */
const attempts = () => {
  /** Of IPv6 a whole network is one place: whoever has an address there has all of them. */
  const placeOf = (address: string): string => (address.includes(':') ? networkOf(address) : address);
  const pair = new RateLimiterMemory({ points: 10, duration: 900 });
  const place = new RateLimiterMemory({ points: 100, duration: 900 });
  const all = (does: 'consume' | 'reward', address: string, email: string) => {
    const from = placeOf(address);
    return Promise.all([pair[does](`${from} ${email.trim().toLowerCase()}`), place[does](from)]);
  };
  return {
    /** False when there have been too many. */
    begin: (address: string, email: string): Promise<boolean> =>
      all('consume', address, email).then(
        () => true,
        () => false,
      ),
    wentWell: (address: string, email: string): Promise<unknown> => all('reward', address, email),
  };
};

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Methods by which nothing is changed. */
export const isSafe = (method: string): boolean => safe.has(method);

/** The session behind the cookie, or 401. Everything under /api but the doorstep needs it. */
export const signedIn = (house: House) =>
  createMiddleware<Door>(async (c, next) => {
    const cookie = getCookie(c, COOKIE);
    const session = cookie ? await house.company.sessions.find(cookie, house.company.clock()) : null;
    const actor = session && (await house.company.people.actor(session.personId, session.id));
    if (!session || !actor) return c.json({ refused: 'signed_out' }, 401);
    // What commands may is the writer's to say; whatever else changes something is not for who looks as another.
    if (actor.viewing && !isSafe(c.req.method) && !c.req.path.startsWith('/api/commands/'))
      return c.json({ refused: 'viewing_only' }, 403);
    c.set('actor', actor);
    c.set('session', session);
    await next();
  });

/** Signs a person in: a new session, and its cookie with the answer. The one that the browser had until then ends. */
export const openSession = (house: House) => {
  const secure = house.configuration.tls !== null || (house.configuration.origin?.startsWith('https:') ?? false);
  const options = { httpOnly: true, sameSite: 'Strict', path: '/', secure, maxAge: 14 * 24 * 3600 } as const;
  return async (c: Context, personId: string): Promise<void> => {
    const agent = c.req.header('user-agent') ?? '';
    const { sessions } = house.company;
    const had = getCookie(c, COOKIE);
    const before = had ? await sessions.find(had, house.company.clock()) : null;
    if (before) house.live.end({ sessionIds: await sessions.end(before.personId, before.id) });
    const { cookie } = await sessions.start(personId, agent, house.company.clock());
    setCookie(c, COOKIE, cookie, options);
  };
};

/** The doorstep: what anyone may ask before signing in. */
export const doorstep = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const tries = attempts();
  const open = openSession(house);

  app.get('/welcome', async (c) => {
    const demo = house.demo.active();
    const progress = house.demo.progress();
    const here = house.configuration.demoAnywhere || isLoopback(c.req.raw.headers, c.var.address);
    const open = demo && here;
    return c.json({
      demo: open,
      accounts: open ? demoAccounts.map(({ email, role }) => ({ email, role })) : [],
      company: open
        ? await house.company.store.read(async (query) => (await settingOf(query, 'organisation')).name)
        : null,
      ready: progress.ready,
      progress: progress.ready ? null : { step: progress.step, done: progress.done, total: progress.total },
    });
  });

  app.post('/session', async (c) => {
    const parsed = v.safeParse(signIn, await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ refused: 'input.invalid', field: v.getDotPath(parsed.issues[0]) ?? '' }, 400);
    const { email, password } = parsed.output;
    if (!(await tries.begin(c.var.address, email))) return c.json({ refused: 'sign_in.too_many' }, 429);
    const personId = await house.company.passwords.check(email, password);
    const demoOnly =
      house.demo.active() && !house.configuration.demoAnywhere && !isLoopback(c.req.raw.headers, c.var.address);
    if (!personId || demoOnly) return c.json({ refused: 'sign_in.wrong' }, 401);
    await tries.wentWell(c.var.address, email);
    await open(c, personId);
    return c.body(null, 204);
  });

  app.post('/session/accept', async (c) => {
    const parsed = v.safeParse(accepting, await c.req.json().catch(() => null));
    if (!parsed.success)
      return c.json(
        { refused: 'input.invalid', field: v.getDotPath(parsed.issues[0]) ?? '', with: { limit: PASSWORD_AT_LEAST } },
        400,
      );
    const personId = await house.company.passwords.accept(
      parsed.output.token,
      parsed.output.password,
      house.company.clock(),
    );
    if (!personId) return c.json({ refused: 'link.used_or_expired' }, 409);
    // Whoever is active already has chosen a new password, and that is all.
    if (!(await house.company.people.actor(personId))) await house.company.system('person.activate', { id: personId });
    const ended = await house.company.sessions.end(personId, null);
    house.live.end({ sessionIds: ended });
    await open(c, personId);
    return c.body(null, 204);
  });

  app.delete('/session', async (c) => {
    const cookie = getCookie(c, COOKIE);
    const session = cookie ? await house.company.sessions.find(cookie, house.company.clock()) : null;
    if (session) house.live.end({ sessionIds: await house.company.sessions.end(session.personId, session.id) });
    deleteCookie(c, COOKIE, { path: '/' });
    return c.body(null, 204);
  });
  return app;
};
