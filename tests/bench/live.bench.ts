/**
 * What a change costs until it is on every screen: 1,000 sockets of eight roles, two hundred sellers among them who see
 * their own orders only. Server, screens and the bare Socket.IO beside it are processes of their own.
 */
import type { Bench } from './figure.ts';
import { child, pause } from './live/child.ts';
import type { Heard, Ran, Served } from './live/messages.ts';
import { measurePresence } from './live/presence.measure.ts';

const RATE = 100;
/** Until the engine has compiled what runs all day. */
const WARM = 12;
const SECONDS = 10;
const ROUNDS = 5;
const SOCKETS = 1_000;
const SELLERS = 200;
/** As many sellers as have a socket among the fewest, so that the audiences are the same for all of them. */
const FEWEST = { sockets: 100, sellers: 20 };
const RATES = [200, 400, 600, 800, 1_000, 1_300, 1_600] as const;

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

const median = (values: readonly number[]): number => percentile(values, 0.5);

const product = async (sockets: number, watching: number) => {
  const server = child('product.ts');
  const screens = child('clients.ts');
  const served = await server.ask<Served>('serve', { sockets, watching });
  const before = await server.ask<number>('resident');
  const rooms = await screens.ask<{ [cookie: string]: string }>('connect', served);
  return {
    server,
    screens,
    rooms,
    before,
    cookies: served.cookies,
    end: async () => {
      await screens.end();
      await server.end();
    },
  };
};

const bench: Bench = {
  group: 'live',
  figures: [
    'live.cpu_ratio',
    'live.bytes',
    'live.p99',
    'live.max_rate',
    'live.own_share',
    'live.presence',
    'memory.1000_sockets',
    'memory.socket',
  ],
  run: async (report) => {
    const whole = await product(SOCKETS, SELLERS);
    const idle = await whole.server.ask<number>('resident');
    report({ name: 'memory.1000_sockets', value: idle / 2 ** 20, unit: 'MB', bar: { atMost: 400 } });
    report({ name: 'memory.socket', value: (idle - whole.before) / 2 ** 10 / SOCKETS, unit: 'KB' });
    const bare = child('bare.ts');
    const others = child('clients.ts');
    const { port } = await bare.ask<{ port: number }>('serve', { rooms: whole.rooms });
    await others.ask('connect', { port, cookies: whole.cookies });
    const warm = await whole.server.ask<Ran>('run', { rate: RATE, seconds: WARM, record: true });
    await bare.ask<Ran>('run', { frames: warm.frames, changes: warm.changes });

    const rounds: { readonly own: number; readonly floor: number }[] = [];
    const latencies: number[] = [];
    let bytes = 0;
    // In turns, so that what else the machine does touches both alike.
    for (let round = 0; round < ROUNDS; round++) {
      await whole.screens.ask('listen');
      const ran = await whole.server.ask<Ran>('run', { rate: RATE, seconds: SECONDS, record: true });
      const heard = await whole.screens.ask<Heard>('report');
      await others.ask('listen');
      const floor = await bare.ask<Ran>('run', { frames: ran.frames, changes: ran.changes });
      const same = await others.ask<Heard>('report');
      if (same.messages !== heard.messages)
        throw new Error(`the bare server sent ${same.messages} messages, the product ${heard.messages}`);
      rounds.push({ own: ran.cpu, floor: floor.cpu });
      latencies.push(...heard.latencies);
      bytes += heard.bytes / ran.changes / ROUNDS;
    }
    await others.end();
    await bare.end();
    report({
      name: 'live.cpu_ratio',
      value: median(rounds.map(({ own }) => own)),
      unit: 'ms/change',
      floor: median(rounds.map(({ floor }) => floor)),
      ratio: median(rounds.map(({ own, floor }) => own / floor)),
      bar: { atMost: 1.6 },
    });
    report({ name: 'live.bytes', value: bytes, unit: 'bytes/change' });
    report({ name: 'live.p99', value: percentile(latencies, 0.99), unit: 'ms', bar: { atMost: 150 } });

    let held = RATE;
    for (const rate of RATES) {
      await whole.screens.ask('listen');
      await whole.server.ask<Ran>('run', { rate, seconds: 5, record: false });
      await pause(1_500);
      const heard = await whole.screens.ask<Heard>('report');
      if (heard.latencies.length < rate * 5 || percentile(heard.latencies, 0.99) > 500) break;
      held = rate;
    }
    report({ name: 'live.max_rate', value: held, unit: 'changes/s' });
    await whole.end();

    const muted = [];
    for (const sockets of [FEWEST.sockets, 1_000, 5_000]) {
      const one = await product(sockets, FEWEST.sellers);
      await one.server.ask('mute');
      await one.server.ask<Ran>('run', { rate: RATE, seconds: WARM, record: false });
      muted.push({ ...one, cpu: [] as number[] });
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const { server, cpu } of muted) {
        // A socket's heartbeat is no share of any change.
        const idle = await server.ask<number>('rest', { seconds: 4 });
        const ran = await server.ask<Ran>('run', { rate: RATE, seconds: SECONDS, record: false });
        cpu.push(ran.cpu - idle / RATE);
      }
    }
    for (const one of muted) await one.end();
    const shares = muted.map(({ cpu }) => median(cpu));
    report({
      name: 'live.own_share',
      value: Math.max(...shares),
      unit: 'ms/change',
      floor: Math.min(...shares),
      bar: { atMost: 1.25 },
    });
    report(await measurePresence());
  },
};

export default bench;
