import { argon2, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { RowOf } from '../../shared/catalogue.ts';
import type { Seal } from '../store/seal.ts';
import type { Store } from '../store/store.ts';
import { decode, encode, encodeUpdate, insertSql, selectSql, updateSql } from '../store/tables.ts';
import { letInBy } from './letting-in.ts';

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. */
const COST = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 } as const;
/** A link to set a password works this long, ms. */
const LINK = 3 * 24 * 3_600_000;

const derive = promisify(argon2);

export const hashPassword = async (password: string): Promise<string> => {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { ...COST, message: Buffer.from(password.normalize('NFKC')), nonce });
  return `${nonce.toString('base64')}.${tag.toString('base64')}`;
};

/** Takes as long for an unknown person as for a wrong password: `stored` null is checked against a hash of nothing. */
export const checkPassword = async (stored: string | null, password: string): Promise<boolean> => {
  const [nonce, tag] = (stored ?? `${Buffer.alloc(16).toString('base64')}.${Buffer.alloc(32).toString('base64')}`)
    .split('.')
    .map((part) => Buffer.from(part, 'base64')) as [Buffer, Buffer];
  const given = await derive('argon2id', { ...COST, message: Buffer.from(password.normalize('NFKC')), nonce });
  return timingSafeEqual(given, tag) && stored !== null;
};

type Credential = RowOf<'credential'> & { version: number };
export type Passwords = {
  /** The person whose e-mail and password these are; null otherwise, after the same time. */
  check(email: string, password: string): Promise<string | null>;
  set(personId: string, password: string): Promise<void>;
  /** A one-time link's token, made by `byId`; only its digest is kept. An older one stops working. */
  link(personId: string, now: number, byId: string): Promise<string>;
  /** Takes back the link that is out, if there is one. */
  unlink(personId: string): Promise<void>;
  /**
   * Uses a link up and sets the password; answers the person, or null for a link that is wrong, used or too old, and for
   * one of a suspended person: a link lets in, it does not take back.
   */
  accept(token: string, password: string, now: number): Promise<string | null>;
};

export const passwordsOf = (store: Store, seal: Seal): Passwords => {
  const credential = async (where: string, value: string): Promise<Credential | null> => {
    const [found] = await store.read((query) => query.all(`${selectSql('credential')} WHERE ${where} = ?`, [value]));
    return found ? (decode('credential', found, seal) as unknown as Credential) : null;
  };
  const write = async (personId: string, set: Partial<Credential>): Promise<void> => {
    const known = await credential('"personId"', personId);
    const row = {
      ...(known ?? {
        id: `credential-${personId}`,
        version: 1,
        personId,
        password: null,
        token: null,
        tokenUntil: null,
        tokenById: null,
        letInById: null,
        letInAt: null,
      }),
      ...set,
    };
    const fields = Object.keys(set);
    await store.write((connection) =>
      known
        ? connection.run(updateSql('credential', fields), encodeUpdate('credential', fields, row, seal))
        : connection.run(insertSql('credential'), encode('credential', row, seal)),
    );
  };
  return {
    check: async (email, password) => {
      const [person] = await store.read((query) =>
        query.all('SELECT "id", "status" FROM "person" WHERE "email" = ?', [email.trim().toLowerCase()]),
      );
      const known = person && person.status === 'active' ? await credential('"personId"', String(person.id)) : null;
      return (await checkPassword(known?.password ?? null, password)) ? String(person?.id) : null;
    },
    set: async (personId, password) =>
      write(personId, { password: await hashPassword(password), token: null, tokenUntil: null }),
    link: async (personId, now, byId) => {
      const token = randomBytes(32).toString('base64url');
      await write(personId, { token: hash('sha256', token), tokenUntil: now + LINK, tokenById: byId });
      return token;
    },
    unlink: async (personId) => {
      const known = await credential('"personId"', personId);
      if (known && known.token !== null) await write(personId, { token: null, tokenUntil: null });
    },
    accept: async (token, password, now) => {
      const known = await credential('"token"', hash('sha256', token));
      if (!known || known.tokenUntil === null || known.tokenUntil < now) return null;
      const [person] = await store.read((query) =>
        query.all('SELECT "status" FROM "person" WHERE "id" = ?', [known.personId]),
      );
      if (!person || person.status === 'suspended') return null;
      const used = { password: await hashPassword(password), token: null, tokenUntil: null };
      // A first password opens no account that was somebody's already, and a new house's administrators may agree at once.
      if (known.password === null) {
        await write(known.personId, used);
        return known.personId;
      }
      const lately = await store.read((query) => query.all(`${selectSql('credential')} WHERE "letInById" IS NOT NULL`));
      const others = lately.map((row) => decode('credential', row, seal) as unknown as Credential);
      const letInById = letInBy(others, known.personId, known.tokenById, now);
      await write(known.personId, { ...used, letInById, letInAt: letInById === null ? null : now });
      return known.personId;
    },
  };
};
