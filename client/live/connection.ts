import { io, type Socket } from 'socket.io-client';
import { computed, type MaybeRefOrGetter, onScopeDispose, readonly, type ShallowRef, shallowRef, toValue } from 'vue';
import type { Refusal } from '../../shared/base/decision.ts';
import { uuid7 } from '../../shared/base/id.ts';
import { isNoun, nounNamed } from '../../shared/catalogue.ts';
import type { FigureTold } from '../../shared/insight/figure.ts';
import type {
  Answer,
  Count,
  Frame,
  Here,
  KeyAsked,
  KeyFound,
  ListSum,
  Looker,
  OnRow,
  PresenceTold,
  Present,
  SumAsked,
} from '../../shared/live/protocol.ts';
import { useMe } from '../access/me.ts';
import { tellConnection } from '../face/connection-state.ts';
import { useNotices } from '../face/notices.ts';
import { Figures } from '../insight/figure/figures.ts';
import { words } from '../words/words.ts';
import { actionText } from './action-text.ts';
import { besideIn } from './beside.ts';
import { Feeds } from './feed.ts';
import { Locker, type Pending } from './locker.ts';
import { Outbox, type Returned } from './outbox.ts';

/** Longer without any word from the server and the picture counts as stale, ms: two missed signs of life. */
const SILENCE = 9_000;
/** An answer that takes longer is asked for again: the command's id makes it harmless, ms. */
const PATIENCE = 20_000;
/** Until a question that failed is asked again, ms. */
const AGAIN = 1_000;
/** How often it is looked for what has lain on the device too long, ms. */
const SWEEP = 60_000;

let socket: Socket | null = null;
const pending = shallowRef<readonly Pending[]>([]);
const returned = shallowRef<readonly Returned[]>([]);
/** Others, and how many there are besides who are not named. */
export type Others<T> = { readonly people: readonly T[]; readonly more: number };
const present = shallowRef<ReadonlyMap<string, Others<Present>>>(new Map());
/** Who looks at the lists of nouns, and who is on their rows. */
const looking = shallowRef<ReadonlyMap<string, Others<Looker>>>(new Map());
const onRows = shallowRef<ReadonlyMap<string, Others<OnRow>>>(new Map());
const nobody: Others<never> = { people: [], more: 0 };
/** Whose page this is, and who I am to the others: also while I look as another. Null until it is known. */
let self: string | null = null;
/** The server has said that the line is this person's: until then nothing is asked or sent on it. */
let isOurs = false;
/** Whom the server tells of are all who are there. `isAmong`: I am too, if not by name then of those who are counted. */
const othersOf = <T extends { readonly personId: string }>(
  { people, more }: Others<T>,
  isAmong: boolean,
): Others<T> => {
  const others = people.filter(({ personId }) => personId !== self);
  const isCounted = isAmong && others.length === people.length && more > 0;
  return { people: others, more: isCounted ? more - 1 : more };
};
const told = (word: PresenceTold): void => {
  if (word.id !== null) present.value = new Map(present.value).set(`${word.noun} ${word.id}`, othersOf(word, true));
  else if (word.on === 'list') looking.value = new Map(looking.value).set(word.noun, othersOf(word, true));
  else onRows.value = new Map(onRows.value).set(word.noun, othersOf(word, false));
};
/** Moves when the server has forgotten where I am: whoever told it tells it again. */
const anew = shallowRef(0);
const forgetPresence = (): void => {
  present.value = new Map();
  looking.value = new Map();
  onRows.value = new Map();
};
/** Counts every frame: what is derived from many rows asks anew when it moves. */
const moved: ShallowRef<number> = shallowRef(0);
let left: () => void = () => undefined;
/**
 * What is entered and not saved: another place on the device than the outbox, swept and wiped with it. It stands here and not
 * with those who write to it, whose pages one need not have opened since the last visit left something.
 */
export const drafts = new Locker('crossdock-drafts');

