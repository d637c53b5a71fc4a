/** How a screen without an identity gets one: it shows a code, and asks whether it has been entered. */
import { codeShown } from '../../shared/insight/wall/pairing.ts';
import type { WallCode, WallState } from '../../shared/insight/wall/protocol.ts';

/** How often it is asked, ms. */
const LOOK = 3_000;
/** After a question that nobody answered, and after one that was refused because too many ask, ms. */
const AGAIN = 5_000;
const LATER = 30_000;

export type Shown = {
  readonly code: string | null;
  /** When the code ends, ms by this screen's clock. */
  readonly until: number;
  readonly trouble: 'unreachable' | 'full' | null;
};
const nothing: Shown = { code: null, until: 0, trouble: null };

type Told = { readonly status: number; readonly body: unknown };
const get = async (path: string, method: 'GET' | 'POST' = 'GET'): Promise<Told | null> => {
  const answer = await fetch(path, { method, headers: { accept: 'application/json' }, cache: 'no-store' }).catch(
    () => null,
  );
  if (!answer) return null;
  return { status: answer.status, body: await answer.json().catch(() => null) };
};

const pause = (ms: number): Promise<void> => new Promise((done) => window.setTimeout(done, ms));

/** What this screen is, as the server says; null when it does not answer. */
export const whatAmI = async (): Promise<WallState | 'nobody' | null> => {
  const told = await get('/api/wall');
  if (told?.status === 401) return 'nobody';
  return told?.status === 200 ? (told.body as WallState) : null;
};

/**
 * Resolves once this screen is a wall. `show` is called with what is to stand on it meanwhile, `served` with the build
 * that the server hands out, whenever it says one.
 */
export const paired = async (
  show: (now: Shown) => void,
  served: (build: string | null) => void,
): Promise<Extract<WallState, { state: 'paired' }>> => {
  let shown = nothing;
  const put = (next: Shown): void => {
    shown = next;
    show(next);
  };
  put(nothing);
  for (;;) {
    const state = await whatAmI();
    if (state === null) {
      put({ ...shown, trouble: 'unreachable' });
      await pause(AGAIN);
      continue;
    }
    if (state !== 'nobody' && state.state === 'paired') return state;
    if (state !== 'nobody') served(state.build);
    if (state !== 'nobody' && shown.code !== null && Date.now() < shown.until) {
      if (shown.trouble) put({ ...shown, trouble: null });
      await pause(LOOK);
      continue;
    }
    const asked = await get('/api/wall/code', 'POST');
    if (asked?.status === 200) {
      const { code, until, now } = asked.body as WallCode;
      // By how long it lasts, not by when it ends: a screen's clock may be wrong.
      put({ code: codeShown(code), until: Date.now() + (until - now), trouble: null });
      await pause(LOOK);
    } else {
      put({ ...nothing, trouble: asked?.status === 429 ? 'full' : 'unreachable' });
      await pause(asked?.status === 429 ? LATER : AGAIN);
    }
  }
};
