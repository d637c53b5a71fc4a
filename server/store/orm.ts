/** What MikroORM is told on both databases. */
import { fileURLToPath } from 'node:url';
import { EntityCaseNamingStrategy } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import type { Dialect } from './store.ts';

export const migrationsFolder = (dialect: Dialect): string =>
  fileURLToPath(new URL(`./migrations/${dialect}`, import.meta.url));

export const ormOptions = (dialect: Dialect) => ({
  namingStrategy: EntityCaseNamingStrategy,
  extensions: [Migrator],
  // A batch UPDATE loses the version check on PostgreSQL.
  useBatchUpdates: false,
  metadataCache: { enabled: false },
  discovery: { warnWhenNoEntities: false },
  migrations: {
    path: migrationsFolder(dialect),
    pathTs: migrationsFolder(dialect),
    glob: '*.ts',
    emit: 'ts' as const,
    tableName: 'schema_migration',
    snapshotName: '.snapshot',
    snapshotOnMigrate: false,
    transactional: true,
    allOrNothing: true,
    safe: false,
    silent: true,
    fileName: (timestamp: string, name?: string) => name ?? timestamp,
  },
});
