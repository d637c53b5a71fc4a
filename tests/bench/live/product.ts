/** The product's server, with orders that are changed at a pace by their sellers' own commands. */
import type { Server } from 'socket.io';
import type { Running } from '../../../server/system/server.ts';
import { fail, serving } from '../serving.ts';
import { nthOrder, type SmallCompany, smallCompany } from '../small-company.ts';
import { answering, pause } from './child.ts';
import { type Frame, MARK, type Ran, type Served } from './messages.ts';

const SELLERS = 200;
const ORDERS = 600;
const OTHERS = [
  'sales_manager',
  'finance_clerk',
  'finance_manager',
  'warehouse_operator',
  'warehouse_manager',
  'executive',
  'administrator',
] as const;

/** `told`: the answer to the order's last change; the next one builds on it. */
type Order = { readonly id: string; readonly seller: string; notes: string | null; told: Promise<void> };

let small: SmallCompany;
let running: Running;
const orders: Order[] = [];
let frames: Frame[] = [];
let recording = false;

/**
 * `sockets` sessions of eight roles: one in five belongs to one of the first `watching` of two hundred sellers, who see
 * their own orders only.
 */
const serve = async ({
  sockets,
  watching,
}: {
  readonly sockets: number;
  readonly watching: number;
}): Promise<Served> => {
  small = await smallCompany(SELLERS);
  const { company } = small;
  const others = await Promise.all(OTHERS.map((role) => small.person(role, 0)));
  await Promise.all(
    Array.from({ length: ORDERS }, async (_, n) => {
      const { seller, input } = nthOrder(small, n);
      const { kept } = await company.writer.command(seller, () => company.people.actor(seller), {
        name: 'order.create',
        id: `order-${n}`,
        input,
      });
      if ('refused' in kept) fail(new Error(JSON.stringify(kept)));
      else orders.push({ id: String(kept.answer.id), seller, notes: null, told: Promise.resolve() });
    }),
  );
  const { folder } = small;
  await company.close();
  running = await serving(folder, null);
  const { broadcast } = running.live.rooms;
  running.live.rooms.broadcast = (room, frame) => {
    if (recording) frames.push({ at: Date.now(), room, payload: frame });
    broadcast(room, frame);
  };
  const cookies: string[] = [];
  for (let n = 0; n < sockets; n++) {
    const person = n % 5 === 0 ? small.sellers[Math.floor(n / 5) % watching] : others[n % others.length];
    cookies.push((await running.company.sessions.start(person as string, 'bench', Date.now())).cookie);
  }
  return { port: Number(new URL(running.address).port), cookies };
};

/** A change is made when it is handed in, whether or not it then waits for the one before it on the same order. */
const change = (n: number): Promise<void> => {
  const order = orders[n % orders.length] as Order;
  const to = `${MARK}${Date.now()}#${n}`;
  order.told = order.told.then(() => send(order, n, to));
  return order.told;
};

const send = async (order: Order, n: number, to: string): Promise<void> => {
  const { company } = running;
  const input = { id: order.id, set: { notes: { from: order.notes, to } } };
  const { kept } = await company.writer.command(order.seller, () => company.people.actor(order.seller), {
    name: 'order.update',
    id: `change-${process.pid}-${n}`,
    input,
  });
  if ('refused' in kept) fail(new Error(JSON.stringify(kept)));
  order.notes = to;
};

let made = 0;
/** Hands in `rate` changes a second for `seconds`, evenly, whatever the answers take. */
const run = async ({
  rate,
  seconds,
  record,
}: {
  readonly rate: number;
  readonly seconds: number;
  readonly record: boolean;
}): Promise<Ran> => {
  globalThis.gc?.();
  frames = [];
  recording = record;
  const changes = rate * seconds;
  const began = performance.now();
  const cpu = process.cpuUsage();
  const answers: Promise<void>[] = [];
  for (let n = 0; n < changes; n++) {
    const due = began + (n * 1_000) / rate - performance.now();
    if (due > 1) await pause(due);
    answers.push(change(made++));
  }
  await Promise.all(answers);
  await pause(300);
  const used = process.cpuUsage(cpu);
  recording = false;
  return { changes, cpu: (used.user + used.system) / 1_000 / changes, frames, resident: process.memoryUsage().rss };
};

/** Processor time of a second without any change, ms: heartbeats, and what the engine does when it is idle. */
const rest = async ({ seconds }: { readonly seconds: number }): Promise<number> => {
  const cpu = process.cpuUsage();
  await pause(seconds * 1_000);
  const used = process.cpuUsage(cpu);
  return (used.user + used.system) / 1_000 / seconds;
};

/** Frames are made and addressed, but nobody is written to: what is left is the product's own work. */
const mute = async (): Promise<void> => {
  (running.live.io as Server).of('/').adapter.broadcast = () => undefined;
};

const resident = async (): Promise<number> => {
  globalThis.gc?.();
  await pause(500);
  globalThis.gc?.();
  return process.memoryUsage().rss;
};

answering({ serve, run, rest, mute, resident });
