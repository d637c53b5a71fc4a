/** Sessions end by time alone too: nobody says so, and the connections that stand on them must not outlive them. */
import type { Live } from '../live/live.ts';
import type { Store } from '../store/store.ts';
import type { Company } from '../system/company.ts';

/** How often it is looked who has stayed too long, ms. */
const LOOK = 30_000;
/** Identities of one question. */
const AT_ONCE = 400;

/** Of these sessions of pages and identities of walls, those that have run out or are no more. */
const runOut = async (store: Store, ids: readonly string[], now: number): Promise<readonly string[]> => {
  const good = new Set<unknown>();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    const marks = some.map(() => '?').join(', ');
    const found = await store.read((query) =>
      query.all(
        `SELECT "id" FROM "session" WHERE "id" IN (${marks}) AND "until" >= ? UNION ALL SELECT "id" FROM "wall_device" WHERE "id" IN (${marks}) AND "until" > ?`,
        [...some, now, ...some, now],
      ),
    );
    for (const { id } of found) good.add(id);
  }
  return ids.filter((id) => !good.has(id));
};

/** Sends away whoever is connected by a session, or as a wall, that has run out. */
export const sendExpired = async ({ store, clock }: Company, { guests }: Live): Promise<void> => {
  const ids = [...new Set(guests.all().map(({ sessionId }) => sessionId))];
  const sessionIds = await runOut(store, ids, clock());
  if (sessionIds.length > 0) guests.end({ sessionIds });
};

/** Does so every half minute. Answers how to stop. */
export const endAtExpiry = (company: Company, live: Live, report: (error: unknown) => void): (() => void) => {
  const timer = setInterval(() => void sendExpired(company, live).catch(report), LOOK).unref();
  return () => clearInterval(timer);
};
