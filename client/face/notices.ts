import { readonly, shallowRef } from 'vue';
import type { Refusal } from '../../shared/base/decision.ts';
import { type WhyRefused, whyRefused } from '../access/why/refused.ts';
import { words } from '../words/words.ts';

type Undo = () => unknown;
export type Notice = {
  readonly id: number;
  readonly text: string;
  readonly more?: string;
  readonly tone: 'plain' | 'good' | 'bad';
  readonly icon: string;
  readonly undo?: Undo;
  /** A refusal that is one of permission: which question tells whose rule it is. */
  readonly why?: WhyRefused;
};

/** How many stand at once; an older one gives way. */
const MOST = 4;
const PLAIN = 4_000;
const WITH_UNDO = 8_000;
const REFUSED = 10_000;

const notices = shallowRef<readonly Notice[]>([]);
const timers = new Map<number, { readonly ms: number; handle: ReturnType<typeof setTimeout> }>();
let last = 0;

function close(id: number): void {
  clearTimeout(timers.get(id)?.handle);
  timers.delete(id);
  notices.value = notices.value.filter((one) => one.id !== id);
}

/** Who reads or reaches for the button has time: the clock starts anew when they leave. */
function hold(id: number, held: boolean): void {
  const timer = timers.get(id);
  if (!timer) return;
  clearTimeout(timer.handle);
  if (!held) timer.handle = setTimeout(() => close(id), timer.ms);
}

/** `ms` after which it goes by itself; 0 stays until it is closed. */
function add(notice: Omit<Notice, 'id'>, ms: number): number {
  last += 1;
  const id = last;
  for (const old of notices.value.slice(0, Math.max(0, notices.value.length - MOST + 1))) close(old.id);
  notices.value = [...notices.value, { ...notice, id }];
  if (ms > 0) timers.set(id, { ms, handle: setTimeout(() => close(id), ms) });
  return id;
}

const undoLatest = (): void => {
  const one = notices.value.findLast(({ undo }) => undo !== undefined);
  if (!one) return;
  close(one.id);
  void one.undo?.();
};

/** What the corner of the page shows, for the part that shows it. */
export const useNoticeList = () => ({ notices: readonly(notices), close, hold, undoLatest });

/** What has just happened, said at the edge of the page and to a screen reader. Texts are finished sentences. */
export const useNotices = () => ({
  /** It is done; with `undo`, the way back stands beside it for eight seconds. Answers its id, for `close`. */
  done: (text: string, undo?: Undo): number =>
    add({ text, undo, tone: 'good', icon: 'i-lucide-check' }, undo ? WITH_UNDO : PLAIN),
  /** It failed: what happened, and in `more` what was kept and what to do. Stays until closed. */
  failed: (text: string, more?: string): number => add({ text, more, tone: 'bad', icon: 'i-lucide-circle-alert' }, 0),
  /** A refusal as the server or a rule names it; `id` of the row that was asked about, if one was. */
  refused: (refusal: Refusal, id?: string): number =>
    add(
      {
        text: words.refusal(refusal),
        tone: 'bad',
        icon: 'i-lucide-circle-alert',
        why: whyRefused(refusal, id) ?? undefined,
      },
      REFUSED,
    ),
  /** Worth knowing, needs nothing. */
  say: (text: string, icon = 'i-lucide-info'): number => add({ text, tone: 'plain', icon }, PLAIN),
  close,
});
