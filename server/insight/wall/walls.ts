import { hash, timingSafeEqual } from 'node:crypto';
import type { RowOf } from '../../../shared/catalogue.ts';
import { codeFrom, PAIRING } from '../../../shared/insight/wall/pairing.ts';
import { chance } from '../../store/chance.ts';
import type { Seal } from '../../store/seal.ts';
import type { Store } from '../../store/store.ts';
import { decode, encode, insertSql, selectSql } from '../../store/tables.ts';

/** How stale what is kept of a wall's last sign may become before it is written again, ms. */
const KEPT_EVERY = 60_000;

export type Device = RowOf<'wall_device'>;
export type Wall = RowOf<'wall'>;
/** When a wall was heard last, ms, and by which page. */
export type Heard = { readonly at: number; readonly build: string | null };

export type Walls = {
  /** A screen asks to be paired: the code to show, and the cookie's value. Null while too many wait. */
  ask(
    agent: string,
    now: number,
  ): Promise<{ readonly code: string; readonly cookie: string; readonly until: number } | null>;
  /** The screen behind the cookie, paired or not yet; null for a wrong, an expired and an ended one. */
  find(cookie: string, now: number): Promise<Device | null>;
  /** The wall as it is set; null once it is revoked. */
  wall(wallId: string): Promise<Wall | null>;
  /** A sign of life. Keeps the identity good; writes at most once a minute. */
  beat(deviceId: string, wallId: string, build: string | null, now: number): Promise<void>;
  /** The last sign of each wall. */
  heard(): Promise<ReadonlyMap<string, Heard>>;
};

/** What is kept of a code: no reading of the table shows one. */
export const codeDigest = (code: string): string => hash('sha256', `wall code ${code}`);

const digest = (secret: string): string => hash('sha256', `wall ${secret}`);

const codeAtRandom = (): string => {
  for (;;) {
    const code = codeFrom(chance(24));
    if (code) return code;
  }
};

/** Screens on walls: what they are known by, and when they were heard. */
export const wallsOf = (store: Store, seal: Seal): Walls => {
  const signs = new Map<string, Heard>();
  const kept = new Map<string, number>();
  return {
    ask: async (agent, now) => {
      const id = chance(12).toString('hex');
      const secret = chance(32).toString('base64url');
      const code = codeAtRandom();
      const until = now + PAIRING.code;
      const row = {
        id,
        version: 1,
        code: codeDigest(code),
        secret: digest(secret),
        wallId: null,
        askedAt: now,
        until,
        seenAt: now,
        build: null,
        agent: agent.slice(0, 300),
      };
      const room = await store.write(async (connection) => {
        await connection.run('DELETE FROM "wall_device" WHERE "until" <= ?', [now]);
        const [waiting] = await connection.all('SELECT COUNT(*) AS "n" FROM "wall_device" WHERE "wallId" IS NULL', []);
        if (Number(waiting?.n ?? 0) >= PAIRING.waiting) return false;
        await connection.run(insertSql('wall_device'), encode('wall_device', row, seal));
        return true;
      });
      return room ? { code, cookie: `${id}.${secret}`, until } : null;
    },
    find: async (cookie, now) => {
      const [id, secret] = cookie.split('.');
      if (!id || !secret) return null;
      const [found] = await store.read((query) => query.all(`${selectSql('wall_device')} WHERE "id" = ?`, [id]));
      const device = found ? (decode('wall_device', found, seal) as unknown as Device) : null;
      if (!device || device.until <= now) return null;
      const given = Buffer.from(digest(secret));
      const known = Buffer.from(device.secret);
      return known.length === given.length && timingSafeEqual(known, given) ? device : null;
    },
    wall: async (wallId) => {
      const [found] = await store.read((query) => query.all(`${selectSql('wall')} WHERE "id" = ?`, [wallId]));
      const wall = found ? (decode('wall', found, seal) as unknown as Wall) : null;
      return wall?.status === 'paired' ? wall : null;
    },
    beat: async (deviceId, wallId, build, now) => {
      const before = signs.get(wallId);
      signs.set(wallId, { at: now, build });
      if (before?.build === build && now - (kept.get(wallId) ?? 0) < KEPT_EVERY) return;
      kept.set(wallId, now);
      await store.write((connection) =>
        connection.run('UPDATE "wall_device" SET "seenAt" = ?, "until" = ?, "build" = ? WHERE "id" = ?', [
          now,
          now + PAIRING.identity,
          build,
          deviceId,
        ]),
      );
    },
    heard: async () => {
      const found = await store.read((query) =>
        query.all('SELECT "wallId", "seenAt", "build" FROM "wall_device" WHERE "wallId" IS NOT NULL'),
      );
      const all = new Map<string, Heard>();
      for (const { wallId, seenAt, build } of found) {
        const stored = { at: Number(seenAt), build: build === null ? null : String(build) };
        const sign = signs.get(String(wallId));
        all.set(String(wallId), sign && sign.at >= stored.at ? sign : stored);
      }
      return all;
    },
  };
};
