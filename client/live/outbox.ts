/**
 * Commands on their way: kept until the server has answered, also through a closed laptop, sent one after another in the
 * order in which they were given. What waited for a connection and is then refused returns: with the reason, until it is
 * mended or thrown away. Of several pages of one person one at a time sends, and all show what is kept and what came back.
 */
import type { Refusal } from '../../shared/base/decision.ts';
import type { Answer } from '../../shared/live/protocol.ts';
import type { Beside, Word } from './beside.ts';
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
/**
 * `settle`: somebody on this page waits for the answer. `waited`: there was no connection for it, so that whoever gave it
 * may have gone elsewhere since, and another page may send it.
 */
type Waiting = {
  readonly pending: Pending;
  readonly settle: Settled | null;
  readonly kept: Promise<void>;
  waited: boolean;
};

export type Sender = (pending: Pending) => Promise<Answer>;
export type Device = Pick<Locker, 'keep' | 'drop' | 'claim' | 'left' | 'sweep' | 'waits' | 'count' | 'wipe'>;

/** How long it is waited for another page's word on what it has sent, ms. */
const GRACE = 500;

const isSameMatter = (a: Pending, b: Pending): boolean =>
  a.name === b.name &&
  a.about !== null &&
  a.about.noun === b.about?.noun &&
  a.about.id === b.about.id &&
  haveInCommon(a.input, b.input);

/** Sends pending commands, each until it is answered; the id makes a repeat harmless. */
export class Outbox {
  readonly #locker: Device;
  readonly #send: Sender;
  readonly #tell: (told: Told) => void;
  readonly #beside: Beside;
  #person: string | null = null;
  #queue: Waiting[] = [];
  #returned: Returned[] = [];
  #running = false;
  /** Told of the next word of another page. */
  #listening = new Set<() => void>();

  /** `send` rejects when there is no answer: everything then stays, in its order, until the next `flush`. */
  constructor(locker: Device, send: Sender, tell: (told: Told) => void, beside: Beside) {
    this.#locker = locker;
    this.#send = send;
    this.#tell = tell;
    this.#beside = beside;
  }

