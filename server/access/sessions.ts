import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RowOf } from '../../shared/catalogue.ts';
import type { Seal } from '../store/seal.ts';
import type { Store } from '../store/store.ts';
import { decode, deleteSql, encode, insertSql, selectSql } from '../store/tables.ts';

/** A session lives this long without being used, ms. */
const IDLE = 14 * 24 * 3_600_000;
/** How stale `seenAt` may become before it is written again, ms. */
const SEEN_EVERY = 10 * 60_000;

export type Session = RowOf<'session'>;
export type Sessions = {
  /** Starts a session and answers the cookie's value; only its digest is kept. */
  start(personId: string, agent: string, now: number): Promise<{ id: string; cookie: string }>;
  find(cookie: string, now: number): Promise<Session | null>;
  /** The hundred started last. */
  listOf(personId: string): Promise<readonly Session[]>;
  /** Ends one session of a person, or all of them (null), those alone for which `which` holds; answers the ids that ended. */
  end(personId: string, id: string | null, which?: (session: Session) => boolean): Promise<readonly string[]>;
};

const digest = (secret: string): string => hash('sha256', secret);

export const sessionsOf = (store: Store, seal: Seal): Sessions => {
  const byId = async (id: string): Promise<Session | null> => {
    const [found] = await store.read((query) => query.all(`${selectSql('session')} WHERE "id" = ?`, [id]));
    return found ? (decode('session', found, seal) as unknown as Session) : null;
  };
  const listOf = async (personId: string): Promise<readonly Session[]> => {
    const found = await store.read((query) =>
      query.all(`${selectSql('session')} WHERE "personId" = ? ORDER BY "startedAt" DESC LIMIT 100`, [personId]),
    );
    return found.map((one) => decode('session', one, seal) as unknown as Session);
  };
  return {
    start: async (personId, agent, now) => {
      const id = randomBytes(12).toString('hex');
      const secret = randomBytes(32).toString('base64url');
      const row = {
        id,
        version: 1,
        personId,
        secret: digest(secret),
        startedAt: now,
        seenAt: now,
        until: now + IDLE,
        agent: agent.slice(0, 300),
      };
      await store.write((connection) => connection.run(insertSql('session'), encode('session', row, seal)));
      return { id, cookie: `${id}.${secret}` };
    },
    find: async (cookie, now) => {
      const [id, secret] = cookie.split('.');
      if (!id || !secret) return null;
      const session = await byId(id);
      if (!session || session.until < now) return null;
      const kept = Buffer.from(session.secret);
      const given = Buffer.from(digest(secret));
      if (kept.length !== given.length || !timingSafeEqual(kept, given)) return null;
      if (now - session.seenAt > SEEN_EVERY) {
        await store.write((connection) =>
          connection.run('UPDATE "session" SET "seenAt" = ?, "until" = ? WHERE "id" = ?', [now, now + IDLE, id]),
        );
      }
      return session;
    },
    listOf,
    end: async (personId, id, which = () => true) =>
      store.write(async (connection) => {
        const [only, params] = id === null ? ['', [personId]] : [' AND "id" = ?', [personId, id]];
        const found = await connection.all(`${selectSql('session')} WHERE "personId" = ?${only}`, params);
        const ended = found
          .map((one) => decode('session', one, seal) as unknown as Session)
          .filter(which)
          .map((session) => session.id);
        for (const one of ended) await connection.run(deleteSql('session'), [one]);
        return ended;
      }),
  };
};