const ask = async (event: string, payload: unknown): Promise<unknown> => {
  const current = socket;
  if (!current?.connected || !isOurs) throw new Error('not connected');
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

const wire = { connected: () => isOurs && (socket?.connected ?? false), ask };
export const feeds = new Feeds(wire);
export const figures = new Figures(wire);

/** Rows whose pages say themselves what came back. */
const toldHere = new Set<() => string>();
export const useToldHere = (of: () => string): void => {
  toldHere.add(of);
  onScopeDispose(() => toldHere.delete(of));
};

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
      // The line stands and there was no answer all the same: nothing else would have it sent again.
      if (answer === null && socket?.connected) window.setTimeout(() => void outbox.flush(), AGAIN);
    }
  },
  (told) => {
    const back = told.returned.filter(({ id }) => !returned.value.some((one) => one.id === id));
    pending.value = told.pending;
    returned.value = told.returned;
    tellConnection({ kept: told.pending.length, returned: told.returned.length });
    const { failed } = useNotices();
    for (const one of back)
      if (![...toldHere].some((of) => of() === `${one.about?.noun} ${one.about?.id}`))
        failed(
          words.t('told', { label: actionText(one), value: words.t('connection.notDone') }),
          words.refusal(one.refusal),
        );
    if (told.lapsed > 0) failed(words.t('connection.lapsed', told.lapsed));
  },
  besideIn('crossdock-outbox', (word) => {
    if (!('over' in word)) outbox.hear(word);
    else if (outbox.isFor(word)) end();
  }),
);

let lastHeard = 0;
const heard = (): void => {
  lastHeard = Date.now();
  tellConnection({ state: 'live', heardAt: lastHeard });
};

let takenUp = (): void => undefined;
/** What an earlier visit left is in the queue. Before that it may seem as if nothing were on its way. */
export const hasTakenUp: Promise<void> = new Promise((resolve) => {
  takenUp = resolve;
});

/** What is kept on the device is the signed-in person's, and waits while they look as another. */
const takeUp = (): void => {
  const { me } = useMe();
  if (!me || me.viewing) return;
  void drafts.claim(me.person.id).catch(() => undefined);
  void outbox.begin(me.person.id, Date.now()).then(() => {
    takenUp();
    return outbox.flush();
  });
};

/** Somebody else has signed in in this browser since, on another page: what is here is none of theirs, nor is theirs ours. */
const isAnothers = (): boolean => {
  const { me } = useMe();
  return me !== null && !me.viewing && me.person.id !== self;
};