  /** Takes up what this person left on the device. What anybody else gave or left is theirs, and nobody sends it any more. */
  async begin(person: string, now: number): Promise<void> {
    if (this.#person !== null && this.#person !== person) {
      this.#empty();
      this.#changed();
    }
    this.#person = person;
    await this.#locker.claim(person).catch(() => undefined);
    const { kept, lapsed } = await this.#locker.left(person, now).catch(() => ({ kept: [] as Kept[], lapsed: 0 }));
    if (this.#person !== person) return;
    const known = new Set(this.#returned.map(({ id }) => id));
    for (const one of kept) {
      if (!one.refusal) this.#take(one);
      else if (!known.has(one.id)) this.#returned.push(one as Returned);
    }
    // Those that stand in the queue return as such.
    this.#changed(Math.max(0, lapsed - this.#lapse(now)));
  }
  /** What lies on the device and nobody on this page waits for. */
  #take(pending: Pending): void {
    if (this.#queue.some((one) => one.pending.id === pending.id)) return;
    this.#queue.push({ pending, settle: null, kept: Promise.resolve(), waited: true });
    this.#queue.sort((a, b) => a.pending.at - b.pending.at);
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
    if (this.#running || this.#queue.length === 0) return;
    this.#running = true;
    const isCut = await this.#beside
      .inTurn(() => this.#sendAll())
      .then(
        () => false,
        () => true,
      );
    this.#running = false;
    // Cut off: what is not answered stays, in its order, for the next connection.
    if (isCut) this.#wait();
    // What was given while the turn was being handed on found it still taken.
    else void this.flush();
  }
  async #sendAll(): Promise<void> {
    for (let first = this.#queue[0]; first; first = this.#queue[0]) {
      if (await this.#isDone(first)) continue;
      const answer = await this.#send(first.pending);
      if (!this.#queue.includes(first)) continue;
      this.#leave(first);
      await this.#settle(first, answer);
    }
  }
  #wait(): void {
    for (const one of this.#queue) {
      if (one.waited) continue;
      one.waited = true;
      if (this.#person !== null) this.#beside.say({ person: this.#person, waits: one.pending });
    }
  }
  #leave(one: Waiting): void {
    this.#queue = this.#queue.filter((other) => other !== one);
  }

  /**
   * Another page has sent it, since it may: its word is on the way. Where none comes it is sent from here, and is answered
   * as it was there. That it does not lie on the device says nothing: somebody else may have emptied that.
   */
  async #isDone(one: Waiting): Promise<boolean> {
    if (!one.waited) return false;
    await one.kept;
    if ((await this.#locker.waits(one.pending.id).catch(() => null)) !== false) return !this.#queue.includes(one);
    const until = Date.now() + GRACE;
    while (this.#queue.includes(one) && Date.now() < until) await this.#nextWord(until - Date.now());
    return !this.#queue.includes(one);
  }
  #nextWord(atMost: number): Promise<void> {
    return new Promise((resolve) => {
      const heard = (): void => {
        clearTimeout(timer);
        this.#listening.delete(heard);
        resolve();
      };
      const timer = setTimeout(heard, atMost);
      this.#listening.add(heard);
    });
  }

  async #settle({ pending, settle, kept, waited }: Waiting, answer: Answer): Promise<void> {
    // What is still being written would else outlive its answer.
    await kept;
    const isBack = 'refused' in answer && (waited || settle === null);
    // What waited was given before it was known what is refused: it mends nothing.
    const mends = !waited && !('refused' in answer);
    const mended = this.#returned.filter((one) => mends && isSameMatter(one, pending)).map(({ id }) => id);
    const back: Returned[] = isBack ? [{ ...pending, refusal: answer }] : [];
    for (const one of back) await this.#keep(one);
    if (!isBack) await this.#locker.drop(pending.id).catch(() => undefined);
    for (const id of mended) await this.#locker.drop(id).catch(() => undefined);
    if (this.#person !== null) this.#beside.say({ person: this.#person, answered: pending, answer, isBack, mended });
    this.#answered(pending, back, mended);
    settle?.(answer);
  }
  #answered({ id }: Pending, back: readonly Returned[], mended: readonly string[]): void {
    this.#returned = [...this.#returned.filter((one) => one.id !== id && !mended.includes(one.id)), ...back];
    this.#changed();
  }

  /** What another page of the same person says. */
  hear(word: Word): void {
    if (!this.isFor(word)) return;
    if ('waits' in word) {
      this.#take(word.waits);
      this.#changed();
      void this.flush();
    } else if ('answered' in word) {
      const { answered, answer, isBack, mended } = word;
      const one = this.#queue.find(({ pending }) => pending.id === answered.id);
      if (one) this.#leave(one);
      this.#answered(answered, isBack && 'refused' in answer ? [{ ...answered, refusal: answer }] : [], mended);
      one?.settle?.(answer);
    } else if ('dismissed' in word) {
      this.#returned = this.#returned.filter(({ id }) => id !== word.dismissed);
      this.#changed();
    }
    for (const heard of this.#listening) heard();
  }

  /** What was returned is given up, or was done in another way. */
  async dismiss(id: string): Promise<void> {
    this.#returned = this.#returned.filter((one) => one.id !== id);
    this.#changed();
    await this.#locker.drop(id).catch(() => undefined);
    if (this.#person !== null) this.#beside.say({ person: this.#person, dismissed: id });
  }

  /** Erases what is past its lease: what nobody sent in eight hours is not sent any more, and returns as `outbox.lapsed`. */
  async sweep(now: number): Promise<void> {
    await this.#locker.sweep(now).catch(() => 0);
    if (this.#lapse(now) > 0) this.#changed();
  }
  #lapse(now: number): number {
    const over = this.#queue.filter(({ pending }) => now - pending.at >= LEASE);
    this.#queue = this.#queue.filter((one) => !over.includes(one));
    for (const { pending, settle } of over) {
      const refusal = { refused: 'outbox.lapsed' };
      this.#returned.push({ ...pending, refusal });
      settle?.(refusal);
    }
    return over.length;
  }

  /** How many actions signing out would erase: what waits, what came back, and what lies here while one looks as another. */
  async unsent(person: string | null): Promise<number> {
    const lying = person === null ? 0 : await this.#locker.count(person).catch(() => 0);
    return Math.max(this.#queue.length + this.#returned.length, lying);
  }

  isFor({ person }: Word): boolean {
    return person === this.#person;
  }

  /** Whoever signs out does so on all their pages here. */
  over(): void {
    if (this.#person !== null) this.#beside.say({ person: this.#person, over: true });
  }

  /** Sign-out and revocation: nothing of the person's stays on the device. */
  async wipe(person: string | null): Promise<void> {
    this.#empty();
    this.#person = null;
    this.#changed();
    await this.#locker.wipe(person).catch(() => undefined);
  }
  #empty(): void {
    for (const { settle } of this.#queue) settle?.({ refused: 'signed_out' });
    this.#queue = [];
    this.#returned = [];
  }

  #changed(lapsed = 0): void {
    this.#tell({ pending: this.#queue.map(({ pending }) => pending), returned: [...this.#returned], lapsed });
  }
}
