/** How a new migration's file looks: the statements as the generator found them, in the house's format. */
import { TSMigrationGenerator } from '@mikro-orm/migrations';
import { type SystemTable, systemTables } from './system-tables.ts';

/** One statement a call, broken where the formatter breaks it. */
const asCall = (sql: string): string => {
  const text = `\`${sql.replace(/[`$\\]/g, '\\$&')}\``;
  const line = `    this.addSql(${text});\n`;
  return line.length <= 121 ? line : `    this.addSql(\n      ${text},\n    );\n`;
};

/** What MikroORM has no word for; PostgreSQL knows it neither, and its names stand in other quotes. */
const byKey = (sql: string): string => {
  const [, name = ''] = /^create table `(\w+)`/.exec(sql) ?? [];
  const table = (systemTables as { readonly [name: string]: SystemTable })[name];
  return table?.byKey ? sql.replace(/;$/, ' without rowid;') : sql;
};

/**
 * The file's name is the migration's name in the database; the class needs none of its own. There is no way down:
 * what a migration drops, no other brings back, so the way back is the backup.
 */
export class MigrationFile extends TSMigrationGenerator {
  override generateMigrationFile(_: string, { up }: { up: string[] }): string {
    const statements = up.filter((sql) => sql !== '').map((sql) => asCall(byKey(sql)));
    return `import { Migration } from '@mikro-orm/migrations';\n\nexport default class extends Migration {\n  override up(): void {\n${statements.join('')}  }\n}\n`;
  }
}
