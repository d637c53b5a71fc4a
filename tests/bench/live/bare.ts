/** Nothing but Socket.IO: the same frames to the same rooms at the same times. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { answering, pause } from './child.ts';
import type { Frame, Ran } from './messages.ts';

const http = createServer();
const io = new Server(http, { perMessageDeflate: false, serveClient: false });

/** `rooms`: the room of each socket, found by its cookie. */
const serve = async ({
  rooms,
}: {
  readonly rooms: { readonly [cookie: string]: string };
}): Promise<{ port: number }> => {
  io.on('connection', (socket) => {
    socket.on('collection.open', (_question: unknown, acknowledge: (answer: unknown) => void) => {
      const cookie = /crossdock=([^;]+)/.exec(socket.request.headers.cookie ?? '')?.[1] ?? '';
      const room = rooms[cookie];
      if (room) void socket.join(room);
      acknowledge({ room });
    });
    socket.emit('ready', {});
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return { port: (http.address() as AddressInfo).port };
};

const run = async ({
  frames,
  changes,
}: {
  readonly frames: readonly Frame[];
  readonly changes: number;
}): Promise<Ran> => {
  globalThis.gc?.();
  const [first] = frames;
  const began = performance.now();
  const cpu = process.cpuUsage();
  for (const { at, room, payload } of frames) {
    const due = at - (first?.at ?? 0) - (performance.now() - began);
    if (due > 1) await pause(due);
    io.to(room).emit('frame', payload);
  }
  await pause(300);
  const used = process.cpuUsage(cpu);
  return { changes, cpu: (used.user + used.system) / 1_000 / changes, frames: [], resident: process.memoryUsage().rss };
};

answering({ serve, run });
