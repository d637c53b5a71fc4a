import { EventEmitter } from 'node:events';
import { setImmediate as soon } from 'node:timers/promises';
import type { Server, Socket } from 'socket.io';
import { expect, test } from 'vitest';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Entry } from '../audit/change-log.ts';
import type { Store } from '../store/store.ts';
import type { Actor } from '../write/handlers.ts';
import type { LiveMeans } from './hall.ts';
import { Live } from './live.ts';

const sees = (on: NounName): Rule => ({ on, may: 'read', scope: 'all', when: null, groups: ['basics'] });
const actorBy = (rules: readonly Rule[]): Actor => {
  const place = { id: 'ann', teamId: null, warehouses: [] };
  return { ...place, name: 'Ann', discountAuthority: 0, rights: rightsOf(rules, place) };
};
const later = () => new Promise<void>((done) => setTimeout(done, 5));

/** One person's socket without a wire, before a store whose reads take their time. */
const standing = async () => {
  const io = Object.assign(new EventEmitter(), { volatile: { emit: () => true } });
  const rooms = new Set<string>();
  const broken: string[] = [];
  const socket = Object.assign(new EventEmitter(), {
    id: 'socket',
    data: { personId: 'ann', sessionId: 'session' },
    connected: true,
    conn: {
      close: () => void broken.push('broken'),
      on: () => undefined,
      writeBuffer: [] as { data: string }[],
      transport: { socket: { bufferedAmount: 0 } },
    },
    join: async (room: string) => void rooms.add(room),
    leave: async (room: string) => void rooms.delete(room),
  });
  let actor = actorBy([sees('order')]);
  const reads: string[] = [];
  const store = {
    read: async (work: (query: { all(sql: string): Promise<unknown[]> }) => Promise<unknown>) => {
      await later();
      return work({
        all: async (sql) => {
          reads.push(sql);
          return sql.includes('"session"') ? [{}] : [];
        },
      });
    },
  } as unknown as Store;
  const live = new Live({
    io: io as unknown as Server,
    store,
    seal: {} as LiveMeans['seal'],
    people: { actor: async () => actor, viewings: async () => new Map(), forget: () => undefined },
    writer: () => {
      throw new Error('nobody writes here');
    },
    clock: () => 0,
    figures: {} as LiveMeans['figures'],
    report: (error) => {
      throw error;
    },
  });
  io.emit('connection', socket as unknown as Socket);
  while (socket.listenerCount('collection.open') === 0) await later();
  const ask = (event: string, payload: unknown) =>
    new Promise<{ readonly [name: string]: unknown }>((answer) => socket.listeners(event)[0]?.(payload, answer));
  const turn = (rules: readonly Rule[]): void => {
    actor = actorBy(rules);
    live.take([{ noun: 'rule', rowId: 'r', before: null, after: null, position: 1 } as unknown as Entry]);
  };
  return { live, ask, rooms, turn, broken, conn: socket.conn, close: () => live.close() };
};

test('[LIVE3] a window closed while its rows are read is not joined anew', async () => {
  const { ask, rooms, close } = await standing();
  const unheard = ask('collection.open', { noun: 'order' });
  await ask('collection.close', { noun: 'order' });
  const halfway = ask('collection.open', { noun: 'order' });
  while (rooms.size === 0) await soon();
  await ask('collection.close', { noun: 'order' });
  expect(await Promise.all([unheard, halfway])).toEqual([{ refused: 'missing' }, { refused: 'missing' }]);
  expect(rooms.size).toBe(0);
  expect(await ask('collection.open', { noun: 'order' })).toMatchObject({ rows: [], more: false });
  expect(rooms.size).toBe(1);
  close();
});

test('[P11] a window whose rules change while its rows are read is answered by the new ones', async () => {
  const { ask, rooms, turn, close } = await standing();
  const opened = ask('collection.open', { noun: 'order' });
  turn([sees('customer')]);
  expect(await opened).toEqual({ refused: 'unknown_noun' });
  expect(rooms.size).toBe(0);
  close();
});

test('[TEXT2] a message that cannot be read is refused, whatever it holds', async () => {
  const { ask, close } = await standing();
  let where: unknown = { field: 'number', is: 'eq', value: 'x' };
  for (let i = 0; i < 5_000; i++) where = { not: where };
  expect(await ask('collection.open', { noun: 'order', where })).toMatchObject({ refused: 'input.invalid' });
  expect(await ask('collection.open', null)).toMatchObject({ refused: 'input.invalid' });
  close();
});

test('[LIVE14] a screen is cut off for how much waits for it, not only for how many packets', async () => {
  for (const [packets, size, taken, cut] of [
    [500, 10, 0, false],
    [501, 10, 0, true],
    [60, 500_000, 0, false],
    [60, 600_000, 0, true],
    [60, 300_000, 20_000_000, true],
  ] as const) {
    const { live, conn, broken, close } = await standing();
    conn.writeBuffer.push(...Array.from({ length: packets }, () => ({ data: 'x'.repeat(size) })));
    conn.transport.socket.bufferedAmount = taken;
    live.cutSlow();
    expect([packets, size, broken.length > 0]).toEqual([packets, size, cut]);
    close();
  }
});
