import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';
import type { Refusal } from '../../shared/base/decision.ts';
import { isRefusal } from '../../shared/base/decision.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { nounNamed } from '../../shared/catalogue.ts';
import type { Foreseen } from '../../shared/sales/order/order.effect.ts';
import { type Act, type Entry, writeLog } from '../audit/change-log.ts';
import type { Seal } from '../store/seal.ts';
import type { Connection, Store } from '../store/store.ts';
import { foresee, rehearse } from './foresee.ts';
import type { Actor, Moment } from './handlers.ts';
import { answeredAlready, digestOf, type Kept, keepAnswer } from './once.ts';
import { Patience } from './patience.ts';
import { type Order, perform } from './perform.ts';
import { indexWords } from './search-words.ts';
import { Transaction } from './transaction.ts';

/** Commands of one commit, at most. More gain little and hold the event loop twice as long. */
const GATHERED = 16;
/** A commit closes at so many changed rows: what comes next holds the event loop anew, after the sockets have spoken. */
const ROWS = 400;
/** A change of these changes what people may do: it is committed before anyone else's command is judged. */
const RIGHTS: ReadonlySet<NounName> = new Set(['person', 'role', 'rule', 'team', 'viewing', 'deputy']);

export type Result = { readonly kept: Kept; readonly repeated: boolean };
export type Committed = (entries: readonly Entry[]) => void;

type Job = {
  readonly order: Order;
  /** Of the command's name and input: the same id with another one is another command. */
  readonly digest: string;
  readonly personId: string;
  /** Asked inside the transaction, so that rights are those of the moment that the command is judged. */
  readonly actor: () => Promise<Actor | null>;
  readonly settle: (result: Result) => void;
  readonly fail: (error: unknown) => void;
};
type Outcome = { readonly job: Job; readonly result: Result };

export type Writer = {
  /** Runs one command as this person. Resolves after the commit that holds it is on the disk. */
  command(personId: string, actor: () => Promise<Actor | null>, order: Order): Promise<Result>;
  /** What one command would do, as this person would see it; nothing is kept. */
  foresee(
    actor: () => Promise<Actor | null>,
    what: Pick<Order, 'name' | 'input'>,
  ): Promise<Refusal | readonly Foreseen[]>;
  /** What one command would answer; nothing is kept. */
  rehearse(
    actor: () => Promise<Actor | null>,
    what: Pick<Order, 'name' | 'input'>,
  ): Promise<Refusal | { readonly [name: string]: unknown }>;
  /** Resolves when all that was handed in before is committed and told. */
  idle(): Promise<void>;
};

export type Means = {
  readonly store: Store;
  readonly seal: Seal;
  readonly auditKey: string;
  /** Time, day and ids for one command. */
  readonly moment: (actor: Actor) => Moment;
  readonly committed: Committed;
};

/**
 * The one serial writer: while a commit is on its way, commands that arrive are gathered into the next transaction, each
 * judged on the rows as the one before it left them. Refusals write nothing but their answer. An error of the product
 * rolls the whole batch back, which then runs again one by one, so that only the faulty command fails.
 */
export const writerOf = (means: Means): Writer => {
  const { store, seal } = means;
  const queue: Job[] = [];
  const patience = new Patience();
  let running: Promise<void> | null = null;
  const lock = store.dialect === 'postgres' ? ' FOR UPDATE' : '';

  const run = async (connection: Connection, job: Job, acts: Act[]): Promise<{ outcome: Outcome; rights: boolean }> => {
    const { order, digest, personId } = job;
    const before = await answeredAlready(connection, personId, order.id, digest);
    if (before) return { outcome: { job, result: { kept: before, repeated: true } }, rights: false };
    const actor = await job.actor();
    if (!actor)
      return { outcome: { job, result: { kept: { refused: 'signed_out' }, repeated: false } }, rights: false };
    // Not kept: sent again when the viewing is over, it is a command like any other.
    if (actor.viewing && order.name !== 'viewing.end')
      return { outcome: { job, result: { kept: { refused: 'viewing_only' }, repeated: false } }, rights: false };
    const moment = means.moment(actor);
    const tx = new Transaction(connection, seal, store.dialect);
    const done = await perform(tx, actor, moment, order);
    let kept: Kept;
    let rights = false;
    if (isRefusal(done)) kept = done as Refusal;
    else {
      const touched = tx.touched();
      for (const one of touched) {
        await indexWords(connection, one);
        rights ||= RIGHTS.has(one.noun);
      }
      acts.push({
        at: moment.now,
        actorId: actor.id,
        actorName: actor.name,
        behalf: done.behalf,
        command: order.name,
        commandId: order.id,
        why: done.why,
        touched,
      });
      kept = {
        answer: done.answer,
        rows: touched.filter((one) => !nounNamed(one.noun).unlogged).map((one) => [one.noun, one.id] as const),
      };
    }
    await keepAnswer(connection, personId, order.id, order.name, digest, kept, moment.now);
    return { outcome: { job, result: { kept, repeated: false } }, rights };
  };

  /** Takes jobs off `batch` until it is empty, one of them changed somebody's rights, or much was changed. */
  const transact = async (batch: readonly Job[]): Promise<{ outcomes: Outcome[]; entries: readonly Entry[] }> =>
    store.write(async (connection) => {
      const acts: Act[] = [];
      const outcomes: Outcome[] = [];
      let rows = 0;
      for (const job of batch) {
        const before = acts.length;
        const { outcome, rights } = await run(connection, job, acts);
        outcomes.push(outcome);
        rows += acts[before]?.touched.length ?? 0;
        if (rights || rows >= ROWS) break;
      }
      return { outcomes, entries: await writeLog(connection, seal, means.auditKey, acts, lock) };
    });

  const commit = async (batch: readonly Job[]): Promise<number> => {
    const { outcomes, entries } = await transact(batch);
    if (entries.length > 0) means.committed(entries);
    for (const { job, result } of outcomes) job.settle(result);
    return outcomes.length;
  };

  const gather = async (): Promise<void> => {
    if (queue.length >= GATHERED) return;
    const wait = patience.waits(new Set(queue.map(({ personId }) => personId)), performance.now());
    if (wait === 0) return;
    await pause(wait);
    patience.gathered(queue.length, performance.now());
  };

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      await gather();
      const batch = queue.slice(0, GATHERED);
      let taken = 0;
      try {
        taken = await commit(batch);
      } catch (error) {
        if (batch.length === 1) {
          batch[0]?.fail(error);
          taken = 1;
        } else {
          for (const job of batch) {
            await commit([job]).catch(job.fail);
            taken++;
          }
        }
      }
      queue.splice(0, taken);
      // node:sqlite never yields by itself: let the sockets speak between two commits.
      await breathe();
    }
  };

  const start = (): void => {
    running ??= breathe()
      .then(drain)
      .finally(() => {
        running = null;
        if (queue.length > 0) start();
      });
  };

  return {
    command: (personId, actor, order) =>
      new Promise((settle, fail) => {
        patience.arrived(personId, performance.now());
        queue.push({ order, digest: digestOf(order.name, order.input), personId, actor, settle, fail });
        start();
      }),
    foresee: (actor, what) => foresee(means, actor, means.moment, what),
    rehearse: (actor, what) => rehearse(means, actor, means.moment, what),
    idle: async () => {
      while (running) await running;
    },
  };
};
