/** Asks the worker thread (sqlite-aside.ts); it starts with the first question and again if it died. */
import { Worker } from 'node:worker_threads';
import type { AsideAnswer } from './sqlite-aside.ts';
import type { DbRow, Value } from './store.ts';

type Asked = { readonly resolve: (rows: readonly DbRow[]) => void; readonly reject: (error: Error) => void };

export class Aside {
  readonly #file: string;
  readonly #asked = new Map<number, Asked>();
  #worker: Worker | undefined;
  #last = 0;

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
    this.#worker ??= this.#start();
    const worker = this.#worker;
    worker.ref();
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      worker.postMessage({ id, sql, params });
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }
}
