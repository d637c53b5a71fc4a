/** Asks a worker thread (sqlite-aside.ts); it starts with the first question and again if it died. */
import { Worker } from 'node:worker_threads';
import type { AsideAnswer } from './sqlite-aside.ts';
import type { DbRow, Query, Value } from './store.ts';
import { refuseUnbindable } from './values.ts';

type Asked = { readonly resolve: (rows: readonly DbRow[]) => void; readonly reject: (error: Error) => void };

export class Aside {
  readonly #file: string;
  readonly #asked = new Map<number, Asked>();
  #worker: Worker | undefined;
  #last = 0;
  #closed = false;

  constructor(file: string) {
    this.#file = file;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./sqlite-aside.ts', import.meta.url), { workerData: { file: this.#file } });
    worker.on('message', ({ id, rows, error }: AsideAnswer) => {
      const asked = this.#asked.get(id);
      this.#asked.delete(id);
      if (this.#asked.size === 0) worker.unref();
      if (error) asked?.reject(Object.assign(new Error(error.message), { name: error.name }));
      else asked?.resolve(rows as readonly DbRow[]);
    });
    worker.on('error', (error) => this.#lost(worker, error));
    worker.on('exit', () => this.#lost(worker, new Error('the reader beside the server ended')));
    return worker;
  }

  #lost(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#asked.values()) reject(error as Error);
    this.#asked.clear();
  }

  ask(sql: string, params: readonly Value[]): Promise<readonly DbRow[]> {
    if (this.#closed) return Promise.reject(new Error('the store is closed'));
    this.#worker ??= this.#start();
    const worker = this.#worker;
    worker.ref();
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      worker.postMessage({ id, sql, params });
    });
  }

  /** Lets the thread begin, before anything is asked of it. */
  wake(): void {
    if (!this.#worker) this.ask('select 1', []).catch(() => undefined);
  }

  /** Which thread answers now: another one knows nothing of what this one has begun. */
  get thread(): unknown {
    return this.#worker;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }
}

type Alongside = (work: (query: Query) => Promise<void>) => Promise<void>;

class Snapshot implements Query {
  readonly marks = true;
  readonly #aside: Aside;
  readonly #thread: unknown;
  readonly alongside: Alongside;
  open = true;

  constructor(aside: Aside, alongside: Alongside) {
    this.#aside = aside;
    this.#thread = aside.thread;
    this.alongside = alongside;
  }

  async all(sql: string, params: readonly Value[] = []): Promise<readonly DbRow[]> {
    if (!this.open || this.#aside.thread !== this.#thread) throw new Error(`this snapshot is closed: ${sql}`);
    refuseUnbindable(params, sql);
    return this.#aside.ask(sql, params);
  }
}

/** Up to `most` snapshots at once, each in a thread of its own; further readers wait for one to end. */
export class Asides {
  readonly #all: readonly Aside[];
  readonly #idle: Aside[];
  readonly #waiting: ((aside: Aside) => void)[] = [];

  constructor(file: string, most: number) {
    this.#all = Array.from({ length: most }, () => new Aside(file));
    this.#idle = [...this.#all];
  }

  async read<T>(work: (query: Query) => Promise<T>): Promise<T> {
    // The one that was given back last: the others need not start.
    return this.#by(this.#idle.pop() ?? (await new Promise<Aside>((resolve) => this.#waiting.push(resolve))), work);
  }

  async #by<T>(aside: Aside, work: (query: Query) => Promise<T>): Promise<T> {
    let snapshot: Snapshot | undefined;
    try {
      // Not waited for by itself: a thread answers in the order in which it is asked.
      const begun = aside.ask('begin', []);
      snapshot = new Snapshot(aside, (more) => this.#alongside(more));
      const [answer] = await Promise.all([work(snapshot), begun]);
      return answer;
    } finally {
      if (snapshot) snapshot.open = false;
      await aside.ask('rollback', []).catch(() => undefined);
      const next = this.#waiting.shift();
      if (next) next(aside);
      else this.#idle.push(aside);
    }
  }

  async #alongside(work: (query: Query) => Promise<void>): Promise<void> {
    const other = this.#idle.at(-1);
    // One that is only beginning would be waited for longer than it helps.
    if (!other?.thread) return other?.wake();
    this.#idle.pop();
    await this.#by(other, work);
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((one) => one.close()));
  }
}
