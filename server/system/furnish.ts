import type { Clockwork } from '../demo/clock.ts';
import { type LiveDay, liveDayOf } from '../demo/live-day.ts';
import { makeDemo } from '../demo/make.ts';
import type { Progress } from '../door/context.ts';
import type { Live } from '../live/live.ts';
import { beginOwn, type Own, wipe } from './anew.ts';
import type { Company } from './company.ts';
import { type Schedule, startSchedule } from './schedule.ts';
import { settingOf } from './settings.ts';

/** What stands behind the doors beside people's commands: the making of the demonstration, its live day, the calendar. */
export type Furnishing = {
  /** Resolves when nothing is missing any more. */
  readonly done: Promise<void>;
  /** Null outside a demonstration that is ready. */
  liveDay(): LiveDay | null;
  /** Ends the demonstration and begins a company of one's own; answers its administrator's id. Null when it is none, or no longer. */
  own(input: Own): Promise<string | null>;
  /** Nothing is under way any more when it resolves; what was being made begins anew at the next start. */
  stop(): Promise<void>;
};
export type Furnish = (
  company: Company,
  live: Live,
  tell: (progress: Progress) => void,
  report: (error: unknown) => void,
) => Furnishing;

/** The demonstration that everybody gets to see first. */
const SEED = 'harbour and hill';

class Stopped extends Error {}

/**
 * Makes what an empty data folder lacks: the demonstration company; what was interrupted is swept away and made anew.
 * Then the calendar runs, and the live day.
 * @param clock the one that the company was opened with
 * @param scale of the demonstration, 1 for the whole
 */
export const furnishWith =
  (clock: Clockwork, scale = 1): Furnish =>
  (company, live, tell, report) => {
    let stopping = false;
    let turning = false;
    let liveDay: LiveDay | null = null;
    let schedule: Schedule | null = null;
    const say = (progress: Progress): void => {
      if (stopping) throw new Stopped('stopped while it was being made');
      tell(progress);
    };
    const setting = <K extends 'company.kind' | 'company.making'>(key: K) =>
      company.store.read((query) => settingOf(query, key));
    const make = async (): Promise<void> => {
      if ((await setting('company.making')) !== null) {
        await company.store.write((connection) => wipe(connection, company.store.dialect));
        company.people.forget();
      }
      await makeDemo(company, clock, { seed: SEED, scale, tell: say });
      await company.system('setting.set', { key: 'company.kind', value: 'demo' });
      await company.system('setting.set', { key: 'company.making', value: null });
    };
    const work = async (): Promise<void> => {
      if (stopping) return;
      schedule = startSchedule(company, report);
      if ((await setting('company.kind')) === 'demo')
        liveDay = await liveDayOf({ company, watching: () => live.watching, report });
    };
    const begin = async (): Promise<void> => {
      if ((await setting('company.kind')) === 'none') await make();
      await work();
    };
    const done = begin().catch((error: unknown) => {
      if (!(error instanceof Stopped)) throw error;
    });
    const still = async (): Promise<void> => {
      await done.catch(() => {});
      await liveDay?.stop();
      liveDay = null;
      await schedule?.stop();
      schedule = null;
    };
    return {
      done,
      liveDay: () => liveDay,
      own: async (input) => {
        if (turning) return null;
        turning = true;
        try {
          if ((await setting('company.kind')) !== 'demo') return null;
          await still();
          await company.writer.idle();
          const id = await beginOwn(company, input);
          live.restart();
          return id;
        } finally {
          turning = false;
          if (!schedule) await work();
        }
      },
      stop: async () => {
        stopping = true;
        await still();
      },
    };
  };
