/**
 * What a change costs until it is on every screen: 1,000 sockets of eight roles, two hundred sellers among them who see
 * their own orders only. Server, screens and the bare Socket.IO beside it are processes of their own.
 */
import type { Bench } from './figure.ts';
import { child, pause } from './live/child.ts';
import type { Heard, Ran, Served } from './live/messages.ts';

const RATE = 100;
const SECONDS = 12;
const SOCKETS = 1_000;
const RATES = [200, 400, 600, 800, 1_000, 1_300, 1_600] as const;

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

const product = async (sockets: number) => {
  const server = child('product.ts');
  const screens = child('clients.ts');
  const served = await server.ask<Served>('serve', { sockets });
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
    'memory.1000_sockets',
    'memory.socket',
  ],
  run: async (report) => {
    const whole = await product(SOCKETS);
    const idle = await whole.server.ask<number>('resident');
    report({ name: 'memory.1000_sockets', value: idle / 2 ** 20, unit: 'MB', bar: { atMost: 400 } });
    report({ name: 'memory.socket', value: (idle - whole.before) / 2 ** 10 / SOCKETS, unit: 'KB' });
    await whole.server.ask<Ran>('run', { rate: RATE, seconds: 3, record: false });
    await whole.screens.ask('listen');
    const ran = await whole.server.ask<Ran>('run', { rate: RATE, seconds: SECONDS, record: true });
    const heard = await whole.screens.ask<Heard>('report');

    const bare = child('bare.ts');
    const others = child('clients.ts');
    const { port } = await bare.ask<{ port: number }>('serve', { rooms: whole.rooms });
    await others.ask('connect', { port, cookies: whole.cookies });
    await bare.ask<Ran>('run', { frames: ran.frames.slice(0, 400), changes: 100 });
    await others.ask('listen');
    const floor = await bare.ask<Ran>('run', { frames: ran.frames, changes: ran.changes });
    const same = await others.ask<Heard>('report');
    if (same.messages !== heard.messages)
      throw new Error(`the bare server sent ${same.messages} messages, the product ${heard.messages}`);
    await others.end();
    await bare.end();
    report({ name: 'live.cpu_ratio', value: ran.cpu, unit: 'ms/change', floor: floor.cpu, bar: { atMost: 1.6 } });
    report({ name: 'live.bytes', value: heard.bytes / ran.changes, unit: 'bytes/change' });
    report({ name: 'live.p99', value: percentile(heard.latencies, 0.99), unit: 'ms', bar: { atMost: 150 } });

    let held = RATE;
    for (const rate of RATES) {
      await whole.screens.ask('listen');
      await whole.server.ask<Ran>('run', { rate, seconds: 5, record: false });
      await pause(1_500);
      const { latencies } = await whole.screens.ask<Heard>('report');
      if (latencies.length < rate * 5 || percentile(latencies, 0.99) > 500) break;
      held = rate;
    }
    report({ name: 'live.max_rate', value: held, unit: 'changes/s' });
    await whole.end();

    const shares: number[] = [];
    for (const sockets of [100, 1_000, 5_000]) {
      const muted = await product(sockets);
      await muted.server.ask('mute');
      await muted.server.ask<Ran>('run', { rate: RATE, seconds: 3, record: false });
      const own = await muted.server.ask<Ran>('run', { rate: RATE, seconds: 8, record: false });
      shares.push(own.cpu);
      await muted.end();
    }
    report({
      name: 'live.own_share',
      value: Math.max(...shares),
      unit: 'ms/change',
      floor: Math.min(...shares),
      bar: { atMost: 1.25 },
    });
  },
};

export default bench;