/** Rules changed: what is on the screen goes first, then who I am is asked anew, then every list and figure. */
const reset = async (): Promise<void> => {
  feeds.wipe();
  figures.wipe();
  forgetPresence();
  const asking = socket;
  try {
    await useMe().load();
    if (asking !== socket) return;
    if (isAnothers()) return end();
    anew.value++;
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
  const { me } = useMe();
  // While one looks as another the page is told of these: who looks is said on the line.
  self = me && !me.viewing ? me.person.id : null;
  const opened = io({
    transports: ['websocket', 'polling'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 4_000,
    randomizationFactor: 0.4,
  });
  socket = opened;
  opened.on('connect', () => tellConnection({ state: 'catching_up' }));
  opened.on('ready', ({ personId }: { readonly personId?: string }) => {
    // The cookie of another page's sign-in: this one missed the end of its own session.
    if (self !== null && personId !== self) return end();
    self = personId ?? null;
    isOurs = true;
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
  opened.on('alive', () => {
    if (isOurs) heard();
  });
  opened.on('presence', told);
  opened.on('reset', () => void reset());
  opened.on('bye', end);
  opened.on('disconnect', () => {
    isOurs = false;
    // Where the others are is not known any more.
    forgetPresence();
    tellConnection({ state: 'offline' });
  });
  opened.on('connect_error', (error) => {
    tellConnection({ state: 'offline' });
    if (error.message === 'signed_out') end();
  });
  window.setInterval(() => {
    void outbox.sweep(Date.now());
    void drafts.sweep(Date.now());
  }, SWEEP);
  window.setInterval(() => {
    if (socket?.connected && Date.now() - lastHeard > SILENCE) tellConnection({ state: 'catching_up' });
  }, 2_000);
};

/** Leaves: nothing of what this person saw or kept stays on this device. */
export const disconnect = async (): Promise<void> => {
  const closing = socket;
  const whose = self;
  socket = null;
  self = null;
  isOurs = false;
  closing?.disconnect();
  feeds.wipe();
  figures.wipe();
  forgetPresence();
  tellConnection({ state: 'offline', heardAt: null });
  await outbox.wipe(whose);
  await drafts.wipe(whose).catch(() => undefined);
};
/** The session is over, or no longer this page's. */
const end = (): void => void disconnect().then(() => left());

/** Signs out as far as this device goes: on all the person's pages here. */
export const signOff = async (): Promise<void> => {
  outbox.over();
  await disconnect();
};
/** How many actions that would erase. */
export const unsent = (): Promise<number> => outbox.unsent(self);

const commandId = (): string => uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
let last = 0;
/** Now, and later than the last one: commands are sent in the order in which they were given. */
const nextMoment = (): number => {
  last = Math.max(Date.now(), last + 1);
  return last;
};
/** By what the row is known, as long as somebody looks at it: afterwards it may be asked for in vain. */
const titled = (about: NonNullable<Ask['about']>): Pending['about'] => {
  const title = isNoun(about.noun) ? feeds.known(about.noun, about.id)?.[nounNamed(about.noun).title] : undefined;
  return typeof title === 'string' ? { ...about, title } : about;
};

export type Ask = { readonly about?: { readonly noun: string; readonly id: string } };

/**
 * Does something. Resolves with the server's answer, however long the connection is away; the command is kept, shown as
 * pending and sent once. `about` names the row on which its mark is shown meanwhile.
 */
export const command = (name: string, input: unknown, { about }: Ask = {}): Promise<Answer> =>
  outbox.put({ id: commandId(), name, input, at: nextMoment(), about: about ? titled(about) : null });

/** Sends what was returned once more, as a new command. */
export const again = (id: string): void => {
  const one = returned.value.find((back) => back.id === id);
  if (!one) return;
  void outbox.dismiss(id);
  const { name, input, about } = one;
  void outbox.put({ id: commandId(), name, input, at: nextMoment(), about });
};
export const dismiss = (id: string): void => void outbox.dismiss(id);

/** How many rows a question has; `more` where a search has more than are counted. Null without an answer. */
export const counted = async (question: Count): Promise<{ readonly count: number; readonly more: boolean } | null> => {
  const answer = (await ask('collection.count', question).catch(() => null)) as { count?: number; more?: true } | null;
  return answer?.count === undefined ? null : { count: answer.count, more: answer.more === true };
};

/** How many rows a question has; null without an answer, and where a search has more than are counted. */
export const count = async (question: Count): Promise<number | null> => {
  const answer = await counted(question);
  return answer && !answer.more ? answer.count : null;
};

/** What a list adds up to of a measure, or why not; null for no answer. */
export const sumOf = async (question: SumAsked): Promise<ListSum | Refusal | null> =>
  (await ask('collection.sum', question).catch(() => null)) as ListSum | Refusal | null;

/** The key of a list's row by its number, from 1; null where there is none, or no answer. */
export const keyAt = async (question: KeyAsked): Promise<KeyFound['key']> => {
  const answer = (await ask('collection.key', question).catch(() => null)) as Partial<KeyFound> | null;
  return answer?.key ?? null;
};

/** Whose word on where I am stands. */
let placedBy: object | null = null;
/** Says where I am: on which row, in which field, or on which list. `by` whoever says it, for `leave`. */
export const here = (place: Here, by: object): void => {
  placedBy = by;
  void ask('presence.here', place).catch(() => undefined);
};
/** I am there no longer, unless I have come to be elsewhere: the next page speaks before the last one is gone. */
export const leave = (noun: string, by: object): void => {
  if (placedBy !== by) return;
  placedBy = null;
  void ask('presence.here', { noun, id: null }).catch(() => undefined);
};

export const usePending = () => readonly(pending);
/** What waited for a connection and was refused then, until it is mended or thrown away. */
export const useReturned = () => readonly(returned);
/** Who else is on a row, as far as I may know. */
export const useOthers = (noun: string, id: MaybeRefOrGetter<string | null>) =>
  computed<Others<Present>>(() => present.value.get(`${noun} ${toValue(id)}`) ?? nobody);
/** Who else looks at a noun's list, and who is on which of its rows. */
export const useListed = (noun: string) => ({
  looking: computed<Others<Looker>>(() => looking.value.get(noun) ?? nobody),
  onRows: computed<Others<OnRow>>(() => onRows.value.get(noun) ?? nobody),
});
export const useAnew = () => readonly(anew);
export const useMoved = () => readonly(moved);
