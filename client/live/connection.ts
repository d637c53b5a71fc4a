import { io, type Socket } from 'socket.io-client';
import { readonly, type ShallowRef, shallowRef } from 'vue';
import { uuid7 } from '../../shared/base/id.ts';
import type { FigureTold } from '../../shared/insight/figure.ts';
import type { Answer, Count, Frame, Here, KeyAsked, KeyFound, Present } from '../../shared/live/protocol.ts';
import { useMe } from '../access/me.ts';
import { tellConnection } from '../face/connection-state.ts';
import { useNotices } from '../face/notices.ts';
import { Figures } from '../insight/figure/figures.ts';
import { Feeds } from './feed.ts';
import { Locker, Outbox, type Pending } from './outbox.ts';

/** Longer without any word from the server and the picture counts as stale, ms: two missed signs of life. */
const SILENCE = 9_000;
/** An answer that takes longer is asked for again: the command's id makes it harmless, ms. */
const PATIENCE = 20_000;
/** Until a question that failed is asked again, ms. */
const AGAIN = 1_000;

let socket: Socket | null = null;
const pending = shallowRef<readonly Pending[]>([]);
const present = shallowRef<ReadonlyMap<string, readonly Present[]>>(new Map());
/** Counts every frame: what is derived from many rows asks anew when it moves. */
const moved: ShallowRef<number> = shallowRef(0);
let left: () => void = () => undefined;

const ask = async (event: string, payload: unknown): Promise<unknown> => {
  const current = socket;
  if (!current?.connected) throw new Error('not connected');
  return new Promise((resolve, reject) => {
    const lost = (): void => {
      current.off('disconnect', lost);
      reject(new Error('connection lost'));
    };
    current.once('disconnect', lost);
    current.timeout(PATIENCE).emit(event, payload, (error: Error | null, answer: unknown) => {
      current.off('disconnect', lost);
      if (error) reject(error);
      else resolve(answer);
    });
  });
};

const wire = { connected: () => socket?.connected ?? false, ask };
export const feeds = new Feeds(wire);
export const figures = new Figures(wire);

const outbox = new Outbox(
  new Locker(),
  async ({ name, id, input }) => {
    const since = feeds.mark();
    let answer: Answer | null = null;
    try {
      answer = (await ask('command', { name, id, input })) as Answer;
      return answer;
    } finally {
      feeds.answered(answer && 'ok' in answer ? answer.rows : [], since);
    }
  },
  (now) => {
    pending.value = now;
    tellConnection({ kept: now.length });
  },
  // Nobody is left who waits for it: the page that gave the command was closed or loaded anew.
  (refusal) => void useNotices().refused(refusal),
);

let lastHeard = 0;
const heard = (): void => {
  lastHeard = Date.now();
  tellConnection({ state: 'live', heardAt: lastHeard });
};

/** What is kept on the device is the signed-in person's, and waits while they look as another. */
const takeUp = (): void => {
  const { me } = useMe();
  if (me && !me.viewing) void outbox.begin(me.person.id, Date.now()).then(() => outbox.flush());
};

/** Rules changed: what is on the screen goes first, then who I am is asked anew, then every list and figure. */
const reset = async (): Promise<void> => {
  feeds.wipe();
  figures.wipe();
  present.value = new Map();
  const asking = socket;
  try {
    await useMe().load();
    takeUp();
    figures.connected();
    await feeds.connected();
  } catch {
    // Without an answer nothing may be shown; the connection is still there, so it is asked again.
    window.setTimeout(() => {
      if (asking === socket && asking?.connected) void reset();
    }, AGAIN);
  }
};

/** Opens the live connection of the signed-in person; `gone` is called when the server ends it for good. */
export const connect = (gone: () => void): void => {
  left = gone;
  if (socket) return;
  const opened = io({
    transports: ['websocket', 'polling'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 4_000,
    randomizationFactor: 0.4,
  });
  socket = opened;
  opened.on('connect', () => tellConnection({ state: 'catching_up' }));
  opened.on('ready', () => {
    heard();
    figures.connected();
    void feeds.connected();
    takeUp();
  });
  opened.on('frame', (frame: Frame) => {
    heard();
    feeds.frame(frame);
    moved.value++;
  });
  opened.on('figure', (word: FigureTold) => {
    heard();
    figures.told(word);
  });
  opened.on('alive', heard);
  opened.on('presence', ({ noun, id, people }: { noun: string; id: string; people: readonly Present[] }) => {
    const now = new Map(present.value);
    now.set(`${noun} ${id}`, people);
    present.value = now;
  });
  opened.on('reset', () => void reset());
  opened.on('bye', () => void disconnect().then(() => left()));
  opened.on('disconnect', () => tellConnection({ state: 'offline' }));
  opened.on('connect_error', (error) => {
    tellConnection({ state: 'offline' });
    if (error.message === 'signed_out') void disconnect().then(() => left());
  });
  window.setInterval(() => {
    if (socket?.connected && Date.now() - lastHeard > SILENCE) tellConnection({ state: 'catching_up' });
  }, 2_000);
};

/** Leaves: nothing of what was seen or kept stays on this device. */
export const disconnect = async (): Promise<void> => {
  const leaving = socket;
  socket = null;
  leaving?.disconnect();
  feeds.wipe();
  figures.wipe();
  present.value = new Map();
  tellConnection({ state: 'offline', heardAt: null });
  await outbox.wipe();
};

export type Ask = { readonly about?: { readonly noun: string; readonly id: string } };

/**
 * Does something. Resolves with the server's answer, however long the connection is away; the command is kept, shown as
 * pending and sent once. `about` names the row on which its mark is shown meanwhile.
 */
export const command = (name: string, input: unknown, { about }: Ask = {}): Promise<Answer> =>
  outbox.put({
    id: uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
    name,
    input,
    at: Date.now(),
    about: about ?? null,
  });

export const count = async (question: Count): Promise<number | null> => {
  const answer = (await ask('collection.count', question).catch(() => null)) as { count?: number } | null;
  return answer?.count ?? null;
};

/** The key of a list's row by its number, from 1; null where there is none, or no answer. */
export const keyAt = async (question: KeyAsked): Promise<KeyFound['key']> => {
  const answer = (await ask('collection.key', question).catch(() => null)) as Partial<KeyFound> | null;
  return answer?.key ?? null;
};

/** Says where I am: on which row, in which field. `id: null` leaves the noun's rows. */
export const here = (place: Here): void => {
  void ask('presence.here', place).catch(() => undefined);
};

export const usePending = () => readonly(pending);
export const usePresent = () => readonly(present);
export const useMoved = () => readonly(moved);
