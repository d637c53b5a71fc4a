/**
 * Commands on their way: kept until the server has answered, also through a closed laptop, sent one after another in the
 * order in which they were given. What waited for a connection and is then refused returns: with the reason, until it is
 * mended or thrown away.
 */
import type { Refusal } from '../../shared/base/decision.ts';
import type { Answer } from '../../shared/live/protocol.ts';
import { haveInCommon } from './in-common.ts';
import { type Kept, LEASE, type Locker, type Pending } from './locker.ts';

export type Returned = Pending & { readonly refusal: Refusal };
/** `returned` newest last; `lapsed` how many were erased unsent since the last word. */
export type Told = {
  readonly pending: readonly Pending[];
  readonly returned: readonly Returned[];
  readonly lapsed: number;
};
type Settled = (answer: Answer) => void;
/** `waited`: there was no connection for it, so that whoever gave it may have gone elsewhere since. */
type Waiting = {
  readonly pending: Pending;
  readonly settle: Settled | null;
  readonly kept: Promise<void>;
  waited: boolean;
};

export type Sender = (pending: Pending) => Promise<Answer>;

const isSameMatter = (a: Pending, b: Pending): boolean =>
  a.name === b.name &&
  a.about !== null &&
  a.about.noun === b.about?.noun &&
  a.about.id === b.about.id &&
  haveInCommon(a.input, b.input);

/** Sends pending commands, each until it is answered; the id makes a repeat harmless. */
export class Outbox {
  readonly #locker: Pick<Locker, 'keep' | 'drop' | 'left' | 'sweep' | 'wipe'>;
  readonly #send: Sender;
  readonly #tell: (told: Told) => void;
  #person: string | null = null;
  #queue: Waiting[] = [];
  #returned: Returned[] = [];
  #running = false;

  /** `send` rejects when there is no answer: everything then stays, in its order, until the next `flush`. */
  constructor(
    locker: Pick<Locker, 'keep' | 'drop' | 'left' | 'sweep' | 'wipe'>,
    send: Sender,
    tell: (told: Told) => void,
  ) {
    this.#locker = locker;
    this.#send = send;
    this.#tell = tell;
  }

  /** Takes up what this person left on the device. */
  async begin(person: string, now: number): Promise<void> {
    this.#person = person;
    const { kept, lapsed } = await this.#locker.left(person, now).catch(() => ({ kept: [] as Kept[], lapsed: 0 }));
    if (this.#person !== person) return;
    const known = new Set([...this.#queue.map(({ pending }) => pending.id), ...this.#returned.map(({ id }) => id)]);
    const fresh = kept.filter(({ id }) => !known.has(id));
    this.#returned.push(...fresh.flatMap((one) => (one.refusal ? [one as Returned] : [])));
    const left = fresh.filter(({ refusal }) => !refusal);
    this.#queue = [
      ...left.map((pending): Waiting => ({ pending, settle: null, kept: Promise.resolve(), waited: true })),
      ...this.#queue,
    ].sort((a, b) => a.pending.at - b.pending.at);
    this.#changed(lapsed);
  }

  put(pending: Pending): Promise<Answer> {
    return new Promise((settle) => {
      this.#queue.push({ pending, settle, kept: this.#keep(pending), waited: false });
      this.#changed();
      void this.flush();
    });
  }
  #keep(kept: Kept): Promise<void> {
    return this.#person === null ? Promise.resolve() : this.#locker.keep(this.#person, kept).catch(() => undefined);
  }

  /** Called when there is a connection again. */
  async flush(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let first = this.#queue[0]; first; first = this.#queue[0]) {
        const answer = await this.#send(first.pending);
        if (!this.#queue.includes(first)) continue;
        this.#queue = this.#queue.filter((one) => one !== first);
        await this.#settle(first, answer);
      }
    } catch {
      // Cut off: what is not answered stays, in its order, for the next connection.
      for (const one of this.#queue) one.waited = true;
    } finally {
      this.#running = false;
    }
  }

  async #settle({ pending, settle, kept, waited }: Waiting, answer: Answer): Promise<void> {
    // What is still being written would else outlive its answer.
    await kept;
    const isBack = 'refused' in answer && (waited || settle === null);
    // What waited was given before it was known what is refused: it mends nothing.
    const mends = !waited && !('refused' in answer);
    const settled = this.#returned.filter((one) => mends && isSameMatter(one, pending));
    this.#returned = this.#returned.filter((one) => !settled.includes(one) && one.id !== pending.id);
    if (isBack) {
      const back: Returned = { ...pending, refusal: answer };
      this.#returned.push(back);
      await this.#keep(back);
    } else await this.#locker.drop(pending.id).catch(() => undefined);
    for (const { id } of settled) await this.#locker.drop(id).catch(() => undefined);
    this.#changed();
    settle?.(answer);
  }

  /** What was returned is given up, or was done in another way. */
  async dismiss(id: string): Promise<void> {
    this.#returned = this.#returned.filter((one) => one.id !== id);
    this.#changed();
    await this.#locker.drop(id).catch(() => undefined);
  }

  /** Erases what is past its lease: what nobody sent in eight hours is not sent any more, and returns as `outbox.lapsed`. */
  async sweep(now: number): Promise<void> {
    await this.#locker.sweep(now).catch(() => 0);
    const over = this.#queue.filter(({ pending }) => now - pending.at >= LEASE);
    if (over.length === 0) return;
    this.#queue = this.#queue.filter((one) => !over.includes(one));
    for (const { pending, settle } of over) {
      const refusal = { refused: 'outbox.lapsed' };
      this.#returned.push({ ...pending, refusal });
      settle?.(refusal);
    }
    this.#changed();
  }

  /** Sign-out and revocation: nothing of the person's stays on the device. */
  async wipe(): Promise<void> {
    for (const { settle } of this.#queue) settle?.({ refused: 'signed_out' });
    this.#queue = [];
    this.#returned = [];
    this.#person = null;
    this.#changed();
    await this.#locker.wipe().catch(() => undefined);
  }

  #changed(lapsed = 0): void {
    this.#tell({ pending: this.#queue.map(({ pending }) => pending), returned: [...this.#returned], lapsed });
  }
}
