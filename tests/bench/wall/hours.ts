/** A page whose clock is moved by hand, so that a day passes in a minute. */
import type { CDPSession, Page } from 'playwright-core';

type Wound = {
  /** Seconds pass, one after another; what is due in each is carried out, and what it asks the server is answered. */
  readonly pass: (seconds: number) => Promise<void>;
};

/**
 * Before the page's own scripts. Its clock stands until it is moved; its timers go by that clock. The connection is the
 * real one: only its sign of life, which the server gives by the real clock, is heard as often as the page's asks for.
 */
const wind = ({ start, ping }: { start: number; ping: number }): void => {
  type Timer = { at: number; readonly every: number | null; readonly run: () => void };
  const later = window.setTimeout.bind(window);
  const RealDate = Date;
  /** As engine.io writes them. */
  const PING = '2';
  const PONG = '3';
  let now = start;
  let made = 0;
  let line: WebSocket | null = null;
  /** Something was said to the server of which nothing has been heard. */
  let asks = false;
  const timers = new Map<number, Timer>();
  const timer =
    (repeats: boolean) =>
    (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): number => {
      timers.set(++made, { at: now + ms, every: repeats ? Math.max(1, ms) : null, run: () => run(...args) });
      return made;
    };
  const stop = (id?: number): void => void timers.delete(id ?? 0);
  const due = (): void => {
    for (const [id, one] of [...timers]) {
      if (one.at > now || !timers.has(id)) continue;
      if (one.every === null) timers.delete(id);
      else one.at += one.every;
      one.run();
    }
  };
  const wound: Wound = {
    pass: async (seconds) => {
      for (let n = 0; n < seconds; n++) {
        now += 1_000;
        due();
        const second = Math.floor((now - start) / 1_000);
        if (second % ping === 0) line?.dispatchEvent(new MessageEvent('message', { data: PING }));
        if (asks) {
          const heard = new Promise((done) => line?.addEventListener('message', done, { once: true }));
          await Promise.race([heard, new Promise((done) => later(done, 5_000))]);
          asks = false;
        }
        await new Promise<void>((done) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            port1.close();
            done();
          };
          port2.postMessage(null);
        });
      }
    },
  };
  Object.assign(window, {
    wound,
    setTimeout: timer(false),
    clearTimeout: stop,
    setInterval: timer(true),
    clearInterval: stop,
    Date: class extends RealDate {
      constructor(...args: [] | [number | string | Date]) {
        if (args.length === 0) super(now);
        else super(...args);
      }
      static override now(): number {
        return now;
      }
    },
    WebSocket: class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        line = this;
      }
      override send(data: string): void {
        if (data !== PONG) asks = true;
        super.send(data);
      }
    },
  });
};

/** From the next load of the page on its clock stands at `start`, ms, until `pass` moves it. */
export const windUp = async (page: Page, start: number): Promise<void> => {
  await page.addInitScript(wind, { start, ping: 20 });
};

export const pass = (page: Page, seconds: number): Promise<void> =>
  page.evaluate((count) => (window as unknown as { wound: Wound }).wound.pass(count), seconds);

export type Held = { readonly heap: number; readonly nodes: number; readonly listeners: number };

/** What the page holds once all that can be thrown away is: bytes, nodes of the document and beside it, listeners. */
export const held = async (session: CDPSession): Promise<Held> => {
  // Twice: what the first one only marked as finished is gone with the second.
  for (let n = 0; n < 2; n++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes, listeners: jsEventListeners };
};
