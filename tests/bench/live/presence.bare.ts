/** Nothing but Socket.IO: the same words to as many sockets at the same times, to rooms of those who are told the same. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { answering, pause } from './child.ts';
import type { Heard } from './presence.clients.ts';

const http = createServer();
const io = new Server(http, { perMessageDeflate: false, serveClient: false });
const sockets = new Map<string, Socket>();

const serve = async (): Promise<{ readonly port: number }> => {
  io.on('connection', (socket) => {
    sockets.set(/crossdock=([^;]+)/.exec(socket.request.headers.cookie ?? '')?.[1] ?? '', socket);
    socket.on('presence.here', (_place: unknown, acknowledge: (answer: unknown) => void) => acknowledge({ ok: true }));
    socket.emit('ready', {});
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return { port: (http.address() as AddressInfo).port };
};

/** Who hears what is in a room before the time is taken. Processor time of all of it, ms. */
const run = async ({ heard, ms }: { readonly heard: readonly Heard[]; readonly ms: number }): Promise<number> => {
  for (const [n, { cookies }] of heard.entries()) for (const one of cookies) void sockets.get(one)?.join(`room ${n}`);
  globalThis.gc?.();
  await pause(500);
  const payloads = heard.map(({ text }) => JSON.parse(text) as unknown);
  const began = performance.now();
  const cpu = process.cpuUsage();
  for (const [n, { at }] of heard.entries()) {
    const due = at - (performance.now() - began);
    if (due > 1) await pause(due);
    io.to(`room ${n}`).emit('presence', payloads[n]);
  }
  await pause(Math.max(0, ms - (performance.now() - began)));
  const used = process.cpuUsage(cpu);
  return (used.user + used.system) / 1_000;
};

answering({ serve, run });
