/**
 * A tab that nobody listens in on. A driver's own tab tells it each frame of a socket, and the page's main thread writes
 * every one of them down for it: a window of rows costs it more so than being read. No user's page has that.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { Running } from '../../../server/system/server.ts';
import { fail } from '../serving.ts';

/** How long a page may take to show what is waited for, ms: others may work on the same cores. */
const PATIENCE = 60_000;

export type Unwatched = {
  readonly goto: (url: string) => Promise<void>;
  /** Runs in the page, which knows nothing of what is around the function; its answer is data. */
  readonly evaluate: <Given, Got>(act: (given: Given) => Got | Promise<Got>, given: Given) => Promise<Got>;
  /** Until it holds in the page. */
  readonly until: <Given>(holds: (given: Given) => boolean, given: Given) => Promise<void>;
  /** The pointer stands in the middle of the page. */
  readonly hover: () => Promise<void>;
  /** By the browser's own events, where the pointer stands: down by `y` px. */
  readonly wheel: (y: number) => Promise<void>;
  /** A key that types nothing, by its name, and the number that the browser has for it. */
  readonly press: (key: string, code: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Answer = { readonly result?: unknown; readonly error?: { readonly message: string } };
type Evaluated = { readonly result: { readonly value?: unknown }; readonly exceptionDetails?: unknown };

/** Of a person who has signed in, `width` by `height` px. */
export const unwatchedTab = async (
  browser: Browser,
  running: Running,
  personId: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Unwatched> => {
  const whole = await browser.newBrowserCDPSession();
  const { browserContextId } = await whole.send('Target.createBrowserContext');
  const { cookie } = await running.company.sessions.start(personId, 'bench', Date.now());
  await whole.send('Storage.setCookies', {
    browserContextId,
    cookies: [{ name: 'crossdock', value: cookie, url: running.address }],
  });
  const { targetId } = await whole.send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await whole.send('Target.attachToTarget', { targetId });

  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  whole.on('Target.receivedMessageFromTarget', ({ message }) => {
    const said = JSON.parse(message) as Answer & { readonly id?: number; readonly method?: string };
    if (said.id !== undefined) waiting.get(said.id)?.(said);
    else if (said.method === 'Runtime.exceptionThrown') fail(new Error(message));
  });
  const send = async <Got>(method: string, params: object = {}): Promise<Got> => {
    const id = ++asked;
    const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    await whole.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    const { result, error } = await answer;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as Got;
  };
  const evaluate: Unwatched['evaluate'] = async (act, given) => {
    const expression = `(${act})(${JSON.stringify(given)})`;
    const { result, exceptionDetails } = await send<Evaluated>('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return result.value as never;
  };
  const at = { x: Math.round(width / 2), y: Math.round(height / 2) };
  await send('Runtime.enable');
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  await send('Emulation.setFocusEmulationEnabled', { enabled: true });

  return {
    evaluate,
    goto: async (url) => {
      await send('Page.navigate', { url });
    },
    until: async (holds, given) => {
      const end = performance.now() + PATIENCE;
      while (!(await evaluate(holds, given))) {
        if (performance.now() > end) throw new Error(`in vain: ${holds} ${JSON.stringify(given)}`);
        await pause(100);
      }
    },
    hover: async () => {
      await send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...at });
    },
    wheel: async (y) => {
      await send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...at, deltaX: 0, deltaY: y });
    },
    press: async (key, code) => {
      const pressed = { key, code: key, windowsVirtualKeyCode: code };
      await send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...pressed });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed });
    },
    close: async () => {
      await whole.send('Target.disposeBrowserContext', { browserContextId });
      await whole.detach();
    },
  };
};
