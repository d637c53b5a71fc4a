/** A store of its own for a test, with its tables; `end` closes and removes it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openStore } from '../server/store/open.ts';
import type { Dialect, Store } from '../server/store/store.ts';
import { freshDatabase } from './databases.ts';

export type Trial = {
  readonly store: Store;
  readonly data: string;
  readonly url: string | undefined;
  end(): Promise<void>;
};

export const trialStore = async (dialect: Dialect): Promise<Trial> => {
  const database = await freshDatabase(dialect);
  const { url, file } = database;
  const data = file ? dirname(file) : await mkdtemp(join(tmpdir(), 'crossdock-store-'));
  const store = await openStore({ data, url });
  return {
    store,
    data,
    url,
    end: async () => {
      await store.close();
      await database.drop();
      await rm(data, { recursive: true, force: true });
    },
  };
};
