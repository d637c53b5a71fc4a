import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dialects } from '../../tests/databases.ts';
import { type Trial, trialStore } from '../../tests/trial-store.ts';
import { openKeys } from './keys.ts';
import { openStore } from './open.ts';

describe.each(dialects)('on %s', (dialect) => {
  let trial: Trial;
  beforeEach(async () => {
    trial = await trialStore(dialect);
  });
  afterEach(() => trial.end());
  const again = () => openStore({ data: trial.data, url: trial.url });

  test('[STORE10] opening makes tables, keys and the head of the log once, and finds them the next time', async () => {
    const head = 'select "id", "position", "hash" from "log_head"';
    expect(await trial.store.aside(head)).toEqual([{ id: 1, position: 0, hash: '' }]);
    const keys = openKeys(trial.data);
    await trial.store.write((connection) => connection.run('update "log_head" set "position" = 5, "hash" = ?', ['h']));
    await trial.store.close();
    const store = await again();
    expect(await store.aside(head)).toEqual([{ id: 1, position: 5, hash: 'h' }]);
    expect(openKeys(trial.data)).toEqual(keys);
    await store.close();
  });

  test('[STORE10] data without its keys is refused, not given new ones', async () => {
    await trial.store.close();
    const file = join(trial.data, 'keys.json');
    rmSync(file);
    await expect(again()).rejects.toMatchObject({ code: 'keys_missing', message: expect.stringContaining(file) });
    await expect(again()).rejects.toMatchObject({ code: 'keys_missing' });
  });

  test('[STORE10] several that start at once on one database make the tables once', async () => {
    const { url } = trial;
    await trial.store.write((connection) => connection.run('drop table "schema_migration"'));
    const tables = await trial.store.read((query) =>
      query.all(
        dialect === 'sqlite'
          ? `select "name" from sqlite_master where "type" = 'table' and "name" not like 'sqlite%'`
          : `select tablename as "name" from pg_tables where schemaname = 'public'`,
      ),
    );
    await trial.store.write(async (connection) => {
      for (const { name } of tables) await connection.run(`drop table "${name}"`);
    });
    await trial.store.close();
    const opened = await Promise.allSettled([0, 1, 2].map(() => openStore({ data: trial.data, url })));
    // SQLite lets one server in; on PostgreSQL they wait for the first to have made the tables.
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(dialect === 'sqlite' ? 1 : 3);
    for (const one of opened) if (one.status === 'fulfilled') await one.value.close();
  });
});
