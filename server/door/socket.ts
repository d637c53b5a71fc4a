import type { Server as HttpServer } from 'node:http';
import { parse } from 'hono/utils/cookie';
import { Server } from 'socket.io';
import { LIMITS } from '../../shared/live/protocol.ts';
import type { Company } from '../system/company.ts';
import { allowedOrigin } from './app.ts';
import type { House } from './context.ts';
import { COOKIE } from './session.ts';
import { WALL_COOKIE } from './wall.ts';

/**
 * Socket.IO beside the http door. Connection state recovery stays off: it would bring back rooms that a narrowed role
 * has lost, with what was sent meanwhile; rooms are computed anew at every connect. Compression stays off: it costs
 * five times the CPU, and lengths of compressed frames speak of their content.
 */
export const socketDoor = (http: HttpServer, configuration: House['configuration']): Server =>
  new Server(http, {
    maxHttpBufferSize: LIMITS.message,
    perMessageDeflate: false,
    transports: ['websocket', 'polling'],
    serveClient: false,
    // Often, so that a line that was cut without a word shows soon (presence.ts); patiently, so that a moment's want of
    // breath on either side ends no connection.
    pingInterval: 4_000,
    pingTimeout: 20_000,
    allowRequest: (request, decide) => {
      const { origin } = request.headers;
      decide(null, origin === undefined || allowedOrigin({ configuration }, origin, request.headers.host));
    },
  });

type Visitor = { readonly personId: string; readonly sessionId: string; readonly wall?: true };

/** Who stands behind the cookie: a person, or, if the page says that it is a wall's, the wall. Neither opens the other's door. */
const visitorBy = async (company: Company, cookies: { readonly [name: string]: string }, wall: boolean) => {
  const cookie = cookies[wall ? WALL_COOKIE : COOKIE];
  if (!cookie) return null;
  if (wall) {
    const device = await company.walls.find(cookie, company.clock());
    return device?.wallId ? ({ personId: device.wallId, sessionId: device.id, wall: true } satisfies Visitor) : null;
  }
  const session = await company.sessions.find(cookie, company.clock());
  return session && ({ personId: session.personId, sessionId: session.id } satisfies Visitor);
};

/** Lets in who has a session, or is a wall; the same 401 for a missing, a wrong and an ended one. */
export const guard = (io: Server, company: Company): void => {
  io.use((socket, next) => {
    const { as } = socket.handshake.auth as { readonly as?: unknown };
    void visitorBy(company, parse(socket.request.headers.cookie ?? ''), as === 'wall').then(
      (visitor) => {
        if (!visitor) {
          next(new Error('signed_out'));
          return;
        }
        socket.data = visitor;
        next();
      },
      () => next(new Error('server.failed')),
    );
  });
};
