import type { Server as HttpServer } from 'node:http';
import { parse } from 'hono/utils/cookie';
import { Server } from 'socket.io';
import { LIMITS } from '../../shared/live/protocol.ts';
import type { Company } from '../system/company.ts';
import { allowedOrigin } from './app.ts';
import type { House } from './context.ts';
import { COOKIE } from './session.ts';

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
    pingInterval: 15_000,
    pingTimeout: 10_000,
    allowRequest: (request, decide) => {
      const { origin } = request.headers;
      decide(null, origin === undefined || allowedOrigin({ configuration }, origin, request.headers.host));
    },
  });

/** Lets in who has a session; the same 401 for a missing, a wrong and an ended one. */
export const guard = (io: Server, company: Company): void => {
  io.use((socket, next) => {
    const cookie = parse(socket.request.headers.cookie ?? '')[COOKIE];
    void (cookie ? company.sessions.find(cookie, company.clock()) : Promise.resolve(null)).then(
      (session) => {
        if (!session) {
          next(new Error('signed_out'));
          return;
        }
        socket.data = { personId: session.personId, sessionId: session.id };
        next();
      },
      () => next(new Error('server.failed')),
    );
  });
};
