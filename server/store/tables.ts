/** Tables read from the declarations: which columns a noun has, and how a row becomes their values and comes back. */
import { hash } from 'node:crypto';
import { compact } from '../../shared/base/compact.ts';
import { emptyValue, type Field, type Noun } from '../../shared/base/fields.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import type { Seal } from './seal.ts';
import type { DbRow, Value } from './store.ts';
import { isBindable } from './values.ts';

export type Column = {
  readonly name: string;
  readonly type: 'text' | 'integer';
  readonly nullable: boolean;
  /** What a row that is there already gets when the column is added later. */
  readonly empty: Value;
  /** The declared field that the column holds; absent for `id` and `version`. */
  readonly field?: string;
  /** What stands in the cell. `blind` is the HMAC of a personal field's normalised value, for look-ups by equality. */
  readonly holds: 'text' | 'integer' | 'flag' | 'json' | 'sealed' | 'blind';
};
/** A row as the store keeps it: every declared field, plus `version`, which never reaches a client. */
export type StoredRow = { readonly id: string; readonly version: number; readonly [field: string]: unknown };
export type Index = { readonly name: string; readonly columns: readonly Column[]; readonly unique: boolean };

const textual = new Set<Field['kind']>(['id', 'ref', 'text', 'enum', 'day']);
/** The column that holds the blind index of a personal field. */
export const blindColumn = (field: string): string => `${field}Blind`;

const columnsOfField = (name: string, field: Field): Column[] => {
  const nullable = field.nullable === true;
  if (field.personal) {
    if (field.kind !== 'text') throw new Error(`${name} is personal, so it must be a text`);
    return [
      { name, type: 'text', nullable, empty: nullable ? null : '', field: name, holds: 'sealed' },
      { name: blindColumn(name), type: 'text', nullable: true, empty: null, field: name, holds: 'blind' },
    ];
  }
  if (field.kind === 'json')
    return [{ name, type: 'text', nullable, empty: nullable ? null : 'null', field: name, holds: 'json' }];
  const type = textual.has(field.kind) ? 'text' : 'integer';
  const holds = field.kind === 'flag' ? 'flag' : type;
  const empty = emptyValue(field);
  return [{ name, type, nullable, empty: empty === false ? 0 : (empty as Value), field: name, holds }];
};

type Plan = {
  readonly noun: Noun;
  readonly names: readonly string[];
  readonly columns: readonly Column[];
  readonly shown: string;
  readonly select: string;
  readonly insert: string;
  readonly remove: string;
  /** What a row read whole is copied from. */
  readonly blank: StoredRow;
  readonly updates: Map<string, { readonly sql: string; readonly columns: readonly Column[] }>;
};
const plans = new Map<NounName, Plan>();

const quoted = (name: string): string => `"${name}"`;

const planOf = (name: NounName): Plan => {
  const known = plans.get(name);
  if (known) return known;
  const noun = nounNamed(name);
  const columns: Column[] = [{ name: 'id', type: 'text', nullable: false, empty: '', holds: 'text' }];
  for (const [field, declared] of Object.entries(noun.fields)) columns.push(...columnsOfField(field, declared));
  columns.push({ name: 'version', type: 'integer', nullable: false, empty: 1, holds: 'integer' });
  const table = quoted(noun.table);
  const all = columns.map((column) => quoted(column.name)).join(', ');
  const shown = columns
    .filter(({ holds }) => holds !== 'blind')
    .map((column) => quoted(column.name))
    .join(', ');
  const plan: Plan = {
    noun,
    names: Object.keys(noun.fields),
    columns,
    shown,
    select: `select ${shown} from ${table}`,
    insert: `insert into ${table} (${all}) values (${columns.map(() => '?').join(', ')})`,
    remove: `delete from ${table} where "id" = ?`,
    blank: compact({
      id: '',
      ...Object.fromEntries(Object.keys(noun.fields).map((field) => [field, null])),
      version: 1,
    }),
    updates: new Map(),
  };
  plans.set(name, plan);
  return plan;
};

/** `id`, then each declared field (a personal one followed by its blind index), then `version`. */
export const columnsOf = (noun: NounName): readonly Column[] => planOf(noun).columns;

/** PostgreSQL cuts names at 63 bytes, in silence. */
const indexName = (table: string, fields: readonly string[], kind: string): string => {
  const name = `${table}_${fields.join('_')}_${kind}`;
  return name.length <= 63 ? name : `${name.slice(0, 50)}_${hash('sha256', name).slice(0, 12)}`;
};

/** Declared indexes and uniques, and one index for each blind column. */
export const indexesOf = (noun: NounName): readonly Index[] => {
  const { columns, noun: declared } = planOf(noun);
  const named = (name: string): Column => {
    const found = columns.find((column) => column.name === name);
    if (!found) throw new Error(`${noun} has no column ${name} to index`);
    return found;
  };
  const index = (fields: readonly string[], unique: boolean): Index => ({
    name: indexName(declared.table, fields, unique ? 'unique' : 'index'),
    columns: fields.map(named),
    unique,
  });
  return [
    ...(declared.unique ?? []).map((fields) => index(fields, true)),
    ...(declared.indexes ?? []).map((fields) => index(fields, false)),
    ...columns.filter(({ holds }) => holds === 'blind').map((column) => index([column.name], false)),
  ];
};

/** How a personal value is compared: trimmed and in lower case, a telephone number by its digits alone. */
export const blindOf = (field: string, value: string, seal: Seal): string => seal.blind(value, /phone$/i.test(field));

