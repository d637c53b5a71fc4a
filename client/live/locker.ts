/**
 * What one person left on this device: encrypted, each entry under a key of its own that cannot be taken out, for eight
 * hours at most. Whoever takes the device later finds ciphertext, and after eight hours not even that.
 */
import type { Refusal } from '../../shared/base/decision.ts';

export type Pending = {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  /** ms since 1970 UTC; of one page never the same twice, so that it says the order. */
  readonly at: number;
  readonly about: { readonly noun: string; readonly id: string; readonly title?: string } | null;
};
/** With `refusal`: the server did not take it, and the person has not mended it yet. */
export type Kept = Pending & { readonly refusal?: Refusal };

/** How long anything may lie on a device, ms. */
export const LEASE = 8 * 3_600_000;
const STORE = 'kept';

type Sealed = {
  readonly id: string;
  readonly person: string;
  readonly at: number;
  readonly key: CryptoKey;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly body: ArrayBuffer;
};

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const opened = (name: string): Promise<IDBDatabase> => {
  const request = indexedDB.open(name, 2);
  request.onupgradeneeded = () => {
    const { result } = request;
    for (const store of [...result.objectStoreNames]) result.deleteObjectStore(store);
    result.createObjectStore(STORE, { keyPath: 'id' });
  };
  return asked(request);
};

const plainOf = async ({ iv, key, body }: Sealed): Promise<Kept | null> => {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, body).catch(() => null);
  return plain && (JSON.parse(new TextDecoder().decode(plain)) as Kept);
};

/** A place on the device. Without WebCrypto (plain http beyond this machine) nothing is written. */
export class Locker {
  readonly #name: string;
  #database: Promise<IDBDatabase> | null = null;
  /** Once it was wiped, until somebody takes up what is theirs: what is still being written then stays out. */
  #shut = false;

  /** `name` of the database on the device: what lies in one is kept and wiped together. */
  constructor(name = 'crossdock') {
    this.#name = name;
  }

  get #usable(): boolean {
    return typeof indexedDB !== 'undefined' && typeof crypto !== 'undefined' && crypto.subtle !== undefined;
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= opened(this.#name);
    return this.#database;
  }
  async #store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
    return (await this.#open()).transaction(STORE, mode).objectStore(STORE);
  }
  async #rows(): Promise<readonly Sealed[]> {
    return asked((await this.#store('readonly')).getAll()) as Promise<Sealed[]>;
  }

  /** Keeps an entry, in place of one of the same id. Its lease begins at its `at`. */
  async keep(person: string, kept: Kept): Promise<void> {
    if (!this.#usable || this.#shut) return;
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const body = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv },
      key,
      new TextEncoder().encode(JSON.stringify(kept)),
    );
    const store = await this.#store('readwrite');
    if (this.#shut) return;
    await asked(store.put({ id: kept.id, person, at: kept.at, key, iv, body } satisfies Sealed));
  }

  /** Whether the entry lies here and was not refused yet; null where nothing is written. */
  async waits(id: string): Promise<boolean | null> {
    if (!this.#usable) return null;
    const row = (await asked((await this.#store('readonly')).get(id))) as Sealed | undefined;
    const kept = row && (await plainOf(row));
    return kept !== null && kept !== undefined && !kept.refusal;
  }

  /** How many entries of this person's lie here. */
  async count(person: string): Promise<number> {
    return this.#usable ? (await this.#rows()).filter((row) => row.person === person).length : 0;
  }

  async drop(id: string): Promise<void> {
    if (this.#usable) await asked((await this.#store('readwrite')).delete(id));
  }

  /** Erases what is anybody else's: once the server has said that this person is signed in here now. */
  async claim(person: string): Promise<void> {
    if (this.#usable) await this.#erase((row) => row.person !== person);
  }

  /** What this person left, oldest first, and how many entries were past their lease. */
  async left(person: string, now: number): Promise<{ readonly kept: readonly Kept[]; readonly lapsed: number }> {
    if (!this.#usable) return { kept: [], lapsed: 0 };
    this.#shut = false;
    const lapsed = await this.sweep(now);
    const kept: Kept[] = [];
    for (const row of await this.#rows()) {
      const one = row.person === person ? await plainOf(row) : null;
      if (one) kept.push(one);
    }
    return { kept: kept.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)), lapsed };
  }

  /** Erases what is past its lease, with its key, and answers how much that was. */
  async sweep(now: number): Promise<number> {
    if (!this.#usable) return 0;
    const over = (await this.#rows()).filter(({ at }) => now - at >= LEASE);
    for (const { id } of over) await this.drop(id);
    return over.length;
  }

  /** In one transaction: what is written meanwhile in place of one of them stays. */
  async #erase(isOver: (row: Sealed) => boolean): Promise<void> {
    const store = await this.#store('readwrite');
    const rows = (await asked(store.getAll())) as Sealed[];
    await Promise.all(rows.filter(isOver).map(({ id }) => asked(store.delete(id))));
  }
  /**
   * Sign-out and revocation: nothing of the person's stays, nor what is being written this moment. Somebody else may be
   * signed in on another page by now, and what is theirs stays.
   */
  async wipe(person: string | null): Promise<void> {
    this.#shut = true;
    if (this.#usable && person !== null) await this.#erase((row) => row.person === person);
  }
}
