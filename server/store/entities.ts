/** MikroORM's entities, derived from the same declarations as the statements: for migrations and for rare units of work. */
import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import { type NounName, nounNamed, nounNames } from '../../shared/catalogue.ts';
import { markIndex } from './marks.ts';
import type { Dialect, Value } from './store.ts';
import { type SystemTable, systemTables } from './system-tables.ts';
import { columnsOf, indexesOf } from './tables.ts';

type Shape = {
  readonly name: string;
  readonly type: 'text' | 'integer';
  readonly nullable: boolean;
  readonly empty?: Value;
};
type Table = {
  readonly name: string;
  readonly columns: readonly Shape[];
  readonly primary: readonly string[];
  readonly indexes: readonly { readonly name: string; readonly columns: readonly Shape[]; readonly unique: boolean }[];
  /** Cells that are indexed by their marks too (marks.ts), on SQLite. */
  readonly marked?: readonly (readonly string[])[];
};

const property = (column: Shape, primary: boolean, dialect: Dialect) => {
  const text = column.type === 'text';
  // SQLite's `integer primary key` is the rowid itself; `bigint` there would show a false difference for ever.
  const columnType = text ? 'text' : dialect === 'sqlite' ? 'integer' : 'bigint';
  let built = text
    ? p.text().columnType(columnType)
    : dialect === 'sqlite'
      ? p.integer().columnType(columnType)
      : p.bigint('number').columnType(columnType);
  built = built.fieldName(column.name) as typeof built;
  // Order by code point on PostgreSQL too, whatever the database's own collation is.
  if (text && dialect === 'postgres') built = built.collation('C') as typeof built;
  if (primary) return built.primary().autoincrement(false);
  if (column.nullable) return built.nullable();
  return column.empty === undefined || column.empty === null ? built : built.default(column.empty);
};

/**
 * In a unique of several fields nulls count as equal: two stock rows of one place without a lot are one too many. A
 * nullable field that is unique alone may be null in many rows: invoices have no number until they are issued.
 */
const needsNullSafety = ({ unique, columns }: Table['indexes'][number]): boolean =>
  unique && columns.length > 1 && columns.some((column) => column.nullable);

const nullSafe = (index: Table['indexes'][number], table: string): string =>
  `create unique index "${index.name}" on "${table}" (${index.columns
    .map(({ name, nullable, type }) =>
      nullable ? `coalesce("${name}", ${type === 'text' ? "''" : '-9007199254740991'})` : `"${name}"`,
    )
    .join(', ')})`;

const entity = (table: Table, dialect: Dialect): EntitySchema => {
  const properties = Object.fromEntries(
    table.columns.map((column) => [column.name, property(column, table.primary.includes(column.name), dialect)]),
  );
  const plain = table.indexes.filter((index) => !needsNullSafety(index));
  const expressed = table.indexes.filter(needsNullSafety);
  return defineEntity({
    name: table.name,
    tableName: table.name,
    properties,
    indexes: [
      ...plain
        .filter(({ unique }) => !unique)
        .map(({ name, columns }) => ({ name, properties: columns.map((column) => column.name) })),
      ...expressed.map((index) => ({ name: index.name, expression: nullSafe(index, table.name) })),
      ...(dialect === 'sqlite' ? (table.marked ?? []) : [])
        .map((cells) => markIndex(table.name, cells))
        .map(({ name, sql }) => ({ name, expression: sql })),
    ],
    uniques: plain
      .filter(({ unique }) => unique)
      .map(({ name, columns }) => ({ name, properties: columns.map((column) => column.name) })),
  }) as unknown as EntitySchema;
};

const systemTable = (name: string, declared: SystemTable): Table => {
  const columns = Object.entries(declared.columns).map(([column, { type, nullable }]) => ({
    name: column,
    type,
    nullable: nullable === true,
  }));
  return {
    name,
    columns,
    primary: declared.primary,
    indexes: (declared.indexes ?? []).map((fields) => ({
      name: `${name}_${fields.join('_')}_index`,
      columns: fields.map((field) => columns.find((column) => column.name === field) as Shape),
      unique: false,
    })),
  };
};

/** By what rows of others name: from the named to them, as a search goes. */
const markedOf = (noun: NounName): Table['marked'] =>
  nounNames.flatMap((name) => {
    const { foundBy } = nounNamed(name);
    return foundBy?.child === noun ? [[foundBy.ref, foundBy.parent]] : [];
  });

export const entitiesFor = (dialect: Dialect): EntitySchema[] => [
  ...nounNames.map((noun) =>
    entity(
      {
        name: nounNamed(noun).table,
        columns: columnsOf(noun),
        primary: ['id'],
        indexes: indexesOf(noun),
        marked: markedOf(noun),
      },
      dialect,
    ),
  ),
  ...Object.entries(systemTables).map(([name, declared]) => entity(systemTable(name, declared), dialect)),
];