const wrong = (noun: Noun, { field, name }: Column, value: unknown): TypeError =>
  new TypeError(`${noun.name}.${field ?? name} cannot hold ${typeof value === 'string' ? 'this text' : String(value)}`);

const encodeCell = (noun: Noun, column: Column, row: StoredRow, seal: Seal): Value => {
  const value = row[column.field ?? column.name];
  if (value === null && column.nullable) return null;
  switch (column.holds) {
    case 'text':
      if (typeof value === 'string') return value;
      break;
    case 'integer':
      if (Number.isSafeInteger(value)) return value as number;
      break;
    case 'flag':
      if (typeof value === 'boolean') return value ? 1 : 0;
      break;
    case 'json':
      if (value !== undefined) return JSON.stringify(value);
      break;
    case 'sealed':
      // Inside a ciphertext nobody sees afterwards that a text could not have been bound.
      if (typeof value === 'string' && isBindable(value))
        return seal.seal(value, `${noun.table}:${row.id}:${column.name}`);
      break;
    case 'blind':
      if (typeof value === 'string') return blindOf(column.field ?? '', value, seal);
      break;
  }
  throw wrong(noun, column, value);
};

/**
 * A whole row as the parameters of `insertSql`. Throws a TypeError when a cell is missing, is null where the
 * declaration has no null, or is of another kind than declared (`emptyValue` fills what a command leaves out).
 */
export const encode = (noun: NounName, row: StoredRow, seal: Seal): Value[] => {
  const plan = planOf(noun);
  const values = new Array<Value>(plan.columns.length);
  for (let i = 0; i < plan.columns.length; i++) values[i] = encodeCell(plan.noun, plan.columns[i] as Column, row, seal);
  return values;
};

const updateOf = (noun: NounName, fields: readonly string[]) => {
  const plan = planOf(noun);
  const key = fields.join();
  const known = plan.updates.get(key);
  if (known) return known;
  const wanted = new Set(fields);
  for (const field of wanted)
    if (!Object.hasOwn(plan.noun.fields, field)) throw new Error(`${noun} has no field ${field}`);
  const columns = plan.columns.filter(
    (column) => column.name === 'version' || (column.field !== undefined && wanted.has(column.field)),
  );
  const sets = columns.map((column) => `${quoted(column.name)} = ?`).join(', ');
  const made = { sql: `update ${quoted(plan.noun.table)} set ${sets} where "id" = ?`, columns };
  plan.updates.set(key, made);
  return made;
};

/** The parameters of `updateSql` for the same fields: their columns in declared order, `version`, then `id`. */
export const encodeUpdate = (noun: NounName, fields: readonly string[], row: StoredRow, seal: Seal): Value[] => {
  const { columns } = updateOf(noun, fields);
  const { noun: declared } = planOf(noun);
  const values = new Array<Value>(columns.length + 1);
  for (let i = 0; i < columns.length; i++) values[i] = encodeCell(declared, columns[i] as Column, row, seal);
  values[columns.length] = row.id;
  return values;
};

export const insertSql = (noun: NounName): string => planOf(noun).insert;
/** Sets the named fields and `version` of the row with an id; parameters by `encodeUpdate`. */
export const updateSql = (noun: NounName, fields: readonly string[]): string => updateOf(noun, fields).sql;
/** Deletes the row whose id is the one parameter. */
export const deleteSql = (noun: NounName): string => planOf(noun).remove;
/**
 * Every column but the blind ones, or `id` and the named fields, from the table (or from `source`), without a `where`: to
 * be continued by the caller.
 */
export const selectSql = (noun: NounName, source?: string, fields?: readonly string[]): string =>
  source === undefined
    ? planOf(noun).select
    : `select ${fields ? ['id', ...fields].map(quoted).join(', ') : planOf(noun).shown} from ${source}`;

const decodeCell = (noun: Noun, name: string, dbRow: DbRow, seal: Seal): unknown => {
  const stored = dbRow[name];
  if (stored === undefined) throw new Error(`${noun.name}.${name} was not read`);
  const field = noun.fields[name];
  if (stored === null || !field) return stored;
  if (field.personal) return stored === '' ? '' : seal.unseal(String(stored), `${noun.table}:${dbRow.id}:${name}`);
  if (field.kind === 'flag') return stored === 1;
  return field.kind === 'json' ? JSON.parse(String(stored)) : stored;
};

type Decode = {
  /** The whole row: every declared field and `version`. */
  (noun: NounName, dbRow: DbRow, seal: Seal): StoredRow;
  /** Only `id` and the named fields; only those need to have been selected, and only those are unsealed. */
  (noun: NounName, dbRow: DbRow, seal: Seal, fields: readonly string[]): { id: string; [field: string]: unknown };
};
/** What rows read in part are copied from, made once for all rows that are asked for the same. */
const blanks = new WeakMap<readonly string[], { readonly id: string }>();
const blankOf = (fields: readonly string[]): { readonly id: string } => {
  let blank = blanks.get(fields);
  if (!blank) {
    blank = compact({ id: '', ...Object.fromEntries(fields.map((field) => [field, null])) });
    blanks.set(fields, blank);
  }
  return blank;
};

/** The row of a database row: flags as booleans, JSON parsed, personal fields unsealed. */
export const decode = ((noun: NounName, dbRow: DbRow, seal: Seal, fields?: readonly string[]) => {
  const { noun: declared, names, blank } = planOf(noun);
  const row: { id: string; [field: string]: unknown } = { ...(fields ? blankOf(fields) : blank) };
  row.id = String(dbRow.id);
  for (const field of fields ?? names) row[field] = decodeCell(declared, field, dbRow, seal);
  if (fields === undefined) row.version = dbRow.version;
  return row;
}) as Decode;
