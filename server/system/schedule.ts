import { addDays, type Day, dayOf, daysBetween, startOfDay } from '../../shared/base/day.ts';
import { CLOCK } from '../../shared/finance/receivable/day.rules.ts';
import type { Company } from './company.ts';
import { forgetOld } from './forget.ts';

export type Schedule = {
  /** No day is being turned any more when it resolves. */
  stop(): Promise<void>;
};

/** How often the day is looked at besides its midnight, ms: a computer that slept, or whose clock was set, is noticed as soon. */
const LOOK = 5_000;
/** Days that are turned one by one after a long rest; of those before them nothing is left to tell. */
const MISSED = 31;

const lastTurned = async (company: Company): Promise<Day | null> => {
  const [row] = await company.store.read((query) =>
    query.all('SELECT "value" FROM "setting" WHERE "key" = ?', [CLOCK]),
  );
  const value: unknown = row ? JSON.parse(String(row.value)) : null;
  return typeof value === 'string' ? value : null;
};

/** What the day's turn moves, in this order. The last one keeps the day as turned: what was cut off before is done again. */
const turned = ['deputy.turn', 'change_request.expire', 'role_change.expire', 'quote.expire', 'day.turned'] as const;

/** What goes when its time is over, looked through once a day. */
const lapsing = ['notification.lapse', 'mail.lapse'] as const;

/** Turns every day since the last one, the current one at the end, page by page. Days that were turned are not again. */
export const turnDays = async (company: Company): Promise<void> => {
  const today = dayOf(company.clock(), company.zone());
  const last = await lastTurned(company);
  if (last !== null && last >= today) return;
  const missed = last === null ? 1 : Math.min(MISSED, daysBetween(last, today));
  for (let ago = missed - 1; ago >= 0; ago--) {
    const day = addDays(today, -ago);
    for (const name of turned) for (;;) if ((await company.system(name, { day })).more !== 1) break;
  }
};

/** ms, at least one: rights that end with a day end with it, and not some seconds after. */
const untilMidnight = (company: Company): number => {
  const [now, zone] = [company.clock(), company.zone()];
  return Math.max(1, startOfDay(addDays(dayOf(now, zone), 1), zone) - now);
};

/**
 * What happens by time alone, written into the log like every command: the day turns at the organisation's midnight,
 * and at once at the start for days that passed while nobody was there. Rules never look at a clock themselves.
 */
export const startSchedule = (company: Company, report: (error: unknown) => void): Schedule => {
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> = Promise.resolve();
  let turned: Day | null = null;
  const look = async (): Promise<void> => {
    const today = dayOf(company.clock(), company.zone());
    if (today !== turned) {
      await turnDays(company);
      await forgetOld(company.store, company.clock());
      for (const name of lapsing) for (;;) if ((await company.system(name, {})).more !== 1) break;
      turned = today;
    }
  };
  const again = (): void => {
    looking = look()
      .catch(report)
      .finally(() => {
        if (!stopped) timer = setTimeout(again, Math.min(LOOK, untilMidnight(company))).unref();
      });
  };
  again();
  return {
    stop: async () => {
      stopped = true;
      if (timer) clearTimeout(timer);
      await looking;
    },
  };
};
