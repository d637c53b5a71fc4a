/**
 * Commands on their way: kept until the server has answered, also through a closed laptop. On the device they lie
 * encrypted under a key that cannot be taken out, for eight hours at most, and are wiped at sign-out and revocation.
 */
import type { Refusal } from '../../shared/base/decision.ts';
import type { Answer } from '../../shared/live/protocol.ts';

export type Pending = {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  readonly at: number;
  readonly about: { readonly noun: string; readonly id: string } | null;
};
export type Settled = (answer: Answer) => void;

/** How long kept commands may lie on a device, ms. */
export const LEASE = 8 * 3_600_000;
const DATABASE = 'crossdock';
const STORE = 'outbox';

type Sealed = {
  readonly id: string;
  readonly person: string;
  readonly at: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly body: ArrayBuffer;
};
type KeyRow = { readonly id: 'key'; readonly key: CryptoKey; readonly at: number };

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const opened = (): Promise<IDBDatabase> => {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE, { keyPath: 'id' });
    request.result.createObjectStore('key', { keyPath: 'id' });
  };
  return asked(request);
};

/** Where pending commands lie between visits. Without WebCrypto (plain http beyond this machine) nothing is written. */
export class Locker {
  #database: Promise<IDBDatabase> | null = null;

  get #usable(): boolean {
    return typeof indexedDB !== 'undefined' && typeof crypto !== 'undefined' && crypto.subtle !== undefined;
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= opened();
    return this.#database;
  }

  async #key(now: number): Promise<CryptoKey> {
    const database = await this.#open();
    const kept = (await asked(database.transaction('key').objectStore('key').get('key'))) as KeyRow | undefined;
    if (kept && now - kept.at < LEASE) return kept.key;
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    await this.wipe();
    await asked(
      database
        .transaction('key', 'readwrite')
        .objectStore('key')
        .put({ id: 'key', key, at: now } satisfies KeyRow),
    );
    return key;
  }

  async keep(person: string, pending: Pending): Promise<void> {
    if (!this.#usable) return;
    const key = await this.#key(pending.at);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const body = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv },
      key,
      new TextEncoder().encode(JSON.stringify(pending)),
    );
    const database = await this.#open();
    await asked(
      database
        .transaction(STORE, 'readwrite')
        .objectStore(STORE)
        .put({ id: pending.id, person, at: pending.at, iv, body } satisfies Sealed),
    );
  }

  async drop(id: string): Promise<void> {
    if (!this.#usable) return;
    const database = await this.#open();
    await asked(database.transaction(STORE, 'readwrite').objectStore(STORE).delete(id));
  }

  /** What this person left unsent, oldest first; anybody else's and what is past its lease is wiped. */
  async left(person: string, now: number): Promise<readonly Pending[]> {
    if (!this.#usable) return [];
    const database = await this.#open();
    const kept = (await asked(database.transaction('key').objectStore('key').get('key'))) as KeyRow | undefined;
    const rows = (await asked(database.transaction(STORE).objectStore(STORE).getAll())) as Sealed[];
    if (!kept || now - kept.at >= LEASE || rows.some((row) => row.person !== person)) {
      await this.wipe();
      return [];
    }
    const found: Pending[] = [];
    for (const row of rows) {
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: row.iv }, kept.key, row.body).catch(() => null);
      if (plain) found.push(JSON.parse(new TextDecoder().decode(plain)) as Pending);
    }
    return found.sort((a, b) => a.at - b.at);
  }

  async wipe(): Promise<void> {
    if (!this.#usable) return;
    const database = await this.#open();
    await asked(database.transaction(STORE, 'readwrite').objectStore(STORE).clear());
    await asked(database.transaction('key', 'readwrite').objectStore('key').clear());
  }
}

export type Sender = (pending: Pending) => Promise<Answer>;

/** Sends pending commands one after another, each until it is answered; the id makes a repeat harmless. */
export class Outbox {
  readonly #locker: Locker;
  readonly #send: Sender;
  readonly #tell: (pending: readonly Pending[]) => void;
  readonly #refused: (refusal: Refusal) => void;
  #person: string | null = null;
  #queue: { readonly pending: Pending; readonly settle: Settled | null }[] = [];
  #running = false;

  /** `refused` is told of a command that was left by an earlier visit and that the server does not accept. */
  constructor(
    locker: Locker,
    send: Sender,
    tell: (pending: readonly Pending[]) => void,
    refused: (refusal: Refusal) => void,
  ) {
    this.#locker = locker;
    this.#send = send;
    this.#tell = tell;
    this.#refused = refused;
  }

  /** Takes up what this person left on the device. */
  async begin(person: string, now: number): Promise<void> {
    this.#person = person;
    const left = await this.#locker.left(person, now).catch(() => []);
    const known = new Set(this.#queue.map(({ pending }) => pending.id));
    this.#queue = [
      ...left.filter(({ id }) => !known.has(id)).map((pending) => ({ pending, settle: null })),
      ...this.#queue,
    ];
    this.#changed();
  }

  put(pending: Pending): Promise<Answer> {
    return new Promise((settle) => {
      this.#queue.push({ pending, settle });
      this.#changed();
      if (this.#person) void this.#locker.keep(this.#person, pending).catch(() => undefined);
      void this.flush();
    });
  }

  /** Called when there is a connection again. */
  async flush(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let first = this.#queue[0]; first; first = this.#queue[0]) {
        const { pending, settle } = first;
        const answer = await this.#send(pending);
        if (this.#queue[0] !== first) return;
        this.#queue.shift();
        await this.#locker.drop(pending.id).catch(() => undefined);
        this.#changed();
        if (settle) settle(answer);
        else if ('refused' in answer) this.#refused(answer);
      }
    } catch {
      // Cut off: what is not answered stays, in its order, for the next connection.
    } finally {
      this.#running = false;
    }
  }

  /** Sign-out and revocation: nothing of the person's stays on the device. */
  async wipe(): Promise<void> {
    for (const { settle } of this.#queue) settle?.({ refused: 'signed_out' });
    this.#queue = [];
    this.#person = null;
    this.#changed();
    await this.#locker.wipe().catch(() => undefined);
  }

  #changed(): void {
    this.#tell(this.#queue.map(({ pending }) => pending));
  }
}
