import type { Figure } from '../figure.ts';
import { child, pause } from './child.ts';
import type { Heard } from './presence.clients.ts';
import type { PresenceServed } from './presence.ts';

const READERS = 200;
const WALKERS = 200;
const MOVES = 15;
/** One a beat of the lists: what is shared by several moves of one beat is shared by none here, ms. */
const EVERY = 1_000;

/**
 * What it costs that one person goes from one order to another: 200 readers of the list of orders, 200 people on orders, each
 * a process's socket. Beside it the same words by nothing but Socket.IO, to as many sockets.
 */
export const measurePresence = async (): Promise<Figure> => {
  const server = child('presence.ts');
  const pages = child('presence.clients.ts');
  const served = await server.ask<PresenceServed>('serve', { readers: READERS, walkers: WALKERS });
  await pages.ask('connect', served);
  const ms = (MOVES + 1) * EVERY;
  await pages.ask<readonly Heard[]>('move', { moves: 10, ms: 300 });
  await pause(1_500);
  // Signs of life and heartbeats are no share of any move.
  const idle = await server.ask<number>('spent', { ms });
  const [used, heard] = await Promise.all([
    server.ask<number>('spent', { ms }),
    pages.ask<readonly Heard[]>('move', { moves: MOVES, ms: EVERY }),
  ]);
  await pages.end();
  await server.end();
  const bare = child('presence.bare.ts');
  const others = child('presence.clients.ts');
  const { port } = await bare.ask<{ readonly port: number }>('serve');
  await others.ask('connect', { ...served, port });
  await bare.ask<number>('run', { heard, ms });
  const still = await bare.ask<number>('run', { heard: [], ms });
  const floor = await bare.ask<number>('run', { heard, ms });
  await others.end();
  await bare.end();
  return {
    name: 'live.presence',
    value: (used - idle) / MOVES,
    unit: 'ms/move',
    floor: (floor - still) / MOVES,
  };
};
