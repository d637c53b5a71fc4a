/** How a new migration's file looks: the statements as the generator found them, in the house's format. */
import { TSMigrationGenerator } from '@mikro-orm/migrations';

/** One statement a call, broken where the formatter breaks it. */
const asCall = (sql: string): string => {
  const text = `\`${sql.replace(/[`$\\]/g, '\\$&')}\``;
  const line = `    this.addSql(${text});\n`;
  return line.length <= 121 ? line : `    this.addSql(\n      ${text},\n    );\n`;
};

/**
 * The file's name is the migration's name in the database; the class needs none of its own. There is no way down:
 * what a migration drops, no other brings back, so the way back is the backup.
 */
export class MigrationFile extends TSMigrationGenerator {
  override generateMigrationFile(_: string, { up }: { up: string[] }): string {
    const statements = up.filter((sql) => sql !== '').map(asCall);
    return `import { Migration } from '@mikro-orm/migrations';\n\nexport default class extends Migration {\n  override up(): void {\n${statements.join('')}  }\n}\n`;
  }
}
