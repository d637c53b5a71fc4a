import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** A socket without a wire: what the page sends on it, and what the server is made to say. */
class Line extends EventEmitter {
  connected = false;
  readonly sent: string[] = [];
  readonly say = (event: string, payload?: unknown): void => void super.emit(event, payload);
  override emit(event: string, _payload?: unknown, acknowledge?: (error: null, answer: unknown) => void): boolean {
    this.sent.push(event);
    setImmediate(() => acknowledge?.(null, { ok: true, answer: {}, rows: [] }));
    return true;
  }
  timeout(): this {
    return this;
  }
  disconnect(): void {
    this.connected = false;
  }
}
let line = new Line();
let signedIn = { person: { id: 'ann' } };
vi.mock('socket.io-client', () => ({ io: () => line }));
vi.mock('../access/me.ts', () => ({ useMe: () => ({ me: signedIn, load: async () => signedIn }) }));
vi.mock('../face/notices.ts', () => ({ useNotices: () => ({ failed: () => undefined }) }));
vi.mock('../words/words.ts', () => ({ words: { t: (key: string) => key } }));
vi.mock('./action-text.ts', () => ({ actionText: () => '' }));

const soon = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((done) => setImmediate(done));
};
/** The page of who is signed in, on a line that stands. */
const opened = async () => {
  vi.resetModules();
  const connection = await import('./connection.ts');
  let isOver = false;
  connection.connect(() => {
    isOver = true;
  });
  const stand = (): void => {
    line.connected = true;
    line.say('connect');
  };
  const cut = (): void => {
    line.connected = false;
    line.say('disconnect');
  };
  const commands = () => line.sent.filter((event) => event === 'command').length;
  return { ...connection, stand, cut, commands, isOver: () => isOver };
};
beforeEach(() => {
  vi.stubGlobal('window', globalThis);
  vi.useFakeTimers({ toFake: ['setInterval'] });
  line = new Line();
  signedIn = { person: { id: 'ann' } };
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[P11] [LIVE28] a page whose browser somebody else signed in to meanwhile sends nothing by their session, and is over', async () => {
  const page = await opened();
  page.stand();
  line.say('ready', { personId: 'ann' });
  await soon();
  page.cut();
  const kept = page.command('order.cancel', { id: 'o' });
  await soon();
  page.stand();
  line.say('ready', { personId: 'bob' });
  await soon();
  expect([await kept, page.commands(), page.isOver()]).toEqual([{ refused: 'signed_out' }, 0, true]);
});

test('[P5] [P11] what is done before the server has said whose line it is waits for that', async () => {
  const page = await opened();
  page.stand();
  const early = page.command('order.cancel', { id: 'o' });
  await soon();
  expect(page.commands()).toBe(0);
  line.say('ready', { personId: 'ann' });
  expect([await early, page.commands(), page.isOver()]).toEqual([{ ok: true, answer: {}, rows: [] }, 1, false]);
});

test('[P11] rules that were asked for anew and came as somebody else’s end the page', async () => {
  const page = await opened();
  page.stand();
  line.say('ready', { personId: 'ann' });
  await soon();
  signedIn = { person: { id: 'bob' } };
  line.say('reset');
  await soon();
  expect(page.isOver()).toBe(true);
});
