import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dialects } from '../../tests/databases.ts';
import { type Trial, trialStore } from '../../tests/trial-store.ts';
import { faultOf } from './faults.ts';
import { openSqlite } from './sqlite.ts';
import type { Connection, Store } from './store.ts';

const add = (connection: Connection, id: string, name = id): Promise<number> =>
  connection.run('insert into "team" ("id", "name") values (?, ?)', [id, name]);
const ids = async (store: Store): Promise<unknown[]> =>
  (await store.read((query) => query.all('select "id" from "team" order by "id"'))).map(({ id }) => id);

const ormOf = (store: Store): SqlEntityManager => store.orm.em.fork() as unknown as SqlEntityManager;

describe('a SQLite store', () => {
  let trial: Trial;
  let store: Store;
  const file = (): string => join(trial.data, 'crossdock.db');
  beforeEach(async () => {
    trial = await trialStore('sqlite');
    await trial.store.close();
    store = await openSqlite({ file: file(), patience: 20 });
  });
  afterEach(async () => {
    await store.close();
    await trial.end();
  });

  test('[STORE7] lives on after a BEGIN that failed', async () => {
    const other = new DatabaseSync(file());
    other.exec('begin immediate');
    const fault = await store.write((connection) => add(connection, 'a')).catch(faultOf);
    expect(fault).toBe('busy');
    await expect(store.orm.em.fork().begin()).rejects.toThrow(/locked/);
    other.exec('rollback');
    other.close();
    await store.write((connection) => add(connection, 'b'));
    await ormOf(store).transactional((em) => em.execute(`insert into "team" ("id", "name") values ('c', 'c')`));
    expect(await ids(store)).toEqual(['b', 'c']);
  });

  test('[STORE7] lives on after a full disk, which ends the transaction by itself', async () => {
    await store.write((connection) => add(connection, 'a'));
    const limited = await store.write(async (connection) => {
      const [pages] = await connection.all('pragma page_count');
      return connection.all(`pragma max_page_count = ${Number(pages?.page_count) + 4}`);
    });
    expect(limited).toHaveLength(1);
    const spill = async (connection: Connection): Promise<void> => {
      for (let n = 0; n < 100; n++) await add(connection, `x${n}`, 'x'.repeat(4_000));
    };
    expect(await store.write(spill).catch(faultOf)).toBe('full');
    // The rest of such a work must not commit statement by statement.
    const goesOn = store.write(async (connection) => {
      await spill(connection).catch(() => undefined);
      await add(connection, 'stray');
    });
    await expect(goesOn).rejects.toThrow(/lost|failed/);
    const viaOrm = ormOf(store).transactional((em) =>
      em.execute(`insert into "team" select "id" || 'y', printf('%.*c', 400000, 'y'), 1 from "team"`),
    );
    await expect(viaOrm).rejects.toThrow(/full/);
    expect(await ids(store)).toEqual(['a']);
    await store.write((connection) => connection.all('pragma max_page_count = 1000000'));
    await store.write((connection) => add(connection, 'b'));
    expect(await ids(store)).toEqual(['a', 'b']);
  });

  test('[STORE7] what was committed is there after the process is gone without a word', async () => {
    await store.write((connection) => add(connection, 'a'));
    const copy = new DatabaseSync(file(), { readOnly: true });
    expect(copy.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(copy.prepare('select "id" from "team"').all()).toMatchObject([{ id: 'a' }]);
    copy.close();
    const [synchronous] = await store.write((connection) => connection.all('pragma synchronous'));
    expect(synchronous).toMatchObject({ synchronous: 2 });
  });

  test('[STORE7] closes only after the write under way, and once', async () => {
    const writing = store.write(async (connection) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return add(connection, 'a');
    });
    await Promise.all([store.close(), store.close()]);
    expect(await writing).toBe(1);
    const late = [store.write(async () => 1), store.read(async () => 1), store.aside('select 1 as "one"')];
    for (const one of late) await expect(one).rejects.toThrow(/closed/);
    store = await openSqlite({ file: file() });
    expect(await ids(store)).toEqual(['a']);
  });

  test('[STORE8] lets no second server into its folder, and the next one after it has closed', async () => {
    await expect(openSqlite({ file: join(dirname(file()), 'another.db') })).rejects.toMatchObject({
      code: 'data_folder_in_use',
    });
    await store.close();
    store = await openSqlite({ file: file() });
    expect(await ids(store)).toEqual([]);
  });
});

describe.each(dialects.filter((dialect) => dialect === 'postgres'))('a store on %s', (dialect) => {
  let trial: Trial;
  beforeEach(async () => {
    trial = await trialStore(dialect);
  });
  afterEach(() => trial.end());

  const cut = async (which: string): Promise<number> => {
    const client = new Client({ connectionString: trial.url });
    await client.connect();
    const { rowCount } = await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = $1 and pid <> pg_backend_pid()',
      [which],
    );
    await client.end();
    return rowCount ?? 0;
  };

  test('[STORE7] writes again after its connection was cut, between transactions or inside one', async () => {
    const { store } = trial;
    await store.write((connection) => add(connection, 'a'));
    expect(await cut('crossdock writer')).toBe(1);
    await store.write((connection) => add(connection, 'b'));
    const inside = store.write(async (connection) => {
      await add(connection, 'c');
      expect(await cut('crossdock writer')).toBe(1);
      await add(connection, 'd');
    });
    expect(faultOf(await inside.catch((error: unknown) => error))).toBe('lost');
    await store.write((connection) => add(connection, 'e'));
    expect(await ids(store)).toEqual(['a', 'b', 'e']);
  });

  test('[STORE7] reads again after its pool was cut', async () => {
    const { store } = trial;
    await store.write((connection) => add(connection, 'a'));
    await Promise.all([ids(store), ids(store), ids(store)]);
    await store
      .read(async (query) => {
        await cut('crossdock');
        await query.all('select 1 as "one"');
      })
      .catch(() => undefined);
    await expect.poll(() => ids(store).catch(() => [])).toEqual(['a']);
  });

  test('[STORE7] a deadlock is told apart, so that the loser can run again', () => {
    expect(faultOf(Object.assign(new Error('deadlock detected'), { code: '40P01' }))).toBe('deadlock');
  });
});
