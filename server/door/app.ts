import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isStorable } from '../../shared/base/text.ts';
import { callerOf } from './address.ts';
import { alikeRoute } from './alike.ts';
import { commandRoutes } from './commands.ts';
import { companyRoutes } from './company.ts';
import type { Door, House } from './context.ts';
import { documentRoutes } from './documents.ts';
import { draftRoutes } from './drafts.ts';
import { exportRoute } from './export.ts';
import { figureRoute } from './figures.ts';
import { imports } from './import.ts';
import { mailRoute } from './mail.ts';
import { me } from './me.ts';
import { openapi } from './openapi.ts';
import { pictureRoute } from './pictures.ts';
import { priceChangeRoute } from './price-changes.ts';
import { promiseRoute } from './promises.ts';
import { reads } from './reads.ts';
import { doorstep, isSafe, signedIn } from './session.ts';
import { wallDoorstep, wallRoutes } from './wall.ts';
import { whyRoute } from './why.ts';

/** Bytes of one request's body, at most; imports have their own. */
const BODY = 1_048_576;

export const CONTENT_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/** Origins from which a browser may change anything: the product's own. */
export const allowedOrigin = (
  house: Pick<House, 'configuration'>,
  origin: string,
  host: string | undefined,
): boolean => {
  if (house.configuration.origin) return origin === house.configuration.origin;
  return URL.canParse(origin) && new URL(origin).host === host;
};

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

/** The `/api` door: every route but the doorstep stands behind a session; answers are never stored on the way. */
export const api = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  app.use('*', async (c, next) => {
    // No row has such an id, and no database would take the question.
    if (!isStorable(decoded(c.req.path))) return c.json({ refused: 'missing' }, 404);
    c.set('address', callerOf(c.req.raw.headers, getConnInfo(c).remote.address ?? '', house.configuration.proxies));
    if (!isSafe(c.req.method)) {
      const origin = c.req.header('origin');
      if (origin && !allowedOrigin(house, origin, c.req.header('host')))
        return c.json({ refused: 'origin.foreign' }, 403);
      if (c.req.header('sec-fetch-site') === 'cross-site') return c.json({ refused: 'origin.foreign' }, 403);
    }
    await next();
    // What is asked about anew each time, by what it is, may be kept by the browser that asked.
    if (!c.res.headers.has('ETag')) c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
  });
  app.use('/imports/*', signedIn(house));
  app.route('/imports', imports(house));
  app.use(
    '*',
    bodyLimit({ maxSize: BODY, onError: (c) => c.json({ refused: 'input.too_large', with: { limit: BODY } }, 413) }),
  );
  app.route('/', doorstep(house));
  app.route('/', wallDoorstep(house));
  app.use('*', signedIn(house));
  app.route('/', me(house));
  app.route('/', companyRoutes(house));
  app.route('/commands', commandRoutes(house));
  app.route('/documents', documentRoutes(house));
  app.route('/export', exportRoute(house));
  app.route('/figures', figureRoute(house));
  app.route('/drafts', draftRoutes(house));
  app.route('/promises', promiseRoute(house));
  app.route('/price-changes', priceChangeRoute(house));
  app.route('/pictures', pictureRoute(house));
  app.route('/alike', alikeRoute(house));
  app.route('/', mailRoute(house));
  app.route('/', openapi(house));
  app.route('/', whyRoute(house));
  app.route('/', wallRoutes(house));
  app.route('/', reads(house));
  app.onError((error, c) => {
    house.report(error);
    return c.json({ refused: 'server.failed' }, 500);
  });
  app.notFound((c) => c.json({ refused: 'missing' }, 404));
  return app;
};
