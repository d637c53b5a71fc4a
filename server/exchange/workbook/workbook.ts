/** Workbooks (XLSX): read in a worker thread, which is ended when it takes too long or too much; written small. */
import { Worker } from 'node:worker_threads';
import type { Refusal } from '../../../shared/base/decision.ts';
import { ROWS_AT_MOST } from '../../../shared/exchange/tables/table.rows.ts';
import type { Sheet } from '../uploads.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { WorkbookAnswer } from './workbook-thread.ts';
import { unpackedSize } from './zip.ts';

/** Bytes of a workbook, at most, as it comes and unpacked. */
export const WORKBOOK = 24 * 1024 * 1024;
const UNPACKED = 400 * 1024 * 1024;
/** ms, and MB of the thread's memory. */
const PATIENCE = 90_000;
const MEMORY = 1_536;
/** One thread with that memory in the process: how many workbooks wait for it at most, and how long, ms. */
const QUEUE = { waiting: 4, patience: 60_000 };
const inTurn = oneAtATime(QUEUE);

/** Does it begin as a zip does? No text that a table could be begins so. */
export const isWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3;
/** An old workbook (XLS), or one with a password. */
export const isOldWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf;

export type Opened = { readonly csv: Uint8Array; readonly sheet: Sheet };
const refusal = (refused: string, more?: Refusal['with']): Refusal => ({
  refused,
  field: 'file',
  ...(more ? { with: more } : {}),
});

const opened = (bytes: Uint8Array): Promise<Opened | Refusal> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./workbook-thread.ts', import.meta.url), {
      workerData: { bytes, rows: ROWS_AT_MOST },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    });
    // The next one begins when the memory of this one is free.
    const settle = (answer: Opened | Refusal): void => {
      clearTimeout(late);
      void worker.terminate().finally(() => resolve(answer));
    };
    const late = setTimeout(() => settle(refusal('import.workbook_large', { limit: WORKBOOK / 1_048_576 })), PATIENCE);
    worker.on('message', (answer: WorkbookAnswer) => {
      if ('csv' in answer) settle(answer);
      else
        settle(
          answer.wrong === 'rows'
            ? refusal('import.too_many_rows', { limit: ROWS_AT_MOST })
            : refusal('import.workbook_wrong'),
        );
    });
    // Out of memory, above all: what a table needs is far below.
    worker.on('error', () => settle(refusal('import.workbook_wrong')));
  });

/**
 * The first sheet that is not hidden, as CSV in UTF-8 whose lines are the sheet's rows. One workbook is read at a time;
 * four wait, a minute each at most. Refuses `import.workbook_large`, `import.workbook_wrong`, `import.workbook_busy`,
 * `import.too_many_rows`.
 */
export const openWorkbook = async (bytes: Uint8Array): Promise<Opened | Refusal> => {
  if (bytes.length > WORKBOOK) return refusal('import.workbook_large', { limit: WORKBOOK / 1_048_576 });
  const size = unpackedSize(bytes);
  if (size === null) return refusal('import.workbook_wrong');
  if (size > UNPACKED) return refusal('import.workbook_large', { limit: WORKBOOK / 1_048_576 });
  return (await inTurn(() => opened(bytes))) ?? refusal('import.workbook_busy');
};
