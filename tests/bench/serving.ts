/** The product's server on a folder and on this machine alone, as every measurement has it. What goes wrong in it ends the bench. */
import { type Running, startServer } from '../../server/system/server.ts';

export const fail = (error: unknown): never => {
  throw error;
};

/** `page`: the folder of the built page, null for a server without one. */
export const serving = (data: string, page: string | null, clock: () => number = Date.now): Promise<Running> =>
  startServer({
    configuration: {
      data,
      port: 0,
      host: '127.0.0.1',
      databaseUrl: null,
      origin: null,
      tls: null,
      proxies: [],
      demoAnywhere: false,
    },
    clock,
    report: fail,
    page: () => page,
    pageProgress: () => (page === null ? 0 : 1),
  });

/** Resolves when all that is made at a start is there. */
export const ready = async ({ address }: Running): Promise<void> => {
  for (;;) {
    const answer = await fetch(`${address}/readyz`);
    await answer.arrayBuffer();
    if (answer.ok) return;
  }
};
