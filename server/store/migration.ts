/**
 * Writes migrations for both databases from the declarations, without a database: each folder's snapshot says what
 * the tables were. `node server/store/migration.ts <name>` adds one; `--initial` replaces all by one that makes
 * everything (only before the first release).
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MikroORM } from '@mikro-orm/core';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { NodeSqliteDialect, SqliteDriver } from '@mikro-orm/sql';
import { entitiesFor } from './entities.ts';
import { MigrationFile } from './migration-file.ts';
import { migrationsFolder, ormOptions } from './orm.ts';
import type { Dialect } from './store.ts';

const offline = (dialect: Dialect): Promise<MikroORM> => {
  const options = ormOptions(dialect);
  const shared = {
    ...options,
    migrations: { ...options.migrations, generator: MigrationFile },
    entities: entitiesFor(dialect),
  };
  return dialect === 'sqlite'
    ? MikroORM.init({
        ...shared,
        driver: SqliteDriver,
        dbName: ':memory:',
        driverOptions: new NodeSqliteDialect(':memory:'),
      })
    : MikroORM.init({ ...shared, driver: PostgreSqlDriver, dbName: 'offline' });
};

const [named = 'change'] = process.argv.slice(2);
const initial = named === '--initial';
for (const dialect of ['sqlite', 'postgres'] as const) {
  const folder = migrationsFolder(dialect);
  if (initial) {
    for (const file of readdirSync(folder)) rmSync(join(folder, file));
    writeFileSync(join(folder, '.snapshot.json'), JSON.stringify({ namespaces: [], tables: [] }));
  }
  const orm = await offline(dialect);
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const name = initial ? '0001_initial' : `${stamp}_${named.replace(/\W+/g, '_')}`;
  const { fileName } = await orm.migrator.create(undefined, false, false, name);
  console.log(`${dialect}: ${fileName || 'nothing to change'}`);
  await orm.close(true);
}
