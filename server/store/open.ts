/** Opens the store of a data folder: keys, database, tables, and the head of the change log. */
import { join } from 'node:path';
import { hasKeys, openKeys } from './keys.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/** Brings the tables to what the declarations say. The first run on an empty database answers true. */
export const migrate = async (store: Store): Promise<boolean> => {
  await store.orm.migrator.up();
  return await store.write(async (connection) => {
    const heads = await connection.all('select "id" from "log_head" where "id" = 1');
    if (heads.length > 0) return false;
    await connection.run('insert into "log_head" ("id", "position", "hash") values (1, 0, ?)', ['']);
    return true;
  });
};

/**
 * `data` is the folder of keys and, without `url`, of the embedded database; `url` names a PostgreSQL database.
 * Refuses with code `data_folder_in_use` (another server has the folder) and `keys_missing` (the database holds data
 * but the folder holds no keys: with new ones nothing sealed before would open).
 */
export const openStore = async ({ data, url }: { data: string; url?: string | undefined }): Promise<Store> => {
  // The driver that is not used is not loaded: it would cost a third of the start.
  const postgres = url ? await import('./postgres.ts') : undefined;
  const store =
    url && postgres ? await postgres.openPostgres({ url }) : await openSqlite({ file: join(data, 'crossdock.db') });
  try {
    const first = url && postgres ? await postgres.alone(url, () => migrate(store)) : await migrate(store);
    if (!first && !hasKeys(data)) {
      const message = `The database holds data, but ${join(data, 'keys.json')} is missing. Put the file back from the backup.`;
      throw Object.assign(new Error(message), { code: 'keys_missing' });
    }
    openKeys(data);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
};
