import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../store/store.ts';

/** A head of the log, kept outside the database: without it nobody would notice that the last entries were cut off. */
export type Witness = { readonly position: number; readonly hash: string };

const FILE = 'log-head.json';
/** The file follows the log by this much at most, ms. */
const BEHIND = 2_000;

export const readWitness = (folder: string): Witness | null => {
  try {
    const { position, hash } = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as Partial<Witness>;
    return typeof position === 'number' && typeof hash === 'string' ? { position, hash } : null;
  } catch {
    return null;
  }
};

export type Keeper = {
  /** Something was committed. */
  moved(): void;
  /** Writes the last head and stops. */
  close(): Promise<void>;
};

/** Writes the head into `<folder>/log-head.json` soon after commits, whole or not at all. */
export const witnessIn = (folder: string, store: Store, report: (error: unknown) => void): Keeper => {
  let timer: NodeJS.Timeout | null = null;
  let dirty = false;
  const write = async (): Promise<void> => {
    if (!dirty) return;
    dirty = false;
    const [head] = await store.read((query) => query.all('SELECT "position", "hash" FROM "log_head" WHERE "id" = 1'));
    const file = join(folder, FILE);
    writeFileSync(
      `${file}.new`,
      JSON.stringify({ position: Number(head?.position ?? 0), hash: String(head?.hash ?? '') }),
      { mode: 0o600 },
    );
    renameSync(`${file}.new`, file);
  };
  return {
    moved: () => {
      dirty = true;
      timer ??= setTimeout(() => {
        timer = null;
        void write().catch(report);
      }, BEHIND).unref();
    },
    close: async () => {
      if (timer) clearTimeout(timer);
      await write();
    },
  };
};
