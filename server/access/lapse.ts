import { lapsed } from '../../shared/access/viewing/viewing.rules.ts';
import { type Company, SystemRefused } from '../system/company.ts';
import type { Viewing } from './viewings.ts';

/** How often it is looked whether a viewing has come to its end, ms. */
const EVERY = 10_000;

const over: ReadonlySet<string> = new Set(['viewing.ended_already', 'missing']);

export type Lapse = {
  /** Ends what stands no longer. Resolves when that is written. */
  sweep(): Promise<void>;
  close(): void;
};

const standing = async ({ store, people }: Company, viewing: Viewing, now: number) => {
  const { sessionId, personId, asPersonId, asRoleId } = viewing;
  const there = async (text: string, params: readonly (string | number)[]): Promise<boolean> =>
    (await store.read((query) => query.all(text, params))).length > 0;
  const session = await there('SELECT 1 FROM "session" WHERE "id" = ? AND "until" >= ?', [sessionId, now]);
  const target =
    asRoleId === null
      ? (await people.actor(asPersonId ?? '')) !== null
      : await there('SELECT 1 FROM "role" WHERE "id" = ?', [asRoleId]);
  const own = await people.actor(personId);
  return { session, target, right: own?.rights.mayEver('viewing', 'view_as') ?? false };
};

/**
 * Ends viewings whose time is over, whose session has ended, whose target is suspended, or whose right to it was taken.
 * Until that is written they stand as they are: by the meet, which never is more than who looks may read themselves.
 */
export const endLapsed = (company: Company, report: (error: unknown) => void): Lapse => {
  const pass = async (): Promise<void> => {
    const now = company.clock();
    for (const viewing of (await company.people.viewings()).values()) {
      const ended = lapsed(viewing, await standing(company, viewing, now), now);
      if (ended === null) continue;
      await company.system('viewing.close', { id: viewing.id, ended }).catch((error) => {
        // Who began it was faster, or the company began anew.
        if (!(error instanceof SystemRefused) || !over.has(error.refusal.refused)) throw error;
      });
    }
  };
  let last: Promise<void> = Promise.resolve();
  const sweep = (): Promise<void> => {
    const done = last.then(pass);
    last = done.catch(() => undefined);
    return done;
  };
  const timer = setInterval(() => void sweep().catch(report), EVERY).unref();
  const unlisten = company.onCommit((entries) => {
    if (entries.some(({ noun }) => noun === 'person' || noun === 'rule' || noun === 'role')) void sweep().catch(report);
  });
  return {
    sweep,
    close: () => {
      clearInterval(timer);
      unlisten();
    },
  };
};
