/** The worker thread of long reads: one question after another on a read-only connection of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from './sqlite-reader.ts';
import { Statements } from './sqlite-statements.ts';
import type { Value } from './store.ts';

export type AsideQuestion = { readonly id: number; readonly sql: string; readonly params: readonly Value[] };
export type AsideAnswer = {
  readonly id: number;
  readonly rows?: readonly unknown[];
  readonly error?: { readonly name: string; readonly message: string };
};

/** KB. A search goes through tens of thousands of places all over an index: in less, each page would be fetched again and again. */
const CACHE = 64_000;
const statements = new Statements(openReader((workerData as { file: string }).file, CACHE));

parentPort?.on('message', ({ id, sql, params }: AsideQuestion) => {
  try {
    parentPort?.postMessage({ id, rows: statements.all(sql, params) } satisfies AsideAnswer);
  } catch (error) {
    const { name, message } = error as Error;
    parentPort?.postMessage({ id, error: { name, message } } satisfies AsideAnswer);
  }
});
