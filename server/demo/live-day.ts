import { randomInt } from 'node:crypto';
import type { Settings } from '../../shared/system/setting/setting.defaults.ts';
import type { Company } from '../system/company.ts';
import { settingOf } from '../system/settings.ts';
import { liveActsOf } from './live-acts.ts';
import type { Weighted } from './live-ground.ts';

/** `pace`: seconds between two things that happen, on average. */
export type LiveDayState = Settings['demo.live_day'];
export type LiveDay = {
  state(): LiveDayState;
  set(state: LiveDayState): Promise<void>;
  /** Ends for good: nothing is under way when it resolves. */
  stop(): Promise<void>;
};
export type LiveDayMeans = {
  readonly company: Company;
  /** Screens that are open. */
  readonly watching: () => number;
  readonly report: (error: unknown) => void;
};

/** Where nobody has looked for so long, nothing happens until somebody does, ms: a forgotten demonstration does not fill a disk. */
const UNSEEN = 10 * 60_000;
/** Now and then several things happen at once. */
const BURST = 0.02;
const BURST_PACE = 0.4;
/** Acts that are tried until one finds something to do. */
const TRIES = 5;

const chosen = (acts: readonly Weighted[]): Weighted | undefined => {
  let left = randomInt(acts.reduce((all, { weight }) => all + weight, 0));
  return acts.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
};

/** The quiet life of the demonstration: at its pace somebody enters, picks, ships, invoices or pays. It never throws. */
export const liveDayOf = async ({ company, watching, report }: LiveDayMeans): Promise<LiveDay> => {
  let state = await company.store.read((query) => settingOf(query, 'demo.live_day'));
  const live = await liveActsOf(company);
  const leave = company.onCommit(live.take);
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let doing: Promise<void> = Promise.resolve();
  let burst = 0;
  let seenAt = performance.now();

  const act = async (): Promise<void> => {
    if (watching() > 0) seenAt = performance.now();
    if (performance.now() - seenAt > UNSEEN) return;
    for (let tries = 0; tries < TRIES; tries++) if (stopped || !state.on || (await chosen(live.acts)?.act())) return;
  };
  const wait = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (stopped || !state.on) return;
    if (burst > 0) burst--;
    else if (Math.random() < BURST) burst = 5 + randomInt(10);
    const seconds = burst > 0 ? Math.min(BURST_PACE, state.pace) : state.pace * (0.4 + 1.2 * Math.random());
    timer = setTimeout(() => {
      doing = act().catch(report).finally(wait);
    }, seconds * 1_000).unref();
  };
  wait();
  return {
    state: () => state,
    set: async (wanted) => {
      await company.system('setting.set', { key: 'demo.live_day', value: wanted });
      state = wanted;
      wait();
    },
    stop: async () => {
      stopped = true;
      leave();
      if (timer) clearTimeout(timer);
      await doing;
    },
  };
};
