/**
 * What the wall shows now, and why. One for the page: it begins when the page is loaded and never ends. Nothing is kept
 * on the device beyond its cookie, which no script reads.
 */
import { computed, shallowRef } from 'vue';
import type { FigureQuery } from '../../shared/insight/figure.ts';
import { buildIn } from '../../shared/insight/wall/build.ts';
import type { WallBeat, WallScreen } from '../../shared/insight/wall/protocol.ts';
import { questionsOf, sceneOf } from '../../shared/insight/wall/scenes.ts';
import { type FigureSeen, unseen } from '../insight/figure/figures.ts';
import { type Arranged, arrange, isAnswered, type Standing } from './arrange.ts';
import { Link } from './link.ts';
import { paired, type Shown } from './pairing.ts';
import { nextScene, shouldReload } from './rotation.ts';
import { speak } from './words.ts';

/** Longer without any word from the server and the picture is no longer what is: two missed signs of life, ms. */
const SILENCE = 9_000;
/** A scene whose figures are not all there is left out for so long after the start, ms. */
const ARRIVING = 6_000;
/** Where the last attempt to load the page anew is noted, for this tab alone. */
const TRIED = 'crossdock.wall.tried';

const own = buildIn(document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src ?? '');
const since = Date.now();

export const screen = shallowRef<WallScreen | null>(null);
export const code = shallowRef<Shown | null>(null);
/** By this screen's clock, ms; every second. */
export const now = shallowRef(Date.now());
/** The server's clock less this screen's, ms. */
export const offset = shallowRef(0);
/** The server's time, to the minute, ms: what tells hours and ages is written anew once a minute, not every second. */
export const minute = computed(() => Math.floor((now.value + offset.value) / 60_000) * 60_000);
/** When the server was heard last, by this screen's clock; null before the first word. */
export const heardAt = shallowRef<number | null>(null);
export const sceneAt = shallowRef(0);
const seen = shallowRef<ReadonlyMap<string, FigureSeen>>(new Map());
const began = shallowRef(0);
let sceneSince = Date.now();
let served: string | null = null;
let faulty = false;
const closers = new Map<string, () => void>();

export const isLive = computed(() => heardAt.value !== null && now.value - heardAt.value < SILENCE);

export const figureOf = (query: FigureQuery): FigureSeen => seen.value.get(JSON.stringify(query)) ?? unseen;
const standing = (query: FigureQuery): Standing => {
  const { state } = figureOf(query);
  return state === 'opening' ? 'waiting' : state === 'ready' ? 'there' : 'absent';
};

/** The scenes as they are set. */
const wanted = computed(() => {
  const { scenes: names = [], warehouse = null } = screen.value ?? {};
  return names.map((name) => sceneOf(name, warehouse?.id ?? null));
});
// Apart from the second itself: what hangs on it would be drawn anew each second, for weeks.
const isEarly = computed(() => now.value - began.value < ARRIVING);
/** What stands on each scene that the wall has; null where nothing does. */
export const scenes = computed<readonly (Arranged | null)[]>(() =>
  wanted.value.map((scene) => (isEarly.value && !isAnswered(scene, standing) ? null : arrange(scene, standing))),
);
export const isArriving = computed(
  () => scenes.value.every((one) => one === null) && wanted.value.some((scene) => !isAnswered(scene, standing)),
);
/** How many scenes are in turn, and the place of the one that is shown among them. */
export const turns = computed(() => {
  const shown = scenes.value.flatMap((one, at) => (one ? [at] : []));
  return { all: shown.length, at: Math.max(0, shown.indexOf(sceneAt.value)) };
});

const link = new Link(own, {
  heard: (told) => {
    heardAt.value = Date.now();
    if (told !== null) offset.value = told - Date.now();
  },
  beat: (told) => take(told),
  gone: () => {
    screen.value = null;
    void begin();
  },
});

const open = (): void => {
  const questions = questionsOf(screen.value?.scenes ?? [], screen.value?.warehouse?.id ?? null);
  const asked = new Set(questions.map((query) => JSON.stringify(query)));
  for (const [key, close] of closers) {
    if (asked.has(key)) continue;
    close();
    closers.delete(key);
    seen.value = new Map([...seen.value].filter(([one]) => one !== key));
  }
  for (const query of questions) {
    const key = JSON.stringify(query);
    if (closers.has(key)) continue;
    closers.set(
      key,
      link.figures.open(query, (figure) => {
        seen.value = new Map(seen.value).set(key, figure);
      }),
    );
  }
};

const dress = (): void => {
  const { theme = 'dark', language = null, name = 'Crossdock' } = screen.value ?? {};
  document.documentElement.classList.toggle('dark', theme === 'dark');
  document.title = `${name} · Crossdock`;
  // A file that the server no longer has: the words of before, until the page is loaded anew.
  if (language) void speak(language).catch(() => fault());
};

const show = (next: WallScreen): void => {
  if (JSON.stringify(next) === JSON.stringify(screen.value)) return;
  const before = screen.value;
  screen.value = next;
  if (before?.scenes.join() !== next.scenes.join() || before?.warehouse?.id !== next.warehouse?.id) {
    began.value = Date.now();
    sceneAt.value = 0;
    sceneSince = Date.now();
    open();
  }
  dress();
};

const take = ({ now: told, build, screen: next }: WallBeat): void => {
  heardAt.value = Date.now();
  offset.value = told - Date.now();
  served = build;
  show(next);
};

/** Something of the page is not as it should be: it is loaded anew at the next change of scene. */
export const fault = (): void => {
  faulty = true;
};

const triedLast = (): { readonly build: string | null; readonly at: number } | null => {
  try {
    return JSON.parse(sessionStorage.getItem(TRIED) ?? 'null') as { build: string | null; at: number } | null;
  } catch {
    return null;
  }
};

/** Between two scenes, or while a code stands there: is it time for a new page? */
const renewed = (live: boolean): boolean => {
  if (!shouldReload({ own, served, tried: triedLast(), since, faulty, live }, Date.now())) return false;
  try {
    sessionStorage.setItem(TRIED, JSON.stringify({ build: served, at: Date.now() }));
  } catch {
    // Storage refused: it may be loaded once more than needed.
  }
  window.location.reload();
  return true;
};

const turn = (): void => {
  sceneSince = Date.now();
  if (renewed(isLive.value)) return;
  const next = nextScene(sceneAt.value, scenes.value.length, (at) => scenes.value[at] !== null);
  if (next !== null) sceneAt.value = next;
};

const tick = (): void => {
  now.value = Date.now();
  if (!screen.value) return;
  const due = Date.now() - sceneSince >= screen.value.pace * 1_000;
  const empty = scenes.value[sceneAt.value] === null && scenes.value.some((one) => one !== null);
  if (due || empty) turn();
};

/** Asks who this screen is, shows a code until it is somebody, and then what it is to show. */
const begin = async (): Promise<void> => {
  for (const close of closers.values()) close();
  closers.clear();
  seen.value = new Map();
  heardAt.value = null;
  dress();
  const state = await paired(
    (shown) => {
      code.value = shown;
    },
    (build) => {
      served = build;
      renewed(true);
    },
  );
  code.value = null;
  served = state.build;
  heardAt.value = Date.now();
  show(state.screen);
  link.open();
};

export const start = (): void => {
  window.setInterval(tick, 1_000);
  void begin();
};
