import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nounNamed, nounNames } from '../../shared/catalogue.ts';
import { dialects } from '../../tests/databases.ts';
import { type Trial, trialStore } from '../../tests/trial-store.ts';
import { faultOf } from './faults.ts';
import { type SystemTable, systemTables } from './system-tables.ts';
import { columnsOf } from './tables.ts';

describe.each(dialects)('on %s', (dialect) => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await trialStore(dialect);
  });
  afterAll(() => trial.end());

  const declared = [
    ...nounNames.flatMap((noun) => columnsOf(noun).map(({ name }) => `${nounNamed(noun).table}.${name}`)),
    ...Object.entries(systemTables).flatMap(([table, { columns }]) =>
      Object.keys(columns).map((name) => `${table}.${name}`),
    ),
  ];

  test('[STORE1] the migrated tables are what the declarations say', async () => {
    const hint = 'run `node server/store/migration.ts --initial` (before the first release) or `npm run migration`';
    expect((await trial.store.orm.schema.getUpdateSchemaSQL()).trim(), hint).toBe('');
    const sql =
      dialect === 'sqlite'
        ? 'select m."name" as "table", c."name" as "column" from sqlite_master m, pragma_table_info(m."name") c where m."type" = \'table\''
        : 'select table_name as "table", column_name as "column" from information_schema.columns where table_schema = \'public\'';
    const rows = await trial.store.read((query) => query.all(sql));
    const there = rows
      .filter(({ table }) => !/^(sqlite_|schema_migration)/.test(String(table)))
      .map(({ table, column }) => `${table}.${column}`);
    expect(there.sort()).toEqual(declared.sort());
  });

  test('[STORE1] a column that the declarations do not know shows as a difference', async () => {
    await trial.store.write((connection) => connection.run('alter table "team" add column "colour" text'));
    expect(await trial.store.orm.schema.getUpdateSchemaSQL()).toContain('colour');
    await trial.store.write((connection) => connection.run('alter table "team" drop column "colour"'));
    expect((await trial.store.orm.schema.getUpdateSchemaSQL()).trim()).toBe('');
  });

  test('[STORE3] every text is ordered by code point, whatever the database was made with', async () => {
    const sql =
      dialect === 'sqlite'
        ? `select "name" from sqlite_master where "sql" like '%collate%'`
        : `select table_name, column_name from information_schema.columns where table_schema = 'public'
           and table_name <> 'schema_migration' and data_type = 'text' and collation_name is distinct from 'C'`;
    expect(await trial.store.read((query) => query.all(sql))).toEqual([]);
  });

  test('[STORE1] nulls are equal in a unique of several fields and repeat in a unique of one', async () => {
    const { store } = trial;
    const stock = (id: string, lot: string | null) =>
      store.write((connection) =>
        connection.run('insert into "stock" ("id", "productId", "locationId", "lot") values (?, ?, ?, ?)', [
          id,
          'p',
          'l',
          lot,
        ]),
      );
    await stock('1', null);
    await stock('2', 'A');
    for (const lot of [null, 'A']) expect(await stock('3', lot).catch(faultOf)).toBe('unique');
    const invoice = (id: string, number: string | null) =>
      store.write((connection) => connection.run('insert into "invoice" ("id", "number") values (?, ?)', [id, number]));
    await invoice('1', null);
    await invoice('2', null);
    await invoice('3', 'AB-1');
    expect(await invoice('4', 'AB-1').catch(faultOf)).toBe('unique');
  });
});

test('[STORE1] on sqlite a table that is hardly more than its key is kept in the key’s order', async () => {
  const trial = await trialStore('sqlite');
  try {
    const made = await trial.store.read((query) =>
      query.all(`select "name" from sqlite_master where "type" = 'table' and "sql" like '%without rowid'`),
    );
    const tables = Object.entries(systemTables as { readonly [name: string]: SystemTable });
    expect(made.map(({ name }) => name)).toEqual(tables.flatMap(([name, { byKey }]) => (byKey ? [name] : [])));
    expect(made).not.toEqual([]);
  } finally {
    await trial.end();
  }
});
