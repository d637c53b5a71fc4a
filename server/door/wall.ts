import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { WallCode, WallState, WallsHeard } from '../../shared/insight/wall/protocol.ts';
import { screenOf } from '../insight/wall/screen.ts';
import { networkOf } from './address.ts';
import { type Door, type House, statusOf } from './context.ts';

/** Of its own, and read by these routes and the socket's door alone: a wall's cookie is no person's session. */
export const WALL_COOKIE = 'crossdock_wall';
/** The longest that browsers keep a cookie, s; each visit renews it. */
const KEPT = 400 * 24 * 3600;

/** What a screen on a wall may ask before and without anybody's session: a code, and what it is. */
export const wallDoorstep = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { walls, clock, store } = house.company;
  // A screen asks every ten minutes; several may stand behind one address.
  const asking = new RateLimiterMemory({ points: 60, duration: 600 });
  const secure = house.configuration.tls !== null || (house.configuration.origin?.startsWith('https:') ?? false);
  const remember = (c: Context, cookie: string): void =>
    setCookie(c, WALL_COOKIE, cookie, { httpOnly: true, sameSite: 'Strict', path: '/', secure, maxAge: KEPT });

  app.post('/wall/code', async (c) => {
    const { address } = c.var;
    // Of IPv6 a whole network is one place.
    const room = await asking.consume(address.includes(':') ? networkOf(address) : address).then(
      () => true,
      () => false,
    );
    const now = clock();
    const asked = room ? await walls.ask(c.req.header('user-agent') ?? '', now) : null;
    if (!asked) return c.json({ refused: 'wall.too_many_codes' }, 429);
    remember(c, asked.cookie);
    return c.json({ code: asked.code, until: asked.until, now } satisfies WallCode);
  });

  app.get('/wall', async (c) => {
    const cookie = getCookie(c, WALL_COOKIE);
    const device = cookie ? await walls.find(cookie, clock()) : null;
    const wall = device?.wallId ? await walls.wall(device.wallId) : null;
    if (!cookie || !device || (device.wallId && !wall)) {
      if (cookie) deleteCookie(c, WALL_COOKIE, { path: '/' });
      return c.json({ refused: 'signed_out' }, 401);
    }
    if (!wall) return c.json({ state: 'waiting', until: device.until, build: await house.build() } satisfies WallState);
    remember(c, cookie);
    const state: WallState = { state: 'paired', screen: await screenOf(store, wall), build: await house.build() };
    return c.json(state);
  });
  return app;
};

/** For whoever sees walls: when each was heard, and by which page. */
export const wallRoutes = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { walls, clock } = house.company;
  app.get('/walls/heard', async (c) => {
    const seen = await house.live.reading(c.var.actor, async (rights) => {
      const view = rights.view('wall');
      if (view.grants.length === 0) return { refused: 'unknown_noun' };
      const found: WallsHeard['walls'][number][] = [];
      for (const [id, { at, build }] of await walls.heard()) {
        const wall = await walls.wall(id);
        if (wall && view.sees(wall)) found.push({ id, at, build });
      }
      return found;
    });
    if ('refused' in seen) return c.json(seen, statusOf(seen));
    return c.json({ now: clock(), build: await house.build(), walls: seen } satisfies WallsHeard);
  });
  return app;
};
